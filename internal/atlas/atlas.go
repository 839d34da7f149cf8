// Package atlas draws the maps of pages: the communes, what lies below them as far as it
// is accurate enough at the scale shown, and numbered pins. Nothing is drawn that the
// data does not hold, and nothing is fetched from elsewhere.
package atlas

import (
	"math"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/jema"
)

// The size of a map in CSS pixels: a page never shows it larger, so that its scale is
// at most what it was drawn for. A CSS pixel is 0.26 mm.
const (
	Width  = 400
	Height = 340
	pixel  = 0.00026 // metres
	units  = 10      // of the drawing, in a pixel
	margin = 34      // around what has to be in view, in pixels
)

// scales are the denominators of scales that maps are drawn at. Boundaries are accurate
// enough up to the first.
var scales = []float64{50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 400_000, 500_000, 650_000,
	800_000, 1_000_000,
	1_500_000, 2_500_000, 5_000_000}

// place is a commune, or a neighbour of the territory, with the position of its name.
type place struct {
	insee, name string
	at          orb.Point
	ours        bool
	people      int
}

// Ground is what the maps of a territory have in common. It is safe for concurrent use.
type Ground struct {
	Base   geo.Basemap
	areas  map[string]geo.Area // by INSEE code
	places []place             // ours first
	drawn  *lru.Cache[view, []byte]
}

// groundsMost is how many drawings of the ground are stored, of some 10 kB each.
const groundsMost = 96

// NewGround reads the communes' boundaries. Those that have none are on no map.
func NewGround(communes []jema.Commune, base geo.Basemap) (*Ground, error) {
	drawn, err := lru.New[view, []byte](groundsMost)
	if err != nil {
		return nil, err
	}
	g := &Ground{Base: base, areas: map[string]geo.Area{}, drawn: drawn}
	anchors := map[string]orb.Point{}
	for _, f := range base.Features {
		if f.Layer == geo.Town && f.INSEE != "" {
			anchors[f.INSEE] = f.At
		}
	}
	ours := map[string]bool{}
	for _, c := range communes {
		area, err := geo.Read(c.Boundary)
		if err != nil {
			return nil, err
		}
		if len(area) > 0 {
			g.areas[c.INSEE] = area
		}
		at, isKnown := anchors[c.INSEE]
		if !isKnown {
			at = orb.Point{c.Lon, c.Lat}
		}
		ours[c.INSEE] = true
		g.places = append(g.places, place{c.INSEE, c.Name, at, true, c.Population})
	}
	for _, f := range base.Features {
		if f.Layer == geo.Town && !ours[f.INSEE] {
			g.places = append(g.places, place{f.INSEE, f.Name, f.At, false, 0})
		}
	}
	return g, nil
}

// Anchor returns the position of a commune's name; ok is false for an unlisted commune.
func (g *Ground) Anchor(insee string) (at orb.Point, ok bool) {
	for _, p := range g.places {
		if p.ours && p.insee == insee {
			return p.at, p.at != orb.Point{}
		}
	}
	return at, false
}

// view is which part of the land a map shows.
type view struct {
	middle orb.Point
	scale  float64 // its denominator
	own    string  // the commune that it is of, "" of none
}

// viewOf returns the largest view that shows some places with a margin around them; ok
// is false where none does. Its middle is on a grid, so that many maps share a ground.
func viewOf(b orb.Bound, own string) (v view, ok bool) {
	v.middle, v.own = b.Center(), own
	for _, v.scale = range scales {
		step := v.metres() * margin / 2 / degree
		v.middle = orb.Point{snap(b.Center().Lon(), step), snap(b.Center().Lat(), step)}
		low, high := v.point(orb.Point{b.Min.Lon(), b.Max.Lat()}), v.point(orb.Point{b.Max.Lon(), b.Min.Lat()})
		if low.x >= margin*units && low.y >= margin*units && high.x <= (Width-margin)*units &&
			high.y <= (Height-margin)*units {
			return v, true
		}
	}
	return v, false
}

func snap(value, step float64) float64 { return math.Round(value/step) * step }

const degree = 111_195 // of latitude, in metres

// metres is how many metres a pixel shows.
func (v view) metres() float64 { return v.scale * pixel }

// spot is a place on the map, in its units.
type spot struct{ x, y int }

func (v view) point(at orb.Point) spot {
	perDegree := degree / v.metres() * units
	cosine := math.Cos(v.middle.Lat() * math.Pi / 180)
	return spot{Width*units/2 + int(math.Round((at.Lon()-v.middle.Lon())*cosine*perDegree)),
		Height*units/2 + int(math.Round((v.middle.Lat()-at.Lat())*perDegree))}
}

// sees reports whether a box of degrees meets the map.
func (v view) sees(b orb.Bound) bool {
	low, high := v.point(orb.Point{b.Min.Lon(), b.Max.Lat()}), v.point(orb.Point{b.Max.Lon(), b.Min.Lat()})
	return low.x <= Width*units && low.y <= Height*units && high.x >= 0 && high.y >= 0
}

func (s spot) inside(edge int) bool {
	return s.x >= edge && s.y >= edge && s.x <= Width*units-edge && s.y <= Height*units-edge
}
