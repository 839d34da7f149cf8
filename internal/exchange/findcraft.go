package exchange

import (
	_ "embed" // what artisans call what they do is data
	"slices"
	"strings"
	"sync"

	"jema/internal/jema"
	"jema/internal/text"
)

//go:embed data/activities.txt
var activityText string

// activities are the folded words for a craft by its folded name.
var activities = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(activityText) {
		name, words, found := strings.Cut(strings.TrimSpace(line), ": ")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.SplitSeq(words, ",") {
			out[text.Fold(name)] = append(out[text.Fold(name)], text.Fold(w))
		}
	}
	return out
})

// craftFinder finds the craft that somebody meant, whatever the gender. It
// remembers what it found: a spreadsheet has the same words in many rows.
type craftFinder struct {
	exact    map[string]jema.Craft   // by the folded name
	whole    map[string]jema.Craft   // by the name and its feminine, gender folded
	synonyms map[string]jema.Craft   // by the synonyms, which are data and decide
	active   map[string][]jema.Craft // by what artisans call what they do
	parts    map[string][]jema.Craft // by the parts of compound names
	stems    map[string][]jema.Craft // by the stem that a trade and its activity share
	words    map[string][]jema.Craft // by the stems of all telling words, in any order
	keys     []craftKey              // of every name, for beginnings and slips of the pen
	found    map[string]foundCraft
}

type craftKey struct {
	key   string
	craft jema.Craft
	name  bool // of the craft itself; else of an activity or a synonym
}

func newCraftFinder(crafts []jema.Craft) craftFinder {
	f := craftFinder{map[string]jema.Craft{}, map[string]jema.Craft{}, map[string]jema.Craft{}, map[string][]jema.Craft{},
		map[string][]jema.Craft{}, map[string][]jema.Craft{}, map[string][]jema.Craft{}, nil, map[string]foundCraft{}}
	for _, c := range crafts {
		folded := text.Fold(c.Name)
		f.exact[folded] = c
		f.whole[masculine(folded)] = c
		f.whole[masculine(text.Fold(c.Feminine))] = c
		f.keys = append(f.keys, craftKey{masculine(folded), c, true})
		for _, synonym := range c.Synonyms {
			f.synonyms[masculine(text.Fold(synonym))] = c
			f.keys = append(f.keys, craftKey{masculine(text.Fold(synonym)), c, false})
			f.addWords(synonym, c)
		}
		for _, activity := range activities()[folded] {
			f.active[masculine(activity)] = oneMore(f.active[masculine(activity)], c)
			f.keys = append(f.keys, craftKey{masculine(activity), c, false})
			f.addWords(activity, c)
		}
		f.addWords(parentheses.Replace(c.Name), c) // « brodeuse au crochet de Lunéville »
		for _, part := range craftParts(c.Name) {
			key := masculine(text.Fold(part))
			f.parts[key] = oneMore(f.parts[key], c)
			stem := stemKey(text.Fold(part))
			f.stems[stem] = oneMore(f.stems[stem], c)
			f.addWords(part, c)
		}
	}
	return f
}

var (
	aside     = lazily(`\(([^)]*)\)`)
	alternate = lazily(` et/ou | ou | et |, `)
)

var parentheses = strings.NewReplacer("(", " ", ")", " ")

// craftParts are the shorter forms of a craft's name: « Maître verrier
// (vitrailliste) » is a « maître verrier » and a « vitrailliste »; « Facteur
// et/ou restaurateur d’orgues » a « facteur d’orgues ».
func craftParts(name string) (parts []string) {
	for _, m := range aside().FindAllStringSubmatch(name, -1) {
		parts = append(parts, m[1])
	}
	name = strings.TrimSpace(aside().ReplaceAllString(name, ""))
	parts = append(parts, name)
	alternatives := alternate().Split(name, -1)
	last := alternatives[len(alternatives)-1]
	for _, a := range alternatives {
		parts = append(parts, a)
		if _, object, found := strings.Cut(last, " "); found && !strings.Contains(a, " ") {
			parts = append(parts, a+" "+object)
		}
	}
	if len(alternatives) == 1 && !strings.Contains(name, " ") {
		parts = append(parts, strings.Split(name, "-")...)
	}
	return parts
}

// foundCraft is what came of looking; Slug is "" when nothing did.
type foundCraft struct {
	jema.Craft
	how        string // message key of the repair, "" when the name was right
	candidates []string
}

// find looks for a craft by its name, its feminine, a part of its name, a
// synonym, what artisans call what they do, its beginning, or a near spelling
// of one of these. Of several crafts in one cell the first that is recognised counts.
func (f craftFinder) find(name string) foundCraft {
	folded := text.Fold(name)
	if found, known := f.found[folded]; known {
		return found
	}
	found := f.look(folded)
	f.found[folded] = found
	return found
}

// knows reports whether a name is that of one craft of the list.
func (f craftFinder) knows(name string) bool { return f.find(name).Slug != "" }

func (f craftFinder) look(folded string) foundCraft {
	found := f.exactly(folded)
	if found.Slug == "" && len(found.candidates) == 0 {
		bare := withoutTrimmings(folded)
		for _, other := range []string{bare, singular(folded), singular(bare)} {
			if found.Slug == "" && len(found.candidates) == 0 && other != folded && other != "" {
				found = f.exactly(other)
			}
		}
	}
	if len(found.candidates) > 1 {
		found = f.narrowed(folded, found)
	}
	if found.Slug == "" && len(found.candidates) == 0 {
		found = f.near(masculine(folded))
	}
	if found.Slug == "" && len(found.candidates) == 0 {
		found = f.byWords(folded)
	}
	if found.Slug != "" || len(found.candidates) > 0 {
		return found
	}
	for _, part := range severalCrafts().Split(folded, -1) {
		if part = withoutTrimmings(strings.TrimSpace(part)); part == "" || part == folded {
			continue
		}
		one := f.exactly(part)
		if one.Slug == "" {
			one = f.byWords(part)
		}
		if one.Slug != "" {
			return foundCraft{Craft: one.Craft, how: "import.craft.first"}
		}
	}
	return f.byFirstWord(folded)
}

// exactly is find without allowing for misspelling.
func (f craftFinder) exactly(name string) foundCraft {
	folded := text.Fold(name)
	if c, known := f.exact[folded]; known {
		return foundCraft{Craft: c}
	}
	key := masculine(folded)
	if c, known := f.whole[key]; known && key != "" {
		return foundCraft{Craft: c, how: "import.craft.feminine"}
	}
	if c, known := f.synonyms[key]; known && key != "" {
		return foundCraft{Craft: c, how: "import.craft.short"}
	}
	if list := f.active[key]; len(list) > 0 {
		return someCraft(list)
	}
	found := slices.Clone(f.parts[key])
	for _, c := range f.beginning(key) {
		found = oneMore(found, c)
	}
	if len(found) == 0 {
		found = f.stems[stemKey(folded)]
	}
	return someCraft(found)
}

func someCraft(found []jema.Craft) foundCraft {
	switch len(found) {
	case 0:
		return foundCraft{}
	case 1:
		return foundCraft{Craft: found[0], how: "import.craft.short"}
	}
	out := foundCraft{}
	for _, c := range found {
		out.candidates = append(out.candidates, c.Name)
	}
	return out
}

var (
	severalCrafts = lazily(`\s*(?:,|;|/|\+|&|\bet\b| - | – |\n|\(|\))\s*`)
	trimmingsFrom = lazily(`^(?:(?:un|une|le|la|l'|les|des|du|mon|notre)\s*)?(?:(?:atelier|artisan(?:e)?(?: d'art)?|artiste|maitre artisan(?: d'art)?|maitre(?: d'art)?|metier|art|arts|savoir-faire|activite|entreprise|creat(?:ion|eur|rice)|fabrica(?:tion|nt|nte)|realisation|travail|confection|conception)\s+(?:de la |de l'|des |du |de |d'|en )?)+`)
	trimmingsTo   = lazily(`(?:\s+(?:d'art|artisanal(?:e|es)?|traditionnel(?:le|les)?|contemporain(?:e|es)?|createur|creatrice|creation|sur mesure|ancien(?:ne|nes|s)?|professionnel(?:le)?|fait(?:e)? main|a la main|utilitaire|decorati(?:f|ve|ves|fs)|en art))+$`)
)

// withoutTrimmings removes the words that surround many craft names:
// « atelier de poterie artisanale » is « poterie ».
func withoutTrimmings(folded string) string {
	folded = strings.TrimSpace(aside().ReplaceAllString(folded, " "))
	return strings.TrimSpace(trimmingsTo().ReplaceAllString(trimmingsFrom().ReplaceAllString(folded, ""), ""))
}

// singular takes the plural off every word.
func singular(folded string) string {
	words := strings.Fields(folded)
	for i, w := range words {
		if len(w) > 4 {
			words[i] = strings.TrimSuffix(w, "s")
		}
	}
	return strings.Join(words, " ")
}

// oneMore adds a craft to a list that does not hold it yet.
func oneMore(crafts []jema.Craft, c jema.Craft) []jema.Craft {
	if slices.ContainsFunc(crafts, func(o jema.Craft) bool { return o.Slug == c.Slug }) {
		return crafts
	}
	return append(crafts, c)
}

// beginning returns the crafts whose name begins with these words.
func (f craftFinder) beginning(key string) (found []jema.Craft) {
	if len(key) < 5 {
		return nil
	}
	for _, k := range f.keys {
		if k.name && strings.HasPrefix(k.key+" ", key+" ") {
			found = append(found, k.craft)
		}
	}
	return found
}

// near returns the crafts whose name differs by the fewest letters.
func (f craftFinder) near(key string) foundCraft {
	least := min(slack(key), 1)
	if len(key) < 7 {
		return foundCraft{} // « fondeur » and « tondeur » are two trades
	}
	var found []jema.Craft
	for _, k := range f.keys {
		switch d := text.Slips(key, k.key, least); {
		case d < least:
			found, least = []jema.Craft{k.craft}, d
		case d == least:
			found = oneMore(found, k.craft)
		}
	}
	return someCraft(found)
}
