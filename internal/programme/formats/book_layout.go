package formats

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// lay lays the book at a density; a multiple of four pages.
func (c bookFormat) lay(how density) *paper.Document {
	c.composer = c.tight(how.lead)
	d := c.newDocument()
	coverPages(c).into(d)
	f := layout.NewFlow(d, c.page.Width, c.page.Height, c.page.Frame)
	contents := c.contentsPages()
	first := len(d.Pages)
	for range contents {
		f.NewPage()
	}
	contentsSect := c.newSect()
	foreword := c.foreword(f.Frame.Width)
	noneIn := c.emptyNote(f.Frame.Width)
	if c.mapInto(f, noneIn) {
		noneIn = layout.Block{}
	}
	f.Y = f.Bottom()
	c.chapters(f, how)
	if len(noneIn.Rows) > 0 {
		f.Spare = max(f.Spare, 5*paper.MM)
		f.Place(noneIn)
	}
	c.index(f)
	c.days(f)
	f.Y = f.Bottom()
	backPages(c).languages(f)
	sparePages(c).into(f)
	backPages(c).into(f)
	c.sect = contentsSect
	c.contents(d, first, contents, foreword)
	thin(d.Pages[first:])
	c.feet(d, first, len(d.Pages))
	backPages(c).cover(f)
	d.Pages = append(d.Pages, coverPages(c).pagesOf(c.given.back)...)
	return d
}

// chapters lays the communes where something opens.
func (c bookFormat) chapters(f *layout.Flow, how density) {
	if how.close() {
		f.NewPage()
		f.Fill(c.closeTogether(f.Frame.Width, how))
		return
	}
	var last *content.Chapter
	for i := range c.Chapters {
		ch := &c.Chapters[i]
		if ch.To == ch.From {
			continue
		}
		page, end := f.Page, f.Y
		c.chapterInto(f, ch, how)
		if last != nil && f.PageOf(ch.Anchor()) > page+1 {
			c.closePage(f, page, end, last)
		}
		last = ch
	}
}

// closeTogether are the entries of all communes, the first of each under its name:
// communes follow each other on a page.
func (c bookFormat) closeTogether(measure paper.Length, how density) (blocks []layout.Block) {
	for i := range c.Chapters {
		ch, first := &c.Chapters[i], len(blocks)
		if ch.To == ch.From {
			continue
		}
		if first > 0 {
			blocks[first-1].After += paper.MM
		}
		head := c.chapterHead(ch, measure, how) // begins the part that the entries are in
		for _, e := range c.Entries[ch.From:ch.To] {
			blocks = append(blocks, c.entry(e, c.shape(measure, how)))
		}
		blocks[first] = blocks[first].Under(head)
	}
	return blocks
}

// shape is how a density sets entries.
func (c bookFormat) shape(measure paper.Length, how density) EntryShape {
	shape := EntryShape{look: c.look, Measure: measure, Scale: 100, photo: how.photo, code: how.code, aside: how.aside,
		gutter: 5 * paper.MM, facts: how.facts, run: how.run, halves: how.photo >= 40*paper.MM, strip: true, in: c.sect}
	if how.close() {
		shape.gutter = 0
	}
	return shape
}

// closePage fills a page with a commune's marquetry where the next one leaves two
// fifths of it empty.
func (c bookFormat) closePage(f *layout.Flow, page int, end paper.Length, ch *content.Chapter) {
	frame := c.page.Frame
	room := frame.Y + frame.Height - end
	if room < frame.Height*2/5 {
		return
	}
	h := min(room-8*paper.MM, c.page.Width*c.page.Height/4/frame.Width) // a quarter of the page
	f.Doc.Pages[page].Put(frame.X, frame.Y+frame.Height-h,
		paper.Mosaic{Panels: cut(ch.Commune.INSEE, frame.Width, h, ch.Shares)})
}

// chapterInto lays a commune: its name over a strip of its marquetry, and its
// workshops.
func (c bookFormat) chapterInto(f *layout.Flow, ch *content.Chapter, how density) {
	n := ch.To - ch.From
	if f.Y > f.Frame.Y && (f.Y == f.Bottom() || n >= how.newPage) {
		f.NewPage()
	}
	head := c.chapterHead(ch, f.Frame.Width, how)
	if f.Y > f.Frame.Y {
		f.Spare = max(f.Spare, 8*paper.MM*paper.Length(how.lead)/100)
	}
	f.Heading(head)
	blocks := make([]layout.Block, n)
	for i, e := range c.Entries[ch.From:ch.To] {
		blocks[i] = c.entry(e, c.shape(f.Frame.Width, how))
	}
	f.Fill(blocks)
}

// entry is an entry, closer to the next one than in a brochure.
func (c bookFormat) entry(e content.Entry, shape EntryShape) layout.Block {
	b := EntrySetter{c.Programme}.EntryBlock(e, shape)
	switch b.After = b.After * 3 / 4; {
	case shape.run:
		b.After = 3 * paper.MM * paper.Length(cmp.Or(shape.look.Lead, 100)) / 100
	case shape.facts > 0:
		b.After = 4 * paper.MM
	}
	return b
}

func (c bookFormat) chapterHead(ch *content.Chapter, measure paper.Length, how density) layout.Block {
	b := layout.Block{In: c.newSect(), After: 5 * paper.MM * paper.Length(how.lead) / 100}
	strip := 9 * paper.MM * paper.Length(how.lead) / 100
	name := layout.StyleSection.Times(how.lead)
	white := 2 * paper.MM
	if how.close() || ch.To-ch.From < 4 {
		strip = strip * 2 / 3
		name = layout.StyleDay.Times(110).As(paper.Heading2)
	}
	if how.close() {
		strip, white, b.After = 3*paper.MM, paper.MM, 2*paper.MM
	}
	if how.run {
		strip, white, b.After = 2*paper.MM, paper.MM/2, paper.MM
		name = layout.StyleDay.Times(min(how.lead, 95)).As(paper.Heading2)
	}
	panels := cutForPress(ch.Commune.INSEE, measure, strip, ch.Shares)
	b.Aside = []paper.Item{
		paper.Mosaic{Panels: panels},
		paper.Anchor{Name: ch.Anchor(), Bookmark: content.Plain(ch.Commune.Name), Level: 0},
	}
	b.Rows = append(b.Rows, layout.Row{Height: strip + white, Keep: true})
	b.Head(0, measure, c.look.Of(name).Span(ch.Commune.Name))
	return b
}

// emptyNote names the communes where nothing opens; no rows where there is none.
func (c bookFormat) emptyNote(measure paper.Length) layout.Block {
	var names []string
	for _, ch := range c.Chapters {
		if ch.To == ch.From {
			names = append(names, ch.Commune.Name)
		}
	}
	if len(names) == 0 {
		return layout.Block{}
	}
	b := layout.Block{In: &paper.Element{Role: paper.Section}}
	b.Put(0, measure, c.look.Of(layout.StyleSmall).Span(fmt.Sprintf(c.Words.NoneIn, c.Words.Say.Join(names))))
	return b
}

// contentsPages is how many pages the contents take.
func (c bookFormat) contentsPages() int {
	lines := 0
	for _, ch := range c.Chapters {
		if ch.To > ch.From {
			lines++
		}
	}
	height := c.look.Of(layout.StyleSection).Lead + 8*paper.MM + paper.Length(lines/2+6)*c.look.Of(layout.StyleText).Lead +
		layout.Height(c.foreword(c.page.Frame.Width))
	return 1 + int(height/c.page.Frame.Height)
}

// contents lists the communes in two columns, then the other parts.
func (c bookFormat) contents(d *paper.Document, first, pages int, foreword []layout.Block) {
	f := &layout.Flow{Doc: d, Width: c.page.Width, Height: c.page.Height, Frame: c.page.Frame, Page: first,
		Y: c.page.Frame.Y}
	head := layout.Block{In: c.sect, After: 4 * paper.MM}
	c.titleWithoutCover(&head, f.Frame.Width)
	head.Head(0, f.Frame.Width, c.look.Of(layout.StyleSection).Span(c.Words.Contents))
	f.Place(head)
	toc := &paper.Element{Role: paper.Contents, Parent: c.sect}
	var lines []layout.Block
	const gutter = 8 * paper.MM
	measure := (f.Frame.Width - gutter) / 2
	for _, ch := range c.Chapters {
		if ch.To > ch.From {
			lines = append(lines, c.tocLine(measure, toc, ch.Commune.IndexName(), ch.Anchor(), d.PageOf(ch.Anchor())))
		}
	}
	half := (len(lines) + 1) / 2
	top, deepest := f.Y+f.Spare, paper.Length(0)
	for i, b := range lines {
		if i%half == 0 {
			deepest = max(deepest, f.Y)
			f.Y = top
		}
		f.Current().Put(f.Frame.X+paper.Length(i/half)*(measure+gutter), f.Y, b.Items()...)
		f.Y += b.Height()
	}
	f.Y, f.Spare = max(deepest, f.Y)+4*paper.MM, 0
	for _, part := range [][2]string{{c.Words.ByCraft, "index"}, {c.Words.ByDay, "days"},
		{c.Words.Practical, "practical"}} {
		if n := d.PageOf(part[1]); n > 0 {
			f.Place(c.tocLine(f.Frame.Width, toc, part[0], part[1], n))
		}
	}
	f.Spare = 4 * paper.MM
	for _, b := range foreword {
		if b.Height() > f.Room() && f.Page+1 < first+pages {
			f.Page++
			f.Y, f.Spare = f.Frame.Y, 0
		}
		f.Lay(b)
	}
}

func (c bookFormat) tocLine(measure paper.Length, toc *paper.Element, title, anchor string, page int) (b layout.Block) {
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference,
		Parent: &paper.Element{Role: paper.ContentsIt, Parent: toc}}}
	s := c.look.Of(layout.Style{Face: typeset.Serif, Size: 10500, Lead: 13600, Ink: layout.Black, Role: paper.Paragraph})
	b.Leads(0, measure, []layout.Span{s.Span(title)}, c.look.Of(layout.StyleFact).Span(strconv.Itoa(page)), anchor, link)
	return b
}

// index is the index by craft, in two columns.
func (c bookFormat) index(f *layout.Flow) {
	c.section(f, c.Words.ByCraft, "index")
	f.LayPending()
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	f.Fewest(closeness, func(f *layout.Flow, scale int) {
		closer := bookFormat{c.tight(scale)}
		closer.inColumns(f, func() {
			for _, l := range c.Crafts {
				f.Place(closer.craft(l, scale, f, list))
			}
		})
	})
}

// inColumns lays something in two columns, from the flow's current position. It
// leaves the flow as far down the page as the content would reach in columns of
// one height; what comes next begins a page.
func (c bookFormat) inColumns(f *layout.Flow, lay func()) {
	top := f.Y + f.Spare
	const gutter = 6 * paper.MM
	f.Columns, f.Later = c.page.Frame.Columns(2, gutter), c.page.Frame.Columns(2, gutter)
	for i := range f.Columns { // below the heading on the first page
		f.Columns[i].Y, f.Columns[i].Height = top, f.Bottom()-top
	}
	f.Column, f.Frame = 0, f.Columns[0]
	f.Y, f.Spare = top, 0
	lay()
	filled := paper.Length(f.Column)*f.Frame.Height + f.Y - f.Frame.Y
	f.Columns, f.Later, f.Column, f.Frame = nil, nil, 0, c.page.Frame
	f.Y = f.Frame.Y + max(filled/2, 1)
}

// craft is a craft with the workshops that have it, by commune.
func (c bookFormat) craft(l content.CraftLine, scale int, f *layout.Flow, list *paper.Element) layout.Block {
	b, measure := layout.Block{After: 5 * paper.Pt * paper.Length(scale) / 100}, f.Frame.Width
	item := &paper.Element{Role: paper.ListItem, Parent: list, Language: c.Theirs()}
	b.In = item
	label := c.look.Of(layout.StyleLabel).In(layout.InkOf(c.Entries[l.Entries[0]].Domain)).As(paper.Label)
	b.Kept(0, measure, label.Span(l.Craft))
	body := &paper.Element{Role: paper.ListBody, Parent: item}
	fact := c.look.Of(layout.StyleFact)
	for _, i := range l.Entries {
		e := c.Entries[i]
		link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference, Parent: body}}
		b.Leads(0, measure, []layout.Span{fact.Span(e.Workshop), fact.In(layout.Grey).Span(", " + strings.TrimLeft(e.Commune,
			"0123456789 "))},
			fact.Span(strconv.Itoa(f.PageOf(e.Anchor))), e.Anchor, link)
	}
	return b
}

// days is the index by day: names where they are few, else numbers, in two
// columns.
func (c bookFormat) days(f *layout.Flow) {
	if len(c.Days) == 0 {
		return
	}
	c.section(f, c.Words.ByDay, "days")
	how := inNames
	if len(c.Entries) > mostNamed {
		how = inTurns
	}
	c.pageOf = f.PageOf
	defer func() { c.pageOf = nil }()
	f.LayPending()
	narrow := f.Trial(func(f *layout.Flow) {
		f.Fewest(closeness, func(f *layout.Flow, scale int) {
			c.inColumns(f, func() { dayPages(c).at(f, scale, how) })
		})
	})
	// With the hours beside them names may take less room than in two columns.
	wide := f.Trial(func(f *layout.Flow) {
		f.Fewest(closeness, func(f *layout.Flow, scale int) { dayPages(c).at(f, scale, how) })
	})
	if wide.Page < narrow.Page {
		f.Take(wide)
	} else {
		f.Take(narrow)
	}
}
