package formats

import (
	"fmt"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// The corner of a map that has its scale and the arrow to the north.
const (
	cornerHeight = 9 * paper.MM
	cornerEdge   = 3 * paper.MM
	leastBar     = 12 * paper.MM
)

// bars are the lengths of a scale, in metres, shortest first.
var bars = []int{100, 200, 500, 1000, 2000, 5000, 10_000, 20_000}

// guide draws how far a kilometre is and where north is, in the corner that is farthest
// from the pins, and returns the corner: names stay out of it.
func (m *chart) guide(pins []geo.Pin) marquetry.Box {
	metres, length := bars[0], 0
	for _, metres = range bars {
		if length = m.projection.Length(metres); length >= leastBar {
			break
		}
	}
	width := length + 16*paper.MM
	at := m.corner(pins, width)
	y := at.Y + cornerHeight - 2*paper.MM
	white := layout.White
	m.items = append(m.items, paper.Shape{X: at.X, Y: at.Y, Segments: layout.SegmentsTo(marquetry.Point{},
		marquetry.Point{X: width}, marquetry.Point{X: width, Y: cornerHeight}, marquetry.Point{Y: cornerHeight}),
		Fill: &white, In: m.in})
	bar := []marquetry.Segment{{Step: marquetry.Move, To: marquetry.Point{Y: -paper.MM}},
		{Step: marquetry.Line, To: marquetry.Point{}}, {Step: marquetry.Line, To: marquetry.Point{X: length}},
		{Step: marquetry.Line, To: marquetry.Point{X: length, Y: -paper.MM}}}
	m.items = append(m.items, paper.Shape{X: at.X + 2*paper.MM, Y: y, Segments: bar, Stroke: &layout.Black,
		Width: paper.Pt * 3 / 4, In: m.in})
	said := fmt.Sprintf("%d\u00a0m", metres)
	if metres >= 1000 {
		said = fmt.Sprintf("%d\u00a0km", metres/1000)
	}
	m.note(at.X+2*paper.MM, y-3*paper.MM/2, said)
	x := at.X + width - 7*paper.MM
	arrow := layout.SegmentsTo(marquetry.Point{X: 2 * paper.MM}, marquetry.Point{X: 4 * paper.MM, Y: 6 * paper.MM},
		marquetry.Point{X: 2 * paper.MM, Y: 9 * paper.MM / 2}, marquetry.Point{Y: 6 * paper.MM})
	m.items = append(m.items, paper.Shape{X: x - 2*paper.MM, Y: at.Y + 3*paper.MM/2, Segments: arrow, Fill: &layout.Black,
		In: m.in})
	m.note(x+5*paper.MM/2, at.Y+4*paper.MM, m.c.Words.North)
	return marquetry.Box{Min: at, Max: marquetry.Point{X: at.X + width, Y: at.Y + cornerHeight}}
}

func (m *chart) note(x, y int, said string) {
	s := m.c.look.Of(layout.Style{Face: typeset.Sans, Size: 7600, Lead: 9000, Ink: layout.Black})
	m.items = append(m.items, paper.Text{X: x, Y: y, Size: s.Size, Face: s.Face, Ink: s.Ink, In: m.in, String: said + " "})
}

// corner is where the guide is: below at the left, or in the first corner without pins.
func (m *chart) corner(pins []geo.Pin, width int) marquetry.Point {
	left, right := cornerEdge, m.frame.Width-width-cornerEdge
	top, bottom := cornerEdge, m.frame.Height-cornerHeight-cornerEdge
	corners := []marquetry.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: left, Y: top}, {X: right, Y: top}}
	best, fewest := corners[0], 1<<30
	for _, c := range corners {
		box := marquetry.Box{Min: marquetry.Point{X: c.X - m.radius(), Y: c.Y - m.radius()},
			Max: marquetry.Point{X: c.X + width + m.radius(), Y: c.Y + cornerHeight + m.radius()}}
		covered := 0
		for _, p := range pins {
			for _, at := range []marquetry.Point{p.At, p.Label} {
				if at.X > box.Min.X && at.X < box.Max.X && at.Y > box.Min.Y && at.Y < box.Max.Y {
					covered += 2
				}
			}
		}
		if m.meetsOwn(box) {
			covered++
		}
		if covered < fewest {
			best, fewest = c, covered
		}
	}
	return best
}
