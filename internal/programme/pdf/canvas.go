package pdf

import (
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// canvas is a page being drawn: the operators so far, and what they left the
// state at.
type canvas struct {
	ops
	book   *book
	page   *paper.Page
	height paper.Length
	state  state
	saved  []state
	open   bool         // within a text
	x, y   paper.Length // where the text's line began
	glyphs []typeset.Glyph
	use    use
}

// state is the graphics state that an operator need not set again.
type state struct {
	fill, stroke any // the colour set last
	face         typeset.Face
	size         paper.Length
	width        paper.Length
	ends         int
	dash         [3]paper.Length
	over         bool // black prints over what is below
}

// use is what a page draws with.
type use struct {
	glyphs          [typeset.Faces]set
	photos, inserts []int // in the order of the page, each once
	panels          []*drawnPanel
	over            bool
}

// set is some small numbers.
type set []uint64

func (s *set) add(n uint16) {
	i := int(n) / 64
	if i >= len(*s) {
		*s = append(*s, make([]uint64, i+1-len(*s))...)
	}
	(*s)[i] |= 1 << (n % 64)
}

func (s *set) join(other set) {
	if len(other) > len(*s) {
		*s = append(*s, make([]uint64, len(other)-len(*s))...)
	}
	for i, word := range other {
		(*s)[i] |= word
	}
}

// numbers are in order.
func (s set) numbers() []uint16 {
	var out []uint16
	for i, word := range s {
		for n := range 64 {
			if word>>n&1 == 1 {
				out = append(out, uint16(i*64+n))
			}
		}
	}
	return out
}

// initial is the state in which a page begins.
var initial = state{face: -1, width: paper.Pt}

var black = marquetry.CMYK{K: 100}

// push saves the state, pop restores it.
func (c *canvas) push() {
	c.saved = append(c.saved, c.state)
	c.word("q")
}

func (c *canvas) pop() {
	n := len(c.saved) - 1
	c.state, c.saved = c.saved[n], c.saved[:n]
	c.word("Q")
}

// colourOf is the ink in the colour space of the variant.
func (c *canvas) colourOf(i marquetry.Ink) any {
	if c.book.options.Variant == Press {
		return i.Press
	}
	return i.Screen
}

func (c *canvas) fill(i marquetry.Ink) {
	colour := c.colourOf(i)
	c.overprint(colour)
	if colour != c.state.fill {
		c.state.fill = colour
		c.colour(colour, "g", "rg", "k")
	}
}

func (c *canvas) stroke(i marquetry.Ink) {
	colour := c.colourOf(i)
	c.overprint(colour)
	if colour != c.state.stroke {
		c.state.stroke = colour
		c.colour(colour, "G", "RG", "K")
	}
}

// overprint lets pure black print over what lies below, and nothing else.
func (c *canvas) overprint(colour any) {
	if c.book.options.Variant != Press || c.state.over == (colour == any(black)) {
		return
	}
	c.state.over, c.use.over = !c.state.over, true
	if c.state.over {
		c.word("/Over gs")
	} else {
		c.word("/Out gs")
	}
}

func (o *ops) colour(colour any, grey, rgb, cmyk string) {
	switch v := colour.(type) {
	case marquetry.RGB:
		if v.R == v.G && v.G == v.B {
			o.length((paper.Length(v.R)*1000 + 127) / 255)
			o.word(grey)
			return
		}
		for _, part := range [...]uint8{v.R, v.G, v.B} {
			o.length((paper.Length(part)*1000 + 127) / 255)
		}
		o.word(rgb)
	case marquetry.CMYK:
		for _, part := range [...]uint8{v.C, v.M, v.Y, v.K} {
			o.length(paper.Length(part) * 10)
		}
		o.word(cmyk)
	}
}

// line sets how strokes are drawn.
func (c *canvas) line(width paper.Length, ends int, dash [3]paper.Length) {
	if width != c.state.width {
		c.state.width = width
		c.length(width)
		c.word("w")
	}
	if ends != c.state.ends {
		c.state.ends = ends
		c.integer(ends)
		c.word("J")
	}
	if dash != c.state.dash {
		c.state.dash = dash
		c.word("[")
		if dash[0] > 0 {
			c.lengths(dash[0], dash[1])
		}
		c.word("]")
		c.length(dash[2])
		c.word("d")
	}
}
