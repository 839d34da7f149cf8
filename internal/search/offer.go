package search

import (
	"regexp"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// offers are what a text has in it where it offers an access, folded. Of wheelchairs only
// the facts count: a workshop writes of its own armchairs.
var offers = map[string]*regexp.Regexp{
	"hi": regexp.MustCompile(`\b(?:sourd(?:e|s|es)?|malentendante?s?|langue des signes|lsf|boucle magnetique)\b`),
	"vi": regexp.MustCompile(`\b(?:aveugles|personne aveugle|non[ -]voyante?s?|malvoyante?s?|deficien\w+ visuel\w*|` +
		`braille|visites? (?:tactile|descriptive)s?)\b`),
}

var (
	signing  = regexp.MustCompile(`\b(?:langue des signes|lsf)\b`)
	refusing = regexp.MustCompile(`\b(?:pas|ni|aucune?|impossible|inadaptee?s?|sans)\b`)
)

// completed completes the facts of an opening by what its own texts offer, where the facts leave
// it open: « une visite pour les personnes aveugles ». A sentence that refuses offers
// nothing.
func completed(f jema.Facts, o jema.Opening) jema.Facts {
	texts := text.Fold(strings.Join([]string{o.Title, o.Description, o.PrintedText, o.Access, o.Languages}, ". "))
	for sentence := range strings.FieldsFuncSeq(texts, func(r rune) bool { return strings.ContainsRune(".;!?\n", r) }) {
		if refusing.MatchString(sentence) {
			continue
		}
		for kind, offer := range offers {
			if f.Access.Of(kind) == "" && offer.MatchString(sentence) {
				f.Access = f.Access.With(kind, jema.Yes)
			}
		}
		if signing.MatchString(sentence) && !f.Languages.Has("fsl") {
			f.Languages = jema.LanguageCodes(strings.TrimSpace(string(f.Languages) + " fsl"))
		}
	}
	return f
}
