package pdf

import (
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/measure"
)

// ops is a piece of a page stream.
type ops []byte

func (o *ops) word(s string) { *o = append(append(*o, s...), ' ') }

// length writes thousandths of a point as points, without a trailing zero.
func (o *ops) length(v measure.Length) { *o = append(thousandths(*o, v), ' ') }

func thousandths(b []byte, v measure.Length) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	f := v % 1000
	if v >= 1000 || f == 0 {
		b = decimal(b, int(v/1000))
	}
	if f > 0 {
		b = append(b, '.', byte('0'+f/100))
		if f%100 > 0 {
			b = append(b, byte('0'+f/10%10))
		}
		if f%10 > 0 {
			b = append(b, byte('0'+f%10))
		}
	}
	return b
}

func (o *ops) lengths(vs ...measure.Length) {
	for _, v := range vs {
		o.length(v)
	}
}

func (o *ops) integer(v int) { *o = append(strconv.AppendInt(*o, int64(v), 10), ' ') }

// pen writes paths: a place x, y of theirs is at dx+x, dy+y of the page, or at
// dy-y where the page's y runs up.
type pen struct {
	*ops
	dx, dy measure.Length
	up     bool
}

// point writes a place in hundredths of a point, 4 µm: finer than any press.
func (p pen) point(q marquetry.Point) {
	x, y := p.dx+q.X, p.dy+q.Y
	if p.up {
		y = p.dy - q.Y
	}
	*p.ops = append(hundredths(*p.ops, x), ' ')
	*p.ops = append(hundredths(*p.ops, y), ' ')
}

// hundredths writes thousandths of a point as points with two decimals.
func hundredths(b []byte, v measure.Length) []byte {
	if v < 0 {
		if v > -5 {
			return append(b, '0')
		}
		b, v = append(b, '-'), -v
	}
	v = (v + 5) / 10
	f := v % 100
	if v >= 100 || f == 0 {
		b = decimal(b, int(v/100))
	}
	if f > 0 {
		b = append(b, '.', byte('0'+f/10))
		if f%10 > 0 {
			b = append(b, byte('0'+f%10))
		}
	}
	return b
}

// decimal writes a small whole number.
func decimal(b []byte, v int) []byte {
	switch {
	case v < 10:
		return append(b, byte('0'+v)) //nolint:gosec // a digit
	case v < 100:
		return append(b, byte('0'+v/10), byte('0'+v%10))
	case v < 1000:
		return append(b, byte('0'+v/100), byte('0'+v/10%10), byte('0'+v%10))
	}
	return strconv.AppendInt(b, int64(v), 10)
}

func (p pen) path(segments []marquetry.Segment) {
	for _, s := range segments {
		switch s.Step {
		case marquetry.Move:
			p.point(s.To)
			p.word("m")
		case marquetry.Line:
			p.point(s.To)
			p.word("l")
		case marquetry.Curve:
			p.curve(s)
		case marquetry.Arc:
			from, _ := s.Ends()
			p.point(from)
			p.word("m")
			for _, c := range s.Cubics() {
				p.curve(c)
			}
		case marquetry.Close:
			p.word("h")
		}
	}
}

func (p pen) curve(s marquetry.Segment) {
	p.point(s.C1)
	p.point(s.C2)
	p.point(s.To)
	p.word("c")
}

func (p pen) polygon(points []marquetry.Point) {
	for i, q := range points {
		p.point(q)
		if i == 0 {
			p.word("m")
		} else {
			p.word("l")
		}
	}
	p.word("h")
}
