package svg

import (
	"strconv"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// run draws a text glyph by glyph, each outline once per page.
func (c *canvas) run(t paper.Text) {
	c.glyphs = typeset.AppendGlyphs(c.glyphs[:0], t.String, t.Face)
	if len(c.glyphs) == 0 || t.Size <= 0 {
		return
	}
	c.enter(t)
	c.text(`<g transform="translate(`).length(t.X).text(" ").length(t.Y).text(")scale(")
	c.text(scale(int(t.Size)) + `)">`)
	x := 0 // in thousandths of the size
	for _, g := range c.glyphs {
		if id := c.glyph(t.Face, g.ID); id != "" {
			c.text(`<use href="#` + id)
			if x != 0 {
				c.text(`" x="`).number(x)
			}
			c.text(`"/>`)
		}
		x += int(g.Advance) + int(g.Kern)
		if g.Text == " " {
			x += int(t.Space * 1000 / t.Size)
		}
	}
	c.text(`</g>`)
}

// enter begins a text of an ink, if none is open; leave ends it.
func (c *canvas) enter(t paper.Text) {
	if c.inText && c.ink == t.Ink.Screen {
		return
	}
	c.leave()
	c.inText, c.ink = true, t.Ink.Screen
	c.text(`<g fill="` + colour(t.Ink.Screen) + `">`)
}

func (c *canvas) leave() {
	if c.inText {
		c.inText = false
		c.text(`</g>`)
	}
}

// glyph returns the name of a glyph's outline, empty if there is nothing to see.
func (c *canvas) glyph(f typeset.Face, id uint16) string {
	d := typeset.Outline(f, id)
	if d == "" {
		return ""
	}
	name := string(rune('a'+f)) + strconv.FormatUint(uint64(id), 36) //nolint:gosec // one of five faces
	c.define(name, func(o *ops) { o.text(`<path id="` + name + `" d="` + d + `"/>`) })
	return name
}

// scale is a size as what a thousandth of it is, in points.
func scale(size int) string { return strconv.FormatFloat(float64(size)/1e6, 'f', -1, 64) }
