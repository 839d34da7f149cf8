// Package marquetry cuts and draws the house's one idea: every craft domain is
// a piece of veneer with a colour and a pattern made of its own gesture, and
// every commune is the marquetry of the crafts that open in it. One set of
// vectors serves SVG and PDF alike.
//
// All lengths are integers in thousandths of a point, so that a work comes out
// the same on every machine.
package marquetry

import "jema/internal/measure"

// Other is the slug of the neutral veneer of a craft outside the sixteen
// domains; an unknown or empty slug is drawn with it.
const Other = "autre-metier"

// Point is a place on the sheet; x runs to the right, y down.
type Point struct{ X, Y measure.Length }

// Box is an upright rectangle, Min above and left of Max.
type Box struct{ Min, Max Point }

func (b Box) width() measure.Length  { return b.Max.X - b.Min.X }
func (b Box) height() measure.Length { return b.Max.Y - b.Min.Y }

// Panel is one piece of veneer: a convex polygon cut from the pattern of a
// domain. Module is the pattern's unit, about one repeat.
type Panel struct {
	Domain  string
	Outline []Point
	Module  measure.Length
}

// Bounds returns the upright rectangle around the panel.
func (p Panel) Bounds() Box {
	b := Box{p.Outline[0], p.Outline[0]}
	for _, q := range p.Outline[1:] {
		b.Min = Point{min(b.Min.X, q.X), min(b.Min.Y, q.Y)}
		b.Max = Point{max(b.Max.X, q.X), max(b.Max.Y, q.Y)}
	}
	return b
}

// Area returns the panel's area in square thousandths of a point.
func (p Panel) Area() int { return doubleArea(p.Outline) / 2 }

// Ground returns the tone the panel is filled with before its motifs.
func (p Panel) Ground() Tone { return veneerOf(p.Domain).ground }

// Motifs returns what is drawn on the ground; the drawer clips it to Outline.
func (p Panel) Motifs() []Motif {
	v := veneerOf(p.Domain)
	list := v.draw(p.Bounds(), max(p.Module*measure.Length(v.scale)/100, measure.Pt))
	for _, m := range list {
		for i := range m.Marks {
			if w := &m.Marks[i].Width; *w > 0 {
				*w = max(*w, thinnest)
			}
		}
	}
	return list
}

// thinnest is the width below which no line of a pattern is drawn: a press loses it,
// and one that is left white in a tone needs it twice.
const thinnest = measure.Pt / 2

// Ink returns the panel's colour.
func (p Panel) Ink() Ink { return InkOf(p.Domain) }

// Rectangle returns one upright panel of a domain, such as the band above an
// entry.
func Rectangle(domain string, b Box, module measure.Length) Panel {
	return Panel{domain, []Point{b.Min, {b.Max.X, b.Min.Y}, b.Max, {b.Min.X, b.Max.Y}}, module}
}

// Swatch returns a square piece of a domain for lists and legends; its pattern
// can still be distinguished from the others in black and white at 8 mm.
func Swatch(domain string, size measure.Length) Panel {
	return Rectangle(domain, Box{Max: Point{size, size}}, size*10/34)
}
