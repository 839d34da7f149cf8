package programme

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/work"
)

// shape is a commune's boundary in degrees: rings of longitude and latitude.
type shape [][][2]float64

// boundaries are remembered: a territory's are read for each of its communes.
var boundaries = recall[string, shape]{most: 1024}

// boundary reads GeoJSON; what cannot be read is no boundary.
func boundary(raw json.RawMessage) shape { return boundaries.of(string(raw), readBoundary) }

func readBoundary(text string) shape {
	raw := json.RawMessage(text)
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	if json.Unmarshal(raw, &g) != nil {
		return nil
	}
	var polygon shape
	var several []shape
	switch {
	case g.Type == "Polygon" && json.Unmarshal(g.Coordinates, &polygon) == nil:
		return polygon
	case g.Type == "MultiPolygon" && json.Unmarshal(g.Coordinates, &several) == nil:
		for _, p := range several {
			polygon = append(polygon, p...)
		}
	}
	return polygon
}

// projection turns degrees into places on the page. A territory is small
// enough for a plate carrée stretched by the cosine of its middle latitude.
type projection struct {
	west, north, cosine, scale float64
	width, height              int
	grain                      int // steps shorter than this are left out
}

// fit returns the projection that shows some shapes as large as they go in w
// by h.
func fit(shapes []shape, w, h int) (projection, bool) {
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
	p.grain = pt * 3 / 5
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
var paths = recall[ringsOn, []marquetry.Segment]{most: 512}

// path draws a shape. Nobody changes what it returns.
func (p projection) path(s shape) []marquetry.Segment {
	if len(s) == 0 || len(s[0]) == 0 {
		return p.drawn(s)
	}
	return paths.of(ringsOn{&s[0][0], p}, func(ringsOn) []marquetry.Segment { return p.drawn(s) })
}

func (p projection) drawn(s shape) []marquetry.Segment {
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

// collectShapes reads the boundaries once.
func (c *content) collectShapes() {
	work.Each(len(c.raw.Communes), func(i int) { boundary(c.raw.Communes[i].Boundary) })
	c.own = boundary(c.raw.Commune.Boundary)
	for _, k := range c.raw.Communes {
		if s := boundary(k.Boundary); s != nil && (k.INSEE != c.raw.Commune.INSEE || c.own == nil) {
			c.others = append(c.others, neighbour{c.set.line(k.Name), s})
		}
	}
}

// locator is a map of the territory with the commune marked, at most w by h.
func (c *composer) locator(w, h int) (items []paper.Item, width, height int) {
	shapes := make([]shape, 0, len(c.others)+1)
	for _, n := range c.others {
		shapes = append(shapes, n.shape)
	}
	p, ok := fit(append(shapes, c.own), w, h)
	if !ok || c.own == nil {
		return nil, 0, 0
	}
	others := make([][]marquetry.Segment, len(shapes))
	for i, s := range shapes {
		others[i] = p.path(s)
	}
	ground := marquetry.InkOf("").Toned(22)
	in := &paper.Element{Role: paper.Figure, Parent: c.sect,
		Alt: plain(fmt.Sprintf(c.words.LocatorAlt, c.commune.Name, c.set.line(c.raw.Territory.Name)))}
	return []paper.Item{
		paper.Shape{Segments: slices.Concat(others...), Fill: &ground, Stroke: &white, Width: pt / 2, In: in},
		paper.Shape{Segments: p.path(c.own), Fill: &black, Stroke: &white, Width: pt / 2, In: in},
	}, p.width, p.height
}

func abs(n int) int { return max(n, -n) }
