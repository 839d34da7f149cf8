package geo

import (
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"jema/internal/marquetry"
	"jema/internal/measure"
)

// Projection turns degrees into places on a map. A territory is small enough for
// a plate carrée stretched by the cosine of its middle latitude.
type Projection struct {
	Width, Height              measure.Length // of the areas that it was made for
	west, north, cosine, scale float64
	grain                      measure.Length // steps shorter than this are left out
}

// Fit returns the projection that shows some areas as large as they go in width
// by height; steps shorter than grain are left out of what it draws. ok is false
// where the areas have no extent.
func Fit(areas []Area, width, height, grain measure.Length) (p Projection, ok bool) {
	b, ok := Bound(areas...)
	if !ok {
		return p, false
	}
	return FitBound(b, width, height, grain), true
}

// FitBound returns the projection that shows a box of degrees, which has an extent, as
// large as it goes in width by height.
func FitBound(b orb.Bound, width, height, grain measure.Length) (p Projection) {
	west, south, east, north := b.Min.Lon(), b.Min.Lat(), b.Max.Lon(), b.Max.Lat()
	p = Projection{west: west, north: north, cosine: math.Cos((north + south) * (math.Pi / 360)), grain: grain}
	p.scale = min(float64(width)/((east-west)*p.cosine), float64(height)/(north-south))
	p.Width = measure.Length(math.Round((east - west) * p.cosine * p.scale))
	p.Height = measure.Length(math.Round((north - south) * p.scale))
	return p
}

// Scale returns the denominator of the map's scale: 100000 is 1:100,000.
func (p Projection) Scale() float64 {
	const pointsPerMetre = 72 / 0.0254 * float64(measure.Pt)
	return math.Round(degree * pointsPerMetre / p.scale)
}

// AtMost returns the projection no larger than 1:scale.
func (p Projection) AtMost(scale float64) Projection {
	if is := p.Scale(); is < scale {
		part := is / scale
		p.scale *= part
		p.Width = measure.Length(math.Round(float64(p.Width) * part))
		p.Height = measure.Length(math.Round(float64(p.Height) * part))
	}
	return p
}

// Point returns the place of some degrees, on a grid of a fiftieth of a point: no
// map needs more.
func (p Projection) Point(at orb.Point) marquetry.Point {
	const grid = measure.Pt / 50
	return marquetry.Point{
		X: grid * measure.Length(math.Round((at.Lon()-p.west)*p.cosine*p.scale/float64(grid))),
		Y: grid * measure.Length(math.Round((p.north-at.Lat())*p.scale/float64(grid))),
	}
}

// Length returns how long some metres are on the map.
func (p Projection) Length(metres int) measure.Length {
	return measure.Length(math.Round(float64(metres) * p.scale / degree))
}

// drafts are paths in the making. Most steps of a boundary are left out of a small map,
// so that a path is far shorter than the boundary’s places.
var drafts = sync.Pool{New: func() any { return new([]marquetry.Segment) }}

// Path draws areas as one path.
func (p Projection) Path(areas ...Area) []marquetry.Segment {
	draft := drafts.Get().(*[]marquetry.Segment)
	defer drafts.Put(draft)
	out := (*draft)[:0]
	for _, a := range areas {
		for _, ring := range a.Rings() {
			out = p.ring(out, ring)
		}
	}
	*draft = out
	return slices.Clone(out)
}

// ring adds a ring to a path, without the steps that no eye sees.
func (p Projection) ring(out []marquetry.Segment, ring orb.Ring) []marquetry.Segment {
	for i, degrees := range ring {
		at, step := p.Point(degrees), marquetry.Line
		if i == 0 {
			step = marquetry.Move
		} else if p.short(at, out[len(out)-1].To) {
			continue
		}
		out = append(out, marquetry.Segment{Step: step, To: at})
	}
	return append(out, marquetry.Segment{Step: marquetry.Close})
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

// Bound returns what a frame shows, in degrees.
func (p Projection) Bound(f Frame) orb.Bound {
	lon := func(x measure.Length) float64 { return p.west + float64(x-f.Left)/(p.cosine*p.scale) }
	lat := func(y measure.Length) float64 { return p.north - float64(y-f.Top)/p.scale }
	return orb.Bound{Min: orb.Point{lon(0), lat(f.Height)}, Max: orb.Point{lon(f.Width), lat(0)}}
}

// Lines returns the pieces of a line that lie in a frame.
func (p Projection) Lines(line orb.LineString, f Frame) (pieces [][]marquetry.Point) {
	for _, part := range clip.LineString(p.Bound(f), line) {
		var piece []marquetry.Point
		for i, degrees := range part {
			at := f.moved(p.Point(degrees))
			at.X, at.Y = min(max(at.X, 0), f.Width), min(max(at.Y, 0), f.Height) // the grid may lie beyond
			if len(piece) == 0 || i == len(part)-1 || !p.short(at, piece[len(piece)-1]) {
				piece = append(piece, at)
			}
		}
		pieces = append(pieces, piece)
	}
	return pieces
}

func abs(n measure.Length) measure.Length { return max(n, -n) }
