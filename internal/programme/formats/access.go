package formats

import (
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// reserved is the white before a kind of access that its pictogram is drawn on.
const reserved = text.NoBreak + text.NoBreak + text.NoBreak + text.NoBreak + text.NoBreak + text.NoBreak

// EntryAccess sets how one gets in: each kind for which the artisan answers yes is a
// pictogram and its word. Nothing is drawn beside « 2 marches »: a wheel there would
// promise what is not there.
func (c EntrySetter) EntryAccess(b *layout.Block, e content.Entry, fact layout.Style, x, measure paper.Length) {
	if said := c.accessLine(e); said != "" {
		from := len(b.Rows)
		b.Put(x, measure, fact.Span(said))
		drawAccess(b.Rows[from:], e.Open, fact)
	}
}

// accessLine is how one gets in, with white for the pictograms; "" where nothing is known.
func (c EntrySetter) accessLine(e content.Entry) string {
	var said []string
	for _, kind := range e.Open {
		said = append(said, reserved+strings.ReplaceAll(c.Words.AccessKinds[kind], " ", text.NoBreak))
	}
	if e.AccessRest != "" {
		said = append(said, e.AccessRest)
	}
	if len(said) == 0 {
		return ""
	}
	return strings.Replace(c.Words.Access, "%s", strings.Join(said, ", "), 1)
}

// drawAccess draws the pictograms of kinds into the whites of an accessLine.
func drawAccess(rows []layout.Row, kinds []string, fact layout.Style) {
	drawn := 0
	for i := range rows {
		for _, at := range whites(rows[i].Items) {
			if drawn < len(kinds) {
				rows[i].Items = append(rows[i].Items, pictogram(kinds[drawn], at, fact)...)
			}
			drawn++
		}
	}
}

// whites are where the reserved whites of a line begin, from the left.
func whites(line []paper.Item) (at []paper.Length) {
	for _, item := range line {
		t, ok := item.(paper.Text)
		for before := 0; ok; {
			n := strings.Index(t.String[before:], reserved)
			if n < 0 {
				break
			}
			at = append(at, t.X+typeset.Width(t.String[:before+n], t.Face, t.Size))
			before += n + len(reserved)
		}
	}
	return at
}

// stroke is a line or an outline of a pictogram, in tenths of the type's size.
type stroke struct {
	points []marquetry.Point
	circle int // its radius in tenths of a tenth, around the first of the points; 0: a line through them
	filled bool
}

// pictograms are those of jema.AccessKinds, ten by ten.
var pictograms = map[string][]stroke{
	"mi": {{points: marks(4, 2, 4, 6, 7, 6, 8, 9, 9, 9)}, {points: marks(4, 0), circle: 12, filled: true}},
	"hi": {{points: marks(2, 5, 2, 2, 4, 0, 6, 0, 8, 2, 8, 4, 6, 6, 5, 9, 3, 9)}, {points: marks(4, 5, 4, 3, 6, 2, 6, 4)}},
	"vi": {{points: marks(0, 5, 2, 3, 4, 2, 6, 2, 8, 3, 10, 5, 8, 7, 6, 8, 4, 8, 2, 7, 0, 5)},
		{points: marks(5, 5), circle: 14, filled: true}},
	"ii": {{points: marks(5, 5), circle: 42}, {points: marks(3, 6, 4, 7, 6, 7, 7, 6)},
		{points: marks(3, 4), circle: 6, filled: true}, {points: marks(7, 4), circle: 6, filled: true}},
	"pi": {{points: marks(5, 5), circle: 42}, {points: marks(2, 5, 4, 3, 6, 7, 8, 5)}},
}

// marks are points, x and y after each other.
func marks(xy ...paper.Length) []marquetry.Point {
	out := make([]marquetry.Point, len(xy)/2)
	for i := range out {
		out[i] = marquetry.Point{X: xy[2*i], Y: xy[2*i+1]}
	}
	return out
}

// pictogram is the sign of a kind of access, on the first line of a style. It is
// beside its word, and is decoration therefore.
func pictogram(kind string, x paper.Length, s layout.Style) (items []paper.Item) {
	u := s.Size / 10
	y := s.Baseline() - 9*u
	add := func(segments []marquetry.Segment, filled bool) {
		shape := paper.Shape{X: x, Y: y, Segments: segments, Stroke: &layout.Black, Width: u * 11 / 10}
		if filled {
			shape.Stroke, shape.Fill = nil, &layout.Black
		}
		items = append(items, shape)
	}
	at := func(p marquetry.Point) marquetry.Point { return marquetry.Point{X: p.X * u, Y: p.Y * u} }
	if kind == "mi" {
		add([]marquetry.Segment{{Step: marquetry.Arc, To: at(marquetry.Point{X: 4, Y: 7}), Radius: 3 * u, From: 10,
			Sweep: 240}}, false)
	}
	for _, part := range pictograms[kind] {
		if part.circle > 0 {
			add([]marquetry.Segment{{Step: marquetry.Arc, To: at(part.points[0]), Radius: paper.Length(part.circle) * u / 10,
				Sweep: 360}}, part.filled)
			continue
		}
		var line []marquetry.Segment
		for i, p := range part.points {
			step := marquetry.Line
			if i == 0 {
				step = marquetry.Move
			}
			line = append(line, marquetry.Segment{Step: step, To: at(p)})
		}
		add(line, false)
	}
	return items
}
