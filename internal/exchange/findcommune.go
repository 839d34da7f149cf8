package exchange

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jema/internal/jema"
	"jema/internal/text"
)

// communeFinder finds the commune that somebody meant. It remembers what it
// found: a spreadsheet has the same words in many rows.
type communeFinder struct {
	communes []jema.Commune
	byName   map[string]jema.Commune
	former   map[string]jema.Commune
	keys     []communeKeyed // of every name, old ones too, the longest first
	found    map[string]foundCommune
}

type communeKeyed struct {
	key     string
	commune jema.Commune
	former  bool
}

func newCommuneFinder(communes []jema.Commune) communeFinder {
	f := communeFinder{communes, map[string]jema.Commune{}, map[string]jema.Commune{}, nil, map[string]foundCommune{}}
	for _, c := range communes {
		f.byName[communeKey(c.Name)] = c
		f.keys = append(f.keys, communeKeyed{communeKey(c.Name), c, false})
		for _, name := range c.FormerNames {
			f.former[communeKey(name)] = c
			f.keys = append(f.keys, communeKeyed{communeKey(name), c, true})
		}
	}
	slices.SortStableFunc(f.keys, func(a, b communeKeyed) int { return len(b.key) - len(a.key) })
	return f
}

var (
	notCommune = lazily(`\([^)]*\)|\d+|\bcedex\b|\bfrance\b`)
	notLetter  = lazily(`[^a-z]+`)
	slashes    = strings.NewReplacer("s/", " sur ", "/", " ")
	articleAt  = lazily(`^(.+?)\s*\((le|la|les|l')\)`)
	longForms  = map[string]string{"st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ch": "chateau",
		"chat": "chateau", "bg": "bourg",
		"s s": "sous", "ss": "sous", "lez": "les", "chatx": "chateaux", "mt": "mont", "beaumt": "beaumont"}
)

// communeKey reduces « 26100 ROMANS s/ Isère cedex » to "romans sur isere", and
// « Baume-d'Hostun (La) » to "la baume d hostun".
func communeKey(name string) string {
	folded := text.Fold(name)
	if m := articleAt().FindStringSubmatch(folded); m != nil {
		folded = m[2] + " " + m[1]
	}
	words := strings.Fields(notLetter().ReplaceAllString(slashes.Replace(notCommune().ReplaceAllString(folded, " ")), " "))
	for i, w := range words {
		if long := longForms[w]; long != "" {
			words[i] = long
		}
	}
	return strings.Join(words, " ")
}

// foundCommune is what came of looking: how is "" when the name was right.
type foundCommune struct {
	jema.Commune
	how        string   // message key of the repair
	begun      bool     // the words are the beginning of this name alone: « Romans »
	candidates []string // names it might be, when none was certain
}

// sure reports whether a commune was found without guessing at a slip of the pen.
func (c foundCommune) sure() bool {
	return c.INSEE != "" && (c.begun || c.how != "import.commune.near")
}

// find looks for a commune by its name, helped by the postal code beside it.
func (f communeFinder) find(name, postal string) foundCommune {
	key := name + "\x00" + postal
	if found, known := f.found[key]; known {
		return found
	}
	found := f.look(name, postal)
	if f.found != nil {
		f.found[key] = found
	}
	return found
}

func (f communeFinder) look(name, postal string) foundCommune {
	key := communeKey(name)
	if key == "" {
		return foundCommune{}
	}
	if found := f.exactly(name, key); found.INSEE != "" {
		return found
	}
	near, begun := f.abbreviated(key), true
	if len(near) == 0 {
		near, begun = f.near(key), false
	}
	if len(near) == 0 {
		if found := f.within(name); found.INSEE != "" {
			return found
		}
		near, begun = f.beginning(key), true
	}
	if len(near) > 1 {
		if same := slices.DeleteFunc(slices.Clone(near), func(c jema.Commune) bool {
			return !slices.Contains(c.PostalCodes,
				postal)
		}); len(same) == 1 {
			near = same
		}
	}
	switch len(near) {
	case 0:
		return foundCommune{}
	case 1:
		return foundCommune{Commune: near[0], how: "import.commune.near", begun: begun}
	}
	out := foundCommune{}
	for _, c := range near {
		out.candidates = append(out.candidates, c.Name)
	}
	return out
}

func (f communeFinder) exactly(name, key string) foundCommune {
	if c, known := f.byName[key]; known {
		how := ""
		if text.Fold(name) != text.Fold(c.Name) && !slices.Contains(c.PostalCodes, postalDigits(name)) {
			how = "import.commune.set"
		}
		return foundCommune{Commune: c, how: how}
	}
	if c, known := f.former[key]; known {
		return foundCommune{Commune: c, how: "import.commune.former"}
	}
	for _, article := range []string{"la ", "le ", "les ", "l "} { // « Baume-Cornillane »
		if c, known := f.byName[article+key]; known {
			return foundCommune{Commune: c, how: "import.commune.set"}
		}
		if bare, cut := strings.CutPrefix(key, article); cut {
			if c, known := f.byName[bare]; known {
				return foundCommune{Commune: c, how: "import.commune.set"}
			}
		}
	}
	return foundCommune{}
}

// near returns the communes whose name differs by the fewest letters.
func (f communeFinder) near(key string) (near []jema.Commune) {
	least := slack(key)
	if least == 0 {
		return nil
	}
	for _, k := range f.keys {
		switch d := text.Slips(key, k.key, least); {
		case d < least:
			near, least = []jema.Commune{k.commune}, d
		case d == least && !slices.ContainsFunc(near, func(c jema.Commune) bool { return c.INSEE == k.commune.INSEE }):
			near = append(near, k.commune)
		}
	}
	return near
}

// beginning returns the communes that begin with the words given: « Romans »,
// « Saint-Marcel ».
func (f communeFinder) beginning(key string) (found []jema.Commune) {
	if slack(key) == 0 {
		return nil
	}
	for _, k := range f.keys {
		if !k.former && strings.HasPrefix(k.key+" ", key+" ") {
			found = append(found, k.commune)
		}
	}
	return found
}

// linking are the small words of names of communes that people leave out.
var linking = wordSet("sur sous les le la l de du des d en a")

// abbreviated returns the communes whose name the words shorten one by one:
// « Bourg de P. », « St-Vincent-la-Cdrie », and with the small words left out
// « Châteauneuf/Isère ». The first word, « Saint » aside, is whole.
func (f communeFinder) abbreviated(key string) (found []jema.Commune) {
	short := strings.Fields(key)
	bare := telling(short)
	for _, k := range f.keys {
		whole := strings.Fields(k.key)
		if len(short) >= 2 && !k.former && (shortens(short, whole) || shortens(bare, telling(whole))) {
			found = append(found, k.commune)
		}
	}
	return found
}

// telling returns the words of a name without the small ones.
func telling(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return linking[w] })
}

// shortens reports whether each word of a name shortens the word at the same place of
// another. The first word, or the one behind « Saint », is whole, or all others are.
func shortens(short, whole []string) bool {
	if len(short) != len(whole) || len(whole) < 2 {
		return false
	}
	lead, others := 0, 0
	if whole[0] == "saint" || whole[0] == "sainte" {
		lead = 1
	}
	for i, w := range whole {
		switch {
		case short[i] == w:
		case i < lead || !shortensWord(short[i], w) || i == lead && !abbreviates(short[i], w):
			return false
		case i != lead:
			others++
		}
	}
	return short[lead] == whole[lead] || others == 0 && len(whole) > lead+1
}

// abbreviates is shortensWord for the word that tells most: its beginning, or letters
// without vowels between the first and the last. « Près » is no « Portes ».
func abbreviates(short, word string) bool {
	return len(short) >= 3 && (strings.HasPrefix(word, short) || !strings.ContainsAny(short[1:len(short)-1], "aeiouy"))
}

// shortensWord reports whether letters are the beginning of a word, or the word with
// letters left out between its first and its last: « Cdrie » for « Commanderie ».
func shortensWord(short, word string) bool {
	if strings.HasPrefix(word, short) {
		return true
	}
	if len(short) < 2 || len(short) >= len(word) || short[0] != word[0] || short[len(short)-1] != word[len(word)-1] {
		return false
	}
	at := 0
	for i := 0; i < len(word) && at < len(short); i++ {
		if word[i] == short[at] {
			at++
		}
	}
	return at == len(short)
}

var (
	// beforeTown are the words that lead to the name of a commune.
	beforeTown = lazily(`(?:^|\s)(?:a|au|aux|mairie (?:de|du|des|d)|ville (?:de|du|des|d)|commune ` +
		`(?:de|du|des|d)|village (?:de|du|d)|centre (?:de|du|d)|salle (?:des fetes|polyvalente|communale) ` +
		`(?:de|du|d)|(?:vieux|vieille))$`)
	// townHall is a public place followed by the name of its commune.
	townHall = lazily(`^(?:mairie|ville|commune|village|centre|bourg|salle (?:des fetes|polyvalente|communale)) ` +
		`(?:de|du|des|d) (.+)$`)
	// besideTown are the words for a part of a commune.
	besideTown = lazily(`^(?:centre(?: ville| bourg| historique)?|ville|village|bourg|nord|sud|est|ouest|haut|bas|le ` +
		`haut|le bas|haute ville|ville haute|gare|mairie|quartier\b.*|hameau\b.*|lieu ` +
		`dit\b.*|zone\b.*|za\b.*|zi\b.*|rovaltain|tgv|plage)$`)
)

// within finds the one commune that a longer text names: « Mairie de Valence »,
// « quartier du Soleil à Alixan », « Romans centre ». A name that goes on as
// other names do (« Valence d’Agen ») is another place.
func (f communeFinder) within(name string) foundCommune {
	var found foundCommune
	for _, part := range placeParts().Split(name, -1) {
		key := communeKey(part)
		one := f.exactly(part, key)
		for _, k := range f.keys {
			if one.INSEE != "" {
				break
			}
			if f.names(key, k.key) {
				one = foundCommune{Commune: k.commune}
			}
		}
		if m := townHall().FindStringSubmatch(key); one.INSEE == "" && m != nil { // « Mairie d'Étoile »
			if begun := f.beginning(m[1]); len(begun) == 1 {
				one = foundCommune{Commune: begun[0]}
			}
		}
		switch {
		case one.INSEE == "":
		case found.INSEE != "" && found.INSEE != one.INSEE:
			return foundCommune{candidates: []string{found.Name, one.Name}}
		default:
			found = foundCommune{Commune: one.Commune, how: "import.commune.within"}
		}
	}
	return found
}

// ending parts a text that ends with the name of a commune; town is "" when it
// does not. « 12 rue de Romans » is a street of that name.
func (f communeFinder) ending(s string) (rest, town string) {
	for i := range s {
		if i == 0 || !strings.ContainsRune(" ,\n", rune(s[i-1])) {
			continue
		}
		before, after := s[:i], s[i:]
		first, _ := utf8.DecodeRuneInString(after)
		if !unicode.IsUpper(first) || strings.ContainsAny(after, ",\n") || streetOf().MatchString(text.Fold(before)) ||
			!f.find(after, "").sure() {
			continue
		}
		return strings.TrimRight(leadsToTown().ReplaceAllString(strings.TrimRight(before, " ,\n"), ""), " ,\n"),
			strings.TrimSpace(after)
	}
	return s, ""
}

var (
	// streetOf ends what is followed by the name of a street, and not of a commune.
	streetOf    = lazily(`(?:\b(?:de|du|des|la|le|les|rue|avenue|av\.?|boulevard|bd|place|chemin|route|rte|impasse|allee|quai|cours|montee|cote|faubourg|saint|sainte|st|ste|d'|l')|^\s*\d*)\s*$`)
	leadsToTown = lazily(`(?i)\s+(?:à|a|–|-|—|sur la commune de|commune de)$`)
)

var placeParts = lazily(`\s*[,;|\n()]\s*|\s+[-–—/]\s+`)

// names reports whether a text is the name of a commune with words that only specify
// where in it.
func (f communeFinder) names(key, name string) bool {
	before, after, inside := strings.Cut(" "+key+" ", " "+name+" ")
	if !inside {
		return false
	}
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	switch {
	case before == "" && after != "":
		return besideTown().MatchString(after)
	case after == "" || besideTown().MatchString(after):
		return beforeTown().MatchString(before) || besideTown().MatchString(before)
	}
	return false
}

// at returns the only commune that a postal code covers.
func (f communeFinder) at(postal string) (c jema.Commune, only bool) {
	for _, candidate := range f.communes {
		if slices.Contains(candidate.PostalCodes, postal) {
			if only {
				return jema.Commune{}, false
			}
			c, only = candidate, true
		}
	}
	return c, only
}

// department reports whether a postal code is of a département in which the
// territory has a commune.
func (f communeFinder) department(postal string) bool {
	return len(postal) != 5 || slices.ContainsFunc(f.communes, func(c jema.Commune) bool {
		return slices.ContainsFunc(c.PostalCodes, func(p string) bool { return len(p) == 5 && p[:2] == postal[:2] })
	})
}

var postalDigitsAt = lazily(`\b\d{5}\b`)

func postalDigits(s string) string { return postalDigitsAt().FindString(s) }
