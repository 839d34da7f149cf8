package reading

import (
	"regexp"
	"sync"

	"jema/internal/jema"
)

// Facts returns the facts of an opening: the values stored with it, or, where
// its words were changed without them, the values read from the words.
func Facts(o jema.Opening) jema.Facts {
	if o.Facts.Of == o.FactWords() {
		return o.Facts
	}
	return FactsOf(o)
}

// FactsOf reads the words of an opening, whatever values are stored with it.
func FactsOf(o jema.Opening) jema.Facts {
	f := jema.Facts{Access: Access(o.Access), Of: o.FactWords()}
	f.Price, _ = Price(o.Price)
	f.Age, _ = Age(o.MinimumAge)
	f.Languages, _ = Languages(o.Languages)
	return f
}

// lazily compiles an expression when it is first needed: most runs of the
// program read no text, and every run would wait for it.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
