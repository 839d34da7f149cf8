package card

import (
	"math"

	"jema/internal/marquetry"
	"jema/internal/measure"
)

// golang.org/x/image/vector fills shapes. Lines that have a width are made shapes here:
// the libraries that stroke are no longer maintained, or bring a whole canvas.

// drawn returns what a mark covers.
func drawn(m marquetry.Mark) (s shape) {
	lines := flat(m.Segments)
	if m.Width == 0 {
		return lines
	}
	width := max(float64(m.Width)/float64(measure.Pt), 0.1)
	for _, l := range lines {
		if m.Dash == 0 {
			s = append(s, outlined(l, width, m.Round)...)
			continue
		}
		for _, part := range dashes(l, m) {
			s = append(s, outlined(part, width, m.Round)...)
		}
	}
	return s
}

// flat returns the lines of a path, curves made of straight ones.
func flat(segments []marquetry.Segment) (lines shape) {
	var pen line
	lift := func() {
		if len(pen) > 1 {
			lines = append(lines, pen)
		}
		pen = nil
	}
	for _, s := range segments {
		switch s.Step {
		case marquetry.Move:
			lift()
			pen = line{pixel(s.To)}
		case marquetry.Line:
			pen = append(pen, pixel(s.To))
		case marquetry.Curve:
			pen = pen.curve(s)
		case marquetry.Arc:
			lift()
			from, _ := s.Ends()
			pen = line{pixel(from)}
			for _, part := range s.Cubics() {
				pen = pen.curve(part)
			}
		case marquetry.Close:
			pen = closed(pen)
		}
	}
	lift()
	return lines
}

// curve continues a line along a cubic curve, by straight lines too short to be seen.
func (l line) curve(s marquetry.Segment) line {
	from, a, b, to := l[len(l)-1], pixel(s.C1), pixel(s.C2), pixel(s.To)
	steps := int(math.Hypot(to.x-from.x, to.y-from.y)/5) + 8
	for i := 1; i <= steps; i++ {
		t := float64(i) / float64(steps)
		u := 1 - t
		mix := func(p, q, r, s float64) float64 { return u*u*u*p + 3*u*u*t*q + 3*u*t*t*r + t*t*t*s }
		l = append(l, place{mix(from.x, a.x, b.x, to.x), mix(from.y, a.y, b.y, to.y)})
	}
	return l
}

// outlined returns what a pen of a width covers along a line: one side there, the other
// back, and a disc at each end where the ends are round.
func outlined(l line, width float64, round bool) (s shape) {
	l = distinct(l)
	if len(l) < 2 {
		return nil
	}
	half := width / 2
	sides := make(line, 0, 2*len(l)+2)
	isRing := len(l) > 2 && l[0] == l[len(l)-1]
	for i := range l {
		d := l.beside(i, isRing)
		sides = append(sides, place{l[i].x + half*d.x, l[i].y + half*d.y})
	}
	for i := len(l) - 1; i >= 0; i-- {
		d := l.beside(i, isRing)
		sides = append(sides, place{l[i].x - half*d.x, l[i].y - half*d.y})
	}
	s = append(s, sides)
	if round && !isRing {
		s = append(s, disc(l[0], half), disc(l[len(l)-1], half))
	}
	return s
}

// distinct leaves out places that come twice running.
func distinct(l line) (out line) {
	for _, q := range l {
		if len(out) == 0 || math.Hypot(q.x-out[len(out)-1].x, q.y-out[len(out)-1].y) > 1e-6 {
			out = append(out, q)
		}
	}
	return out
}

// beside returns the way from a corner of a line to the corner of its side, for a pen
// two wide: across the line, and further out the sharper the corner is, up to four times.
func (l line) beside(i int, isRing bool) place {
	last := len(l) - 1
	before, after := max(i-1, 0), min(i, last-1) // the straight lines that meet, by where they begin
	if isRing && (i == 0 || i == last) {
		before, after = last-1, 0
	}
	m, n := l.across(before), l.across(after)
	sum := place{m.x + n.x, m.y + n.y}
	longer := math.Max(1+m.x*n.x+m.y*n.y, 0.125)
	return place{sum.x / longer, sum.y / longer}
}

// across returns the direction across a straight line, of length 1.
func (l line) across(i int) place {
	p, q := l[i], l[i+1]
	long := math.Hypot(q.x-p.x, q.y-p.y)
	return place{-(q.y - p.y) / long, (q.x - p.x) / long}
}

// disc turns the same way round as the sides of outlined.
func disc(middle place, radius float64) (l line) {
	const corners = 24
	for i := range corners {
		sin, cos := math.Sincos(float64(i) * 2 * math.Pi / corners)
		l = append(l, place{middle.x + radius*cos, middle.y - radius*sin})
	}
	return l
}

// dashes cuts a line as a mark is dashed.
func dashes(l line, m marquetry.Mark) (parts shape) {
	dash, gap := float64(m.Dash)/float64(measure.Pt), float64(m.Gap)/float64(measure.Pt)
	at := math.Mod(float64(m.Phase)/float64(measure.Pt), dash+gap) // how far into dash and gap the pen is
	var pen line
	for i := 1; i < len(l); i++ {
		p, q := l[i-1], l[i]
		long := math.Hypot(q.x-p.x, q.y-p.y)
		for done := 0.0; done < long; {
			down := at < dash
			left := dash + gap - at
			if down {
				left = dash - at
			}
			step := min(left, long-done)
			from, to := along(p, q, done/long), along(p, q, (done+step)/long)
			if down {
				if len(pen) == 0 {
					pen = line{from}
				}
				pen = append(pen, to)
			}
			done, at = done+step, at+step
			if step == left { // a dash or a gap ends here
				if down {
					parts, pen = append(parts, pen), nil
				} else {
					at = 0
				}
			}
		}
	}
	if len(pen) > 1 {
		parts = append(parts, pen)
	}
	return parts
}

func along(p, q place, part float64) place {
	return place{p.x + (q.x-p.x)*part, p.y + (q.y-p.y)*part}
}
