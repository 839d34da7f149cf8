package programme

import (
	"fmt"
	"strconv"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// chart is a map of the commune: its shape among its neighbours, and the
// workshops by their numbers.
type chart struct {
	c             *composer
	projection    projection
	left, top     int // of the commune in the frame
	width, height int
	in            *paper.Element
	items         []paper.Item
}

// chartOf draws the map in a frame of w by h; ok is false where the commune's
// boundary is not known.
func (c *composer) chartOf(w, h int) (items []paper.Item, ok bool) {
	margin := 7 * mm
	p, ok := fit([]shape{c.own}, w-2*margin, h-2*margin)
	if !ok {
		return nil, false
	}
	m := &chart{c: c, projection: p, left: (w - p.width) / 2, top: (h - p.height) / 2, width: w, height: h}
	alt := c.words.MapPlain
	pins := m.pins()
	if len(pins) > 0 {
		alt = c.words.MapAlt
	}
	m.in = &paper.Element{Role: paper.Figure, Parent: c.sect, Alt: plain(fmt.Sprintf(alt, c.commune.OfName))}
	m.ground()
	pins = spread(pins, m.radius(), w, h)
	m.names(pins)
	m.draw(pins)
	return m.items, true
}

func (m *chart) at(lon, lat float64) marquetry.Point {
	q := m.projection.point([2]float64{lon, lat})
	return marquetry.Point{X: q.X + m.left, Y: q.Y + m.top}
}

// ground draws the neighbours, cut at the frame, and the commune over them.
func (m *chart) ground() {
	tone := marquetry.InkOf("").Toned(16)
	var around []marquetry.Segment
	for _, n := range m.c.others {
		for _, ring := range n.shape {
			around = append(around, polygonPath(m.cut(ring))...)
		}
	}
	if len(around) > 0 {
		m.items = append(m.items, paper.Shape{Segments: around, Fill: &tone, Stroke: &white, Width: pt, In: m.in})
	}
	own := m.projection.path(m.c.own)
	m.items = append(m.items, paper.Shape{X: m.left, Y: m.top, Segments: own, Fill: &white, Stroke: &black, Width: pt * 3 / 4, In: m.in})
}

// polygonPath is an area, nothing where what is left of it has none.
func polygonPath(points []marquetry.Point) []marquetry.Segment {
	if len(points) < 3 {
		return nil
	}
	return segmentsTo(points...)
}

// reaches tells whether a ring may come into the frame: most of a territory's
// communes lie far from one.
func (m *chart) reaches(ring [][2]float64) bool {
	if len(ring) == 0 {
		return false
	}
	low, high := ring[0], ring[0]
	for _, c := range ring[1:] {
		low = [2]float64{min(low[0], c[0]), min(low[1], c[1])}
		high = [2]float64{max(high[0], c[0]), max(high[1], c[1])}
	}
	northWest, southEast := m.at(low[0], high[1]), m.at(high[0], low[1])
	return northWest.X <= m.width && southEast.X >= 0 && northWest.Y <= m.height && southEast.Y >= 0
}

// cut returns what of a ring lies in the frame, edge by edge, as Sutherland and
// Hodgman do it.
func (m *chart) cut(ring [][2]float64) []marquetry.Point {
	if !m.reaches(ring) {
		return nil
	}
	points := make([]marquetry.Point, 0, len(ring))
	for _, c := range ring {
		if p := m.at(c[0], c[1]); len(points) == 0 || abs(p.X-points[len(points)-1].X)+abs(p.Y-points[len(points)-1].Y) >= m.projection.grain {
			points = append(points, p)
		}
	}
	for _, side := range []func(marquetry.Point) int{
		func(p marquetry.Point) int { return p.X }, func(p marquetry.Point) int { return m.width - p.X },
		func(p marquetry.Point) int { return p.Y }, func(p marquetry.Point) int { return m.height - p.Y },
	} {
		points = cutSide(points, side)
	}
	return points
}

// cutSide keeps the points whose distance from a side is not negative.
func cutSide(points []marquetry.Point, distance func(marquetry.Point) int) []marquetry.Point {
	out := make([]marquetry.Point, 0, len(points)+4)
	for i, p := range points {
		q := points[(i+len(points)-1)%len(points)]
		dp, dq := distance(p), distance(q)
		if (dp < 0) != (dq < 0) {
			out = append(out, marquetry.Point{X: q.X + (p.X-q.X)*dq/(dq-dp), Y: q.Y + (p.Y-q.Y)*dq/(dq-dp)})
		}
		if dp >= 0 {
			out = append(out, p)
		}
	}
	return out
}

// names writes the neighbours' names where they fit whole, apart from each
// other, from the commune and from the numbers.
func (m *chart) names(pins []pin) {
	var taken []marquetry.Box
	for _, p := range pins {
		r := m.radius()
		taken = append(taken, marquetry.Box{Min: marquetry.Point{X: p.label.X - r, Y: p.label.Y - r}, Max: marquetry.Point{X: p.label.X + r, Y: p.label.Y + r}})
	}
	s := m.c.look.of(style{typeset.SerifItalic, 7200, 8600, grey, paper.Decoration})
	for _, n := range m.c.others {
		seen := m.cut(longestRing(n.shape))
		if len(seen) < 3 {
			continue
		}
		at, w := middle(seen), typeset.Width(n.name, s.face, s.size)
		box := marquetry.Box{Min: marquetry.Point{X: at.X - w/2 - pt, Y: at.Y - s.size}, Max: marquetry.Point{X: at.X + w/2 + pt, Y: at.Y + s.size/2}}
		if box.Min.X < 0 || box.Min.Y < 0 || box.Max.X > m.width || box.Max.Y > m.height || meets(box, taken) || m.meetsOwn(box) {
			continue
		}
		taken = append(taken, box)
		m.items = append(m.items, paper.Text{X: at.X - w/2, Y: at.Y, Size: s.size, Face: s.face, Ink: s.ink, In: m.in, String: n.name + " "})
	}
}

func longestRing(s shape) (longest [][2]float64) {
	for _, ring := range s {
		if len(ring) > len(longest) {
			longest = ring
		}
	}
	return longest
}

// middle is the middle of the box around some points.
func middle(points []marquetry.Point) marquetry.Point {
	b := marquetry.Panel{Outline: points}.Bounds()
	return marquetry.Point{X: (b.Min.X + b.Max.X) / 2, Y: (b.Min.Y + b.Max.Y) / 2}
}

func meets(b marquetry.Box, others []marquetry.Box) bool {
	for _, o := range others {
		if b.Min.X < o.Max.X && o.Min.X < b.Max.X && b.Min.Y < o.Max.Y && o.Min.Y < b.Max.Y {
			return true
		}
	}
	return false
}

// meetsOwn tells whether the commune's boundary runs through a box, or the box
// lies within it.
func (m *chart) meetsOwn(b marquetry.Box) bool {
	ring := longestRing(m.c.own)
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

// pins are the workshops whose position is known.
func (m *chart) pins() []pin {
	var out []pin
	for _, e := range m.c.entries {
		if e.lat == 0 && e.lon == 0 {
			continue
		}
		at := m.at(e.lon, e.lat)
		if at.X < 0 || at.Y < 0 || at.X > m.width || at.Y > m.height {
			continue
		}
		out = append(out, pin{number: e.Number, domain: e.Domain, anchor: e.Anchor, at: at})
	}
	return out
}

// draw puts the numbers on the map, with a line to their place where they
// stand beside it.
func (m *chart) draw(pins []pin) {
	for _, p := range pins {
		if p.label != p.at {
			line := []marquetry.Segment{{Step: marquetry.Move, To: p.at}, {Step: marquetry.Line, To: p.label}}
			m.items = append(m.items, paper.Shape{Segments: line, Stroke: &black, Width: pt / 2, In: m.in})
		}
	}
	for _, p := range pins {
		ink := inkOf(p.domain)
		if p.label != p.at {
			m.items = append(m.items, paper.Shape{Segments: circle(p.at, pt*5/4), Fill: &black, In: m.in})
		}
		m.items = append(m.items, paper.Shape{Segments: circle(p.label, m.radius()), Fill: &ink, Stroke: &white, Width: pt * 3 / 4, In: m.in})
	}
	for _, p := range pins {
		said := strconv.Itoa(p.number)
		size := m.c.look.of(style{size: 8 * pt}).size
		if len(said) > 2 && !m.c.look.airy {
			size = 6500
		}
		w := typeset.Width(said, typeset.SansBold, size)
		m.items = append(m.items, paper.Text{X: p.label.X - w/2, Y: p.label.Y + size*33/100, Size: size, Face: typeset.SansBold, Ink: white,
			In: m.in, String: said + " "})
	}
}

// radius is that of the disc around a number.
func (m *chart) radius() int {
	if m.c.look.airy {
		return 54 * mm / 10
	}
	return 26 * mm / 10
}

func circle(at marquetry.Point, r int) []marquetry.Segment {
	return []marquetry.Segment{{Step: marquetry.Arc, To: at, Radius: r, Sweep: 360}}
}

// mapInto lays the map, at least so tall, and under it the list of the
// workshops by number, in columns; on the page after it where the list leaves
// the map no room.
func (c *composer) mapInto(f *flow, least int) bool {
	legend := c.legend(f)
	h := min(f.room()-height(legend)-6*mm, f.frame.width)
	if h < least {
		h = f.room()
	}
	items, ok := c.chartOf(f.frame.width, h)
	if !ok {
		return false
	}
	f.place(block{late: items, depth: h, after: 4 * mm})
	for _, b := range legend {
		f.place(b)
	}
	return true
}

// legend lists the workshops by number, in columns; those whose position
// is not known are named below.
func (c *composer) legend(f *flow) []block {
	if len(c.entries) == 0 {
		return nil
	}
	columns := 2
	switch {
	case c.look.airy || len(c.entries) < 4:
		columns = 1
	case len(c.entries) > 24: // so that the map has room above
		columns = 3
	}
	const gutter = 6 * mm
	measure := (f.frame.width - (columns-1)*gutter) / columns
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	per := (len(c.entries) + columns - 1) / columns
	var out []block
	if columns == 1 {
		for _, e := range c.entries {
			out = append(out, c.legendLine(e, 0, measure, list))
		}
	} else { // read down the first column, then down the next
		var b block
		for k := range columns {
			y := 0
			for _, e := range c.entries[min(k*per, len(c.entries)):min((k+1)*per, len(c.entries))] {
				line := c.legendLine(e, k*(measure+gutter), measure, list)
				b.late = append(b.late, line.itemsAt(0, y)...)
				y += line.height()
			}
			b.depth = max(b.depth, y)
		}
		out = append(out, b)
	}
	if lost := c.unplaced(); lost != "" {
		b := block{in: c.sect}
		b.gap(mm)
		b.put(0, f.frame.width, span{c.look.of(styleSmall), lost})
		b.rows = append([]row{{height: 2 * mm}}, b.rows...)
		out = append(out, b)
	}
	return out
}

// legendLine is a number, the workshop and its page.
func (c *composer) legendLine(e entry, x, measure int, list *paper.Element) block {
	fact, label := c.look.of(styleFact), c.look.of(styleLabel).in(inkOf(e.Domain))
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.ListBody, Parent: &paper.Element{Role: paper.ListItem, Parent: list}}}
	width := label.size * 2
	var b block
	for k, l := range breakLines([]span{{fact, e.Workshop}}, measure-width) {
		r := l.row(x+width, link)
		if k == 0 {
			number := breakLines([]span{{label, strconv.Itoa(e.Number)}}, width)[0].row(0, link).flushRight(x + width - label.size/2)
			r = r.level(number)
			r.items = append(r.items, paper.Link{X: x, Width: measure, Height: r.height, Anchor: e.Anchor, In: link})
		}
		b.rows = append(b.rows, r)
	}
	return b
}

// unplaced names the workshops that the map cannot show, where it shows others.
func (c *composer) unplaced() string {
	var lost []string
	for _, e := range c.entries {
		if e.lat == 0 && e.lon == 0 {
			lost = append(lost, strconv.Itoa(e.Number))
		}
	}
	if len(lost) == 0 || len(lost) == len(c.entries) {
		return ""
	}
	return strings.Replace(c.words.Unplaced, "%s", c.words.Say.Join(lost), 1)
}
