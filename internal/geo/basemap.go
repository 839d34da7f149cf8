package geo

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Feature is a thing on a map below its places: a line, or a point with a name.
type Feature struct {
	Layer, Class, Name string
	INSEE              string // of a place that is a commune
	// LargestScale is the denominator of the largest scale that it is accurate enough
	// for: 50000 is not to be shown at 1:25,000.
	LargestScale int
	Lines        []orb.LineString
	At           orb.Point // where there are no lines
}

// AccurateAt reports whether the feature may be shown at 1:scale.
func (f Feature) AccurateAt(scale float64) bool { return scale >= float64(f.LargestScale) }

// Basemap is what maps of a territory show below its places.
type Basemap struct {
	Credit   string
	Features []Feature
}

// The layers of a basemap.
const (
	River   = "river"
	Rail    = "rail"
	Road    = "road"
	Station = "station"
	Town    = "place"
)

var lineLayers, pointLayers = []string{River, Rail, Road}, []string{Station, Town}

// BasemapError is what is wrong with a basemap: "form" that it is no collection of
// features, or of which feature (from 1 on) the "layer", "scale", "name" or "geometry".
type BasemapError struct {
	Feature int
	Problem string
}

func (e BasemapError) Error() string {
	return fmt.Sprintf("geo: basemap, feature %d: %s", e.Feature, e.Problem)
}

// ReadBasemap reads a GeoJSON FeatureCollection. Each feature has the properties layer
// and largest_scale; rivers, railways and roads are lines, stations and places are
// points with a name. The collection may have a credit.
func ReadBasemap(raw []byte) (b Basemap, err error) {
	var file struct {
		Type, Credit string
		Features     []struct {
			Properties struct {
				Layer, Class, Name, INSEE string
				LargestScale              int `json:"largest_scale"`
			}
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil || file.Type != "FeatureCollection" || len(file.Features) == 0 {
		return b, BasemapError{Problem: "form"}
	}
	b.Credit = file.Credit
	for i, f := range file.Features {
		p := f.Properties
		feature := Feature{Layer: p.Layer, Class: p.Class, Name: p.Name, INSEE: p.INSEE, LargestScale: p.LargestScale}
		problem := feature.take(f.Geometry.Type, f.Geometry.Coordinates)
		if problem != "" {
			return Basemap{}, BasemapError{i + 1, problem}
		}
		b.Features = append(b.Features, feature)
	}
	return b, nil
}

// take reads a feature's geometry and returns what is wrong with the feature.
func (f *Feature) take(kind string, coordinates json.RawMessage) (problem string) {
	isLine, isPoint := slices.Contains(lineLayers, f.Layer), slices.Contains(pointLayers, f.Layer)
	switch {
	case !isLine && !isPoint:
		return "layer"
	case f.LargestScale < 1:
		return "scale"
	case isPoint && f.Name == "":
		return "name"
	}
	var err error
	switch {
	case isLine && kind == "LineString":
		f.Lines = make([]orb.LineString, 1)
		err = json.Unmarshal(coordinates, &f.Lines[0])
	case isLine && kind == "MultiLineString":
		err = json.Unmarshal(coordinates, &f.Lines)
	case isPoint && kind == "Point":
		err = json.Unmarshal(coordinates, &f.At)
	default:
		return "geometry"
	}
	if err != nil || isLine && len(f.Lines) == 0 || isPoint && !onGlobe(orb.Ring{f.At}) {
		return "geometry"
	}
	for _, line := range f.Lines {
		if len(line) < 2 || !onGlobe(orb.Ring(line)) {
			return "geometry"
		}
	}
	return ""
}

// degree is a degree of latitude in metres.
const degree = 111_195

// Metres returns how far two places are apart in a straight line; it is within a
// hundredth over some tens of kilometres.
func Metres(a, b orb.Point) float64 {
	middle := (a.Lat() + b.Lat()) / 2 * math.Pi / 180
	return math.Hypot((a.Lon()-b.Lon())*math.Cos(middle), a.Lat()-b.Lat()) * degree
}

// Nearest returns the nearest feature of a layer of points, and how far it is in metres;
// ok is false where there is none.
func (b Basemap) Nearest(layer string, to orb.Point) (nearest Feature, metres float64, ok bool) {
	for _, f := range b.Features {
		if f.Layer != layer {
			continue
		}
		if m := Metres(f.At, to); !ok || m < metres {
			nearest, metres, ok = f, m, true
		}
	}
	return nearest, metres, ok
}
