package programme

import (
	"encoding/json"
	"math"
	"slices"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

// shape is a commune's boundary in degrees: rings of longitude and latitude.
type shape [][][2]float64

// boundary reads GeoJSON; what cannot be read is no boundary.
func boundary(raw json.RawMessage) shape {
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

func (p projection) path(s shape) []marquetry.Segment {
	var out []marquetry.Segment
	for _, ring := range s {
		for i, c := range ring {
			step := marquetry.Line
			if i == 0 {
				step = marquetry.Move
			}
			out = append(out, marquetry.Segment{Step: step, To: p.point(c)})
		}
		out = append(out, marquetry.Segment{Step: marquetry.Close})
	}
	return out
}

// collectShapes reads the boundaries once.
func (c *content) collectShapes() {
	c.own = boundary(c.raw.Commune.Boundary)
	for _, k := range c.raw.Communes {
		if s := boundary(k.Boundary); s != nil && k.INSEE != c.raw.Commune.INSEE {
			c.others = append(c.others, s)
		}
	}
}

// locator is a map of the territory with the commune marked, at most w by h.
func (c *content) locator(w, h int) (items []paper.Item, width, height int) {
	p, ok := fit(append(slices.Clone(c.others), c.own), w, h)
	if !ok || c.own == nil {
		return nil, 0, 0
	}
	var others []marquetry.Segment
	for _, s := range c.others {
		others = append(others, p.path(s)...)
	}
	ground := marquetry.InkOf("").Toned(22)
	return []paper.Item{
		paper.Shape{Segments: others, Fill: &ground, Stroke: &white, Width: pt / 2},
		paper.Shape{Segments: p.path(c.own), Fill: &black, Stroke: &white, Width: pt / 2},
	}, p.width, p.height
}

// silhouette is the commune's own shape, cut out of its marquetry.
func (c *content) silhouette(w, h int) (items []paper.Item, width, height int) {
	p, ok := fit([]shape{c.own}, w, h)
	if !ok {
		return nil, 0, 0
	}
	path := p.path(c.own)
	panels := marquetry.Cut(c.raw.Commune.INSEE, p.width, p.height, c.shares)
	return []paper.Item{
		paper.Mosaic{Panels: panels, Clip: path},
		paper.Shape{Segments: path, Stroke: &black, Width: pt / 2},
	}, p.width, p.height
}
