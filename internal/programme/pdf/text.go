package pdf

import (
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

var faceNames = [typeset.Faces]string{"/F0", "/F1", "/F2", "/F3", "/F4"}

// text draws a run. Where nothing goes on behind it on its line it ends with a
// space, so that the words of two lines stay apart for those who listen.
func (c *canvas) text(t paper.Text, goesOn func(end paper.Length) bool) {
	c.glyphs = c.glyphs[:0]
	s := t.String
	if t.Hyphen && len(s) > 0 && s[len(s)-1] == '-' {
		s = s[:len(s)-1] + "\u00ad"
	}
	c.glyphs = typeset.AppendGlyphs(c.glyphs, s, t.Face)
	if len(c.glyphs) == 0 {
		return
	}
	if !t.Hyphen && c.glyphs[len(c.glyphs)-1].Text != " " && !goesOn(t.X+c.extent(t)) {
		c.glyphs = typeset.AppendGlyphs(c.glyphs, " ", t.Face)
	}
	if t.Size < smallType {
		t.Ink = t.Ink.Fine()
	}
	c.fill(t.Ink)
	if !c.open {
		c.word("BT")
		c.open, c.x, c.y = true, 0, 0
	}
	if t.Face != c.state.face || t.Size != c.state.size {
		c.state.face, c.state.size = t.Face, t.Size
		c.word(faceNames[t.Face])
		c.length(t.Size)
		c.word("Tf")
	}
	y := c.height - t.Y
	c.lengths(t.X-c.x, y-c.y)
	c.x, c.y = t.X, y
	c.word("Td")
	for i := range c.glyphs {
		c.use.glyphs[t.Face].add(c.glyphs[i].ID)
	}
	c.show(t.Size, t.Space)
}

// smallType is the size below which type is printed in two inks at most.
const smallType = 12 * paper.Pt

// extent is how long the glyphs are, in thousandths of a point.
func (c *canvas) extent(t paper.Text) paper.Length {
	w, spaces := 0, 0
	for _, g := range c.glyphs {
		w += int(g.Advance) + int(g.Kern)
		if g.Text == " " {
			spaces++
		}
	}
	return paper.Length(w)*t.Size/1000 + paper.Length(spaces)*t.Space
}

// show writes the glyphs, moved by kerning and by what is added to spaces. What
// rounding leaves is carried over, so that a line ends where it should.
func (c *canvas) show(size, space paper.Length) {
	o := c.ops
	o = append(o, '[')
	within, rest := false, paper.Length(0) // in thousandths of the size, times the size
	for _, g := range c.glyphs {
		if !within {
			o, within = append(o, '('), true
		}
		o = escaped(escaped(o, byte(g.ID>>8)), byte(g.ID)) //nolint:gosec // the two bytes of the number
		move := paper.Length(int(g.Kern)) * size
		if g.Text == " " {
			move += space * 1000
		}
		if move == 0 {
			continue
		}
		rest += move
		by := rest / size
		rest -= by * size
		if by != 0 {
			o, within = append(o, ')'), false
			o = append(thousandths(o, -by*1000), ' ')
		}
	}
	if within {
		o = append(o, ')')
	}
	o = append(o, "]TJ\n"...)
	c.ops = o
}

func escaped(o ops, b byte) ops {
	switch b {
	case '(', ')', '\\':
		return append(o, '\\', b)
	case '\r':
		return append(o, '\\', 'r')
	}
	return append(o, b)
}

// endText leaves a text, if one is open.
func (c *canvas) endText() {
	if c.open {
		c.open = false
		c.word("ET")
	}
}
