package programme

import (
	"cmp"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// newOrder is text.Compare for many texts: making a collator takes longer than
// comparing with it. One is not safe for concurrent use.
func newOrder() func(a, b string) int {
	c := collate.New(language.French, collate.Loose)
	return func(a, b string) int {
		if a == b {
			return 0
		}
		return cmp.Or(c.CompareString(a, b), strings.Compare(a, b))
	}
}
