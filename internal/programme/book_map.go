package programme

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// bookMap is a page with the territory's communes: those where something opens
// stand out, and are named as far as there is room. It tells whether a note about
// the others stands below it.
func (c *composer) bookMap(f *flow, note block) bool {
	shapes := make([]shape, len(c.others))
	for i, n := range c.others {
		shapes[i] = n.shape
	}
	below := 0
	if h := note.height(); h > 0 && h < f.frame.height/5 {
		below = h + 5*mm
	}
	p, ok := fit(shapes, f.frame.width, f.frame.height-20*mm-below)
	if !ok {
		return false
	}
	f.y = f.bottom()
	c.section(f, c.words.Communes, "map")
	f.layPending()
	open := c.opened()
	in := &paper.Element{Role: paper.Figure, Parent: c.sect, Alt: c.bookMapAlt()}
	m := &chart{c: c, projection: p, width: p.width, height: p.height, in: in}
	quiet, loud := marquetry.InkOf("").Toned(14), marquetry.InkOf("").Toned(34)
	for _, n := range c.others {
		fill := quiet
		if open[n.name] > 0 {
			fill = loud
		}
		m.items = append(m.items, paper.Shape{Segments: p.path(n.shape), Fill: &fill, Stroke: &white, Width: pt / 2, In: in})
	}
	m.communes(open)
	f.current().Put(f.frame.x+(f.frame.width-p.width)/2, f.bottom()-p.height-2*mm-below, m.items...)
	if below > 0 {
		f.current().Put(f.frame.x, f.bottom()-note.height(), note.items()...)
	}
	f.y = f.bottom()
	return below > 0
}

// opened counts what opens in each commune, by name.
func (c *composer) opened() map[string]int {
	open := map[string]int{}
	for _, ch := range c.chapters {
		open[ch.commune.Name] += ch.to - ch.from
	}
	return open
}

func (c *composer) bookMapAlt() string {
	var names []string
	for _, ch := range c.chapters {
		if ch.to > ch.from {
			names = append(names, ch.commune.Name)
		}
	}
	of := " " + c.set.line(c.raw.Territory.Name)
	return plain(strings.Replace(fmt.Sprintf(c.words.TerritoryAlt, of), "  ", " ", 1) + " " + strings.Join(names, ", "))
}

// communes writes names, those with most events first, where they touch no
// other.
func (m *chart) communes(open map[string]int) {
	list := slices.Clone(m.c.others)
	slices.SortStableFunc(list, func(a, b neighbour) int { return cmp.Compare(open[b.name], open[a.name]) })
	s := m.c.look.of(style{typeset.Sans, 7000, 8000, black, paper.Decoration})
	var taken []marquetry.Box
	for _, n := range list {
		if open[n.name] == 0 {
			break
		}
		var points []marquetry.Point
		for _, q := range longestRing(n.shape) {
			points = append(points, m.at(q[0], q[1]))
		}
		if len(points) == 0 {
			continue
		}
		at, w := middle(points), typeset.Width(n.name, s.face, s.size)
		at.X = min(max(at.X, w/2), m.width-w/2)
		box := marquetry.Box{Min: marquetry.Point{X: at.X - w/2 - pt/2, Y: at.Y - s.size*3/4}, Max: marquetry.Point{X: at.X + w/2 + pt/2, Y: at.Y + s.size/4}}
		if meets(box, taken) {
			continue
		}
		taken = append(taken, box)
		m.items = append(m.items, paper.Text{X: at.X - w/2, Y: at.Y, Size: s.size, Face: s.face, Ink: s.ink, In: m.in, String: n.name + " "})
	}
}
