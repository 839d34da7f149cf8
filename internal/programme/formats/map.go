package formats

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// beside puts the map on the page of the contents, where few workshops
// leave it room.
func (c mapPages) beside(f *layout.Flow, foreword []layout.Block) bool {
	room := f.Frame.Height - contentsPage(c).height(foreword)
	contents := c.sect
	defer func() { c.sect = contents }()
	c.sect = &paper.Element{Role: paper.Section}
	legend := layout.Height(c.legend(f))
	if room-legend < 75*paper.MM {
		return false
	}
	f.Y = f.Bottom() - min(room, 112*paper.MM+legend)
	f.Current().Put(0, f.Y, paper.Anchor{Name: "map", Bookmark: c.Words.Map, Level: 0})
	return c.into(f, 60*paper.MM)
}

// alone is a page of its own for the map.
func (c mapPages) alone(f *layout.Flow) {
	if len(c.Own) == 0 {
		return
	}
	contents := c.sect
	c.section(f, c.Words.Map, "map")
	if where, w, h := c.locator(26*paper.MM, 26*paper.MM); where != nil && !c.look.Airy {
		head := &f.Pending[len(f.Pending)-1]
		for _, i := range where {
			head.Late = append(head.Late, i.Moved(f.Frame.Width-w, 0))
		}
		head.Depth = h
	}
	for _, b := range f.Pending {
		f.Lay(b)
	}
	f.Pending = nil
	f.Y += f.Spare
	f.Spare = 0
	c.into(f, 64*paper.MM)
	c.sect = contents
}

// silhouetteInto puts the commune's shape, cut out of its marquetry, at the
// foot of the page, where the page leaves it room.
func (c mapPages) silhouetteInto(f *layout.Flow) {
	room := f.Room() - 12*paper.MM
	if room < 45*paper.MM || len(c.Own) == 0 {
		return
	}
	p, ok := geo.Fit([]geo.Area{c.Own}, f.Frame.Width*3/4, min(room, 110*paper.MM), grain)
	if !ok {
		return
	}
	path := p.Path(c.Own)
	x, y := f.Frame.X+(f.Frame.Width-p.Width)/2, f.Bottom()-p.Height-4*paper.MM
	f.Current().Put(x, y, paper.Mosaic{Panels: cut(c.Raw.Commune.INSEE, p.Width, p.Height, c.Shares), Clip: path},
		paper.Shape{Segments: path, Stroke: &layout.Black, Width: paper.Pt / 2})
}

// locator is a map of the territory with the commune marked, at most w by h.
func (c mapPages) locator(w, h int) (items []paper.Item, width, height int) {
	shapes := make([]geo.Area, 0, len(c.Others)+1)
	for _, n := range c.Others {
		shapes = append(shapes, n.Area)
	}
	p, ok := geo.Fit(append(shapes, c.Own), w, h, grain)
	if !ok || len(c.Own) == 0 {
		return nil, 0, 0
	}
	others := make([][]marquetry.Segment, len(shapes))
	for i, s := range shapes {
		others[i] = p.Path(s)
	}
	ground := marquetry.InkOf("").Toned(22)
	in := &paper.Element{Role: paper.Figure, Parent: c.sect,
		Alt: content.Plain(fmt.Sprintf(c.Words.LocatorAlt, c.Commune.Name, c.Set.Line(c.Raw.Territory.Name)))}
	return []paper.Item{
		paper.Shape{Segments: slices.Concat(others...), Fill: &ground, Stroke: &layout.White, Width: paper.Pt / 2, In: in},
		paper.Shape{Segments: p.Path(c.Own), Fill: &layout.Black, Stroke: &layout.White, Width: paper.Pt / 2, In: in},
	}, p.Width, p.Height
}

// grain is the shortest step of a boundary that is drawn.
const grain = paper.Pt * 3 / 5

// chart is a map of the commune: its shape among its neighbours, and the
// workshops by their numbers.
type chart struct {
	c          *composer
	projection geo.Projection
	frame      geo.Frame
	in         *paper.Element
	items      []paper.Item
}

// chart draws the map in a frame of w by h; ok is false where the commune's
// boundary is missing.
func (c mapPages) chart(w, h int) (items []paper.Item, ok bool) {
	margin := 7 * paper.MM
	p, ok := geo.Fit([]geo.Area{c.Own}, w-2*margin, h-2*margin, grain)
	if !ok {
		return nil, false
	}
	m := &chart{c: c.composer, projection: p,
		frame: geo.Frame{Left: (w - p.Width) / 2, Top: (h - p.Height) / 2, Width: w, Height: h}}
	alt := c.Words.MapPlain
	pins := m.pins()
	if len(pins) > 0 {
		alt = c.Words.MapAlt
	}
	m.in = &paper.Element{Role: paper.Figure, Parent: c.sect, Alt: content.Plain(fmt.Sprintf(alt, c.Commune.OfName))}
	m.ground()
	pins = geo.Spread(pins, m.radius(), w, h)
	m.names(pins, m.guide(pins))
	m.draw(pins)
	return m.items, true
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
}

// polygonPath is an area, nothing where what is left of it has none.
func polygonPath(points []marquetry.Point) []marquetry.Segment {
	if len(points) < 3 {
		return nil
	}
	return layout.SegmentsTo(points...)
}

// names writes the neighbours' names where they fit whole, apart from each
// other, from the commune and from the numbers.
func (m *chart) names(pins []geo.Pin, guide marquetry.Box) {
	taken := []marquetry.Box{guide}
	for _, p := range pins {
		r := m.radius()
		taken = append(taken, marquetry.Box{Min: marquetry.Point{X: p.Label.X - r, Y: p.Label.Y - r},
			Max: marquetry.Point{X: p.Label.X + r, Y: p.Label.Y + r}})
	}
	s := m.c.look.Of(layout.Style{Face: typeset.SerifItalic, Size: 7600, Lead: 9000, Ink: layout.Grey,
		Role: paper.Decoration})
	for _, n := range m.c.Others {
		seen := m.projection.In(n.Area.Outline(), m.frame)
		if len(seen) < 3 {
			continue
		}
		at, w := geo.Middle(seen), typeset.Width(n.Name, s.Face, s.Size)
		box := marquetry.Box{Min: marquetry.Point{X: at.X - w/2 - paper.Pt, Y: at.Y - s.Size},
			Max: marquetry.Point{X: at.X + w/2 + paper.Pt, Y: at.Y + s.Size/2}}
		if box.Min.X < 0 || box.Min.Y < 0 || box.Max.X > m.frame.Width || box.Max.Y > m.frame.Height ||
			geo.Meets(box, taken) || m.meetsOwn(box) {
			continue
		}
		taken = append(taken, box)
		m.items = append(m.items, paper.Text{X: at.X - w/2, Y: at.Y, Size: s.Size, Face: s.Face, Ink: s.Ink, In: m.in,
			String: n.Name + " "})
	}
}

// meetsOwn reports whether the commune's boundary runs through a box, or the
// box lies within it.
func (m *chart) meetsOwn(b marquetry.Box) bool {
	ring := m.c.Own.Outline()
	in := false
	y := (b.Min.Y + b.Max.Y) / 2
	for i := range ring {
		p, q := m.at(ring[i][0], ring[i][1]), m.at(ring[(i+1)%len(ring)][0], ring[(i+1)%len(ring)][1])
		if p.X > b.Min.X && p.X < b.Max.X && p.Y > b.Min.Y && p.Y < b.Max.Y {
			return true
		}
		if (p.Y > y) != (q.Y > y) && b.Min.X < (q.X-p.X)*(y-p.Y)/(q.Y-p.Y)+p.X {
			in = !in
		}
	}
	return in
}

// pins are the workshops that have a position.
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

// draw puts the numbers on the map, with a line to their place where they are
// beside it.
func (m *chart) draw(pins []geo.Pin) {
	for _, p := range pins {
		if p.Label != p.At {
			line := []marquetry.Segment{{Step: marquetry.Move, To: p.At}, {Step: marquetry.Line, To: p.Label}}
			m.items = append(m.items, paper.Shape{Segments: line, Stroke: &layout.Black, Width: paper.Pt / 2, In: m.in})
		}
	}
	for _, p := range pins {
		ink := layout.InkOf(m.c.Entries[p.Of].Domain)
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
func (m *chart) radius() int {
	if m.c.look.Airy {
		return 54 * paper.MM / 10
	}
	return 26 * paper.MM / 10
}

func circle(at marquetry.Point, r int) []marquetry.Segment {
	return []marquetry.Segment{{Step: marquetry.Arc, To: at, Radius: r, Sweep: 360}}
}

// into lays the map, at least so tall, and under it the list of the
// workshops by number, in columns; on the page after it where the list leaves
// the map no room.
func (c mapPages) into(f *layout.Flow, least int) bool {
	legend := c.legend(f)
	h := min(f.Room()-layout.Height(legend)-6*paper.MM, f.Frame.Width)
	if h < least {
		h = f.Room()
	}
	items, ok := c.chart(f.Frame.Width, h)
	if !ok {
		return false
	}
	f.Place(layout.Block{Late: items, Depth: h, After: 4 * paper.MM})
	for _, b := range legend {
		f.Place(b)
	}
	return true
}

// legend lists the workshops by number, in columns; those without a position
// are named below.
func (c mapPages) legend(f *layout.Flow) []layout.Block {
	if len(c.Entries) == 0 {
		return nil
	}
	columns := 2
	switch {
	case c.look.Airy || len(c.Entries) < 4:
		columns = 1
	case len(c.Entries) > 24: // so that the map has room above
		columns = 3
	}
	const gutter = 6 * paper.MM
	measure := (f.Frame.Width - (columns-1)*gutter) / columns
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	per := (len(c.Entries) + columns - 1) / columns
	var out []layout.Block
	if columns == 1 {
		for _, e := range c.Entries {
			out = append(out, c.legendLine(e, 0, measure, list))
		}
	} else { // read down the first column, then down the next
		var b layout.Block
		for k := range columns {
			y := 0
			for _, e := range c.Entries[min(k*per, len(c.Entries)):min((k+1)*per, len(c.Entries))] {
				line := c.legendLine(e, k*(measure+gutter), measure, list)
				b.Late = append(b.Late, line.ItemsAt(0, y)...)
				y += line.Height()
			}
			b.Depth = max(b.Depth, y)
		}
		out = append(out, b)
	}
	if lost := c.unplaced(); lost != "" {
		b := layout.Block{In: c.sect}
		b.Gap(paper.MM)
		b.Put(0, f.Frame.Width, c.look.Of(layout.StyleSmall).Span(lost))
		b.Rows = append([]layout.Row{{Height: 2 * paper.MM}}, b.Rows...)
		out = append(out, b)
	}
	return out
}

// legendLine is a number, the workshop and its page.
func (c mapPages) legendLine(e content.Entry, x, measure int, list *paper.Element) layout.Block {
	fact, label := c.look.Of(layout.StyleFact), c.look.Of(layout.StyleLabel).In(layout.InkOf(e.Domain))
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.ListBody,
		Parent: &paper.Element{Role: paper.ListItem, Parent: list}}}
	width := label.Size * 2
	var b layout.Block
	for k, l := range layout.BreakLines([]layout.Span{fact.Span(e.Workshop)}, measure-width) {
		r := l.Row(x+width, link)
		if k == 0 {
			number := layout.BreakLines([]layout.Span{label.Span(strconv.Itoa(e.Number))}, width)[0].Row(0,
				link).FlushRight(x + width - label.Size/2)
			r = r.Level(number)
			r.Items = append(r.Items, paper.Link{X: x, Width: measure, Height: r.Height, Anchor: e.Anchor, In: link})
		}
		b.Rows = append(b.Rows, r)
	}
	return b
}

// unplaced names the workshops that the map cannot show, where it shows others.
func (c mapPages) unplaced() string {
	var lost []string
	for _, e := range c.Entries {
		if e.Lat == 0 && e.Lon == 0 {
			lost = append(lost, strconv.Itoa(e.Number))
		}
	}
	if len(lost) == 0 || len(lost) == len(c.Entries) {
		return ""
	}
	return strings.Replace(c.Words.Unplaced, "%s", c.Words.Say.Join(lost), 1)
}
