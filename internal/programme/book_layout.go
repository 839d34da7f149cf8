package programme

import (
	"fmt"
	"strconv"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// layoutBook lays the book at a density; a multiple of four pages.
func (c *composer) layoutBook(how density) *paper.Document {
	d := c.newDocument()
	c.frontInto(d)
	f := newFlow(d, c.page.width, c.page.height, c.page.frame)
	contents := c.contentsPages()
	first := len(d.Pages)
	for range contents {
		f.newPage()
	}
	contentsSect := c.newSect()
	foreword := c.foreword(f.frame.width)
	noneIn := c.emptyNote(f.frame.width)
	if c.bookMap(f, noneIn) {
		noneIn = block{}
	}
	f.y = f.bottom()
	var last *chapter
	for i := range c.chapters {
		ch := &c.chapters[i]
		if ch.to == ch.from {
			continue
		}
		page, end := f.page, f.y
		c.chapterInto(f, ch, how)
		if last != nil && how.columns == 1 && f.pageOf(ch.anchor()) > page+1 {
			c.closePage(f, page, end, last)
		}
		last = ch
	}
	if len(noneIn.rows) > 0 {
		f.spare = max(f.spare, 5*mm)
		f.place(noneIn)
	}
	f.columns, f.column, f.frame = nil, 0, c.page.frame
	c.bookIndex(f)
	c.bookDays(f, how)
	c.spareInto(f)
	c.backInto(f)
	c.sect = contentsSect
	c.bookContents(d, first, contents, foreword)
	c.feet(d, first, len(d.Pages))
	d.Pages = append(d.Pages, c.pagesOf(c.given.back)...)
	return d
}

// closePage fills a page with a commune's marquetry where the next one leaves two
// fifths of it empty.
func (c *composer) closePage(f *flow, page, end int, ch *chapter) {
	frame := c.page.frame
	room := frame.y + frame.height - end
	if room < frame.height*2/5 {
		return
	}
	h := min(room-8*mm, frame.height/2)
	f.doc.Pages[page].Put(frame.x, frame.y+frame.height-h, paper.Mosaic{Panels: cut(ch.commune.INSEE, frame.width, h, ch.shares)})
}

// columnsOf are the columns of a page at a density.
func (c *composer) columnsOf(how density) []frame {
	if how.columns < 2 {
		return nil
	}
	const gutter = 6 * mm
	var out []frame
	w := (c.page.frame.width - (how.columns-1)*gutter) / how.columns
	for i := range how.columns {
		out = append(out, frame{x: c.page.frame.x + i*(w+gutter), y: c.page.frame.y, width: w, height: c.page.frame.height})
	}
	return out
}

// chapterInto lays a commune: its name over a strip of its marquetry, and its
// workshops.
func (c *composer) chapterInto(f *flow, ch *chapter, how density) {
	n := ch.to - ch.from
	if f.y == f.bottom() && f.columns == nil || n >= how.newPage {
		f.columns, f.column, f.frame = c.columnsOf(how), 0, c.page.frame
		if f.y > f.frame.y {
			f.newPage()
		}
	}
	head := c.chapterHead(ch, f.frame.width, how)
	if f.y > f.frame.y {
		f.spare = max(f.spare, 8*mm)
	}
	f.heading(head)
	shape := entryShape{look: c.look, measure: f.frame.width, scale: how.scale, photo: how.photo, code: how.code, aside: how.aside, in: c.sect}
	if how.columns == 1 {
		shape.gutter, shape.strip = 5*mm, true
	} else {
		shape.aside, shape.gutter = 8*mm, 2*mm
	}
	blocks := make([]block, n)
	for i, e := range c.entries[ch.from:ch.to] {
		blocks[i] = c.bookEntry(e, shape, how)
	}
	if how.columns == 1 {
		f.fill(blocks)
		return
	}
	f.run(blocks)
}

// bookEntry is an entry; in narrow columns its number stands in a margin of
// its own.
func (c *composer) bookEntry(e entry, shape entryShape, how density) block {
	b := entrySetter{c.content}.entryBlock(e, shape)
	b.after = b.after * 3 / 4
	if how.columns < 2 || len(b.rows) == 0 {
		return b
	}
	number := paragraph(0, shape.aside+shape.gutter, shape.style(styleHour).in(inkOf(e.Domain)), strconv.Itoa(e.Number), 0)
	for _, i := range number.items() {
		t := i.(paper.Text)
		if len(b.rows[0].items) > 0 {
			t.In = b.rows[0].items[0].(paper.Text).In
		}
		b.rows[0].items = append([]paper.Item{t}, b.rows[0].items...)
	}
	swatch := swatchOf(e.Domain, 5*mm)
	b.aside = append(b.aside, paper.Mosaic{Y: number.height() + pt, Panels: []marquetry.Panel{swatch}})
	b.depth = max(b.depth, number.height()+pt+5*mm)
	return b
}

func (c *composer) chapterHead(ch *chapter, measure int, how density) block {
	b := block{in: c.newSect(), after: 5 * mm * how.scale / 100}
	strip := 9 * mm * how.scale / 100
	name := styleSection.times(how.scale)
	if how.columns > 1 || ch.to-ch.from < 4 {
		strip = strip * 2 / 3
		name = styleDay.times(how.scale * 11 / 10).as(paper.Heading2)
	}
	panels := cut(ch.commune.INSEE, measure, strip, ch.shares)
	for i := range panels { // never finer than a press prints
		panels[i].Module = max(panels[i].Module, 36*mm/10)
	}
	b.aside = []paper.Item{
		paper.Mosaic{Panels: panels},
		paper.Anchor{Name: ch.anchor(), Bookmark: plain(ch.commune.Name), Level: 0},
	}
	b.rows = append(b.rows, row{height: strip + 2*mm, keep: true})
	b.head(0, measure, span{c.look.of(name), ch.commune.Name})
	return b
}

// emptyNote names the communes where nothing opens; no rows where there is none.
func (c *composer) emptyNote(measure int) block {
	var names []string
	for _, ch := range c.chapters {
		if ch.to == ch.from {
			names = append(names, ch.commune.Name)
		}
	}
	if len(names) == 0 {
		return block{}
	}
	b := block{in: &paper.Element{Role: paper.Section}}
	b.put(0, measure, span{c.look.of(styleSmall), fmt.Sprintf(c.words.NoneIn, c.words.Say.Join(names))})
	return b
}

// contentsPages is how many pages the contents take.
func (c *composer) contentsPages() int {
	lines := 0
	for _, ch := range c.chapters {
		if ch.to > ch.from {
			lines++
		}
	}
	height := c.look.of(styleSection).lead + 8*mm + (lines/2+6)*c.look.of(styleText).lead + height(c.foreword(c.page.frame.width))
	return 1 + height/c.page.frame.height
}

// bookContents lists the communes in two columns, then the other parts.
func (c *composer) bookContents(d *paper.Document, first, pages int, foreword []block) {
	f := &flow{doc: d, width: c.page.width, height: c.page.height, frame: c.page.frame, page: first, y: c.page.frame.y}
	head := block{in: c.sect, after: 4 * mm}
	c.titleWithoutCover(&head, f.frame.width)
	head.head(0, f.frame.width, span{c.look.of(styleSection), c.words.Contents})
	f.place(head)
	toc := &paper.Element{Role: paper.Contents, Parent: c.sect}
	var lines []block
	const gutter = 8 * mm
	measure := (f.frame.width - gutter) / 2
	for _, ch := range c.chapters {
		if ch.to > ch.from {
			lines = append(lines, c.tocLine(measure, toc, ch.commune.IndexName(), ch.anchor(), d.PageOf(ch.anchor())))
		}
	}
	half := (len(lines) + 1) / 2
	top, deepest := f.y+f.spare, 0
	for i, b := range lines {
		if i%half == 0 {
			deepest = max(deepest, f.y)
			f.y = top
		}
		f.current().Put(f.frame.x+i/half*(measure+gutter), f.y, b.items()...)
		f.y += b.height()
	}
	f.y, f.spare = max(deepest, f.y)+4*mm, 0
	for _, part := range [][2]string{{c.words.ByCraft, "index"}, {c.words.ByDay, "days"}, {c.words.Practical, "practical"}} {
		if n := d.PageOf(part[1]); n > 0 {
			f.place(c.tocLine(f.frame.width, toc, part[0], part[1], n))
		}
	}
	f.spare = 4 * mm
	for _, b := range foreword {
		if b.height() > f.room() && f.page+1 < first+pages {
			f.page++
			f.y, f.spare = f.frame.y, 0
		}
		f.lay(b)
	}
}

func (c *composer) tocLine(measure int, toc *paper.Element, title, anchor string, page int) (b block) {
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference,
		Parent: &paper.Element{Role: paper.ContentsIt, Parent: toc}}}
	s := c.look.of(style{typeset.Serif, 9600, 13000, black, paper.Paragraph})
	b.leads(0, measure, []span{{s, title}}, span{c.look.of(styleFact), strconv.Itoa(page)}, anchor, link)
	return b
}

// bookIndex is the index by craft, in two columns.
func (c *composer) bookIndex(f *flow) {
	c.section(f, c.words.ByCraft, "index")
	f.layPending()
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	f.fewest([]int{90, 86, 82}, func(f *flow, scale int) {
		c.inColumns(f, func() {
			for _, l := range c.crafts {
				f.place(c.bookCraft(l, scale, f, list))
			}
		})
	})
}

// inColumns lays something in two columns, from where the flow is on. It leaves
// the flow as far down the page as what was laid would reach if it stood in
// columns of one height; what comes next begins a page.
func (c *composer) inColumns(f *flow, lay func()) {
	top := f.y + f.spare
	f.columns, f.later = c.columnsOf(density{columns: 2}), c.columnsOf(density{columns: 2})
	for i := range f.columns { // below the heading on the first page
		f.columns[i].y, f.columns[i].height = top, f.bottom()-top
	}
	f.column, f.frame = 0, f.columns[0]
	f.y, f.spare = top, 0
	lay()
	filled := f.column*f.frame.height + f.y - f.frame.y
	f.columns, f.later, f.column, f.frame = nil, nil, 0, c.page.frame
	f.y = f.frame.y + max(filled/2, 1)
}

// bookCraft is a craft with the workshops that have it, by commune.
func (c *composer) bookCraft(l craftLine, scale int, f *flow, list *paper.Element) block {
	b, measure := block{after: 5 * pt * scale / 90}, f.frame.width
	item := &paper.Element{Role: paper.ListItem, Parent: list, Language: c.theirs()}
	b.in = item
	label := c.look.of(styleLabel, scale).in(inkOf(c.entries[l.Entries[0]].Domain)).as(paper.Label)
	b.kept(0, measure, span{label, l.Craft})
	body := &paper.Element{Role: paper.ListBody, Parent: item}
	fact := c.look.of(styleFact, scale)
	for _, i := range l.Entries {
		e := c.entries[i]
		link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference, Parent: body}}
		b.leads(0, measure, []span{{fact, e.Workshop}, {fact.in(grey), ", " + strings.TrimLeft(e.Commune, "0123456789 ")}},
			span{fact, strconv.Itoa(f.pageOf(e.Anchor))}, e.Anchor, link)
	}
	return b
}

// bookDays is the index by day: names where they are few, else numbers, in two
// columns.
func (c *composer) bookDays(f *flow, how density) {
	if len(c.days) == 0 {
		return
	}
	c.section(f, c.words.ByDay, "days")
	scale := max(how.scale, 82)
	scales := []int{scale, scale * 94 / 100, scale * 88 / 100}
	if len(c.entries) <= 40 {
		f.fewest(scales, func(f *flow, scale int) { c.daysAt(f, scale, inNames) })
		return
	}
	f.layPending()
	f.fewest(scales, func(f *flow, scale int) {
		c.inColumns(f, func() { c.daysAt(f, scale, inNumbers) })
	})
}
