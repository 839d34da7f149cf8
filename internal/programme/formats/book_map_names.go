package formats

import (
	"cmp"
	"slices"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// plate is a name on white, and its line to the middle of its commune where it is beside
// it.
type plate struct {
	name string
	box  marquetry.Box
	lead []marquetry.Point
}

// plates places the names of communes one after the other.
type plates struct {
	*chart
	style   layout.Style
	middles []marquetry.Point // of all that are named: no other name covers them
	done    []plate
}

// communes writes the names of those that open, on white: first those with most events,
// in the middle of each or as near to it as nothing else is.
func (m *chart) communes(open map[string]int) {
	list := slices.DeleteFunc(slices.Clone(m.c.Others), func(n content.Neighbour) bool {
		return open[n.Name] == 0 || len(n.Area) == 0
	})
	slices.SortStableFunc(list, func(a, b content.Neighbour) int { return cmp.Compare(open[b.Name], open[a.Name]) })
	s := m.c.look.Of(layout.Style{Face: typeset.SansBold, Size: 7600, Lead: 9000, Ink: layout.Black})
	all := plates{chart: m, style: s}
	for _, n := range list {
		all.middles = append(all.middles, geo.Middle(m.outline(n.Area)))
	}
	for i, n := range list {
		p := all.plateFor(n.Name, all.middles[i])
		all.done = append(all.done, p)
		m.taken = append(m.taken, p.box)
	}
	for _, p := range all.done {
		m.items = append(m.items, p.leader(m.in)...)
	}
	for _, p := range all.done {
		m.items = append(m.items, paper.Shape{Segments: boxPath(p.box), Fill: &layout.White, In: m.in},
			paper.Text{X: p.box.Min.X + paper.MM/2, Y: p.box.Max.Y - s.Size*35/100, Size: s.Size, Face: s.Face, Ink: s.Ink,
				In: m.in, String: p.name + " "})
	}
}

// leader is the line from a commune to its name.
func (p plate) leader(in *paper.Element) []paper.Item {
	if len(p.lead) == 0 {
		return nil
	}
	line := stretch(p.lead...)
	return []paper.Item{paper.Shape{Segments: line, Stroke: &layout.White, Width: paper.Pt * 5 / 2, In: in},
		paper.Shape{Segments: line, Stroke: &layout.Black, Width: paper.Pt * 3 / 4, In: in},
		paper.Shape{Segments: circle(p.lead[0], paper.Pt*3/2), Fill: &layout.Black, Stroke: &layout.White,
			Width: paper.Pt / 2, In: in}}
}

// plateFor is the place nearest to a commune's middle where its name lies on the map and
// is clear of all others.
func (all plates) plateFor(name string, at marquetry.Point) plate {
	w, h := typeset.Width(name, all.style.Face, all.style.Size)+paper.MM, all.style.Size*5/4
	plateAt := func(dx, dy paper.Length) plate {
		x := min(max(at.X+dx-w/2, 0), all.frame.Width-w)
		y := min(max(at.Y+dy-h/2, 0), all.frame.Height-h)
		p := plate{name: name, box: marquetry.Box{Min: marquetry.Point{X: x, Y: y}, Max: marquetry.Point{X: x + w, Y: y + h}}}
		if to := nearestIn(p.box, at); to != at {
			p.lead = []marquetry.Point{at, to}
		}
		return p
	}
	const step = paper.MM / 2
	for ring := range int(all.frame.Height / step) {
		for dy := -ring; dy <= ring; dy++ {
			for _, dx := range []int{-(ring - max(dy, -dy)), ring - max(dy, -dy)} {
				if p := plateAt(paper.Length(dx)*step, paper.Length(dy)*step); all.clear(p, at) {
					return p
				}
			}
		}
	}
	return plateAt(0, 0)
}

// nearestIn is the point of a box that is nearest to another.
func nearestIn(b marquetry.Box, to marquetry.Point) marquetry.Point {
	return marquetry.Point{X: min(max(to.X, b.Min.X), b.Max.X), Y: min(max(to.Y, b.Min.Y), b.Max.Y)}
}

// clear reports whether a name touches nothing, and neither its line nor any other runs
// through another name.
func (all plates) clear(p plate, at marquetry.Point) bool {
	const gap = paper.Pt / 2
	wide := marquetry.Box{Min: marquetry.Point{X: p.box.Min.X - gap, Y: p.box.Min.Y - gap},
		Max: marquetry.Point{X: p.box.Max.X + gap, Y: p.box.Max.Y + gap}}
	if geo.Meets(wide, all.taken) {
		return false
	}
	for _, middle := range all.middles {
		if middle != at && (geo.Meets(wide, []marquetry.Box{around(middle, paper.Pt*3/2)}) ||
			len(p.lead) > 0 && runsThrough(p.lead, around(middle, paper.Pt*2))) {
			return false
		}
	}
	for _, o := range all.done {
		if len(o.lead) > 0 && (runsThrough(o.lead, wide) || len(p.lead) > 0 &&
			geo.Cross(o.lead[0], o.lead[1], p.lead[0], p.lead[1])) {
			return false
		}
	}
	return len(p.lead) == 0 ||
		!slices.ContainsFunc(all.taken, func(b marquetry.Box) bool { return runsThrough(p.lead, b) })
}
