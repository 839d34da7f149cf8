package formats

import (
	"fmt"
	"strconv"

	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// grain is the shortest step of a boundary that is drawn.
const grain = paper.Pt * 3 / 5

// largestMap is the denominator of the largest scale that boundaries are accurate at.
const largestMap = 50_000

// chart is a map in the making: of a commune among its neighbours, with the workshops by
// their numbers, or of the territory.
type chart struct {
	c          *composer
	projection geo.Projection
	frame      geo.Frame
	in         *paper.Element
	items      []paper.Item
	taken      []marquetry.Box     // where no name may be
	lines      [][]marquetry.Point // that are drawn: no name is written over them
	ours       [][]marquetry.Point // the outlines of what the map is of, once they are known
	stations   bool                // some are marked
	railways   bool                // some are drawn
}

// chart draws the map in a frame of w by h, with an inset where workshops crowd; ok is
// false where the commune's boundary is missing.
func (c mapPages) chart(w, h paper.Length) (items []paper.Item, ok bool) {
	m, ok := c.chartIn(w, h, &paper.Element{Role: paper.Figure, Parent: c.sect})
	if !ok {
		return nil, false
	}
	pins := m.pins()
	m.in.Alt = content.Plain(fmt.Sprintf(c.Words.MapPlain, c.Commune.OfName))
	if len(pins) > 0 {
		m.in.Alt = content.Plain(fmt.Sprintf(c.Words.MapAlt, c.Commune.OfName))
	}
	near, crowded := c.insetOf(m)
	if crowded {
		m, pins = near.main, near.rest
	}
	m.ground()
	m.base()
	if crowded {
		m.mark(near)
	}
	pins = m.room().Spread(pins)
	m.keepOff(pins)
	m.guide(pins)
	m.write()
	m.draw(pins)
	if crowded {
		m.items = append(m.items, near.items()...)
	}
	return m.items, true
}

// chartIn begins a map of the commune in a frame of w by h.
func (c mapPages) chartIn(w, h paper.Length, in *paper.Element) (*chart, bool) {
	const margin = 7 * paper.MM
	p, ok := geo.Fit([]geo.Area{c.Own}, w-2*margin, h-2*margin, grain)
	p = p.AtMost(largestMap)
	return &chart{c: c.composer, projection: p, in: in, frame: geo.Frame{Left: (w - p.Width) / 2, Top: (h - p.Height) / 2,
		Width: w, Height: h}}, ok
}

// room is where numbers may be.
func (m *chart) room() geo.Room {
	return geo.Room{Width: m.frame.Width, Height: m.frame.Height, Radius: m.radius(), Taken: m.taken}
}

func (m *chart) at(lon, lat float64) marquetry.Point {
	q := m.projection.Point(orb.Point{lon, lat})
	return marquetry.Point{X: q.X + m.frame.Left, Y: q.Y + m.frame.Top}
}

// ground draws the neighbours, cut at the frame, and the commune over them.
func (m *chart) ground() {
	tone := marquetry.InkOf("").Toned(16)
	var around []marquetry.Segment
	for _, n := range m.c.Others {
		for _, ring := range n.Area.Rings() {
			around = append(around, polygonPath(m.projection.In(ring, m.frame))...)
		}
	}
	if len(around) > 0 {
		m.items = append(m.items, paper.Shape{Segments: around, Fill: &tone, Stroke: &layout.White,
			Width: paper.Pt, In: m.in})
	}
	own := m.projection.Path(m.c.Own)
	m.items = append(m.items, paper.Shape{X: m.frame.Left, Y: m.frame.Top, Segments: own, Fill: &layout.White,
		Stroke: &layout.Black, Width: paper.Pt * 3 / 4, In: m.in})
	m.bound(m.c.Own)
}

// bound has names stay off an area's boundary.
func (m *chart) bound(area geo.Area) {
	if outline := m.outline(area); len(outline) > 0 {
		m.lines = append(m.lines, append(outline, outline[0]))
	}
}

// polygonPath is an area, nothing where what is left of it has none.
func polygonPath(points []marquetry.Point) []marquetry.Segment {
	if len(points) < 3 {
		return nil
	}
	return layout.SegmentsTo(points...)
}

// pins are the workshops that have a position on the map.
func (m *chart) pins() []geo.Pin {
	var out []geo.Pin
	for i, e := range m.c.Entries {
		if e.Lat == 0 && e.Lon == 0 {
			continue
		}
		at := m.at(e.Lon, e.Lat)
		if at.X < 0 || at.Y < 0 || at.X > m.frame.Width || at.Y > m.frame.Height {
			continue
		}
		out = append(out, geo.Pin{Of: i, At: at})
	}
	return out
}

// keepOff keeps names off the numbers and the lines to them.
func (m *chart) keepOff(pins []geo.Pin) {
	for _, p := range pins {
		m.taken = append(m.taken, around(p.Label, m.radius()+paper.Pt))
		if p.Label != p.At {
			m.lines = append(m.lines, []marquetry.Point{p.At, p.Label})
		}
	}
}

// around is the box of a circle.
func around(p marquetry.Point, r paper.Length) marquetry.Box {
	return marquetry.Box{Min: marquetry.Point{X: p.X - r, Y: p.Y - r}, Max: marquetry.Point{X: p.X + r, Y: p.Y + r}}
}

// draw puts the numbers on the map, each with a line of its colour to its place where it
// is beside it.
func (m *chart) draw(pins []geo.Pin) {
	for _, p := range pins {
		if p.Label != p.At {
			ink := layout.InkOf(m.c.Entries[p.Of].Domain).Fine()
			m.items = append(m.items, paper.Shape{Segments: stretch(p.At, p.Label), Stroke: &ink, Width: paper.Pt * 3 / 4,
				In: m.in})
		}
	}
	for _, p := range pins {
		ink := layout.InkOf(m.c.Entries[p.Of].Domain).Fine() // the number in it is small
		if p.Label != p.At {
			m.items = append(m.items, paper.Shape{Segments: circle(p.At, paper.Pt*5/4), Fill: &layout.Black, In: m.in})
		}
		m.items = append(m.items, paper.Shape{Segments: circle(p.Label, m.radius()), Fill: &ink, Stroke: &layout.White,
			Width: paper.Pt * 3 / 4, In: m.in})
	}
	for _, p := range pins {
		said := strconv.Itoa(m.c.Entries[p.Of].Number)
		size := m.c.look.Of(layout.Style{Size: 8 * paper.Pt}).Size
		if len(said) > 2 && !m.c.look.Airy {
			size = 6500
		}
		w := typeset.Width(said, typeset.SansBold, size)
		m.items = append(m.items, paper.Text{X: p.Label.X - w/2, Y: p.Label.Y + size*33/100, Size: size,
			Face: typeset.SansBold, Ink: layout.White,
			In: m.in, String: said + " "})
	}
}

// radius is that of the disc around a number.
func (m *chart) radius() paper.Length {
	if m.c.look.Airy {
		return 54 * paper.MM / 10
	}
	return 26 * paper.MM / 10
}

func circle(at marquetry.Point, r paper.Length) []marquetry.Segment {
	return []marquetry.Segment{{Step: marquetry.Arc, To: at, Radius: r, Sweep: 360}}
}

// stretch is an open line.
func stretch(points ...marquetry.Point) []marquetry.Segment {
	open := layout.SegmentsTo(points...)
	return open[:len(open)-1]
}
