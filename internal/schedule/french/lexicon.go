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
	firstDay // le premier jour
	lastDay
	following   // jours suivants, lendemain
	preceding   // veille
	countedDays // les deux jours: days named elsewhere
	dayWord     // jour: nothing, but « tous les … jours » is not « tous les … »

	// hours
	hourUnit
	minuteUnit
	lessMinutes // moins le quart
	half        // demi-heure
	quarter     // quart d'heure
	andHalf     // et demie
	andQuarter
	successive // « qui se suivent »: one begins when another ends
	perHour
	perDay
	lasts // durée
	firstOf
	lastOf
	ends    // fin: an end when an hour follows
	begins  // ouverture, début: nothing, or a start when an hour follows
	before  // avant
	earlier // plus tôt: moves an end by the length before it
	later
	like // comme: the hours of a day named behind it
	same // idem: the hours said before

	// what takes away
	except
	closed
	pause

	// what changes nothing
	nothing
	also  // aussi: nothing, but what it says is added
	only  // seulement: nothing, but what it says replaces
	event // visites, départs: nothing, but they can be counted
	people
	years // ans: an age
	money

	// what is set aside
	other    // a word that is not about time
	picture  // an emoji
	street   // rue: what follows is an address
	label    // n°, salle: what numbers a thing
	unit     // km, %: what is counted
	letter   // message, mail: may bear a date
	occasion // inauguration, café: takes place within the hours
	title    // M., chez: a name follows
	over     // sur
	meeting  // rendez-vous

	// what cannot be read as hours
	appointment
	vague
	negation // ne, which « pas » completes
	doubtful // sous réserve, complet, sans
	relative // demain, prochain: days that the phrase does not date
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
	addOthers()
	addPlaces()
	addRefused()
	indexNear()
	addEnglish()
	for w := range words {
		longestEntry = max(longestEntry, strings.Count(w, " ")+1)
	}
}
