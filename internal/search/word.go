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

// distance counts the letters to insert, delete, replace or swap with their
// neighbour between two folded words; above limit it returns limit+1.
func distance(a, b string, limit int) int {
	if len(a) > wordMost || len(b) > wordMost || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var rows [3][wordMost + 1]int
	older, before, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, before, row = before, row, older
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return min(row[len(b)], limit+1)
}

// wordMost is how many letters of a word are compared.
const wordMost = 30
