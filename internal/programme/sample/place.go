package sample

import (
	"encoding/json"
	"math"
)

// Position returns a place inside a boundary (GeoJSON), away from its edge
// where it can be; n chooses which. The same n is the same place. It answers
// false where the boundary cannot be read.
func Position(boundary json.RawMessage, n int) (lat, lon float64, ok bool) {
	ring := outline(boundary)
	if len(ring) < 4 {
		return 0, 0, false
	}
	west, south, east, north := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range ring {
		west, east, south, north = min(west, p[0]), max(east, p[0]), min(south, p[1]), max(north, p[1])
	}
	// A sequence that fills the box evenly; the first place inside is taken,
	// and kept with five decimals: a metre.
	margin := min(east-west, north-south) / 25
	for k := range 4000 {
		at := float64(n%997 + k*131 + 1)
		lon = math.Round((west+math.Mod(at*0.754877666, 1)*(east-west))*1e5) / 1e5
		lat = math.Round((south+math.Mod(at*0.569840291, 1)*(north-south))*1e5) / 1e5
		if k >= 3000 {
			margin = 0
		}
		if inside(ring, lon, lat) && inside(ring, lon-margin, lat) && inside(ring, lon+margin, lat) &&
			inside(ring, lon, lat-margin) && inside(ring, lon, lat+margin) {
			return lat, lon, true
		}
	}
	return 0, 0, false
}

// outline is the longest ring of a boundary.
func outline(boundary json.RawMessage) (longest [][2]float64) {
	var g struct {
		Type        string
		Coordinates json.RawMessage
	}
	if json.Unmarshal(boundary, &g) != nil {
		return nil
	}
	var polygons [][][][2]float64
	if g.Type == "Polygon" {
		polygons = make([][][][2]float64, 1)
		if json.Unmarshal(g.Coordinates, &polygons[0]) != nil {
			return nil
		}
	} else if json.Unmarshal(g.Coordinates, &polygons) != nil {
		return nil
	}
	for _, rings := range polygons {
		if len(rings) > 0 && len(rings[0]) > len(longest) {
			longest = rings[0]
		}
	}
	return longest
}

// inside counts how often a line to the right of a place crosses the ring.
func inside(ring [][2]float64, x, y float64) bool {
	in := false
	for i, j := 0, len(ring)-1; i < len(ring); j, i = i, i+1 {
		a, b := ring[i], ring[j]
		if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
	}
	return in
}
