package exchange

import (
	"strings"
	"unicode"
)

// feminineEndings turn the end of a folded French word for a trade into its
// masculine; the first that fits. They are for comparing only: that
// « modeliste » or « peintre » come out unchanged is all that matters, not
// that every result be a word.
var feminineEndings = []struct{ feminine, masculine string }{
	{"trice", "teur"}, {"euse", "eur"}, {"iere", "ier"}, {"ienne", "ien"}, {"onne", "on"},
	{"ande", "and"}, {"ante", "ant"}, {"ere", "er"}, {"ane", "an"}, {"tresse", "tre"},
}

// masculine folds the gender of every word of a folded text.
func masculine(folded string) string {
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	for i, w := range words {
		for _, e := range feminineEndings {
			if stem, found := strings.CutSuffix(w, e.feminine); found && len(stem) >= 2 {
				words[i] = stem + e.masculine
				break
			}
		}
	}
	return strings.Join(words, " ")
}

// agentEndings turn the masculine of a trade into its feminine; the first that
// fits. -ateur, facteur and sculpteur take -trice, the other -teur -teuse.
var agentEndings = []struct{ masculine, feminine string }{
	{"ateur", "atrice"}, {"acteur", "actrice"}, {"ulpteur", "ulptrice"}, {"eur", "euse"}, {"ier", "ière"},
	{"oger", "ogère"}, {"cher", "chère"}, {"ien", "ienne"}, {"ron", "ronne"}, {"açon", "açonne"}, {"ller", "llère"},
	{"erand", "erande"}, {"icant", "icante"},
}

// linkWords lead to another name of the same trade, which takes the feminine
// too; after any other small word comes what the trade works on.
var linkWords = map[string]bool{"et": true, "ou": true, "et/ou": true}

// Feminine returns the feminine of a trade's name by rule: « Tapissière
// d’ameublement et/ou tapissière décoratrice »; "" when it is the same word.
// Irregular ones are data.
func Feminine(name string) string {
	words := strings.Split(name, " ")
	head := true
	for i, w := range words {
		switch {
		case linkWords[w]:
			head = true
		case w == "de" || w == "à" || w == "en" || w == "sur" || w == "au" || strings.ContainsAny(w, "'’") ||
			strings.HasPrefix(w, "("):
			head = false
		case head:
			words[i] = feminineWord(w)
		}
	}
	if out := strings.Join(words, " "); out != name {
		return out
	}
	return ""
}

func feminineWord(w string) string {
	parts := strings.Split(w, "-")
	for i, part := range parts {
		for _, e := range agentEndings {
			if stem, found := strings.CutSuffix(strings.ToLower(part), e.masculine); found {
				parts[i] = part[:min(len(stem), len(part))] + e.feminine
				break
			}
		}
	}
	return strings.Join(parts, "-")
}
