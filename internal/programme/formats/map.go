package formats

import (
	"fmt"
	"strconv"
	"strings"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
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
func (c mapPages) locator(w, h paper.Length) (items []paper.Item, width, height paper.Length) {
	shapes := make([]geo.Area, 0, len(c.Others)+1)
	for _, n := range c.Others {
		shapes = append(shapes, n.Area)
	}
	p, ok := geo.Fit(append(shapes, c.Own), w, h, grain)
	if !ok || len(c.Own) == 0 {
		return nil, 0, 0
	}
	drawn := c.outlines.of(p, func() outline {
		return outline{others: p.Path(shapes...), own: p.Path(c.Own), rivers: c.rivers(p)}
	})
	ground := marquetry.InkOf("").Toned(22)
	in := &paper.Element{Role: paper.Figure, Parent: c.sect,
		Alt: content.Plain(fmt.Sprintf(c.Words.LocatorAlt, c.Commune.Name, c.Set.Line(c.Raw.Territory.Name)))}
	items = []paper.Item{
		paper.Shape{Segments: drawn.others, Fill: &ground, Stroke: &layout.White, Width: paper.Pt / 2, In: in},
		paper.Shape{Segments: drawn.own, Fill: &layout.Black, Stroke: &layout.White, Width: paper.Pt / 2, In: in},
	}
	if len(drawn.rivers) > 0 {
		items = append(items, paper.Shape{Segments: drawn.rivers, Stroke: &layout.Water, Width: paper.Pt * 3 / 5, In: in})
	}
	return items, p.Width, p.Height
}

// outline is what a small map of the territory is drawn from.
type outline struct{ others, own, rivers []marquetry.Segment }

// outlines are those of a composition, by their projections: each attempt at its pages
// shows the same small maps. One goroutine lays them.
type outlines map[geo.Projection]outline

func (o outlines) of(p geo.Projection, draw func() outline) outline {
	drawn, known := o[p]
	if !known {
		drawn = draw()
		o[p] = drawn
	}
	return drawn
}

// rivers are those of the basemap that are accurate enough, cut at the edge of a map.
func (c mapPages) rivers(p geo.Projection) (path []marquetry.Segment) {
	m := &chart{c: c.composer, projection: p, frame: geo.Frame{Width: p.Width, Height: p.Height}}
	for _, line := range m.layer(geo.River) {
		path = append(path, stretch(line...)...)
	}
	return path
}

// into lays the map, at least so tall, and under it the list of the
// workshops by number, in columns; on the page after it where the list leaves
// the map no room.
func (c mapPages) into(f *layout.Flow, least paper.Length) bool {
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
	measure := (f.Frame.Width - paper.Length(columns-1)*gutter) / paper.Length(columns)
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
			y := paper.Length(0)
			for _, e := range c.Entries[min(k*per, len(c.Entries)):min((k+1)*per, len(c.Entries))] {
				line := c.legendLine(e, paper.Length(k)*(measure+gutter), measure, list)
				b.Late = append(b.Late, line.ItemsAt(0, y)...)
				y += line.Height()
			}
			b.Depth = max(b.Depth, y)
		}
		out = append(out, b)
	}
	if note := c.unplacedNote(f.Frame.Width, entryNumber); note.Height() > 0 {
		out = append(out, note)
	}
	return out
}

// legendLine is a number, the workshop and its page.
func (c mapPages) legendLine(e content.Entry, x, measure paper.Length, list *paper.Element) layout.Block {
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

func entryNumber(e content.Entry) string { return strconv.Itoa(e.Number) }

func entryNamed(e content.Entry) string { return strconv.Itoa(e.Number) + "\u00a0" + e.Workshop }

// unplacedNote names the workshops that the map cannot show, where it shows others.
func (c mapPages) unplacedNote(measure paper.Length, name func(content.Entry) string) (b layout.Block) {
	var lost []string
	for _, e := range c.Entries {
		if e.Lat == 0 && e.Lon == 0 {
			lost = append(lost, name(e))
		}
	}
	if len(lost) == 0 || len(lost) == len(c.Entries) {
		return b
	}
	b.In = c.sect
	b.Put(0, measure, c.look.Of(layout.StyleSmall).Span(strings.Replace(c.Words.Unplaced, "%s",
		c.Words.Say.Join(lost), 1)))
	b.Rows = append([]layout.Row{{Height: 2 * paper.MM}}, b.Rows...)
	return b
}
