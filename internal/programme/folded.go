package programme

import "jema/internal/programme/paper"

// layoutFolded is an A4 sheet folded once, for two to four events: cover, two
// pages of entries, and at the back what happens when, how to come and the
// imprint. What does not fit makes a brochure.
func layoutFolded(c *content) *paper.Document {
	d := c.newDocument()
	d.Pages = append(d.Pages, c.cover())
	f := newFlow(d, a5Width, a5Height, a5Frame)
	c.section(f, c.words.Workshops, "workshops")
	c.entriesInto(f)
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
func (c *content) foldedBack(f *flow) {
	f.newPage()
	f.current().Add(c.marquetry(a5Width, 14*mm))
	f.y = 22 * mm
	imprint := c.imprint(f.frame.width)
	full := f.frame
	f.frame.height -= imprint.height() + 4*mm
	page := f.page
	head := paragraph(0, f.frame.width, styleDay, c.words.Practical, 2*mm)
	head.aside = []paper.Item{paper.Anchor{Name: "practical", Bookmark: c.words.Practical, Level: 0}}
	practical := c.practical(f.frame.width)
	if rest := f.room() - height(practical) - head.height(); rest > c.daysHeight(foldedScale) && f.doc.PageOf("days") == 0 {
		c.foldedDays(f)
	}
	f.heading(head)
	for _, b := range practical {
		f.place(b)
	}
	f.y += f.spare
	f.spare = 0
	if f.doc.PageOf("nearby") == 0 && f.page == page {
		c.foldedNearby(f)
	}
	if f.page == page {
		c.mapsOn(f)
	}
	f.frame = full
	f.bottomBlock(imprint)
}

func height(blocks []block) int {
	h := 0
	for _, b := range blocks {
		h += b.height() + b.after
	}
	return h
}

// daysHeight measures the days on a page of their own.
func (c *content) daysHeight(scale int) int {
	d := &paper.Document{}
	f := newFlow(d, a5Width, 1<<30, frame{width: a5Frame.width, height: 1 << 29})
	f.newPage()
	c.foldedDaysAt(f, scale)
	return f.y + f.spare
}

// foldedScale is how far the days may shrink to fit beside something else.
const foldedScale = 90

// foldedDays lays the days as large as the room lets them be.
func (c *content) foldedDays(f *flow) {
	scale := 100
	for scale > foldedScale && c.daysHeight(scale) > f.room() {
		scale -= 2
	}
	c.foldedDaysAt(f, scale)
}

func (c *content) foldedDaysAt(f *flow, scale int) {
	head := paragraph(0, f.frame.width, styleDay, c.words.Days, 2*mm)
	head.aside = []paper.Item{paper.Anchor{Name: "days", Bookmark: c.words.Days, Level: 0}}
	f.heading(head)
	c.daysAt(f, scale)
}

// foldedNearby names as many neighbours as the page still holds, none if that
// is fewer than two.
func (c *content) foldedNearby(f *flow) {
	if len(c.nearby) == 0 || f.room() < 45*mm {
		return
	}
	head := paragraph(0, f.frame.width, styleDay, c.words.Nearby, 2*mm)
	head.aside = []paper.Item{paper.Anchor{Name: "nearby", Bookmark: c.words.Nearby, Level: 0}}
	f.y += 3 * mm
	f.heading(head)
	for _, e := range c.nearby {
		b := c.nearbyBlock(e, f.frame.width)
		if b.height()+8*mm > f.room() {
			break
		}
		f.place(b)
	}
	f.pending = nil
}
