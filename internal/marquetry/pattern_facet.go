package marquetry

import "jema/internal/measure"

// brilliants are cut stones seen from above: octagons with table and facets,
// small squares between them.
func brilliants(b Box, m measure.Length) []Motif {
	cut := Mark{Tone: Full, Width: m / 22}
	between, tables := Mark{Tone: Full}, Mark{Tone: Half}
	d := m * 2071 / 10000
	for x := b.Min.X; x < b.Max.X+m; x += m {
		brilliant(&cut, &tables, Point{x, b.Min.Y}, m)
		cx, cy := x+m/2, b.Min.Y+m/2
		between.polygon(Point{cx, cy - d}, Point{cx + d, cy}, Point{cx, cy + d}, Point{cx - d, cy})
	}
	return []Motif{rows(b, m, tables, between, cut)}
}

// brilliant adds one stone of width m: girdle, table, and the facets between.
func brilliant(cut, tables *Mark, c Point, m measure.Length) {
	var girdle, table [8]Point
	for i := range 8 {
		girdle[i] = octagon(c, m, i)
		table[i] = polar(c, m*29/100, 45*i)
	}
	cut.polygon(girdle[:]...)
	tables.polygon(table[:]...)
	cut.polygon(table[:]...)
	for i := range 8 {
		a, z := girdle[i], girdle[(i+7)%8]
		cut.move(a.X, a.Y)
		cut.line(table[i].X, table[i].Y)
		cut.line(z.X, z.Y)
	}
}

// octagon returns corner i of a regular octagon of width m, the first below
// the right.
func octagon(c Point, m measure.Length, i int) Point {
	long, short := m/2, m*2071/10000
	corners := [8]Point{{long, short}, {short, long}, {-short, long}, {-long, short},
		{-long, -short}, {-short, -long}, {short, -long}, {long, -short}}
	return Point{c.X + corners[i].X, c.Y + corners[i].Y}
}

// tiling is a floor under repair: whole tiles, gaps, and half of the gaps
// filled in outline.
func tiling(b Box, m measure.Length) []Motif {
	tiles, gaps := Mark{Tone: Full}, Mark{Tone: Paper}
	outlines := Mark{Tone: Full, Width: m / 14}
	w, row := m*866/1000, m*3/4
	for j, y := 0, b.Min.Y; y < b.Max.Y+m; j, y = j+1, y+row {
		for i, x := 0, b.Min.X-measure.Length(j%2)*w/2; x < b.Max.X+m; i, x = i+1, x+w {
			c := Point{x, y}
			if j < 2 {
				hexagon(&tiles, c, m*45/100)
			}
			switch scatter(i, j, 9) {
			case 0, 4:
				hexagon(&gaps, c, m/2)
				hexagon(&outlines, c, m*41/100)
			case 2:
				hexagon(&gaps, c, m/2)
			}
		}
	}
	return append([]Motif{rows(b, 2*row, tiles)}, once(gaps, outlines)...)
}

func hexagon(k *Mark, c Point, r measure.Length) {
	w, h := r*866/1000, r/2
	k.polygon(Point{c.X, c.Y - r}, Point{c.X + w, c.Y - h}, Point{c.X + w, c.Y + h},
		Point{c.X, c.Y + r}, Point{c.X - w, c.Y + h}, Point{c.X - w, c.Y - h})
}

// leaded is glass in its lead: cells of four corners, no two alike, some of
// them darker.
func leaded(b Box, m measure.Length) []Motif {
	lead := Mark{Tone: Full, Width: m / 9}
	dark, deep := Mark{Tone: 35}, Mark{Tone: 68}
	corner := func(i, j int) Point {
		dx, dy := scatter(i, j, 61)-30, scatter(j, i+97, 61)-30
		return Point{b.Min.X + measure.Length(i-1)*m + m*measure.Length(dx)/100,
			b.Min.Y + measure.Length(j-1)*m + m*measure.Length(dy)/100}
	}
	for j := 0; measure.Length(j-2)*m < b.height(); j++ {
		for i := 0; measure.Length(i-2)*m < b.width(); i++ {
			cell := []Point{corner(i, j), corner(i+1, j), corner(i+1, j+1), corner(i, j+1)}
			switch scatter(3*i+1, 5*j, 6) {
			case 1, 4:
				dark.polygon(cell...)
			case 2:
				deep.polygon(cell...)
			}
			lead.move(cell[1].X, cell[1].Y)
			lead.line(cell[0].X, cell[0].Y)
			lead.line(cell[3].X, cell[3].Y)
			if scatter(i, j+41, 4) == 0 {
				lead.segment(cell[0].X, cell[0].Y, cell[2].X, cell[2].Y)
			}
		}
	}
	return once(dark, deep, lead)
}
