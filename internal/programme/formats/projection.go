package formats

import (
	"math"

	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
)

// projection turns degrees into places on the page. A territory is small
// enough for a plate carrée stretched by the cosine of its middle latitude.
type projection struct {
	west, north, cosine, scale float64
	width, height              int
	grain                      int // steps shorter than this are left out
}

// fit returns the projection that shows some shapes as large as they go in w
// by h.
func fit(shapes []content.Shape, w, h int) (projection, bool) {
	west, south, east, north := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range shapes {
		for _, ring := range s {
			for _, p := range ring {
				west, east = min(west, p[0]), max(east, p[0])
				south, north = min(south, p[1]), max(north, p[1])
			}
		}
	}
	if !(east > west && north > south) {
		return projection{}, false
	}
	p := projection{west: west, north: north, cosine: math.Cos((north + south) * (math.Pi / 360))}
	p.scale = min(float64(w)/((east-west)*p.cosine), float64(h)/(north-south))
	p.grain = paper.Pt * 3 / 5
	p.width = int(math.Round((east - west) * p.cosine * p.scale))
	p.height = int(math.Round((north - south) * p.scale))
	return p, true
}

// point rounds to a tenth of a point's hundredth: no map needs more.
func (p projection) point(c [2]float64) marquetry.Point {
	const grid = 20
	return marquetry.Point{
		X: grid * int(math.Round((c[0]-p.west)*p.cosine*p.scale/grid)),
		Y: grid * int(math.Round((p.north-c[1])*p.scale/grid)),
	}
}

// ringsOn are a shape's rings on a map, to be known again: a shape is read once.
type ringsOn struct {
	first *[2]float64
	projection
}

// paths are remembered: each of a territory's programmes shows all communes.
var paths = content.Recall[ringsOn, []marquetry.Segment]{Most: 512}

// path draws a shape. Nobody changes what it returns.
func (p projection) path(s content.Shape) []marquetry.Segment {
	if len(s) == 0 || len(s[0]) == 0 {
		return p.drawn(s)
	}
	return paths.Of(ringsOn{&s[0][0], p}, func(ringsOn) []marquetry.Segment { return p.drawn(s) })
}

func (p projection) drawn(s content.Shape) []marquetry.Segment {
	var out []marquetry.Segment
	for _, ring := range s {
		for i, c := range ring {
			at, step := p.point(c), marquetry.Line
			if i == 0 {
				step = marquetry.Move
			} else if last := out[len(out)-1].To; abs(at.X-last.X)+abs(at.Y-last.Y) < p.grain {
				continue // no eye sees it
			}
			out = append(out, marquetry.Segment{Step: step, To: at})
		}
		out = append(out, marquetry.Segment{Step: marquetry.Close})
	}
	return out
}

func abs(n int) int { return max(n, -n) }
