package content

import (
	"encoding/json"

	"jema/internal/work"
)

// Shape is a commune's boundary in degrees: rings of longitude and latitude.
type Shape [][][2]float64

// boundaries are remembered: a territory's are read for each of its communes.
var boundaries = Recall[string, Shape]{Most: 1024}

// boundary reads GeoJSON; what cannot be read is no boundary.
func boundary(raw json.RawMessage) Shape { return boundaries.Of(string(raw), readBoundary) }

func readBoundary(text string) Shape {
	raw := json.RawMessage(text)
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	if json.Unmarshal(raw, &g) != nil {
		return nil
	}
	var polygon Shape
	var several []Shape
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

// collectShapes reads the boundaries once.
func (c *Programme) collectShapes() {
	work.Each(len(c.Raw.Communes), func(i int) { boundary(c.Raw.Communes[i].Boundary) })
	c.Own = boundary(c.Raw.Commune.Boundary)
	for _, k := range c.Raw.Communes {
		if s := boundary(k.Boundary); s != nil && (k.INSEE != c.Raw.Commune.INSEE || c.Own == nil) {
			c.Others = append(c.Others, Neighbour{c.Set.Line(k.Name), s})
		}
	}
}
