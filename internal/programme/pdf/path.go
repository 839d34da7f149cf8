package pdf

import (
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

func (c *canvas) pen(x, y paper.Length) pen { return pen{&c.ops, x, c.height - y, true} }

func (c *canvas) shape(s paper.Shape) {
	if s.Fill != nil {
		c.fill(*s.Fill)
	}
	if s.Stroke != nil {
		c.stroke(*s.Stroke)
		c.line(s.Width, 0, [3]paper.Length{})
	}
	c.pen(s.X, s.Y).path(s.Segments)
	switch {
	case s.Fill != nil && s.Stroke != nil && s.EvenOdd:
		c.word("B*")
	case s.Fill != nil && s.Stroke != nil:
		c.word("B")
	case s.Fill != nil && s.EvenOdd:
		c.word("f*")
	case s.Fill != nil:
		c.word("f")
	case s.Stroke != nil:
		c.word("S")
	default:
		c.word("n")
	}
}

// joint is the white line between two pieces of veneer, wide enough not to fill
// with ink on the press.
const joint = paper.Pt / 2

var bare = marquetry.Ink{Screen: marquetry.PaperWhite}

// mosaic draws panels with y pointing down, the coordinates of package marquetry.
func (c *canvas) mosaic(m paper.Mosaic) {
	c.overprint(nil)
	c.push()
	c.word("1 0 0 -1")
	c.lengths(m.X, c.height-m.Y)
	c.word("cm")
	p := pen{ops: &c.ops}
	if m.Clip != nil {
		p.path(m.Clip)
		c.word("W n")
	}
	for _, panel := range m.Panels {
		c.panel(panel)
	}
	if len(m.Panels) > 1 {
		c.stroke(bare)
		c.line(joint, 0, [3]paper.Length{})
		for _, panel := range m.Panels {
			p.polygon(panel.Outline)
		}
		c.word("S")
	}
	c.pop()
}

// motif writes the operators of its marks at the first two places and copies
// those of the second to the others: from the second place on, the marks begin in
// the graphics state that they end in.
func (c *canvas) motif(m marquetry.Motif, ink marquetry.Ink) {
	if len(m.At) == 0 {
		return
	}
	var from, to int
	var last marquetry.Point
	for i, at := range m.At {
		if at != last {
			c.word("1 0 0 1")
			c.lengths(at.X-last.X, at.Y-last.Y)
			c.word("cm")
			last = at
		}
		switch i {
		case 0:
			from = len(c.ops)
			c.marks(m.Marks, ink)
			to = len(c.ops)
		case 1: // written again: in the state that the marks leave, fewer operators are needed
			from = len(c.ops)
			c.marks(m.Marks, ink)
			to = len(c.ops)
		default:
			c.ops = append(c.ops, c.ops[from:to]...)
		}
	}
	if last != (marquetry.Point{}) {
		c.word("1 0 0 1")
		c.lengths(-last.X, -last.Y)
		c.word("cm")
	}
}

func (c *canvas) marks(marks []marquetry.Mark, ink marquetry.Ink) {
	p := pen{ops: &c.ops}
	for _, m := range marks {
		if len(m.Segments) == 0 {
			continue
		}
		if m.Width == 0 {
			c.fill(toned(ink, m.Tone))
			p.path(m.Segments)
			c.word("f")
			continue
		}
		c.stroke(toned(ink, m.Tone))
		dash, ends := [3]paper.Length{}, 0
		if m.Dash > 0 {
			dash = [3]paper.Length{m.Dash, m.Gap, m.Phase}
		}
		if m.Round {
			ends = 1
		}
		c.line(m.Width, ends, dash)
		p.path(m.Segments)
		c.word("S")
	}
}

// toned is an ink at a tone; bare paper covers what is below it.
func toned(i marquetry.Ink, t marquetry.Tone) marquetry.Ink {
	if t == marquetry.Paper {
		return bare
	}
	return i.Toned(t)
}

// code draws a QR code in black. A module is the unit, so that the modules are
// whole numbers.
func (c *canvas) code(q paper.Code) {
	c.fill(marquetry.Ink{Press: black})
	c.push()
	unit := string(object.AppendReal(nil, q.Module()/100, 4))
	c.word(unit + " 0 0 " + unit)
	c.lengths(q.X, c.height-q.Y-q.Size)
	c.word("cm")
	for _, s := range q.Modules.Dark {
		for _, v := range [4]int{int(s.X), q.Modules.Side - 1 - int(s.Y), int(s.N), 1} {
			c.ops = append(decimal(c.ops, v), ' ')
		}
		c.word("re")
	}
	c.word("f")
	c.pop()
}
