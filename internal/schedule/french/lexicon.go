package french

import "strings"

// kind is what a lexeme is to the grammar.
type kind int

const (
	unknown kind = iota
	broken       // a number that cannot be read; carries its fault

	number
	clock
	date // a date in figures
	weekday
	month

	// signs
	strong // ; . or a line break
	comma
	colon
	slash
	dash
	open
	shut
	sign // any other

	// little words
	and
	either
	of      // de
	elided  // d'
	during  // pendant
	ofThe   // du, des
	at      // à
	atThe   // au, aux
	between // entre
	since   // à partir de, dès
	until   // jusqu'à
	article // le, la, les
	each    // toutes les, chaque
	per     // par

	// days and parts of days
	part
	everyDay
	weekend
	workweek
	otherDays
	wholeDay
	included // inclus, compris

	// hours
	hourUnit
	minuteUnit
	half    // demi-heure
	quarter // quart d'heure
	andHalf // et demie
	andQuarter
	perHour
	perDay
	lasts // durée
	firstOf
	lastOf
	ends // fin, fermeture: an end when an hour follows

	// what takes away
	except
	closed
	pause

	// what changes nothing
	nothing
	also  // aussi: nothing, but what it says is added
	event // visites, départs: nothing, but they can be counted
	people
	years // ans: an age
	money

	// what cannot be read as hours
	appointment
	vague
)

// words gives each entry of the lexicon its kind and value.
var words = map[string]entry{}

type entry struct {
	kind  kind
	value int
	short bool // an abbreviation: a full stop behind it belongs to it
}

func add(k kind, value int, list string) {
	for _, w := range strings.Split(list, ",") {
		words[strings.TrimSpace(w)] = entry{kind: k, value: value}
	}
}

func addShort(k kind, value int, list string) {
	for _, w := range strings.Split(list, ",") {
		words[strings.TrimSpace(w)] = entry{k, value, true}
	}
}

// longestEntry is the number of words of the longest entry.
var longestEntry = 1

func init() {
	addDays()
	addHours()
	addLittleWords()
	addNothing()
	addRefused()
	for w := range words {
		longestEntry = max(longestEntry, strings.Count(w, " ")+1)
	}
}
