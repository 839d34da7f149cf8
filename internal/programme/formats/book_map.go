package formats

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// mapInto is a page with the territory's communes: those where something opens
// are darker, and are named as far as there is room. It reports whether the
// page has a note about the others at its foot.
func (c bookFormat) mapInto(f *layout.Flow, note layout.Block) bool {
	shapes := make([]geo.Area, len(c.Others))
	for i, n := range c.Others {
		shapes[i] = n.Area
	}
	below := 0
	if h := note.Height(); h > 0 && h < f.Frame.Height/5 {
		below = h + 5*paper.MM
	}
	p, ok := geo.Fit(shapes, f.Frame.Width, f.Frame.Height-20*paper.MM-below, grain)
	if !ok {
		return false
	}
	f.Y = f.Bottom()
	c.section(f, c.Words.Communes, "map")
	f.LayPending()
	open := c.opened()
	in := &paper.Element{Role: paper.Figure, Parent: c.sect, Alt: c.mapAlt()}
	m := &chart{c: c.composer, projection: p, frame: geo.Frame{Width: p.Width, Height: p.Height}, in: in}
	quiet, loud := marquetry.InkOf("").Toned(14), marquetry.InkOf("").Toned(34)
	for _, n := range c.Others {
		fill := quiet
		if open[n.Name] > 0 {
			fill = loud
		}
		m.items = append(m.items, paper.Shape{Segments: p.Path(n.Area), Fill: &fill, Stroke: &layout.White,
			Width: paper.Pt / 2, In: in})
	}
	m.communes(open)
	f.Current().Put(f.Frame.X+(f.Frame.Width-p.Width)/2, f.Bottom()-p.Height-2*paper.MM-below, m.items...)
	if below > 0 {
		f.Current().Put(f.Frame.X, f.Bottom()-note.Height(), note.Items()...)
	}
	f.Y = f.Bottom()
	return below > 0
}

// opened counts what opens in each commune, by name.
func (c bookFormat) opened() map[string]int {
	open := map[string]int{}
	for _, ch := range c.Chapters {
		open[ch.Commune.Name] += ch.To - ch.From
	}
	return open
}

func (c bookFormat) mapAlt() string {
	var names []string
	for _, ch := range c.Chapters {
		if ch.To > ch.From {
			names = append(names, ch.Commune.Name)
		}
	}
	of := " " + c.Set.Line(c.Raw.Territory.Name)
	return content.Plain(strings.Replace(fmt.Sprintf(c.Words.TerritoryAlt, of), "  ", " ", 1) + " " +
		strings.Join(names, ", "))
}

// communes writes names, those with most events first, where they touch no
// other.
func (m *chart) communes(open map[string]int) {
	list := slices.Clone(m.c.Others)
	slices.SortStableFunc(list, func(a, b content.Neighbour) int { return cmp.Compare(open[b.Name], open[a.Name]) })
	s := m.c.look.Of(layout.Style{Face: typeset.Sans, Size: 7000, Lead: 8000, Ink: layout.Black, Role: paper.Decoration})
	var taken []marquetry.Box
	for _, n := range list {
		if open[n.Name] == 0 {
			break
		}
		var points []marquetry.Point
		for _, q := range n.Area.Outline() {
			points = append(points, m.at(q[0], q[1]))
		}
		if len(points) == 0 {
			continue
		}
		at, w := geo.Middle(points), typeset.Width(n.Name, s.Face, s.Size)
		at.X = min(max(at.X, w/2), m.frame.Width-w/2)
		box := marquetry.Box{Min: marquetry.Point{X: at.X - w/2 - paper.Pt/2, Y: at.Y - s.Size*3/4},
			Max: marquetry.Point{X: at.X + w/2 + paper.Pt/2, Y: at.Y + s.Size/4}}
		if geo.Meets(box, taken) {
			continue
		}
		taken = append(taken, box)
		m.items = append(m.items, paper.Text{X: at.X - w/2, Y: at.Y, Size: s.Size, Face: s.Face, Ink: s.Ink, In: m.in,
			String: n.Name + " "})
	}
}
