package pdf

import (
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

// ops is a piece of a page stream. Paths are written in points, top down: the
// drawer turns the page over first.
type ops []byte

func (o *ops) word(s string) { *o = append(append(*o, s...), ' ') }

// length writes thousandths of a point as points, without a trailing zero.
func (o *ops) length(v int) {
	if v < 0 {
		*o, v = append(*o, '-'), -v
	}
	*o = strconv.AppendInt(*o, int64(v/1000), 10)
	if f := v % 1000; f > 0 {
		digits := []byte{'.', byte('0' + f/100), byte('0' + f/10%10), byte('0' + f%10)}
		for digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
		*o = append(*o, digits...)
	}
	*o = append(*o, ' ')
}

func (o *ops) lengths(vs ...int) {
	for _, v := range vs {
		o.length(v)
	}
}

func (o *ops) point(p marquetry.Point) { o.lengths(p.X, p.Y) }

func (o *ops) colour(c marquetry.RGB, operator string) {
	for _, v := range []int{c.R, c.G, c.B} {
		o.length((v*1000 + 127) / 255)
	}
	o.word(operator)
}

// begin saves the state and makes x, y the origin with y downwards.
func (o *ops) begin(x, y, height int) {
	o.word("q 1 0 0 -1")
	o.lengths(x, height-y)
	o.word("cm")
}

func (o *ops) end() { o.word("Q") }

func (o *ops) path(segments []marquetry.Segment) {
	for _, s := range segments {
		switch s.Step {
		case marquetry.Move:
			o.point(s.To)
			o.word("m")
		case marquetry.Line:
			o.point(s.To)
			o.word("l")
		case marquetry.Curve:
			o.curve(s)
		case marquetry.Arc:
			from, _ := s.Ends()
			o.point(from)
			o.word("m")
			for _, c := range s.Cubics() {
				o.curve(c)
			}
		case marquetry.Close:
			o.word("h")
		}
	}
}

func (o *ops) curve(s marquetry.Segment) {
	o.point(s.C1)
	o.point(s.C2)
	o.point(s.To)
	o.word("c")
}

func (o *ops) polygon(points []marquetry.Point) {
	for i, p := range points {
		o.point(p)
		if i == 0 {
			o.word("m")
		} else {
			o.word("l")
		}
	}
	o.word("h")
}

func (dr *drawing) shape(s paper.Shape) {
	var o ops
	o.begin(s.X, s.Y, dr.height)
	if s.Fill != nil {
		o.colour(s.Fill.Screen, "rg")
	}
	if s.Stroke != nil {
		o.colour(s.Stroke.Screen, "RG")
		o.length(s.Width)
		o.word("w 1 j")
	}
	o.path(s.Segments)
	switch {
	case s.Fill != nil && s.Stroke != nil:
		o.word("B")
	case s.Fill != nil:
		o.word("f")
	default:
		o.word("S")
	}
	o.end()
	dr.pdf.RawWriteStr(string(o))
}

// joint is the hairline between two pieces of veneer.
const joint = paper.Pt / 2

func (dr *drawing) mosaic(m paper.Mosaic) {
	var o ops
	o.begin(m.X, m.Y, dr.height)
	if m.Clip != nil {
		o.path(m.Clip)
		o.word("W n")
	}
	for _, p := range m.Panels {
		o.panel(p)
	}
	if len(m.Panels) > 1 {
		o.colour(marquetry.PaperWhite, "RG")
		o.length(joint)
		o.word("w")
		for _, p := range m.Panels {
			o.polygon(p.Outline)
		}
		o.word("S")
	}
	o.end()
	dr.pdf.RawWriteStr(string(o))
}

func (o *ops) panel(p marquetry.Panel) {
	ink := p.Ink()
	o.word("q")
	o.polygon(p.Outline)
	o.word("W n")
	o.colour(ink.On(marquetry.PaperWhite, p.Ground()), "rg")
	o.polygon(p.Outline)
	o.word("f")
	for _, m := range p.Motifs() {
		var once ops
		for _, k := range m.Marks {
			once.mark(k, ink)
		}
		last := marquetry.Point{}
		for _, at := range m.At {
			if at != last {
				o.word("1 0 0 1")
				o.lengths(at.X-last.X, at.Y-last.Y)
				o.word("cm")
				last = at
			}
			*o = append(*o, once...)
		}
		if last != (marquetry.Point{}) {
			o.word("1 0 0 1")
			o.lengths(-last.X, -last.Y)
			o.word("cm")
		}
	}
	o.end()
}

func (o *ops) mark(m marquetry.Mark, ink marquetry.Ink) {
	if len(m.Segments) == 0 {
		return
	}
	colour := ink.On(marquetry.PaperWhite, m.Tone)
	if m.Width == 0 {
		o.colour(colour, "rg")
		o.path(m.Segments)
		o.word("f")
		return
	}
	o.colour(colour, "RG")
	o.length(m.Width)
	o.word("w")
	if m.Round {
		o.word("1 J")
	} else {
		o.word("0 J")
	}
	if m.Dash > 0 {
		*o = append(*o, '[')
		o.lengths(m.Dash, m.Gap)
		o.word("]")
		o.length(m.Phase)
		o.word("d")
	} else {
		o.word("[] 0 d")
	}
	o.path(m.Segments)
	o.word("S")
}

// code draws a QR code, dark modules of a row joined, in black.
func (dr *drawing) code(c paper.Code) {
	var o ops
	n := len(c.Dark)
	o.begin(c.X, c.Y, dr.height)
	o.word("0 g")
	for y, line := range c.Dark {
		for x := 0; x < n; x++ {
			from := x
			for x < n && line[x] {
				x++
			}
			if x > from {
				left, top := c.Size*from/n, c.Size*y/n
				o.lengths(left, top, c.Size*x/n-left, c.Size*(y+1)/n-top)
				o.word("re")
			}
		}
	}
	o.word("f")
	o.end()
	dr.pdf.RawWriteStr(string(o))
}
