package programme

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/work"
)

// layoutBrochure is the A5 programme of five events and more: cover, contents
// and map, days, entries, index, neighbours, and the practical page at the
// back; a multiple of four pages.
func layoutBrochure(c *composer) *paper.Document {
	d := c.newDocument()
	workshops := &paper.Element{Role: paper.Section}
	entries := c.entriesAhead(workshops)
	c.frontInto(d)
	f := newFlow(d, c.page.width, c.page.height, c.page.frame)
	f.newPage() // of the contents, filled when the pages are known
	first := f.page
	contents := c.newSect()
	foreword := c.foreword(f.frame.width)
	if !c.mapBeside(f, foreword) {
		f.y = f.bottom()
		c.mapPage(f)
	}
	f.y = f.bottom()
	c.section(f, c.words.Days, "days")
	c.daysInto(f)
	f.newPage()
	c.sectionIn(f, workshops, c.words.Workshops, "workshops")
	entries(f)
	if !c.indexBelow(f) {
		c.nearbyBelow(f)
		c.indexInto(f)
	}
	c.nearbyBelow(f)
	c.nearbyInto(f)
	if !c.look.airy { // folded
		c.spareInto(f)
	}
	c.backInto(f)
	c.sect = contents
	c.contentsOn(d, first, foreword)
	c.feet(d, first, len(d.Pages))
	d.Pages = append(d.Pages, c.pagesOf(c.given.back)...)
	return d
}

// layoutLarge is the same content on A4 for people with low vision: one column,
// ragged right, nothing divided, nothing below 16 pt.
func layoutLarge(c *composer) *paper.Document {
	c.look, c.page = lookLarge, largeSheet
	return layoutBrochure(c)
}

// section begins a part of the programme on a new page.
func (c *composer) section(f *flow, title, anchor string) {
	c.sectionIn(f, c.newSect(), title, anchor)
}

// sectionIn is section for a part whose element was made before.
func (c *composer) sectionIn(f *flow, in *paper.Element, title, anchor string) {
	if f.page < 0 || f.y > f.frame.y {
		f.newPage()
	}
	c.sect = in
	f.heading(c.headIn(in, f.frame.width, styleSection, title, anchor, 5*mm))
}

// sectionHead begins a part with its heading.
func (c *composer) sectionHead(measure int, s style, title, anchor string, after int) block {
	return c.headIn(c.newSect(), measure, s, title, anchor, after)
}

func (c *composer) headIn(in *paper.Element, measure int, s style, title, anchor string, after int) block {
	head := block{in: in, after: c.look.length(after)}
	head.head(0, measure, span{c.look.of(s.as(paper.Heading2)), title})
	if anchor != "" {
		head.aside = []paper.Item{paper.Anchor{Name: anchor, Bookmark: plain(title), Level: 0}}
	}
	return head
}

// entriesAhead begins to set the entries, beside what stands before them, and
// returns what lays them: over as few pages as they take, a little smaller where
// that spares one, with the room that is left shared among them.
func (c *composer) entriesAhead(in *paper.Element) func(*flow) {
	shape := brochureShape(c.look, c.sect, c.page.frame.width)
	shape.in = in
	var blocks []block
	var setting work.Group
	setting.Go(func() { blocks = c.setEntries(shape, 100) })
	return func(f *flow) {
		setting.Wait()
		c.flowEntries(f, shape, blocks)
	}
}

func (c *composer) setEntries(shape entryShape, scale int) []block {
	shape.scale = scale
	out := make([]block, len(c.entries))
	work.Each(len(out), func(i int) { out[i] = entrySetter{c.content}.entryBlock(c.entries[i], shape) })
	return out
}

// brochureShape is how an entry stands in a brochure.
func brochureShape(look manner, in *paper.Element, measure int) entryShape {
	shape := entryShape{look: look, measure: measure, aside: 35 * mm, gutter: 6 * mm, scale: 100,
		photo: 40 * mm, code: 19 * mm, strip: true, in: in}
	if look.airy {
		shape.aside, shape.gutter, shape.photo, shape.code = 42*mm, 8*mm, 50*mm, 24*mm
	}
	return shape
}

// flowEntries lays entries at the first scale that takes as few pages as the last
// would. blocks are those of the first.
func (c *composer) flowEntries(f *flow, shape entryShape, blocks []block) {
	scales := []int{96, 92}
	if c.look.airy {
		scales = nil
	}
	pages := f.pagesFor(blocks, 100)
	for _, scale := range scales {
		// What a smaller type would take is guessed before it is set.
		if f.pagesFor(blocks, scale*scale/100+1) >= pages {
			continue
		}
		if smaller := c.setEntries(shape, scale); f.pagesFor(smaller, 100) < pages {
			blocks = smaller
			break
		}
	}
	f.ornament = func(i, w, h int) paper.Item {
		box := marquetry.Box{Max: marquetry.Point{X: w, Y: h}}
		return paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(c.entries[i].Domain, box, 9*mm)}}
	}
	f.fill(blocks)
	f.ornament = nil
}

// indexInto lays the index by craft: craft, events, pages; its lines stand
// closer where that spares a page.
func (c *composer) indexInto(f *flow) {
	c.section(f, c.words.Index, "index")
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	if c.look.airy {
		c.indexAt(f, 100, list)
		return
	}
	f.fewest([]int{100, 60, 30, 12}, func(f *flow, scale int) { c.indexAt(f, scale, list) })
}

// indexBelow puts a short index on what is left of a page.
func (c *composer) indexBelow(f *flow) bool {
	least := (len(c.crafts)*2 + len(c.entries)) * c.look.of(styleFact).lead
	if f.room() < least+c.look.of(styleDay).lead+14*mm {
		return false
	}
	f.y += 6 * mm
	f.heading(c.sectionHead(f.frame.width, styleDay, c.words.Index, "index", 3*mm))
	c.indexAt(f, 60, &paper.Element{Role: paper.List, Parent: c.sect})
	return true
}

func (c *composer) indexAt(f *flow, scale int, list *paper.Element) {
	close := min(100, 86+scale/5) // the type shrinks less than the space between
	for _, l := range c.crafts {
		swatch := c.look.length(5 * mm)
		x := swatch + c.look.length(3*mm)
		b := block{after: c.look.length(6 * pt * scale / 100)}
		domain := c.entries[l.Entries[0]].Domain
		item := &paper.Element{Role: paper.ListItem, Parent: list, Language: c.theirs()}
		label := &paper.Element{Role: paper.Label, Parent: item}
		for _, line := range breakLines([]span{{c.look.of(styleLabel, close).in(inkOf(domain)), l.Craft}}, f.frame.width-x) {
			r := line.row(x, label)
			r.keep = true
			b.rows = append(b.rows, r)
		}
		b.aside = []paper.Item{paper.Mosaic{Y: pt, Panels: []marquetry.Panel{swatchOf(domain, swatch)}}}
		b.depth = swatch + pt
		body := &paper.Element{Role: paper.ListBody, Parent: item}
		for _, i := range l.Entries {
			c.indexRow(&b, f, i, x, close, body)
		}
		f.place(b)
	}
}

// indexRow is a line of the index, which leads to the entry.
func (c *composer) indexRow(b *block, f *flow, i, x, scale int, in *paper.Element) {
	e := c.entries[i]
	said := "\u00a0· " + e.Title
	if e.Cancelled {
		said += " (" + lower(c.words.Cancelled) + ")"
	}
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference, Parent: in}}
	b.leads(x, f.frame.width-x, []span{{c.look.of(styleFact, scale), e.Workshop}, {c.look.of(styleFact, scale).in(grey), said}},
		span{c.look.of(styleFact, scale), fmt.Sprintf(c.words.Page, strconv.Itoa(f.pageOf(e.Anchor)))}, e.Anchor, link)
}

// leads sets a line of contents or index: words at the left, over as many
// lines as they take, and a page at the right of the first; all of it leads
// there.
func (b *block) leads(x, measure int, words []span, page span, anchor string, link *paper.Element) {
	right := breakLines([]span{page}, measure)[0]
	from := len(b.rows)
	for i, l := range breakLines(words, measure-right.Width-4*mm) {
		r := l.row(x, link)
		if i == 0 {
			r = right.row(0, link).flushRight(x + measure).level(r)
		}
		r.items = append(r.items, paper.Link{X: x, Width: measure, Height: r.height, Anchor: anchor, In: link})
		b.rows = append(b.rows, r)
	}
	if len(b.rows) == from {
		b.rows = append(b.rows, right.row(0, link).flushRight(x+measure))
	}
}

// nearbyInto lays what opens in the neighbouring communes, as far as one page
// holds.
func (c *composer) nearbyInto(f *flow) {
	if len(c.nearby) == 0 || f.doc.PageOf("nearby") > 0 {
		return
	}
	c.section(f, c.words.Nearby, "nearby")
	f.heading(c.saying(f.frame.width, styleText, c.words.NearbyIntro, 4*mm))
	for i, e := range c.nearby {
		b := c.nearbyBlock(e, f.frame.width)
		if i > 0 && b.height() > f.room() {
			return
		}
		f.place(b)
	}
}

// nearbyBelow uses what is left of a page for the neighbours.
func (c *composer) nearbyBelow(f *flow) {
	if f.doc.PageOf("nearby") == 0 && f.room() > 58*mm {
		f.y += 4 * mm
		c.foldedNearby(f)
	}
}

// saying is a block of one text in the part that is being laid out.
func (c *composer) saying(measure int, s style, text string, after int) block {
	b := block{in: c.sect, after: after}
	if c.look.justify {
		b.justify = c.words.Tag
	}
	b.prose(0, measure, span{c.look.of(s), text})
	return b
}

// backInto is the last page: how to come, and the imprint.
func (c *composer) backInto(f *flow) {
	f.newPage()
	f.current().Add(c.strip(22 * mm))
	f.y = 32 * mm
	f.heading(c.sectionHead(f.frame.width, styleSection, c.words.Practical, "practical", 5*mm))
	for _, b := range c.practical(f.frame.width) {
		f.place(b)
	}
	imprint := c.imprint(f.frame.width)
	if imprint.height()+4*mm > f.room() {
		f.newPage()
		f.current().Add(c.strip(22 * mm))
		f.y = 32 * mm
		f.place(imprint)
		return
	}
	f.bottomBlock(imprint)
}

// contentsOn fills a page with the contents and the organiser's words.
func (c *composer) contentsOn(d *paper.Document, page int, foreword []block) {
	f := &flow{doc: d, width: c.page.width, height: c.page.height, frame: c.page.frame, page: page, y: c.page.frame.y}
	before := d.Pages[page].Items // the map, which stands below and is read after
	d.Pages[page].Items = nil
	head := block{in: c.sect, after: c.look.length(4 * mm)}
	c.titleWithoutCover(&head, f.frame.width)
	head.head(0, f.frame.width, span{c.look.of(styleSection), c.words.Contents})
	f.place(head)
	toc := &paper.Element{Role: paper.Contents, Parent: c.sect}
	parts := c.parts()
	slices.SortStableFunc(parts, func(a, b [2]string) int { return cmp.Compare(d.PageOf(a[1]), d.PageOf(b[1])) })
	for _, part := range parts {
		if n := d.PageOf(part[1]); n > 0 {
			f.place(c.contentsLine(f.frame.width, toc, part[0], part[1], n))
		}
	}
	f.y += 4 * mm
	for _, b := range foreword {
		f.place(b)
	}
	if len(before) == 0 {
		c.silhouetteInto(f)
	}
	d.Pages[page].Items = append(d.Pages[page].Items, before...)
}

// titleWithoutCover names the programme where a supplied cover does, which
// nobody can read aloud.
func (c *composer) titleWithoutCover(b *block, measure int) {
	if len(c.given.cover) == 0 {
		return
	}
	b.head(0, measure, span{c.look.of(styleDay.as(paper.Heading1)), c.title()})
	b.kept(0, measure, span{c.look.of(styleFact), capital(c.dates)})
	b.gap(4 * mm)
}

func (c *composer) contentsLine(measure int, toc *paper.Element, title, anchor string, page int) block {
	var b block
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference,
		Parent: &paper.Element{Role: paper.ContentsIt, Parent: toc}}}
	b.leads(0, measure, []span{{c.look.of(style{typeset.Serif, 12000, 17000, black, paper.Paragraph}), title}},
		span{c.look.of(style{typeset.Sans, 10000, 17000, black, paper.Paragraph}), fmt.Sprintf(c.words.Page, strconv.Itoa(page))}, anchor, link)
	return b
}

func (c *composer) parts() [][2]string {
	w := c.words
	return [][2]string{{w.Map, "map"}, {w.Days, "days"}, {w.Workshops, "workshops"}, {w.Index, "index"}, {w.Nearby, "nearby"},
		{w.Veneers, "veneers"}, {w.Territory, "territory"}, {w.Practical, "practical"}}
}
