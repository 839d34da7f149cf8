package formats

import (
	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// inset is an enlarged part of a map, beside it or below it.
type inset struct {
	main *chart        // the map, smaller by the inset's room
	view *chart        // the inset
	on   marquetry.Box // what of the map it enlarges
	x, y paper.Length  // the corner of its frame
	pins []geo.Pin     // in it
	rest []geo.Pin     // on the map alone
}

const (
	insetGap   = 3 * paper.MM
	insetLeast = 34 * paper.MM // of its sides
	// largestInset is the denominator of the largest scale of an inset: addresses are
	// known within some metres.
	largestInset = 4_000
	// streetLength is the least that an inset shows, in degrees.
	streetLength = 0.001
)

// insetOf takes part of a map's frame for an enlarged view of the place where most
// numbers would touch; ok is false where none do, where there is no room, or where they
// would touch there all the same.
func (c mapPages) insetOf(m *chart) (n inset, ok bool) {
	if len(m.room().Crowd(m.pins())) == 0 {
		return n, false
	}
	w, h := m.frame.Width, m.frame.Height
	view := geo.Frame{Width: w * 2 / 5, Height: h}
	if beside := w > h*5/4; beside {
		w -= view.Width + insetGap
		n.x = w + insetGap
	} else {
		view = geo.Frame{Width: w, Height: h * 2 / 5}
		h -= view.Height + insetGap
		n.y = h + insetGap
	}
	if min(view.Width, view.Height) < c.look.Length(insetLeast) {
		return n, false
	}
	n.main, _ = c.chartIn(w, h, m.in)
	crowd := n.main.room().Crowd(n.main.pins())
	if len(crowd) == 0 {
		return n, false
	}
	n.view = c.enlarged(crowd, view, m.in)
	n.on = n.main.boxOf(n.view.projection.Bound(n.view.frame))
	if n.view.projection.Scale()*2 > n.main.projection.Scale() {
		return n, false
	}
	n.part()
	return n, len(n.view.room().Crowd(n.pins)) < len(crowd)
}

// enlarged is the view of some pins in a frame.
func (c mapPages) enlarged(crowd []geo.Pin, frame geo.Frame, in *paper.Element) *chart {
	entry := func(p geo.Pin) orb.Point { return orb.Point{c.Entries[p.Of].Lon, c.Entries[p.Of].Lat} }
	b := entry(crowd[0]).Bound()
	for _, p := range crowd {
		b = b.Extend(entry(p))
	}
	const margin = 9 * paper.MM
	p := geo.FitBound(b.Pad(streetLength/2), frame.Width-2*margin, frame.Height-2*margin, grain).AtMost(largestInset)
	frame.Left, frame.Top = (frame.Width-p.Width)/2, (frame.Height-p.Height)/2
	return &chart{c: c.composer, projection: p, frame: frame, in: in}
}

// boxOf is where some degrees are on the map.
func (m *chart) boxOf(b orb.Bound) marquetry.Box {
	return marquetry.Box{Min: m.at(b.Min.Lon(), b.Max.Lat()), Max: m.at(b.Max.Lon(), b.Min.Lat())}
}

// part gives each workshop to the inset, where it lies in it, or to the map.
func (n *inset) part() {
	shown := map[int]bool{}
	for _, p := range n.view.pins() {
		n.pins = append(n.pins, p)
		shown[p.Of] = true
	}
	for _, p := range n.main.pins() {
		if !shown[p.Of] {
			n.rest = append(n.rest, p)
		}
	}
}

// mark outlines on the map what the inset enlarges, with the places of its workshops.
func (m *chart) mark(n inset) {
	m.items = append(m.items, paper.Shape{Segments: boxPath(n.on), Stroke: &layout.Black, Width: paper.Pt, In: m.in})
	for _, p := range n.pins {
		e := m.c.Entries[p.Of]
		m.items = append(m.items, paper.Shape{Segments: circle(m.at(e.Lon, e.Lat), paper.Pt*5/4), Fill: &layout.Black,
			In: m.in})
	}
	badge := m.badgeSize()
	at := marquetry.Point{X: n.on.Min.X, Y: n.on.Min.Y - badge}
	if at.Y < 0 {
		at.Y = n.on.Max.Y
	}
	m.badge(at)
	m.taken = append(m.taken, n.on, marquetry.Box{Min: at, Max: marquetry.Point{X: at.X + badge, Y: at.Y + badge}})
}

// items draws the inset with what is accurate at its scale: boundaries are not.
func (n *inset) items() []paper.Item {
	v := n.view
	edge := marquetry.Box{Max: marquetry.Point{X: v.frame.Width, Y: v.frame.Height}}
	v.items = append(v.items, paper.Shape{Segments: boxPath(edge), Fill: &layout.White, Stroke: &layout.Black,
		Width: paper.Pt, In: v.in})
	v.base()
	v.badge(marquetry.Point{})
	v.taken = append(v.taken, marquetry.Box{Max: marquetry.Point{X: v.badgeSize(), Y: v.badgeSize()}})
	pins := v.room().Spread(n.pins)
	v.keepOff(pins)
	v.guide(pins)
	v.write()
	v.draw(pins)
	return paper.MovedAll(v.items, n.x, n.y)
}

func (m *chart) badgeSize() paper.Length { return m.c.look.Length(4 * paper.MM) }

// badge is the letter that the inset and its place on the map share.
func (m *chart) badge(at marquetry.Point) {
	side := m.badgeSize()
	box := marquetry.Box{Min: at, Max: marquetry.Point{X: at.X + side, Y: at.Y + side}}
	size := m.c.look.Of(layout.Style{Size: 8 * paper.Pt}).Size
	w := typeset.Width("A", typeset.SansBold, size)
	m.items = append(m.items, paper.Shape{Segments: boxPath(box), Fill: &layout.Black, In: m.in},
		paper.Text{X: at.X + (side-w)/2, Y: at.Y + side/2 + size*36/100, Size: size, Face: typeset.SansBold,
			Ink: layout.White, In: m.in, String: "A "})
}

func boxPath(b marquetry.Box) []marquetry.Segment {
	return layout.SegmentsTo(b.Min, marquetry.Point{X: b.Max.X, Y: b.Min.Y}, b.Max,
		marquetry.Point{X: b.Min.X, Y: b.Max.Y})
}
