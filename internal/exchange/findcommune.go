package exchange

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// communeFinder finds the commune that somebody meant.
type communeFinder struct {
	communes []jema.Commune
	byName   map[string]jema.Commune
	former   map[string]jema.Commune
}

func newCommuneFinder(communes []jema.Commune) communeFinder {
	f := communeFinder{communes, map[string]jema.Commune{}, map[string]jema.Commune{}}
	for _, c := range communes {
		f.byName[communeKey(c.Name)] = c
		for _, name := range c.FormerNames {
			f.former[communeKey(name)] = c
		}
	}
	return f
}

var (
	notCommune = lazily(`\([^)]*\)|\d+|\bcedex\b`)
	notLetter  = lazily(`[^a-z]+`)
	longForms  = strings.NewReplacer(" st ", " saint ", " ste ", " sainte ", " s ", " sur ", " ch ", " chateau ")
)

// communeKey reduces « 26100 ROMANS s/ Isère cedex » to "romans sur isere".
func communeKey(name string) string {
	s := notCommune().ReplaceAllString(text.Fold(name), " ")
	s = " " + strings.TrimSpace(notLetter().ReplaceAllString(s, " ")) + " "
	return strings.TrimSpace(longForms.Replace(s))
}

// foundCommune is what came of looking: how is "" when the name was right.
type foundCommune struct {
	jema.Commune
	how        string   // message key of the repair
	candidates []string // names it might be, when none was certain
}

// find looks for a commune by its name, helped by the postal code beside it.
func (f communeFinder) find(name, postal string) foundCommune {
	key := communeKey(name)
	if c, known := f.byName[key]; known && key != "" {
		how := ""
		if text.Fold(name) != text.Fold(c.Name) && !slices.Contains(c.PostalCodes, postalDigits(name)) {
			how = "import.commune.set"
		}
		return foundCommune{Commune: c, how: how}
	}
	if c, known := f.former[key]; known && key != "" {
		return foundCommune{Commune: c, how: "import.commune.former"}
	}
	near := f.near(key)
	if len(near) > 1 {
		if same := slices.DeleteFunc(slices.Clone(near), func(c jema.Commune) bool { return !slices.Contains(c.PostalCodes, postal) }); len(same) == 1 {
			near = same
		}
	}
	switch len(near) {
	case 0:
		return foundCommune{}
	case 1:
		return foundCommune{Commune: near[0], how: "import.commune.near"}
	}
	out := foundCommune{}
	for _, c := range near {
		out.candidates = append(out.candidates, c.Name)
	}
	return out
}

// near returns the communes whose name differs by the fewest letters, or that
// begin with the words given: « Romans », « Saint-Marcel ».
func (f communeFinder) near(key string) (near []jema.Commune) {
	least := slack(key)
	if least == 0 {
		return nil
	}
	for _, c := range f.communes {
		for _, name := range append([]string{c.Name}, c.FormerNames...) {
			switch d := distance(key, communeKey(name), least); {
			case d < least:
				near, least = []jema.Commune{c}, d
			case d == least && (len(near) == 0 || near[len(near)-1].INSEE != c.INSEE):
				near = append(near, c)
			}
		}
	}
	if len(near) > 0 {
		return near
	}
	for _, c := range f.communes {
		if strings.HasPrefix(communeKey(c.Name)+" ", key+" ") {
			near = append(near, c)
		}
	}
	return near
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

var postalDigitsAt = lazily(`\b\d{5}\b`)

func postalDigits(s string) string { return postalDigitsAt().FindString(s) }
