package search

import (
	"strings"

	"jema/internal/text"
)

// tokens splits a text into folded words: letters and digits, at least two of them.
func tokens(s string) []string {
	return strings.FieldsFunc(text.Fold(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// endings are the forms of French nouns and trades, each with the one that represents
// all of them: plurals first, feminines after. The first that fits is replaced.
var (
	plurals   = [][2]string{{"eaux", "eau"}, {"oux", "ou"}, {"eux", "eux"}, {"aux", "al"}, {"ails", "al"}, {"s", ""}}
	singulars = [][2]string{{"ail", "al"}, {"euse", "eur"}, {"trice", "teur"}, {"iere", "ier"}, {"ere", "er"},
		{"ienne", "ien"}, {"ee", ""}, {"e", ""}}
)

// stem returns what the forms of a folded word share: « ébénistes », « potière »,
// « vitraux » meet « ébéniste », « potier », « vitrail ».
func stem(word string) string {
	return replaceEnding(replaceEnding(word, plurals), singulars)
}

// shortestStem is how many letters an ending must leave.
const shortestStem = 3

func replaceEnding(word string, endings [][2]string) string {
	for _, e := range endings {
		if rest, found := strings.CutSuffix(word, e[0]); found && len(rest)+len(e[1]) >= shortestStem {
			return rest + e[1]
		}
	}
	return word
}

// derived are the endings by which French makes verbs and nouns of one root, the longest
// first.
var derived = []string{"issages", "issage", "ations", "ation", "ements", "ement", "ages", "age", "euses", "euse",
	"eurs", "eur", "ures", "ure", "ants", "ant", "ees", "ee", "ent", "es", "er", "ez", "e"}

// rootLeast is how many letters a root has: « moul », « soud ».
const rootLeast = 4

// root returns what a verb and the nouns made of it begin with, "" for a word that has no
// such ending: « moul » of « moule », « mouler », « moulage ».
func root(word string) string {
	for _, ending := range derived {
		if rest, found := strings.CutSuffix(word, ending); found && len(rest) >= rootLeast {
			return rest
		}
	}
	return ""
}

// sounds are spellings of the same sound in French.
var sounds = strings.NewReplacer("qu", "k", "ck", "k", "ph", "f", "eau", "o", "au", "o", "ce", "se", "ci", "si", "cy",
	"si", "ch", "ch", "c", "k", "y", "i",
	"ain", "in", "ein", "in", "en", "an", "em", "am", "h", "", "z", "s", "ge", "je", "gi", "ji", "w", "v")

// sound returns how a folded word sounds, so that « céramike » meets « céramique » and
// « ferronié » meets « ferronnier »: same letters for a sound, none doubled, silent
// endings left out.
func sound(word string) string {
	said := sounds.Replace(word)
	var b strings.Builder
	for i := range len(said) {
		if i == 0 || said[i] != said[i-1] {
			b.WriteByte(said[i])
		}
	}
	if short := strings.TrimRight(b.String(), "estxdr"); len(short) >= shortestStem {
		return short
	}
	return b.String()
}

// firstSpoken is the first letter of a word that is spoken: an h is silent.
func firstSpoken(word string) byte {
	if len(word) > 1 && word[0] == 'h' {
		return word[1]
	}
	return word[0]
}

// slack is how many letters may differ in a word for it to be the same word,
// misspelt.
func slack(word string) int {
	switch n := len(word); {
	case n >= 8:
		return 2
	case n >= 5:
		return 1
	}
	return 0
}

// letters is the set of letters of a word. A slip changes two of them at most.
func letters(word string) (set uint64) {
	for i := range len(word) {
		switch c := word[i]; {
		case c >= 'a' && c <= 'z':
			set |= 1 << (c - 'a')
		case c >= '0' && c <= '9':
			set |= 1 << (26 + c - '0')
		}
	}
	return set
}

// wordMost is how many letters a word has that is compared.
const wordMost = 30
