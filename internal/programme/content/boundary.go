package content

import (
	"encoding/json"

	"jema/internal/geo"
	"jema/internal/work"
)

// boundaries caches what was read: a territory's are shown by each of its
// communes.
var boundaries = NewMemo[string, geo.Area](1024)

// boundary reads GeoJSON; what cannot be read is no boundary.
func boundary(raw json.RawMessage) geo.Area {
	return boundaries.Of(string(raw), func(text string) geo.Area {
		area, _ := geo.Read(json.RawMessage(text)) // the map of the others is worth having
		return area
	})
}

// collectAreas reads the boundaries once.
func (c *Programme) collectAreas() {
	work.Each(len(c.Raw.Communes), func(i int) { boundary(c.Raw.Communes[i].Boundary) })
	c.Own = boundary(c.Raw.Commune.Boundary)
	for _, k := range c.Raw.Communes {
		if a := boundary(k.Boundary); len(a) > 0 && (k.INSEE != c.Raw.Commune.INSEE || len(c.Own) == 0) {
			c.Others = append(c.Others, Neighbour{c.Set.Line(k.Name), a})
		}
	}
}
