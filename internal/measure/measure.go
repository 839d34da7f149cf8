// Package measure names the unit in which drawings and pages are laid out.
package measure

// Length is a length in thousandths of a point. Integers, so that a layout comes out
// the same on every machine.
type Length int

// A point (1/72 inch) and a millimetre.
const (
	Pt = Length(1000)
	MM = Length(2835)
)
