package exchange

import "jema/internal/catalogue"

// say returns a French sentence: the report of an import is stored with the
// openings, in the language of the organiser who works through it.
func say(key string, args ...any) string { return catalogue.In("fr").Say(key, args...) }
