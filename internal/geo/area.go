// Package geo reads boundaries and puts them on maps, of paper and of the site:
// GeoJSON, polygons, the projection, clipping, and the places of labels.
//
// Degrees are WGS 84, longitude first. Places on a map are marquetry.Points.
package geo

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Area is a commune's boundary in degrees: polygons, each with its outline and
// then its holes.
type Area orb.MultiPolygon

// ErrNoArea is that a geometry is no area on the globe.
var ErrNoArea = errors.New("geo: no polygon in degrees")

// Read reads a GeoJSON Polygon or MultiPolygon; nothing is no area and no error.
// A ring has three places or more, all of them on the globe.
func Read(raw json.RawMessage) (Area, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	area, err := polygons(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoArea, err)
	}
	if len(area) == 0 {
		return nil, ErrNoArea
	}
	for _, polygon := range area {
		if len(polygon) == 0 {
			return nil, ErrNoArea
		}
		for _, ring := range polygon {
			if len(ring) < 3 || !onGlobe(ring) {
				return nil, ErrNoArea
			}
		}
	}
	return area, nil
}

// polygons reads coordinates straight into orb's types. Its package geojson reads
// a nested collection anew at every level: 200 KB of them take seconds.
func polygons(raw json.RawMessage) (area Area, err error) {
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return nil, err
	}
	switch g.Type {
	case "Polygon":
		area = make(Area, 1)
		err = json.Unmarshal(g.Coordinates, &area[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &area)
	}
	return area, err
}

func onGlobe(ring orb.Ring) bool {
	for _, p := range ring {
		if !(math.Abs(p.Lon()) <= 180 && math.Abs(p.Lat()) <= 90) {
			return false
		}
	}
	return true
}

// Rings returns the outlines and the holes.
func (a Area) Rings() (rings []orb.Ring) {
	for _, polygon := range a {
		rings = append(rings, polygon...)
	}
	return rings
}

// Outline returns the outline with most places: the commune's without its
// exclaves. An area has one; no area has none.
func (a Area) Outline() (longest orb.Ring) {
	for _, polygon := range a {
		if len(polygon[0]) > len(longest) {
			longest = polygon[0]
		}
	}
	return longest
}

// Bound returns the box around some areas; ok is false where they have no
// extent.
func Bound(areas ...Area) (b orb.Bound, ok bool) {
	first := true
	for _, a := range areas {
		if len(a) == 0 {
			continue
		}
		if box := orb.MultiPolygon(a).Bound(); first {
			b, first = box, false
		} else {
			b = b.Union(box)
		}
	}
	return b, !first && b.Max.Lon() > b.Min.Lon() && b.Max.Lat() > b.Min.Lat()
}
