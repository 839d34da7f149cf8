package marquetry

import (
	"math"

	"jema/internal/measure"
)

// Step is what a segment of a path does.
type Step int

// The steps: begin at To, a straight line to To, a cubic curve over C1 and C2
// to To, an arc around To (a full one is a circle), back to the beginning.
const (
	Move Step = iota
	Line
	Curve
	Arc
	Close
)

// Segment is one step of a path. An arc goes around To at Radius from the
// angle From over Sweep, in whole degrees clockwise from the right, and begins
// a new stroke.
type Segment struct {
	Step        Step
	C1, C2, To  Point
	Radius      measure.Length
	From, Sweep int
}

// Mark is one path with its manner: filled when Width is 0, else stroked with
// round or butt ends, and dashed when Dash is not 0.
type Mark struct {
	Segments  []Segment
	Tone      Tone
	Width     measure.Length
	Round     bool
	Dash, Gap measure.Length
	Phase     measure.Length
}

// Motif is a few marks drawn in order, then drawn again at each offset of At;
// the first offset is always the origin.
type Motif struct {
	Marks []Mark
	At    []Point
}

// once makes a motif that does not repeat.
func once(marks ...Mark) []Motif { return []Motif{{marks, []Point{{}}}} }

// rows makes a motif that repeats downwards every step until the box is full.
func rows(b Box, step measure.Length, marks ...Mark) Motif {
	m := Motif{Marks: marks}
	for y := measure.Length(0); b.Min.Y+y < b.Max.Y+step; y += step {
		m.At = append(m.At, Point{0, y})
	}
	return m
}

func (m *Mark) move(x, y measure.Length) {
	m.Segments = append(m.Segments, Segment{Step: Move, To: Point{x, y}})
}
func (m *Mark) line(x, y measure.Length) {
	m.Segments = append(m.Segments, Segment{Step: Line, To: Point{x, y}})
}
func (m *Mark) shut() { m.Segments = append(m.Segments, Segment{Step: Close}) }

func (m *Mark) curve(a, b, to Point) {
	m.Segments = append(m.Segments, Segment{Step: Curve, C1: a, C2: b, To: to})
}

func (m *Mark) segment(x1, y1, x2, y2 measure.Length) { m.move(x1, y1); m.line(x2, y2) }

func (m *Mark) arc(c Point, r measure.Length, from, sweep int) {
	m.Segments = append(m.Segments, Segment{Step: Arc, To: c, Radius: r, From: from, Sweep: sweep})
}

func (m *Mark) circle(c Point, r measure.Length) { m.arc(c, r, 0, 360) }

// polygon adds a closed outline.
func (m *Mark) polygon(points ...Point) {
	for i, p := range points {
		if i == 0 {
			m.move(p.X, p.Y)
		} else {
			m.line(p.X, p.Y)
		}
	}
	m.shut()
}

// times multiplies a length by a factor. Products are rounded to integers
// before they are added, because a machine may fuse a product and a sum and
// round once where another rounds twice.
func times(length measure.Length, f float64) measure.Length {
	return measure.Length(math.Round(float64(length) * f))
}

// polar returns the place at an angle in degrees and a distance from c.
func polar(c Point, r measure.Length, degrees int) Point {
	a := float64(degrees) * (math.Pi / 180)
	return Point{c.X + times(r, math.Cos(a)), c.Y + times(r, math.Sin(a))}
}

// Ends returns where an arc begins and where it ends.
func (s Segment) Ends() (from, to Point) {
	return polar(s.To, s.Radius, s.From), polar(s.To, s.Radius, s.From+s.Sweep)
}

// Cubics returns an arc as cubic curves of at most 90 degrees each; the first
// begins at the arc's first end.
func (s Segment) Cubics() []Segment {
	n := (s.Sweep + 89) / 90
	out := make([]Segment, 0, n)
	for i := range n {
		a, b := s.From+s.Sweep*i/n, s.From+s.Sweep*(i+1)/n
		k := times(s.Radius, 4.0/3*math.Tan(float64(b-a)*(math.Pi/720)))
		p, q := polar(s.To, s.Radius, a), polar(s.To, s.Radius, b)
		c1, c2 := polar(p, k, a+90), polar(q, k, b-90)
		out = append(out, Segment{Step: Curve, C1: c1, C2: c2, To: q})
	}
	return out
}
