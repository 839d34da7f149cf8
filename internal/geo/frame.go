package geo

import (
	"jema/internal/marquetry"
	"jema/internal/measure"
)

// Frame is the edge of a map; Left and Top are where in it a projection's areas
// begin.
type Frame struct{ Left, Top, Width, Height measure.Length }

func (f Frame) moved(p marquetry.Point) marquetry.Point {
	return marquetry.Point{X: p.X + f.Left, Y: p.Y + f.Top}
}

// clip returns what of a polygon lies in the frame, edge by edge, as Sutherland
// and Hodgman do it. In integers, so that a map is the same on every machine.
func (f Frame) clip(points []marquetry.Point) []marquetry.Point {
	for _, side := range []func(marquetry.Point) measure.Length{
		func(p marquetry.Point) measure.Length { return p.X },
		func(p marquetry.Point) measure.Length { return f.Width - p.X },
		func(p marquetry.Point) measure.Length { return p.Y },
		func(p marquetry.Point) measure.Length { return f.Height - p.Y },
	} {
		points = clipSide(points, side)
	}
	return points
}

// clipSide returns the points whose distance from a side is not negative.
func clipSide(points []marquetry.Point, distance func(marquetry.Point) measure.Length) []marquetry.Point {
	out := make([]marquetry.Point, 0, len(points)+4)
	for i, p := range points {
		q := points[(i+len(points)-1)%len(points)]
		dp, dq := distance(p), distance(q)
		if (dp < 0) != (dq < 0) {
			out = append(out, marquetry.Point{X: q.X + (p.X-q.X)*dq/(dq-dp), Y: q.Y + (p.Y-q.Y)*dq/(dq-dp)})
		}
		if dp >= 0 {
			out = append(out, p)
		}
	}
	return out
}

// Middle returns the middle of the box around some points.
func Middle(points []marquetry.Point) marquetry.Point {
	b := marquetry.Panel{Outline: points}.Bounds()
	return marquetry.Point{X: (b.Min.X + b.Max.X) / 2, Y: (b.Min.Y + b.Max.Y) / 2}
}

// Meets reports whether a box meets one of some others.
func Meets(b marquetry.Box, others []marquetry.Box) bool {
	for _, o := range others {
		if b.Min.X < o.Max.X && o.Min.X < b.Max.X && b.Min.Y < o.Max.Y && o.Min.Y < b.Max.Y {
			return true
		}
	}
	return false
}
