package jema

import "encoding/json"

// Basemap is what a territory's maps show below its places: a GeoJSON
// FeatureCollection, and the line that has to be shown beside it. Content is nil where
// the territory has none.
type Basemap struct {
	Content json.RawMessage
	Credit  string
}
