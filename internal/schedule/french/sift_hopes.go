package french

import "strings"

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
	if limitWords[r.at(i).text] && r.is(i, other, unknown) && r.is(r.back(i-1, open, atThe), clock) && !r.is(i+1, number, people) {
		r[i].kind = vague
	}
	if r.is(i, unknown) && r.at(i).text == "voir" && r.is(i-1, at) && r.closes(i+1) && r.is(i-2, open, comma, clock) {
		r[i].kind = appointment // « (à voir) »
	}
	return i
}

var limitWords = map[string]bool{"max": true, "maximum": true, "maxi": true, "min": true, "minimum": true, "mini": true}
