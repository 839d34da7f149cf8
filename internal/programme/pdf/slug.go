package pdf

import (
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// The slug is what a printer reads beside the trimmed page: beyond the bleed, between
// the crop marks.
const (
	slugSize  = 7 * paper.Pt
	patch     = 4 * paper.MM // of the colour bar
	slugInset = 12 * paper.MM
)

// patches are the colours of the bar: the inks of the press, their halves, and the
// three of them that make grey.
var patches = []marquetry.CMYK{{C: 100}, {M: 100}, {Y: 100}, {K: 100}, {C: 50}, {M: 50}, {Y: 50}, {K: 50},
	{C: 50, M: 40, Y: 40}}

// slug draws the line above the page and the bar of colours below it.
func (c *canvas) slug(p *paper.Page, n int) {
	m, beyond := c.book.options.margin(), c.book.options.bleed()
	black := marquetry.Ink{Press: marquetry.CMYK{K: 100}}
	items := []paper.Item{paper.Text{X: slugInset, Y: -beyond - 2*paper.MM, Size: slugSize, Face: typeset.Sans, Ink: black,
		String: c.book.slugLine(n)}}
	x, y := slugInset, p.Height+beyond+3*paper.MM/2
	for i := range patches {
		box := []marquetry.Segment{{Step: marquetry.Move}, {Step: marquetry.Line, To: marquetry.Point{X: patch}},
			{Step: marquetry.Line, To: marquetry.Point{X: patch, Y: patch}},
			{Step: marquetry.Line, To: marquetry.Point{Y: patch}}, {Step: marquetry.Close}}
		items = append(items, paper.Shape{X: x + paper.Length(i)*patch, Y: y, Segments: box,
			Fill: &marquetry.Ink{Press: patches[i]}})
	}
	c.push()
	c.word("1 0 0 1")
	c.lengths(m, m)
	c.word("cm")
	c.items(items, marked{})
	c.pop()
}

// slugLine names the file, the page, the date of its data and the condition that it is
// made for.
func (b *book) slugLine(n int) string {
	return b.doc.Title + " · " + strconv.Itoa(n+1) + "/" + strconv.Itoa(len(b.doc.Pages)) + " · " +
		b.doc.AsOf.UTC().Format("2006-01-02") + " · " + b.options.condition().Identifier
}
