package geo

import (
	"math"

	"github.com/paulmach/orb"

	"jema/internal/marquetry"
)

// Projection turns degrees into places on a map. A territory is small enough for
// a plate carrée stretched by the cosine of its middle latitude.
type Projection struct {
	Width, Height              int // of the areas that it was made for
	west, north, cosine, scale float64
	grain                      int // steps shorter than this are left out
}

// Fit returns the projection that shows some areas as large as they go in width
// by height; steps shorter than grain are left out of what it draws. ok is false
// where the areas have no extent.
func Fit(areas []Area, width, height, grain int) (p Projection, ok bool) {
	b, ok := Bound(areas...)
	if !ok {
		return p, false
	}
	west, south, east, north := b.Min.Lon(), b.Min.Lat(), b.Max.Lon(), b.Max.Lat()
	p = Projection{west: west, north: north, cosine: math.Cos((north + south) * (math.Pi / 360)), grain: grain}
	p.scale = min(float64(width)/((east-west)*p.cosine), float64(height)/(north-south))
	p.Width = int(math.Round((east - west) * p.cosine * p.scale))
	p.Height = int(math.Round((north - south) * p.scale))
	return p, true
}

// Point returns the place of some degrees, on a grid of a fiftieth of a point: no
// map needs more.
func (p Projection) Point(at orb.Point) marquetry.Point {
	const grid = marquetry.Pt / 50
	return marquetry.Point{
		X: grid * int(math.Round((at.Lon()-p.west)*p.cosine*p.scale/grid)),
		Y: grid * int(math.Round((p.north-at.Lat())*p.scale/grid)),
	}
}

// Length returns how long some metres are on the map.
func (p Projection) Length(metres int) int {
	const degree = 111_195 // metres from one parallel to the next
	return int(math.Round(float64(metres) * p.scale / degree))
}

// Path draws an area.
func (p Projection) Path(a Area) []marquetry.Segment {
	rings, places := a.Rings(), 0
	for _, ring := range rings {
		places += len(ring) + 1
	}
	out := make([]marquetry.Segment, 0, places)
	for _, ring := range rings {
		for i, degrees := range ring {
			at, step := p.Point(degrees), marquetry.Line
			if i == 0 {
				step = marquetry.Move
			} else if p.short(at, out[len(out)-1].To) {
				continue // no eye sees it
			}
			out = append(out, marquetry.Segment{Step: step, To: at})
		}
		out = append(out, marquetry.Segment{Step: marquetry.Close})
	}
	return out
}

// short reports whether a step is too short to be seen.
func (p Projection) short(a, b marquetry.Point) bool { return abs(a.X-b.X)+abs(a.Y-b.Y) < p.grain }

// In returns the places of a ring, moved by left and top, as far as they lie in
// a frame of width by height, and none where less than an area does.
func (p Projection) In(ring orb.Ring, frame Frame) []marquetry.Point {
	b := ring.Bound()
	northWest, southEast := frame.moved(p.Point(orb.Point{b.Min.Lon(), b.Max.Lat()})),
		frame.moved(p.Point(orb.Point{b.Max.Lon(), b.Min.Lat()}))
	if len(ring) == 0 || northWest.X > frame.Width || southEast.X < 0 || northWest.Y > frame.Height || southEast.Y < 0 {
		return nil // most of a territory's communes lie far from one
	}
	points := make([]marquetry.Point, 0, len(ring))
	for _, degrees := range ring {
		if at := frame.moved(p.Point(degrees)); len(points) == 0 || !p.short(at, points[len(points)-1]) {
			points = append(points, at)
		}
	}
	return frame.clip(points)
}

func abs(n int) int { return max(n, -n) }
