package programme

import (
	"fmt"
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// layoutBrochure is the A5 programme of five events and more: cover, contents
// with the map, days, entries, index, neighbours, and the practical page at
// the back; a multiple of four pages.
func layoutBrochure(c *content) *paper.Document {
	d := c.newDocument()
	d.Pages = append(d.Pages, c.cover())
	f := newFlow(d, a5Width, a5Height, a5Frame)
	f.newPage() // of the contents, filled when the pages are known
	f.y = f.bottom()
	c.section(f, c.words.Days, "days")
	c.daysInto(f)
	f.newPage()
	c.section(f, c.words.Workshops, "workshops")
	c.entriesInto(f)
	c.indexInto(f)
	c.nearbyInto(f, 1<<30)
	c.spareInto(f)
	c.backInto(f)
	c.contentsOn(d, 1)
	c.feet(d, 1, len(d.Pages))
	return d
}

// section begins a part of the programme on a new page.
func (c *content) section(f *flow, title, anchor string) {
	if f.page < 0 || f.y > f.frame.y {
		f.newPage()
	}
	head := paragraph(0, f.frame.width, styleSection, title, 5*mm)
	head.aside = []paper.Item{paper.Anchor{Name: anchor, Bookmark: plain(title), Level: 0}}
	f.heading(head)
}

// indexInto lays the index by craft: craft, events, pages; its lines stand
// closer where that spares a page.
func (c *content) indexInto(f *flow) {
	c.section(f, c.words.Index, "index")
	c.indexAt(f, f.fewest([]int{100, 60, 30}, c.indexAt))
}

func (c *content) indexAt(f *flow, scale int) {
	for _, l := range c.crafts {
		const swatch = 5 * mm
		b := block{after: 6 * pt * scale / 100}
		domain := c.entries[l.Entries[0]].Domain
		b.kept(swatch+3*mm, f.frame.width-swatch-3*mm, span{styleLabel.in(inkOf(domain)), l.Craft})
		b.aside = []paper.Item{paper.Mosaic{Y: pt, Panels: []marquetry.Panel{marquetry.Swatch(domain, swatch)}}}
		b.depth = swatch + pt
		for _, i := range l.Entries {
			c.indexRow(&b, f, i, swatch+3*mm)
		}
		f.place(b)
	}
}

// indexRow is a line of the index, which leads to the entry.
func (c *content) indexRow(b *block, f *flow, i, x int) {
	e := c.entries[i]
	from := len(b.rows)
	b.listed(x, f.frame.width-x, []span{{styleFact, e.Workshop}, {styleFact.in(grey), "\u00a0· " + e.Title}},
		span{styleFact, fmt.Sprintf(c.words.Page, strconv.Itoa(f.doc.PageOf(e.Anchor)))})
	first := &b.rows[from]
	first.items = append(first.items, paper.Link{X: x, Width: f.frame.width - x, Height: first.height, Anchor: e.Anchor})
}

// nearbyInto lays what opens in the neighbouring communes, at most n events,
// as far as one page holds.
func (c *content) nearbyInto(f *flow, n int) {
	if len(c.nearby) == 0 {
		return
	}
	c.section(f, c.words.Nearby, "nearby")
	f.heading(paragraph(0, f.frame.width, styleText, c.words.NearbyIntro, 4*mm))
	for i, e := range c.nearby {
		b := c.nearbyBlock(e, f.frame.width)
		if i >= n || i > 0 && b.height() > f.room() {
			return
		}
		f.place(b)
	}
}

// notesInto is a page to write on.
func (c *content) notesInto(f *flow) {
	f.newPage()
	f.place(paragraph(0, f.frame.width, styleSection.as(paper.Paragraph), c.words.Notes, 0))
	rule := paper.Shape{Segments: levelLine(f.frame.width), Stroke: &pale, Width: pt / 4}
	for y := f.frame.y + 20*mm; y < f.bottom(); y += 9 * mm {
		f.current().Put(f.frame.x, y, rule)
	}
}

// backInto is the last page: how to come, and the imprint.
func (c *content) backInto(f *flow) {
	f.newPage()
	strip := c.marquetry(a5Width, 22*mm)
	f.current().Add(strip)
	f.y = 32 * mm
	head := paragraph(0, f.frame.width, styleSection, c.words.Practical, 5*mm)
	head.aside = []paper.Item{paper.Anchor{Name: "practical", Bookmark: c.words.Practical, Level: 0}}
	f.heading(head)
	for _, b := range c.practical(f.frame.width) {
		f.place(b)
	}
	f.bottomBlock(c.imprint(f.frame.width))
}

// contentsOn fills a page with the contents and the maps.
func (c *content) contentsOn(d *paper.Document, page int) {
	f := &flow{doc: d, width: a5Width, height: a5Height, frame: a5Frame, page: page, y: a5Frame.y}
	f.place(paragraph(0, f.frame.width, styleSection.as(paper.Heading1), c.words.Contents, 5*mm))
	for _, part := range c.parts() {
		n := d.PageOf(part[1])
		if n == 0 {
			continue
		}
		var b block
		b.listed(0, f.frame.width, []span{{style{typeset.Serif, 12000, 17000, black, paper.Paragraph}, part[0]}},
			span{style{typeset.Sans, 10000, 17000, black, paper.Paragraph}, fmt.Sprintf(c.words.Page, strconv.Itoa(n))})
		b.rows[0].items = append(b.rows[0].items, paper.Link{Width: f.frame.width, Height: b.height(), Anchor: part[1]})
		f.place(b)
	}
	c.mapsOn(f)
}

func (c *content) parts() [][2]string {
	w := c.words
	return [][2]string{{w.Days, "days"}, {w.Workshops, "workshops"}, {w.Index, "index"}, {w.Nearby, "nearby"}, {w.Practical, "practical"}}
}

// mapsOn puts the commune's shape and its place in the territory at the foot
// of the page.
func (c *content) mapsOn(f *flow) {
	h := f.bottom() - f.y - f.spare - 12*mm
	shape, _, sh := c.silhouette(84*mm, min(h, 96*mm))
	where, lw, lh := c.locator(30*mm, min(h, 52*mm))
	if shape == nil || h < 35*mm {
		return
	}
	base := f.bottom() - 6*mm
	f.current().Put(f.frame.x, base-sh, shape...)
	f.current().Put(f.frame.x+f.frame.width-lw, base-lh, where...)
	label := breakLines([]span{{styleSmall, c.commune.Name}}, 72*mm)
	f.current().Put(f.frame.x, base+2*mm, label[0].row(0, nil).items...)
	if where != nil {
		territory := breakLines([]span{{styleSmall, c.set.line(c.raw.Territory.Name)}}, 46*mm)
		f.current().Put(f.frame.x+f.frame.width-territory[0].Width, base+2*mm, territory[0].row(0, nil).items...)
	}
}
