package exchange

import (
	"strconv"
	"strings"

	"jema/internal/text"
)

// capacityMax is the most places a slot may have.
const capacityMax = 5000

var (
	oneNumber = lazily(`^(?:max\.?|maximum|jusqu'a|environ)?\s*(\d{1,6})\s*` +
		`(?:personnes?|pers\.?|p\.?|places?|visiteurs?|participants?|eleves?|enfants?|adultes?` +
		`|stagiaires?|max\.?|maximum|maxi)*` +
		`(?:\s+(?:max\.?|maximum|maxi|par creneau|par seance|par groupe|/ ?creneau|/ ?seance|/ ?groupe|par atelier))*$`)
	durationAt = lazily(`^(?:environ\s+)?(?:(\d{1,2})\s*(?:h|heures?)\s*(\d{1,2})?\s*(?:min|mn|minutes?)?` +
		`|(\d{1,4})\s*(?:min|mn|minutes?|m|')|(\d{1,2}):(\d{2}))\.?$`)
	inWords = map[string]int{"une heure": 60, "deux heures": 120, "trois heures": 180, "une demi-heure": 30,
		"demi-heure": 30, "1/2 heure": 30,
		"une heure et demie": 90, "1 heure et demie": 90, "trois quarts d'heure": 45, "un quart d'heure": 15,
		"une demi-journee": 0, "la journee": 0}
)

// readCapacity reads « 8 », « 20 personnes », « 12 max ». problem is the key of
// what is wrong, "" when nothing is.
func readCapacity(s string) (places int, problem string) {
	folded := text.Fold(s)
	m := oneNumber().FindStringSubmatch(withDigits(folded))
	if m == nil {
		return 0, "import.capacity.words"
	}
	n, err := strconv.Atoi(m[1])
	switch {
	case err != nil || n > capacityMax:
		return 0, "import.capacity.huge"
	case n == 0:
		return 0, "import.capacity.none"
	}
	return n, ""
}

// readDuration reads « 45 min », « 1h », « 1 h 15 », « 50 mn », « 1:15 » in
// minutes. A bare number of ten or more can only be minutes; a smaller one is a
// problem for a person.
func readDuration(s string) (minutes int, problem string) {
	folded := text.Fold(s)
	if n, err := strconv.Atoi(folded); err == nil && n >= 10 && n <= 24*60 {
		return n, ""
	}
	n := inWords[folded]
	if m := durationAt().FindStringSubmatch(folded); m != nil {
		n = number(m[1])*60 + number(m[2]) + number(m[3]) + number(m[4])*60 + number(m[5])
	}
	if n < 1 || n > 24*60 {
		return 0, "import.duration.unread"
	}
	return n, ""
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0 // the part is not there
	}
	return n
}

var flags = map[string]bool{
	"oui": true, "o": true, "x": true, "yes": true, "y": true, "1": true, "vrai": true, "true": true,
	"ok": true, "✓": true,
	"✔": true, "✗": true, "d'accord": true, "non": false, "n": false, "no": false, "0": false, "faux": false,
	"false": false, "-": false, "": false,
}

// readFlag reads oui, non, x or nothing; sure is false for anything else.
func readFlag(s string) (yes, sure bool) {
	yes, sure = flags[strings.TrimRight(text.Fold(s), ".! ")]
	return yes, sure
}

var bareNumber = lazily(`^\d{1,4}(?:[.,]\d{1,2})?$`)

// withUnit completes a bare number: « 18 » becomes « 18 € ».
func withUnit(s, unit string) string {
	if bareNumber().MatchString(s) {
		return s + " " + unit
	}
	return s
}

func boolean(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
