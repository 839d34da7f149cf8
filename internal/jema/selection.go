package jema

import "slices"

// Selection is why organisers recommend an opening on the home page.
type Selection string

// The selections: for families, to have a go oneself, crafts that are rare.
const (
	SelectionFamily Selection = "family"
	SelectionTry    Selection = "try"
	SelectionRare   Selection = "rare"
)

// Selections lists all of them in the order in which they are shown.
var Selections = []Selection{SelectionFamily, SelectionTry, SelectionRare}

// Valid reports whether a selection is one of Selections.
func (s Selection) Valid() bool { return slices.Contains(Selections, s) }
