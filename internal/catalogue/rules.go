package catalogue

import (
	"time"

	"jema/internal/jema"
)

// rules are how a language writes what is no sentence of its folder: days, times
// of day, numbers and lists. What two languages would write in another order is a
// sentence of date.toml.
type rules struct {
	weekday   func(jema.Date) string       // « samedi »
	dayNumber func(jema.Date) string       // « 1er », « 10 »
	month     func(time.Month) string      // « avril »
	clock     func(jema.Clock) string      // « 14 h 30 »
	fromTo    func(a, b jema.Clock) string // « de 10 h à 12 h »
	minutes   func(int) string             // « 1 h 30 », how long something lasts
	number    func(int) string             // « 7 000 »
	list      func(words []string) string  // « a, b et c »
	typeset   func(sentence string) string // the spaces and quotation marks of the language
	at        func(jema.Commune) string    // « à Romans »
	colon     string                       // between a name and its value, its own space before it
}

// rulesOf has the rules of every language that has a folder.
var rulesOf = map[string]rules{"fr": french, "en": english}
