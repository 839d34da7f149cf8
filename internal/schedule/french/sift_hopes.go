package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// hopes leaves a verb that only hopes or supposes as a doubt where its statement has days
// or hours: « j’espère samedi 10h-18h », « ce serait samedi ». Elsewhere, « j’espère que
// vous allez bien », it is about something else.
func hopes(r row, i int) int {
	if !r.is(i, unknown, other) || !hoping(r.at(i).text) && !r.wishes(i) {
		return i
	}
	from := i
	for from > 0 && !r.is(from-1, strong) {
		from--
	}
	if s, ok := statementAt(r, from); ok && (s.has(clock) || s.has(dayKinds...)) {
		r[i].kind = doubtful
	}
	return i
}

// hoping reports whether a word is a verb of hoping or a conditional.
func hoping(word string) bool {
	if hopeWords[word] {
		return true
	}
	for _, end := range conditionals {
		if strings.HasSuffix(word, end) && len(word) > len(end)+1 {
			return true
		}
	}
	return false
}

var hopeWords = map[string]bool{"espere": true, "esperons": true, "pense": true, "pensons": true, "pensait": true,
	"pensais": true, "pensions": true, "envisage": true, "envisageons": true, "envisageait": true, "suppose": true,
	"supposons": true, "crois": true, "croit": true, "croyons": true, "serait": true, "serais": true, "serions": true,
	"hesite": true, "hesitons": true, "attente": true}

// conditionals end verbs of what would be: « on ouvrirait », « nous aimerions ».
var conditionals = []string{"erait", "irait", "drait", "rrait", "vrait", "eraient", "iraient", "draient", "rraient",
	"vraient", "erions", "irions", "drions", "rrions", "vrions", "erais", "irais", "drais", "rrais", "vrais"}

// wishes reports whether the word at i wishes to open: « nous souhaitons ouvrir samedi ».
func (r row) wishes(i int) bool {
	verb := r.at(i).text
	wish := strings.HasPrefix(verb, "souhait") || verb == "veut" || verb == "voulons" || verb == "veux"
	return wish && (r.at(i+1).text == "ouvrir" || r.at(i+1).text == "accueillir")
}

// atMost leaves « 10h-18h maximum » as a doubt: it is an approximation behind an hour, and
// a number of people behind a number.
func atMost(r row, i int) int {
	if limitWords[r.at(i).text] && r.is(i, other, unknown) && r.is(r.back(i-1, open, atThe), clock) &&
		!r.is(i+1, number, people) {
		r[i].kind = vague
	}
	if r.is(i, unknown) && r.at(i).text == "voir" && r.is(i-1, at) && r.closes(i+1) && r.is(i-2, open, comma, clock) {
		r[i].kind = appointment // « (à voir) »
	}
	return i
}

var limitWords = map[string]bool{"max": true, "maximum": true, "maxi": true, "min": true, "minimum": true, "mini": true}

// promised leaves « je confirme rapidement » and « nous confirmerons » as a doubt: nothing
// is confirmed yet.
func promised(r row, i int) int {
	word := r.at(i).text
	soon := (word == "confirme" || word == "confirmons") && soonWords[r.at(i+1).text]
	if r.is(i, unknown, other) && (soon || word == "confirmerai" || word == "confirmerons") {
		r[i].kind = appointment
	}
	if r.is(i, closed) && word == "x" && r.is(i-1, colon) && r.is(i-2, weekday, number, month, date) {
		r[i].kind = doubtful // « Sam 10 : x » may be ticked or crossed out
	}
	return i
}

var soonWords = map[string]bool{"rapidement": true, "bientot": true, "prochainement": true, "vite": true,
	"ulterieurement": true, "plus": true, "des": true, "asap": true}

// beforehand reads « rdv à 9h45 pour un départ à 10h »: when one meets for what begins
// within the hour.
func beforehand(r row, i int, f plan.Frame) int {
	if f.Kind != plan.Slots || !r.is(i, meeting) {
		return i
	}
	met := r.skip(i+1, at, colon, article)
	k := r.skip(met+1, nothing, comma, article)
	if r.is(k, number) && r.at(k).value == 1 && r.at(k).width == 0 {
		k++
	}
	start := r.skip(k+1, at, of)
	if !r.is(met, clock) || !r.is(k, event, begins) || !r.is(start, clock) {
		return i
	}
	if early := r.at(start).value - r.at(met).value; early <= 0 || early > 60 {
		return i
	}
	return k
}
