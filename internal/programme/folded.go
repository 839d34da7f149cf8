package programme

import "jema/internal/programme/paper"

// layoutFolded is an A4 sheet folded once, for two to four events: cover, two
// pages of entries, and at the back what happens when, how to come and the
// imprint. What does not fit makes a brochure.
func layoutFolded(c *composer) *paper.Document {
	if len(c.given.cover) > 1 || len(c.given.inserts)+len(c.given.back) > 0 {
		return layoutBrochure(c)
	}
	d := c.newDocument()
	c.frontInto(d)
	f := newFlow(d, a5Width, a5Height, a5Frame)
	f.newPage()
	c.newSect()
	if title := (block{in: c.sect}); len(c.given.cover) > 0 {
		c.titleWithoutCover(&title, f.frame.width)
		f.place(title)
	}
	for _, b := range c.foreword(f.frame.width) {
		b.after += 2 * pt
		f.place(b)
	}
	f.heading(c.sectionHead(f.frame.width, styleSection, c.words.Workshops, "workshops", 5*mm))
	c.entriesAhead(c.sect)(f)
	switch {
	case len(d.Pages) == 2:
		c.section(f, c.words.Days, "days")
		c.daysInto(f)
		c.foldedNearby(f)
	case len(d.Pages) == 3 && f.room() > c.daysHeight(foldedScale):
		f.spare += 2 * mm
		c.foldedDays(f)
	case len(d.Pages) == 3:
		c.foldedNearby(f)
	}
	if len(d.Pages) != 3 {
		return layoutBrochure(c)
	}
	c.foldedBack(f)
	if len(d.Pages) > 4 {
		return layoutBrochure(c)
	}
	c.feet(d, 1, 4)
	return d
}

// foldedBack is the fourth page.
func (c *composer) foldedBack(f *flow) {
	f.newPage()
	f.current().Add(c.strip(14 * mm))
	f.y = 22 * mm
	imprint := c.imprint(f.frame.width)
	full := f.frame
	f.frame.height -= imprint.height() + 4*mm
	page := f.page
	before := c.sect
	head := c.sectionHead(f.frame.width, styleDay, c.words.Practical, "practical", 2*mm)
	practical := c.practical(f.frame.width)
	mine := c.sect
	if c.sect = before; f.doc.PageOf("days") == 0 && f.room()-height(practical)-head.height() > c.daysHeight(foldedScale) {
		c.foldedDays(f)
	}
	c.sect = mine
	f.heading(head)
	for _, b := range practical {
		f.place(b)
	}
	f.y += f.spare
	f.spare = 0
	if f.doc.PageOf("nearby") == 0 && f.page == page && c.own == nil {
		c.foldedNearby(f)
	}
	if f.page == page {
		c.foldedMap(f)
	}
	f.frame = full
	c.sect = mine
	f.bottomBlock(imprint)
}

// foldedMap puts the map on what is left of the page, with the workshops'
// numbers on it; the entries are close by, so there is no list.
func (c *composer) foldedMap(f *flow) {
	h := min(f.room()-4*mm, 90*mm)
	if h < 38*mm {
		return
	}
	c.newSect()
	where, lw, lh := c.locator(26*mm, min(h, 36*mm))
	w := f.frame.width
	if where != nil {
		w -= lw + 6*mm
	}
	items, ok := c.chartOf(w, h)
	if !ok {
		return
	}
	top := f.bottom() - h - 2*mm
	f.current().Put(f.frame.x, top, paper.Anchor{Name: "map", Bookmark: c.words.Map, Level: 0})
	f.current().Put(f.frame.x, top, items...)
	f.current().Put(f.frame.x+f.frame.width-lw, top+h-lh, where...)
}

func height(blocks []block) int {
	h := 0
	for _, b := range blocks {
		h += b.height() + b.after
	}
	return h
}

// daysHeight measures the days on a page of their own.
func (c *composer) daysHeight(scale int) int {
	d := &paper.Document{}
	f := newFlow(d, a5Width, 1<<30, frame{width: a5Frame.width, height: 1 << 29})
	f.newPage()
	before := c.sect
	c.foldedDaysAt(f, scale)
	c.sect = before
	return f.y + f.spare
}

// foldedScale is how far the days may shrink to fit beside something else.
const foldedScale = 90

// foldedDays lays the days as large as the room lets them be.
func (c *composer) foldedDays(f *flow) {
	scale := 100
	for scale > foldedScale && c.daysHeight(scale) > f.room() {
		scale -= 5
	}
	c.foldedDaysAt(f, scale)
}

func (c *composer) foldedDaysAt(f *flow, scale int) {
	f.heading(c.sectionHead(f.frame.width, styleDay, c.words.Days, "days", 2*mm))
	c.daysAt(f, scale, inLines)
}

// foldedNearby names as many neighbours as the page still holds, none if that
// is fewer than two.
func (c *composer) foldedNearby(f *flow) {
	if len(c.nearby) == 0 || f.room() < 45*mm {
		return
	}
	f.y += 3 * mm
	f.heading(c.sectionHead(f.frame.width, styleDay, c.words.Nearby, "nearby", 2*mm))
	for _, e := range c.nearby {
		b := c.nearbyBlock(e, f.frame.width)
		if b.height()+8*mm > f.room() {
			break
		}
		f.place(b)
	}
	f.pending = nil
}
