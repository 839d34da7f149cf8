package reading

import (
	"slices"
	"strings"
	"unicode"

	"jema/internal/jema"
	"jema/internal/text"
)

// languages are the folded words for a language, French and its own.
var languages = map[string]string{
	"francais": "fr", "francaise": "fr", "french": "fr", "fr": "fr", "anglais": "en", "anglaise": "en", "english": "en",
	"en": "en", "gb": "en", "uk": "en",
	"allemand": "de", "deutsch": "de", "de": "de", "german": "de", "italien": "it", "italiano": "it", "it": "it",
	"italian":  "it",
	"espagnol": "es", "espanol": "es", "castellano": "es", "es": "es", "esp": "es", "spanish": "es", "ang": "en",
	"angl": "en", "all": "de",
	"portugais": "pt", "portugues": "pt", "pt": "pt", "neerlandais": "nl", "hollandais": "nl", "nederlands": "nl",
	"flamand": "nl", "nl": "nl",
	"arabe": "ar", "ar": "ar", "lsf": "fsl", "russe": "ru", "polonais": "pl", "chinois": "zh", "mandarin": "zh",
	"japonais": "ja",
	"turc":     "tr", "roumain": "ro", "armenien": "hy", "occitan": "oc", "grec": "el", "ukrainien": "uk", "catalan": "ca",
	"suedois": "sv",
	"danois":  "da", "basque": "eu", "breton": "br", "coreen": "ko", "vietnamien": "vi", "hongrois": "hu", "tcheque": "cs",
}

// between are words between languages that change nothing.
var between = map[string]bool{"et": true, "ou": true, "and": true, "langue": true, "langues": true, "la": true,
	"le": true, "l": true, "parle": true,
	"parles": true, "parlees": true, "en": true, "des": true, "signes": true, "francaise": true}

// Languages reads the languages somebody speaks, in the order given. exact is
// true when every word was one.
func Languages(words string) (codes jema.LanguageCodes, exact bool) {
	folded := text.Fold(words)
	if unsaid(folded) {
		return "", true
	}
	for _, sign := range []string{"langue des signes francaise", "langue des signes"} {
		folded = strings.ReplaceAll(folded, sign, "lsf")
	}
	var list []string
	exact = true
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch code := languages[w]; {
		case code != "" && !(len(w) == 2 && between[w] && len(folded) > 12):
			if !slices.Contains(list, code) {
				list = append(list, code)
			}
		case !between[w]:
			exact = false
		}
	}
	return jema.LanguageCodes(strings.Join(list, " ")), exact && len(list) > 0
}
