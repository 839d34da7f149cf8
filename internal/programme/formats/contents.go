package formats

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// on fills a page with the contents and the organiser's words.
func (c contentsPage) on(d *paper.Document, page int, foreword []layout.Block) {
	f := &layout.Flow{Doc: d, Width: c.page.Width, Height: c.page.Height, Frame: c.page.Frame, Page: page,
		Y: c.page.Frame.Y}
	before := d.Pages[page].Items // the map, which is below and is read after
	d.Pages[page].Items = nil
	head := layout.Block{In: c.sect, After: c.look.Length(4 * paper.MM)}
	c.titleWithoutCover(&head, f.Frame.Width)
	head.Head(0, f.Frame.Width, c.look.Of(layout.StyleSection).Span(c.Words.Contents))
	f.Place(head)
	toc := &paper.Element{Role: paper.Contents, Parent: c.sect}
	parts := c.parts()
	slices.SortStableFunc(parts, func(a, b [2]string) int { return cmp.Compare(d.PageOf(a[1]), d.PageOf(b[1])) })
	for _, part := range parts {
		if n := d.PageOf(part[1]); n > 0 {
			f.Place(c.line(f.Frame.Width, toc, part[0], part[1], n))
		}
	}
	f.Y += 4 * paper.MM
	for _, b := range foreword {
		f.Place(b)
	}
	if len(before) == 0 {
		mapPages(c).silhouetteInto(f)
	}
	d.Pages[page].Items = append(d.Pages[page].Items, before...)
}

func (c contentsPage) line(measure paper.Length, toc *paper.Element, title, anchor string, page int) layout.Block {
	var b layout.Block
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference,
		Parent: &paper.Element{Role: paper.ContentsIt, Parent: toc}}}
	b.Leads(0, measure, []layout.Span{c.look.Of(layout.Style{Face: typeset.Serif, Size: 12000, Lead: 17000,
		Ink: layout.Black, Role: paper.Paragraph}).Span(title)},
		c.look.Of(layout.Style{Face: typeset.Sans, Size: 10000, Lead: 17000, Ink: layout.Black, Role: paper.Paragraph}).Span(
			fmt.Sprintf(c.Words.Page, strconv.Itoa(page))), anchor, link)
	b.Dots()
	return b
}

func (c contentsPage) parts() [][2]string {
	w := c.Words
	return [][2]string{{w.Map, "map"}, {w.Days, "days"}, {w.Workshops, "workshops"}, {w.Index, "index"},
		{w.Nearby, "nearby"},
		{w.Veneers, "veneers"}, {w.Territory, "territory"}, {w.Practical, "practical"}}
}

// height is how much of a page the contents take.
func (c contentsPage) height(foreword []layout.Block) paper.Length {
	lines := len(c.parts()) - 2
	return c.look.Of(layout.StyleSection).Lead + c.look.Length(4*paper.MM) +
		paper.Length(lines)*c.look.Of(layout.StyleText).Lead*14/10 + layout.Height(foreword) + 8*paper.MM
}
