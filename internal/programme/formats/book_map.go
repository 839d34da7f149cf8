package formats

import (
	"fmt"
	"strings"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// mapInto is a page with the territory's communes: those where something opens
// are darker, and are named as far as there is room. It reports whether the
// page has a note about the others at its foot.
func (c bookFormat) mapInto(f *layout.Flow, note layout.Block) bool {
	shapes := make([]geo.Area, len(c.Others))
	for i, n := range c.Others {
		shapes[i] = n.Area
	}
	below := paper.Length(0)
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
	m := &chart{c: c.composer, projection: p, in: in,
		frame: geo.Frame{Left: (f.Frame.Width - p.Width) / 2, Width: f.Frame.Width, Height: p.Height}}
	m.territory(c.Chapters)
	m.base()
	m.guide(nil)
	m.communes(open)
	m.rivers(m.italic())
	m.surroundings()
	f.Current().Put(f.Frame.X, f.Bottom()-p.Height-2*paper.MM-below, m.items...)
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

// territory draws the communes: each that opens is the marquetry of its crafts, so that
// together they are the territory's.
func (m *chart) territory(chapters []content.Chapter) {
	quiet := marquetry.InkOf("").Toned(14)
	shares := map[string]content.Chapter{}
	for _, ch := range chapters {
		shares[ch.Commune.Name] = ch
	}
	for _, n := range m.c.Others {
		m.bound(n.Area)
		path := m.projection.Path(n.Area)
		ch := shares[n.Name]
		if ch.To == ch.From {
			m.items = append(m.items, paper.Shape{X: m.frame.Left, Y: m.frame.Top, Segments: path, Fill: &quiet,
				Stroke: &layout.White, Width: paper.Pt / 2,
				In: m.in})
			continue
		}
		box := pathBox(path)
		w, h := box.Max.X-box.Min.X, box.Max.Y-box.Min.Y
		panels := cutForPress(ch.Commune.INSEE, w, h, ch.Shares)
		at := make([]marquetry.Segment, len(path))
		for i, step := range path {
			step.To.X, step.To.Y = step.To.X-box.Min.X, step.To.Y-box.Min.Y
			at[i] = step
		}
		m.items = append(m.items, paper.Mosaic{X: m.frame.Left + box.Min.X, Y: m.frame.Top + box.Min.Y, Panels: panels,
			Clip: at, In: m.in},
			paper.Shape{X: m.frame.Left, Y: m.frame.Top, Segments: path, Stroke: &layout.White, Width: paper.Pt, In: m.in})
	}
}

func pathBox(path []marquetry.Segment) (b marquetry.Box) {
	first := true
	for _, s := range path {
		switch {
		case s.Step == marquetry.Close:
			continue
		case first:
			b, first = marquetry.Box{Min: s.To, Max: s.To}, false
		}
		b.Min.X, b.Min.Y = min(b.Min.X, s.To.X), min(b.Min.Y, s.To.Y)
		b.Max.X, b.Max.Y = max(b.Max.X, s.To.X), max(b.Max.Y, s.To.Y)
	}
	return b
}
