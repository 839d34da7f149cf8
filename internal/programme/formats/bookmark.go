package formats

import (
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// Bookmark lays out a bookmark: marquetry, name, days, the code of the programme's page.
func Bookmark(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, func(out *composer) *paper.Document { return bookmark{out}.lay() })
}

type bookmark struct{ *composer }

func (c bookmark) lay() *paper.Document {
	const width, height, margin, band, side = 56 * paper.MM, 190 * paper.MM, 7 * paper.MM, 86 * paper.MM, 26 * paper.MM
	const measure = width - 2*margin
	d := c.newDocument()
	c.page = layout.Sheet{Width: width, Height: height}
	page := paper.Page{Width: width, Height: height}
	c.newSect()
	page.Add(c.artwork(width, band), paper.Anchor{Name: "bookmark", Bookmark: content.Plain(c.Title())})
	b := layout.Block{In: c.sect}
	b.Put(0, measure, c.look.Of(layout.StyleLabel).Span(c.Edition))
	b.Gap(paper.MM)
	b.Head(0, measure, coverPages(c).nameStyle(measure, 260).Span(c.Breakable()))
	b.Gap(paper.MM)
	b.Put(0, measure, c.look.Of(layout.StyleText).Span(content.Capital(c.Dates)))
	page.Put(margin, band+6*paper.MM, b.Items()...)
	page.Put(margin, height-margin-side, c.pageCode(side)...)
	d.Pages = append(d.Pages, page)
	return d
}
