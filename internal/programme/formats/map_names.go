package formats

import (
	"slices"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// foreignMost is how many communes around the territory a map names.
const foreignMost = 8

// write writes the names of stations, neighbours and rivers where they fit whole, apart
// from each other, from all lines and from the numbers.
func (m *chart) write() {
	italic := m.italic()
	plain := m.c.look.Of(layout.Style{Face: typeset.Sans, Size: 7600, Lead: 9000, Ink: layout.Black,
		Role: paper.Decoration})
	for _, f := range m.accurate(geo.Station) {
		m.beside(m.at(f.At.Lon(), f.At.Lat()), m.c.Set.Line(f.Name), plain)
	}
	for _, n := range m.c.Others {
		if seen := m.projection.In(n.Area.Outline(), m.frame); len(seen) >= 3 {
			m.nameOutside(n.Name, geo.Middle(seen), italic)
		}
	}
	m.rivers(italic)
	m.foreign(italic)
}

// italic is the style of the names of neighbours and rivers.
func (m *chart) italic() layout.Style {
	return m.c.look.Of(layout.Style{Face: typeset.SerifItalic, Size: 7600, Lead: 9000, Ink: layout.Grey,
		Role: paper.Decoration})
}

// surroundings names the stations around the territory, which travellers know, or communes
// where there are none.
func (m *chart) surroundings() {
	named := false
	for _, f := range m.accurate(geo.Station) {
		if at := m.at(f.At.Lon(), f.At.Lat()); !m.isOurs(at) && m.beside(at, m.c.Set.Line(f.Name), m.italic()) {
			named = true
		}
	}
	if !named {
		m.foreign(m.italic())
	}
}

// foreign names communes around the territory.
func (m *chart) foreign(s layout.Style) {
	named := 0
	for _, f := range m.townsNear() {
		if at := m.at(f.At.Lon(), f.At.Lat()); named < foreignMost && m.nameOutside(m.c.Set.Line(f.Name), at, s) {
			named++
		}
	}
}

// nameOutside writes a neighbour's name at its place, or over, below or beside it.
func (m *chart) nameOutside(name string, at marquetry.Point, s layout.Style) bool {
	w := typeset.Width(name, s.Face, s.Size)/2 + 2*paper.MM
	var tries []marquetry.Point
	for _, step := range []marquetry.Point{{}, {Y: s.Lead}, {Y: -s.Lead}, {Y: 2 * s.Lead}, {Y: -2 * s.Lead},
		{X: w}, {X: -w}} {
		if try := (marquetry.Point{X: at.X + step.X, Y: at.Y + step.Y}); !m.isOurs(try) {
			tries = append(tries, try)
		}
	}
	return m.label(name, tries, s)
}

// isOurs reports whether a place lies in what the map is of: the commune, or the territory.
func (m *chart) isOurs(p marquetry.Point) bool {
	if m.ours == nil {
		if m.ours = [][]marquetry.Point{m.outline(m.c.Own)}; len(m.c.Own) == 0 {
			for _, n := range m.c.Others {
				m.ours = append(m.ours, m.outline(n.Area))
			}
		}
	}
	return slices.ContainsFunc(m.ours, func(outline []marquetry.Point) bool { return within(outline, p) })
}

// beside writes a name at the right or at the left of its mark, or over or below it.
func (m *chart) beside(at marquetry.Point, name string, s layout.Style) bool {
	w := typeset.Width(name, s.Face, s.Size)/2 + 5*paper.MM/2
	return m.label(name, []marquetry.Point{{X: at.X + w, Y: at.Y}, {X: at.X - w, Y: at.Y},
		{X: at.X, Y: at.Y - s.Lead}, {X: at.X, Y: at.Y + s.Lead}}, s)
}

// label writes a name around the first of some middles where it fits: on the map, and clear
// of what is taken and of lines; false where it does not.
func (m *chart) label(name string, middles []marquetry.Point, s layout.Style) bool {
	w := typeset.Width(name, s.Face, s.Size)
	for _, at := range middles {
		box := marquetry.Box{Min: marquetry.Point{X: at.X - w/2 - paper.Pt, Y: at.Y - s.Size*6/10},
			Max: marquetry.Point{X: at.X + w/2 + paper.Pt, Y: at.Y + s.Size*6/10}}
		if !m.holds(box) || geo.Meets(box, m.taken) || m.crossed(box) {
			continue
		}
		m.taken = append(m.taken, box)
		m.items = append(m.items, paper.Text{X: at.X - w/2, Y: at.Y + s.Size*33/100, Size: s.Size, Face: s.Face,
			Ink: s.Ink, In: m.in, String: name + " "})
		return true
	}
	return false
}

// within reports whether a place on the map lies in an outline.
func within(ring []marquetry.Point, p marquetry.Point) (in bool) {
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

// outline is where an area's boundary is on the map.
func (m *chart) outline(area geo.Area) []marquetry.Point {
	ring := area.Outline()
	points := make([]marquetry.Point, len(ring))
	for i, degrees := range ring {
		points[i] = m.at(degrees.Lon(), degrees.Lat())
	}
	return points
}
