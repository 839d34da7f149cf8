package exchange

import (
	_ "embed" // the names are data
	"strings"
	"sync"
	"unicode"
)

//go:embed data/firstnames.txt
var firstNameText string

var firstNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, n := range strings.Fields(firstNameText) {
		names[n] = true
	}
	return names
})

// isFirstName reports whether a folded word is a first name in use: « jean »,
// « marie-claude ».
func isFirstName(folded string) bool {
	first, _, _ := strings.Cut(folded, "-")
	return firstNames()[first]
}

// speaks reports whether folded words are languages.
func speaks(folded string) bool {
	known, all := 0, 0
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if all++; languageWords[w] {
			known++
		}
	}
	return known > 0 && known*2 >= all
}

var languageWords = map[string]bool{"francais": true, "anglais": true, "allemand": true, "espagnol": true,
	"italien": true, "lsf": true,
	"portugais": true, "arabe": true, "neerlandais": true, "fr": true, "gb": true, "english": true, "deutsch": true}
