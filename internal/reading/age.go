package reading

import (
	"strconv"

	"jema/internal/jema"
	"jema/internal/text"
)

var (
	everybody = lazily(`^(?:tout public|tous publics?|tous ages?|tout age|pour tous|tous|aucun(?:e)?|non|pas de ` +
		`minimum|sans(?: minimum| limite)?|pas de limite(?: d'age)?|sans limite d'age|0(?: ans?)?|all ages)$`)
	fromAge = lazily(`(?:^|\b)(?:(?:des|a partir de|from|minimum|min\.?|mini|plus de|>=?|\+|age ` +
		`minimum)\s*(?:de\s*|:\s*)?)(\d{1,2})\b\s*(?:ans?)?`)
	plainAge  = lazily(`^(\d{1,2})\s*(?:ans?)?\s*(?:et plus|et \+|ou plus|\+|minimum|mini|min\.?|revolus)?$`)
	underAge  = lazily(`\b(?:interdit|deconseille|pas|non)\w*\b.*\bmoins de (\d{1,2}) ans`)
	yearsAt   = lazily(`\b(\d{1,2})(?:\s*(?:-|a)\s*\d{1,2})?\s*ans?\b`)
	accompany = lazily(`\bmoins de \d{1,2} ans\b`)
	wholeFrom = lazily(`^(?:enfants? |public |jeunes )?(?:des|a partir de|minimum|min\.?|mini|plus de|\+) ?(?:de |: ` +
		`)?(?:l'age de )?\d{1,2}(?: ?ans?)?(?: et plus)?$`)
	adults = lazily(`^(?:adultes?|public adulte|ado-?adultes?)(?: (?:uniquement|seulement))?$`)
)

// Age reads from which age one may come: « 8 ans », « dès 8 ans », « tout
// public ». exact is true when the words hold nothing else.
func Age(words string) (age jema.MinimumAge, exact bool) {
	folded := text.Fold(words)
	switch {
	case unsaid(folded):
		return jema.MinimumAge{}, true
	case everybody().MatchString(folded):
		return jema.MinimumAge{Known: true}, true
	case adults().MatchString(folded):
		return jema.MinimumAge{Known: true, Years: 18}, false
	}
	if m := plainAge().FindStringSubmatch(folded); m != nil {
		return years(m[1]), true
	}
	if m := fromAge().FindStringSubmatch(folded); m != nil {
		return years(m[1]), wholeFrom().MatchString(folded)
	}
	if m := underAge().FindStringSubmatch(folded); m != nil {
		return years(m[1]), false
	}
	if m := yearsAt().FindStringSubmatch(folded); m != nil && !accompany().MatchString(folded) {
		return years(m[1]), false
	}
	return jema.MinimumAge{}, false
}

func years(s string) jema.MinimumAge {
	n, err := strconv.Atoi(s)
	if err != nil || n > jema.AgeMax {
		return jema.MinimumAge{}
	}
	return jema.MinimumAge{Known: true, Years: n}
}
