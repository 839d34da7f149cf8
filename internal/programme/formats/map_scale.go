package formats

import (
	"fmt"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// The corner of a map that has its scale, the arrow to the north and what its signs mean.
const (
	cornerHeight = 9 * paper.MM
	cornerEdge   = 3 * paper.MM
	leastBar     = 12 * paper.MM
	signWidth    = 7 * paper.MM
)

// bars are the lengths of a scale, in metres, shortest first.
var bars = []int{20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000}

// guide draws how far a kilometre is and where north is, in the corner that is farthest
// from the pins: names stay out of it. Below are the signs of what is on the map.
func (m *chart) guide(pins []geo.Pin) {
	metres, length := bars[0], paper.Length(0)
	for _, metres = range bars {
		if length = m.projection.Length(metres); length >= leastBar {
			break
		}
	}
	signs, widest := m.signs()
	s := m.noteStyle()
	width, height := max(length+16*paper.MM, widest), cornerHeight+paper.Length(len(signs))*s.Lead
	at := m.corner(pins, width, height)
	m.items = append(m.items, paper.Shape{X: at.X, Y: at.Y, Segments: boxPath(marquetry.Box{
		Max: marquetry.Point{X: width, Y: height}}), Fill: &layout.White, In: m.in})
	m.bar(marquetry.Point{X: at.X + 2*paper.MM, Y: at.Y + cornerHeight - 2*paper.MM}, length, metres)
	x := at.X + width - 7*paper.MM
	arrow := layout.SegmentsTo(marquetry.Point{X: 2 * paper.MM}, marquetry.Point{X: 4 * paper.MM, Y: 6 * paper.MM},
		marquetry.Point{X: 2 * paper.MM, Y: 9 * paper.MM / 2}, marquetry.Point{Y: 6 * paper.MM})
	m.items = append(m.items, paper.Shape{X: x - 2*paper.MM, Y: at.Y + 3*paper.MM/2, Segments: arrow, Fill: &layout.Black,
		In: m.in})
	m.note(x+5*paper.MM/2, at.Y+4*paper.MM, m.c.Words.North)
	for i, sign := range signs {
		y := at.Y + cornerHeight + paper.Length(i)*s.Lead
		m.items = append(m.items, paper.MovedAll(sign.drawn, at.X+2*paper.MM, y+s.Lead/2)...)
		m.note(at.X+signWidth, y+s.Lead/2+s.Size*33/100, sign.name)
	}
	m.taken = append(m.taken, marquetry.Box{Min: at, Max: marquetry.Point{X: at.X + width, Y: at.Y + height}})
}

// bar draws the scale with its length.
func (m *chart) bar(at marquetry.Point, length paper.Length, metres int) {
	bar := stretch(marquetry.Point{Y: -paper.MM}, marquetry.Point{}, marquetry.Point{X: length},
		marquetry.Point{X: length, Y: -paper.MM})
	m.items = append(m.items, paper.Shape{X: at.X, Y: at.Y, Segments: bar, Stroke: &layout.Black,
		Width: paper.Pt * 3 / 4, In: m.in})
	said := fmt.Sprintf("%d\u00a0m", metres)
	if metres >= 1000 {
		said = fmt.Sprintf("%d\u00a0km", metres/1000)
	}
	m.note(at.X, at.Y-3*paper.MM/2, said)
}

// sign is what something looks like on the map, about the left end of its middle.
type sign struct {
	name  string
	drawn []paper.Item
}

// signs are those that the map has, and the width of the widest.
func (m *chart) signs() (list []sign, width paper.Length) {
	if m.stations {
		list = append(list, sign{m.c.Words.Station, []paper.Item{square(marquetry.Point{X: 3 * paper.MM / 2}, m.in)}})
	}
	if m.railways {
		line := []marquetry.Point{{}, {X: 4 * paper.MM}}
		list = append(list, sign{m.c.Words.Railway, []paper.Item{paper.Shape{
			Segments: append(stretch(line...), tiesOf(line)...), Stroke: &layout.Black, Width: paper.Pt / 2, In: m.in}}})
	}
	s := m.noteStyle()
	for _, one := range list {
		width = max(width, signWidth+typeset.Width(one.name, s.Face, s.Size)+2*paper.MM)
	}
	return list, width
}

func (m *chart) noteStyle() layout.Style {
	return m.c.look.Of(layout.Style{Face: typeset.Sans, Size: 7600, Lead: 9600, Ink: layout.Black})
}

func (m *chart) note(x, y paper.Length, said string) {
	s := m.noteStyle()
	m.items = append(m.items, paper.Text{X: x, Y: y, Size: s.Size, Face: s.Face, Ink: s.Ink, In: m.in, String: said + " "})
}

// corner is where the guide is: below at the left, or in the corner that covers least.
func (m *chart) corner(pins []geo.Pin, width, height paper.Length) marquetry.Point {
	left, right := cornerEdge, m.frame.Width-width-cornerEdge
	top, bottom := cornerEdge, m.frame.Height-height-cornerEdge
	corners := []marquetry.Point{{X: left, Y: bottom}, {X: right, Y: bottom}, {X: left, Y: top}, {X: right, Y: top}}
	best, fewest := corners[0], 1<<30
	for _, c := range corners {
		if covered := m.covered(marquetry.Box{Min: c, Max: marquetry.Point{X: c.X + width, Y: c.Y + height}},
			pins); covered < fewest {
			best, fewest = c, covered
		}
	}
	return best
}

// covered weighs what a box would cover: pins most, then what is marked, then the commune
// and lines.
func (m *chart) covered(box marquetry.Box, pins []geo.Pin) (n int) {
	for _, p := range pins {
		if r := m.radius(); geo.Meets(box, []marquetry.Box{around(p.Label, r), around(p.At, paper.Pt*2)}) {
			n += 100
		}
	}
	if geo.Meets(box, m.taken) {
		n += 50
	}
	if m.crossed(box) {
		n += 2
	}
	if m.isOurs(geo.Middle([]marquetry.Point{box.Min, box.Max})) {
		n++
	}
	return n
}
