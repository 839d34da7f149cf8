package formats

import (
	"fmt"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// front is the first page: the commune's marquetry over its name.
func (c coverPages) front() paper.Page {
	page := paper.Page{Width: c.page.Width, Height: c.page.Height}
	c.newSect()
	b := c.text(c.page.Frame.Width)
	top := c.page.Height - b.Height() - 12*paper.MM
	page.Add(c.artwork(c.page.Width, top-9*paper.MM), paper.Anchor{Name: "cover",
		Bookmark: content.Plain(c.Title()), Level: 0})
	for _, r := range b.Rows {
		page.Put(c.page.Frame.X, top, r.Items...)
		top += r.Height
	}
	return page
}

func (c coverPages) text(measure paper.Length) layout.Block {
	b := layout.Block{In: c.sect}
	wide := min(int(c.page.Width*100/layout.A5Width), 128) // A4 is looked at from farther away
	of := func(f typeset.Face, size, lead paper.Length) layout.Style {
		return layout.LookScreen.Of(layout.Style{Face: f, Size: size, Lead: lead, Ink: layout.Black, Role: paper.Paragraph},
			max(wide, c.look.Scale))
	}
	b.Language = c.Theirs()
	b.Put(0, measure, of(typeset.SansBold, 10500, 13500).Span(c.Edition))
	b.Language = ""
	b.Gap(2 * paper.MM)
	b.Head(0, measure, c.nameStyle(measure, 480*wide/100).Span(c.Breakable()))
	b.Gap(3 * paper.MM)
	b.Put(0, measure, of(typeset.Serif, 14000, 18000).Span(content.Capital(c.Dates)))
	if c.Theme != "" {
		b.Language = c.Theirs()
		b.Put(0, measure, of(typeset.SerifItalic, 14000, 18000).Span(fmt.Sprintf(c.Words.Quoted, c.Theme)))
		b.Language = ""
	}
	b.Gap(5 * paper.MM)
	fact := c.look.Of(layout.StyleFact)
	b.Put(0, measure, fact.Span(dottedLines(c.CoverFacts(), fact, measure)))
	if c.Raw.Territory.IsDemo {
		b.Put(0, measure, c.look.Of(layout.StyleSmall).Span(c.Words.Demo))
	}
	if rows := c.logoRows(measure, 11*paper.MM*paper.Length(wide)/100, c.sect); len(rows) > 0 {
		b.Gap(4 * paper.MM)
		b.Rows = append(b.Rows, rows...)
	}
	return b
}

// nameStyle is the size of the commune's name on a cover: on one line if it
// can be large, else on two.
func (c coverPages) nameStyle(measure paper.Length, most int) layout.Style {
	name := layout.Style{Face: typeset.SerifBold, Size: 10000, Lead: 10300, Ink: layout.Black, Role: paper.Heading1}
	if c.look.Airy {
		name.Lead = 12600
	}
	one := layout.Largest(c.Breakable(), name, measure, 1, most, most*9/10, most*8/10, most*7/10)
	if len(layout.BreakLines([]layout.Span{one.Span(c.Breakable())}, measure)) == 1 {
		return one
	}
	return layout.Largest(c.Breakable(), name, measure, 2, most, most*9/10, most*8/10, most*7/10, most*6/10,
		most/2, most*4/10)
}
