package formats

import (
	"fmt"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Bookmark lays out a bookmark: marquetry, name, days, how many workshops open, the code
// of the programme's page and its address.
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
	if n := c.Workshops(); n > 1 {
		b.Gap(2 * paper.MM)
		b.Put(0, measure, c.look.Of(layout.StyleFact).Span(fmt.Sprintf(c.Words.ManyOpen,
			c.Words.Say.Count(n, c.Words.Workshop, c.Words.WorkshopMany))))
	}
	page.Put(margin, band+6*paper.MM, b.Items()...)
	address := layout.Block{In: c.sect}
	address.Put(0, measure, c.look.Of(layout.StyleFact, 85).Span(typeset.Breakable(content.Bare(c.PageURL()))))
	foot := height - margin - address.Height()
	page.Put(margin, foot-2*paper.MM-side, c.pageCode(side)...)
	page.Put(margin, 0, address.ItemsAt(0, foot)...)
	d.Pages = append(d.Pages, page)
	return d
}
