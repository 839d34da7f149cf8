package formats

import (
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// layoutBrochure is the A5 programme of five events and more: cover, contents
// and map, days, entries, index, neighbours, and the practical page at the
// back; a multiple of four pages.
func layoutBrochure(c *composer) *paper.Document {
	d := c.newDocument()
	workshops := &paper.Element{Role: paper.Section}
	entries := entryPages{c}.ahead(workshops)
	coverPages{c}.into(d)
	f := layout.NewFlow(d, c.page.Width, c.page.Height, c.page.Frame)
	f.NewPage() // of the contents, filled when the pages are numbered
	first := f.Page
	contents := c.newSect()
	foreword := c.foreword(f.Frame.Width)
	maps := mapPages{c}
	if !maps.beside(f, foreword) {
		f.Y = f.Bottom()
		maps.alone(f)
	}
	f.Y = f.Bottom()
	c.section(f, c.Words.Days, "days")
	dayPages{c}.into(f)
	f.NewPage()
	c.sectionIn(f, workshops, c.Words.Workshops, "workshops")
	entries(f)
	index, nearby := indexPages{c}, nearbyPages{c}
	if !index.below(f) {
		nearby.below(f)
		index.into(f)
	}
	nearby.below(f)
	nearby.into(f)
	if !c.look.Airy { // folded
		sparePages{c}.into(f)
	}
	backPages{c}.into(f)
	c.sect = contents
	contentsPage{c}.on(d, first, foreword)
	c.feet(d, first, len(d.Pages))
	d.Pages = append(d.Pages, coverPages{c}.pagesOf(c.given.back)...)
	return d
}

// layoutLarge is the same content on A4 for people with low vision: one column,
// ragged right, nothing divided, nothing below 16 pt.
func layoutLarge(c *composer) *paper.Document {
	c.look, c.page = layout.LookLarge, layout.LargeSheet
	return layoutBrochure(c)
}
