package exchange

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// craftFinder finds the craft that somebody meant, whatever the gender.
type craftFinder struct {
	crafts   []jema.Craft
	exact    map[string]jema.Craft   // by the folded name
	whole    map[string]jema.Craft   // by the name and its feminine, gender folded
	synonyms map[string]jema.Craft   // by the synonyms, which are data and decide
	parts    map[string][]jema.Craft // by the parts of compound names
}

func newCraftFinder(crafts []jema.Craft) craftFinder {
	f := craftFinder{crafts, map[string]jema.Craft{}, map[string]jema.Craft{}, map[string]jema.Craft{}, map[string][]jema.Craft{}}
	for _, c := range crafts {
		f.exact[text.Fold(c.Name)] = c
		f.whole[masculine(text.Fold(c.Name))] = c
		f.whole[masculine(text.Fold(c.Feminine))] = c
		for _, synonym := range c.Synonyms {
			f.synonyms[masculine(text.Fold(synonym))] = c
		}
		for _, part := range craftParts(c.Name) {
			key := masculine(text.Fold(part))
			f.parts[key] = oneMore(f.parts[key], c)
		}
	}
	return f
}

var (
	aside     = lazily(`\(([^)]*)\)`)
	alternate = lazily(` et/ou | ou | et |, `)
)

// craftParts are the shorter ways to say a craft's name: « Maître verrier
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
// synonym, its beginning, or a near spelling of one of these.
func (f craftFinder) find(name string) foundCraft {
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
	found := slices.Clone(f.parts[key])
	for _, c := range f.beginning(key) {
		found = oneMore(found, c)
	}
	if len(found) == 0 {
		found = f.near(key)
	}
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
	for _, c := range f.crafts {
		if strings.HasPrefix(masculine(text.Fold(c.Name))+" ", key+" ") {
			found = append(found, c)
		}
	}
	return found
}

// near returns the crafts whose name differs by the fewest letters.
func (f craftFinder) near(key string) (found []jema.Craft) {
	least := min(slack(key), 1)
	if len(key) < 7 {
		return nil // « fondeur » and « tondeur » are two trades
	}
	for _, c := range f.crafts {
		switch d := distance(key, masculine(text.Fold(c.Name)), least); {
		case d < least:
			found, least = []jema.Craft{c}, d
		case d == least:
			found = append(found, c)
		}
	}
	return found
}
