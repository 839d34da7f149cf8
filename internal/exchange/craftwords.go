package exchange

import (
	"slices"
	"strings"
	"unicode"

	"jema/internal/jema"
	"jema/internal/text"
)

// neutral are the words that distinguish no craft from another, and abbreviations of
// them; verbs are what is done to things, which only counts beside the thing:
// « restauration de meubles » is a craft of its own, « réparation de pendules »
// is done by whoever makes them.
var (
	neutral = wordSet(`de d du des la l le les sur en a au aux et ou par pour avec un une mon notre nos dans
		art arts artisan artisane artisanal artisanale artisanaux artisanales artiste maitre metier savoir faire atelier
		ancien ancienne anciens anciennes traditionnel traditionnelle traditionnels traditionnelles contemporain contemporaine
		main mesure tout tous genre genres petit petite petits petites`)
	verbs = wordSet(`fabrication fabricant fabricante fab fabr creation creations createur creatrice crea reparation reparations reparateur
		reparatrice rep entretien restauration restaurateur restauratrice rest realisation confection conception conf travail travaux pose reglage renovation refection transformation facture objets objet pieces articles accessoires`)
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// craftWords returns the stems of the significant words of a text in alphabetical
// order, « émaillage sur cuivre » is "cuivr email"; a single one is returned whole,
// « Fab. d'art. céramiques » is "ceramique"; "" when none is left.
func craftWords(s string, without ...map[string]bool) string {
	var words, stems []string
	for _, w := range strings.FieldsFunc(text.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.ContainsFunc(without, func(set map[string]bool) bool { return set[w] }) {
			continue
		}
		w = strings.TrimRight(w, "sx")
		if one := stem(w); !slices.Contains(stems, one) {
			words, stems = append(words, w), append(stems, one)
		}
	}
	if len(words) == 1 { // « coiffes » and « coiffure » share a stem, and no craft
		return words[0]
	}
	slices.Sort(stems)
	return strings.Join(stems, " ")
}

func (f craftFinder) addWords(name string, c jema.Craft) {
	if key := craftWords(name, neutral); key != "" {
		f.words[key] = oneMore(f.words[key], c)
	}
}

// byFirstWord finds the craft that the first significant word names by itself, when
// only a few follow: « reliure de livres », « poteries culinaires ».
func (f craftFinder) byFirstWord(folded string) foundCraft {
	var telling []string
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !neutral[w] && !verbs[w] {
			telling = append(telling, w)
		}
	}
	if len(telling) < 2 || len(telling) > 4 || len(telling[0]) < 5 {
		return foundCraft{}
	}
	for _, word := range []string{telling[0], strings.TrimRight(telling[0], "sx")} {
		if one := f.exactly(word); one.Slug != "" {
			return foundCraft{Craft: one.Craft, how: "import.craft.likely"}
		}
	}
	return foundCraft{}
}

// byWords finds a craft whose significant words are those of a text, in any order
// and with any small words between them; without its verbs where it has to be.
func (f craftFinder) byWords(name string) foundCraft {
	for _, key := range []string{craftWords(name, neutral), craftWords(name, neutral, verbs)} {
		if list := f.words[key]; key != "" && len(list) > 0 {
			return someCraft(list)
		}
	}
	return foundCraft{}
}

// narrowed takes the one of several crafts whose names, synonyms or activities have a word
// in brackets too: « luthier (violons) ».
func (f craftFinder) narrowed(folded string, several foundCraft) foundCraft {
	m := aside().FindStringSubmatch(folded)
	if m == nil {
		return several
	}
	var found []jema.Craft
	for _, k := range f.keys {
		if slices.Contains(several.candidates, k.craft.Name) && sharesWord(k.key, m[1]) {
			found = oneMore(found, k.craft)
		}
	}
	if len(found) != 1 {
		return several
	}
	return foundCraft{Craft: found[0], how: "import.craft.likely"}
}

// sharesWord reports whether two folded texts have a telling word in common.
func sharesWord(a, b string) bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(a, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !neutral[w] && !verbs[w] && len(w) > 3 {
			words[strings.TrimRight(w, "sx")] = true
		}
	}
	return slices.ContainsFunc(strings.FieldsFunc(b, func(r rune) bool { return !unicode.IsLetter(r) }),
		func(w string) bool { return words[strings.TrimRight(w, "sx")] })
}
