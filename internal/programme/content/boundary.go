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

// basemaps caches what was read: a territory's is below each of its maps.
var basemaps = NewMemo[string, geo.Basemap](16)

// basemap reads GeoJSON; what cannot be read is no basemap.
func basemap(raw json.RawMessage) geo.Basemap {
	return basemaps.Of(string(raw), func(text string) geo.Basemap {
		base, _ := geo.ReadBasemap([]byte(text)) // the map without it is worth having
		return base
	})
}

// collectAreas reads the boundaries and the basemap once.
func (c *Programme) collectAreas() {
	if len(c.Raw.Basemap.Content) > 0 {
		c.Base = basemap(c.Raw.Basemap.Content)
		c.Base.Credit = c.Set.Line(c.Raw.Basemap.Credit)
	}
	work.Each(len(c.Raw.Communes), func(i int) { boundary(c.Raw.Communes[i].Boundary) })
	c.Own = boundary(c.Raw.Commune.Boundary)
	for _, k := range c.Raw.Communes {
		if a := boundary(k.Boundary); len(a) > 0 && (k.INSEE != c.Raw.Commune.INSEE || len(c.Own) == 0) {
			c.Others = append(c.Others, Neighbour{c.Set.Line(k.Name), a})
		}
	}
}
