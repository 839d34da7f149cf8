package papers

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Arrows are three sheets of A4 that lead to an event of the programme, or with
// the opening 0 to a commune's workshops: to the left, to the right, straight
// on. An event that is not in the programme is refused.
type Arrows struct {
	Programme jema.Programme
	Opening   jema.OpeningID
}

// Compose lays out the sheets.
func (p Arrows) Compose() (*paper.Document, []content.Warning, error) {
	w, o, err := outputsIn("fr")
	if err != nil {
		return nil, nil, err
	}
	c, err := collectOne(p.Programme, p.Opening, w)
	if err != nil {
		return nil, nil, err
	}
	s := &poster{Programme: c, words: o, scale: 100}
	if p.Opening != 0 {
		s.entry = &c.Entries[0]
	}
	d := officePaper(o.Arrows+" – "+s.name(), p.Programme.Territory, w, p.Programme.AsOf)
	for _, way := range []struct {
		name  string
		turns int // quarters, clockwise from the right
	}{{o.Left, 2}, {o.Right, 0}, {o.Straight, 3}} {
		d.Pages = append(d.Pages, s.arrowPage(way.name, way.turns))
	}
	return d, nil, nil
}

// arrowPage is a sheet on its long side: the arrow, the name, the veneer.
func (s *poster) arrowPage(name string, turns int) paper.Page {
	const width, height, margin, strip = layout.A4Height, layout.A4Width, 17 * paper.MM, 24 * paper.MM
	page := paper.Page{Width: width, Height: height}
	var b layout.Block
	b.Head(0, width-2*margin, s.arrowName(width-2*margin))
	b.Gap(2 * paper.MM)
	b.Put(0, width-2*margin, styleSpeaks.Times(150).Span(s.Edition))
	top := height - strip - 12*paper.MM - b.Height()
	in := &paper.Element{Role: paper.Figure, Alt: name}
	page.Add(paper.Anchor{Name: name, Bookmark: name, Level: 0})
	page.Add(paper.Shape{X: width / 2, Y: margin + (top-8*paper.MM-margin)/2,
		Segments: arrow(min((top-8*paper.MM-margin)/2, 55*paper.MM), turns), Fill: &layout.Black, In: in})
	page.Put(margin, 0, b.ItemsAt(0, top)...)
	foot := veneer(s.domain(), width, strip)
	if s.entry == nil {
		foot = formats.Inlay(s.Programme, width, strip)
	}
	flip(&foot, height-strip)
	page.Add(foot)
	return page
}

// flip puts a strip made for the head of a page at its foot: the bleed is
// below it then.
func flip(m *paper.Mosaic, y paper.Length) {
	m.Y += y
	if m.Y < y {
		m.Y = y
		return
	}
	for i := range m.Panels {
		outline := slices.Clone(m.Panels[i].Outline) // others may draw it too
		for k := range outline {
			outline[k].Y += paper.Bleed
		}
		m.Panels[i].Outline = outline
	}
}

func (s *poster) domain() string {
	if s.entry == nil {
		return ""
	}
	return s.entry.Domain
}

func (s *poster) arrowName(measure paper.Length) layout.Span {
	name := s.name()
	if s.entry == nil {
		name = s.Breakable()
	}
	st := layout.Style{Face: typeset.SerifBold, Size: 10000, Lead: 10800, Ink: layout.Black, Role: paper.Heading1}
	return layout.Largest(name, st, measure, 2, 640, 560, 480, 420, 360, 300, 250, 200).Span(name)
}

// arrow is a thick arrow about the origin, reach to each side, turned by
// quarters from the right.
func arrow(reach paper.Length, turns int) []marquetry.Segment {
	at := func(x, y paper.Length) marquetry.Point {
		x, y = x*reach/100, y*reach/100
		for range turns {
			x, y = -y, x
		}
		return marquetry.Point{X: x, Y: y}
	}
	long := paper.Length(100)
	if turns%2 == 0 { // there is more room to the sides than up
		long = 190
	}
	return layout.SegmentsTo(at(-long, -28), at(long-88, -28), at(long-88, -80), at(long, 0), at(long-88, 80),
		at(long-88, 28), at(-long, 28))
}
