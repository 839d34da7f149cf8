package exchange

import (
	"strings"
	"unicode"
)

// tradeEndings are how words for a trade and for what it does end, the longest
// first: « relieur » and « reliure » share a stem.
var tradeEndings = []string{
	"isterie", "ateurs", "ations", "atrice", "ateur", "ation", "urier", "ement", "erand", "euses", "ieres",
	"ienne", "iste", "ique",
	"erie", "euse", "iere", "eron", "eurs", "iers", "ages", "ures", "rice", "age", "ure", "eur", "ier", "ere", "ien", "ie",
	"re", "er", "es", "e", "s",
}

// stem returns what a word for a trade shares with the word for its activity.
// It is for comparing only.
func stem(word string) string {
	word = single(word)
	for _, e := range tradeEndings {
		if rest, found := strings.CutSuffix(word, single(e)); found && len(rest) >= 3 {
			return rest
		}
	}
	return word
}

// single writes doubled letters once.
func single(word string) string {
	var b strings.Builder
	var before rune
	for _, r := range word {
		if r != before {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// betweenTrade are the small words inside the name of a trade.
var betweenTrade = map[string]bool{"de": true, "d": true, "du": true, "des": true, "la": true, "l": true, "le": true,
	"les": true, "sur": true,
	"en": true, "a": true, "au": true, "aux": true, "et": true, "ou": true}

// stemKey is the stem of the first word, and the words behind it without small
// ones and plurals: « facture d’orgues » and « facteur d’orgues » share one.
func stemKey(folded string) string {
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })
	var out []string
	for _, w := range words {
		switch {
		case betweenTrade[w]:
		case len(out) == 0:
			out = append(out, stem(w))
		default:
			out = append(out, strings.TrimRight(w, "sx"))
		}
	}
	return strings.Join(out, " ")
}
