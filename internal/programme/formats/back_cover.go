package formats

import (
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// own is how many pages of a brochure or book are its own back cover: none where one
// is supplied, and in large print, which nobody binds.
func (c backPages) own() int {
	if len(c.given.back) > 0 || c.look.Airy {
		return 0
	}
	return 1
}

// cover is the last page: one sentence, the code of the whole programme, the telephone,
// the partners.
func (c backPages) cover(f *layout.Flow) {
	if c.own() == 0 {
		return
	}
	const band, measure = 50 * paper.MM, 100 * paper.MM
	page := f.NewPage()
	c.newSect()
	page.Add(c.strip(band))
	x, y := c.page.Frame.X, band+16*paper.MM
	b := c.backWords(measure)
	page.Put(x, y, b.ItemsAt(0, 0)...)
	y += b.Height() + 9*paper.MM
	items, depth := c.backCode(measure)
	page.Put(x, y, items...)
	if rows := coverPages(c).logoRows(c.page.Frame.Width, 12*paper.MM, c.sect); len(rows) > 0 {
		logos := layout.Block{Rows: rows}
		page.Put(x, max(y+depth+6*paper.MM, c.page.Height-14*paper.MM-logos.Height()), logos.Items()...)
	}
}

// backWords are who opens, where and when, in one sentence under the edition's name.
func (c backPages) backWords(measure paper.Length) layout.Block {
	b := layout.Block{In: c.sect, Language: c.Theirs()}
	b.Put(0, measure, c.look.Of(layout.StyleLabel).Span(c.Edition))
	b.Language = ""
	b.Gap(3 * paper.MM)
	b.Put(0, measure, c.look.Of(layout.Style{Face: typeset.Serif, Size: 17000, Lead: 22000, Ink: layout.Black,
		Role: paper.Paragraph}).Span(c.InOneSentence()))
	return b
}

// pageCode is the code of the programme's page on the site, linked; none where no
// address can be printed.
func (c *composer) pageCode(side paper.Length) []paper.Item {
	url := c.PageURL()
	modules := content.Modules(url)
	if modules == nil {
		return nil
	}
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph, Parent: c.sect}}
	figure := &paper.Element{Role: paper.Figure, Parent: link, Alt: content.Plain(c.Words.SeeAll + " " + url)}
	return []paper.Item{paper.Code{Size: side, URL: url, Modules: modules, In: figure},
		paper.Link{Width: side, Height: side, URL: url, In: link}}
}

// backCode is the code of the programme's page on the site, with what is there and
// the telephone at its right.
func (c backPages) backCode(measure paper.Length) (items []paper.Item, depth paper.Length) {
	const side = 32 * paper.MM
	words, x := layout.Block{In: c.sect}, paper.Length(0)
	if items = c.pageCode(side); len(items) > 0 {
		x, depth = side+7*paper.MM, side
		words.Put(0, measure-x, c.look.Of(layout.StyleLabel, 115).Span(c.Words.SeeAll))
		words.Put(0, measure-x, c.look.Of(layout.StyleFact).Span(typeset.Breakable(content.Bare(c.PageURL()))))
		words.Gap(4 * paper.MM)
	}
	if phone := c.ContactPhone(); phone != "" {
		words.Put(0, measure-x, c.look.Of(layout.StyleFact).Span(c.Words.ContactTitle))
		words.Put(0, measure-x, c.look.Of(layout.StyleHour, 120).Span(phone))
	}
	return append(items, words.ItemsAt(x, 0)...), max(depth, words.Height())
}
