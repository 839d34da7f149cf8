package geo

import (
	"encoding/json"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Place returns a place inside a boundary (GeoJSON), away from its edge where it
// can be; n chooses which. The same n is the same place. ok is false where the
// boundary cannot be read.
func Place(boundary json.RawMessage, n int) (lat, lon float64, ok bool) {
	area, err := Read(boundary)
	ring := area.Outline()
	if err != nil || len(ring) < 4 {
		return 0, 0, false
	}
	b := ring.Bound()
	west, south, width, height := b.Min.Lon(), b.Min.Lat(), b.Max.Lon()-b.Min.Lon(), b.Max.Lat()-b.Min.Lat()
	// A sequence that fills the box evenly; the first place inside is taken, with
	// five decimals: a metre.
	margin := min(width, height) / 25
	for k := range 4000 {
		at := float64(n%997 + k*131 + 1)
		lon = math.Round((west+math.Mod(at*0.754877666, 1)*width)*1e5) / 1e5
		lat = math.Round((south+math.Mod(at*0.569840291, 1)*height)*1e5) / 1e5
		if k >= 3000 {
			margin = 0
		}
		if inside(ring, lon, lat, margin) {
			return lat, lon, true
		}
	}
	return 0, 0, false
}

// inside reports whether a place and those a margin around it lie in a ring.
func inside(ring orb.Ring, lon, lat, margin float64) bool {
	for _, step := range [][2]float64{{}, {-margin, 0}, {margin, 0}, {0, -margin}, {0, margin}} {
		if !planar.RingContains(ring, orb.Point{lon + step[0], lat + step[1]}) {
			return false
		}
	}
	return true
}
