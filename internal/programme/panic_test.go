package programme

import (
	"errors"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/work"
)

// TestPanicsAreErrors: data that no programme can be made of, here a craft
// of a domain that there is not, make an error of every format and of the book, with the
// stack of where it happened; in a brochure that is a goroutine of its own.
func TestPanicsAreErrors(t *testing.T) {
	for _, n := range []int{1, 3, 8} {
		p := sample("26281", n)
		p.Entries[n-1].Craft = &jema.Craft{Name: "x", Domain: jema.CraftDomain{Number: 99}}
		_, _, err := Compose(p, Spec{})
		_, _, errBook := ComposeBook(jema.Book{Territory: p.Territory, Edition: p.Edition, AsOf: p.AsOf, Programmes: []jema.Programme{p}}, Spec{})
		for name, err := range map[string]error{"programme": err, "book": errBook} {
			thrown, ok := errors.AsType[*work.Panic](err)
			if !ok || !strings.Contains(string(thrown.Stack), "internal/programme") {
				t.Errorf("%s of %d: %v", name, n, err)
			}
		}
	}
}
