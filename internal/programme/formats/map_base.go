package formats

import (
	"cmp"
	"math"
	"slices"

	"jema/internal/geo"
	"jema/internal/marquetry"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// base draws what of the basemap is accurate enough at the map's scale: rivers, railways,
// roads and stations.
func (m *chart) base() {
	for _, s := range []struct {
		layer string
		ink   marquetry.Ink
		width paper.Length
	}{{geo.River, layout.Water, paper.Pt * 7 / 5}, {geo.Road, layout.Grey, paper.Pt * 3 / 4},
		{geo.Rail, layout.Black, paper.Pt / 2}} {
		m.stroke(m.layer(s.layer), s.ink, s.width, s.layer == geo.Rail)
	}
	for _, f := range m.accurate(geo.Station) {
		if at := m.at(f.At.Lon(), f.At.Lat()); m.holds(around(at, 2*paper.MM)) {
			m.items = append(m.items, square(at, m.in))
			m.taken = append(m.taken, around(at, paper.MM*3/2))
			m.stations = true
		}
	}
}

// accurate are the features of a layer that may be shown at the map's scale.
func (m *chart) accurate(layer string) (list []geo.Feature) {
	scale := m.projection.Scale()
	for _, f := range m.c.Base.Features {
		if f.Layer == layer && f.AccurateAt(scale) {
			list = append(list, f)
		}
	}
	return list
}

// layer are the lines of a layer within the frame.
func (m *chart) layer(name string) (lines [][]marquetry.Point) {
	for _, f := range m.accurate(name) {
		lines = append(lines, m.linesOf(f)...)
	}
	return lines
}

func (m *chart) linesOf(f geo.Feature) (lines [][]marquetry.Point) {
	for _, line := range f.Lines {
		lines = append(lines, m.projection.Lines(line, m.frame)...)
	}
	return lines
}

// stroke draws lines on a white edge, which parts them from patterns below; a railway has
// ties.
func (m *chart) stroke(lines [][]marquetry.Point, ink marquetry.Ink, width paper.Length, ties bool) {
	var path []marquetry.Segment
	for _, line := range lines {
		path = append(path, stretch(line...)...)
		if ties {
			path = append(path, tiesOf(line)...)
		}
	}
	if len(path) == 0 {
		return
	}
	m.railways = m.railways || ties
	m.lines = append(m.lines, lines...)
	m.items = append(m.items, paper.Shape{Segments: path, Stroke: &layout.White, Width: width + paper.Pt*3/2, In: m.in},
		paper.Shape{Segments: path, Stroke: &ink, Width: width, In: m.in})
}

const (
	tieEvery  = 4 * paper.MM
	tieLength = paper.MM * 6 / 10 // on each side
)

// tiesOf are short strokes across a line, at equal distances.
func tiesOf(line []marquetry.Point) (path []marquetry.Segment) {
	left := tieEvery / 2
	for i := range line[1:] {
		a, b := line[i], line[i+1]
		dx, dy := b.X-a.X, b.Y-a.Y
		length := paper.Length(math.Round(math.Hypot(float64(dx), float64(dy))))
		for ; length > 0 && left <= length; left += tieEvery {
			x, y := a.X+dx*left/length, a.Y+dy*left/length
			ox, oy := -dy*tieLength/length, dx*tieLength/length
			path = append(path, stretch(marquetry.Point{X: x - ox, Y: y - oy}, marquetry.Point{X: x + ox, Y: y + oy})...)
		}
		left -= length
	}
	return path
}

// square marks a station.
func square(at marquetry.Point, in *paper.Element) paper.Item {
	return paper.Shape{Segments: boxPath(around(at, paper.MM)), Fill: &layout.Black, Stroke: &layout.White,
		Width: paper.Pt / 2, In: in}
}

// holds reports whether a box lies on the map.
func (m *chart) holds(b marquetry.Box) bool {
	return b.Min.X >= 0 && b.Min.Y >= 0 && b.Max.X <= m.frame.Width && b.Max.Y <= m.frame.Height
}

// crossed reports whether a line that is drawn runs through a box.
func (m *chart) crossed(b marquetry.Box) bool {
	return slices.ContainsFunc(m.lines, func(line []marquetry.Point) bool { return runsThrough(line, b) })
}

// runsThrough reports whether a line meets a box.
func runsThrough(line []marquetry.Point, b marquetry.Box) bool {
	corners := [4]marquetry.Point{b.Min, {X: b.Max.X, Y: b.Min.Y}, b.Max, {X: b.Min.X, Y: b.Max.Y}}
	for i := range line {
		p := line[i]
		if p.X >= b.Min.X && p.X <= b.Max.X && p.Y >= b.Min.Y && p.Y <= b.Max.Y {
			return true
		}
		for k := range corners {
			if i > 0 && geo.Cross(line[i-1], p, corners[k], corners[(k+1)%4]) {
				return true
			}
		}
	}
	return false
}

// rivers writes each river's name once, beside it.
func (m *chart) rivers(s layout.Style) {
	named := map[string]bool{}
	for _, f := range m.accurate(geo.River) {
		name := m.c.Set.Line(f.Name)
		if name == "" || named[name] {
			continue
		}
		for _, line := range m.linesOf(f) {
			if named[name] = m.alongside(line, name, s.In(layout.Water)); named[name] {
				break
			}
		}
	}
}

// alongside writes a name beside a line, near its middle first; false where it has no
// room.
func (m *chart) alongside(line []marquetry.Point, name string, s layout.Style) bool {
	w := typeset.Width(name, s.Face, s.Size)/2 + 2*paper.MM
	for _, part := range []int{8, 6, 10, 4, 12, 2, 14, 1, 15} {
		at := line[(len(line)-1)*part/16]
		if m.label(name, []marquetry.Point{{X: at.X, Y: at.Y - s.Size}, {X: at.X, Y: at.Y + s.Size},
			{X: at.X - w, Y: at.Y}, {X: at.X + w, Y: at.Y}}, s) {
			return true
		}
	}
	return false
}

// townsNear are the communes around the territory: those with a station where there are
// some, the nearest to the middle of the map first.
func (m *chart) townsNear() []geo.Feature {
	ours := map[string]bool{}
	for _, c := range m.c.Raw.Communes {
		ours[c.INSEE] = true
	}
	list := slices.DeleteFunc(m.accurate(geo.Town), func(f geo.Feature) bool {
		return ours[f.INSEE] || !m.holds(around(m.at(f.At.Lon(), f.At.Lat()), 0))
	})
	if known := slices.DeleteFunc(slices.Clone(list),
		func(f geo.Feature) bool { return !m.c.hasStation(f) }); len(known) > 1 {
		list = known
	}
	middle := m.projection.Bound(m.frame).Center()
	slices.SortStableFunc(list, func(a, b geo.Feature) int {
		return cmp.Compare(geo.Metres(a.At, middle), geo.Metres(b.At, middle))
	})
	return list
}

// stationNear is how far from its station a town may be, in metres.
const stationNear = 2_500

func (c *composer) hasStation(town geo.Feature) bool {
	_, metres, ok := c.Base.Nearest(geo.Station, town.At)
	return ok && metres < stationNear
}
