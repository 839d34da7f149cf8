package formats

import (
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// layoutFolded is an A4 sheet folded once, for two to four events: cover, two
// pages of entries, and at the back what happens when, how to come and the
// imprint. What does not fit makes a brochure.
func layoutFolded(c *composer) *paper.Document {
	if len(c.given.cover) > 1 || len(c.given.inserts)+len(c.given.back) > 0 {
		return layoutBrochure(c)
	}
	for _, how := range []struct{ modest, broad bool }{{false, false}, {true, false}, {true, true}} {
		try := *c
		try.modest, try.broad = how.modest, how.broad
		if d := (foldedFormat{&try}).lay(); d != nil {
			return d
		}
	}
	return layoutBrochure(c)
}

// lay lays the four pages; nil where they do not hold everything.
func (c foldedFormat) lay() *paper.Document {
	d := c.newDocument()
	coverPages(c).into(d)
	f := layout.NewFlow(d, layout.A5Width, layout.A5Height, layout.A5Frame)
	f.NewPage()
	c.newSect()
	if title := (layout.Block{In: c.sect}); len(c.given.cover) > 0 {
		c.titleWithoutCover(&title, f.Frame.Width)
		f.Place(title)
	}
	for _, b := range c.foreword(f.Frame.Width) {
		b.After += 2 * paper.Pt
		f.Place(b)
	}
	f.Heading(c.sectionHead(f.Frame.Width, layout.StyleSection, c.Words.Workshops, "workshops", 5*paper.MM))
	entryPages(c).ahead(c.sect)(f, 0)
	switch {
	case len(d.Pages) == 2:
		c.section(f, c.Words.Days, "days")
		dayPages(c).into(f)
		nearbyPages(c).few(f)
	case len(d.Pages) == 3 && f.Room() > c.daysHeight(foldedScale):
		f.Spare += 2 * paper.MM
		c.daysInto(f)
	case len(d.Pages) == 3:
		nearbyPages(c).few(f)
	}
	if len(d.Pages) != 3 {
		return nil
	}
	c.back(f)
	if len(d.Pages) > 4 {
		return nil
	}
	thin(d.Pages[1:])
	c.feet(d, 1, 4)
	return d
}

// back is the fourth page.
func (c foldedFormat) back(f *layout.Flow) {
	f.NewPage()
	f.Current().Add(c.strip(14 * paper.MM))
	f.Y = 22 * paper.MM
	imprint := backPages(c).imprint(f.Frame.Width)
	full := f.Frame
	f.Frame.Height -= imprint.Height() + 4*paper.MM
	page := f.Page
	before := c.sect
	head := c.sectionHead(f.Frame.Width, layout.StyleDay, c.Words.Practical, "practical", 2*paper.MM)
	practical := backPages(c).practical(f.Frame.Width)
	mine := c.sect
	if c.sect = before; f.Doc.PageOf("days") == 0 &&
		f.Room()-layout.Height(practical)-head.Height() > c.daysHeight(foldedScale) {
		c.daysInto(f)
	}
	c.sect = mine
	f.Heading(head)
	for _, b := range practical {
		f.Place(b)
	}
	f.Y += f.Spare
	f.Spare = 0
	if f.Doc.PageOf("nearby") == 0 && f.Page == page && len(c.Own) == 0 {
		nearbyPages(c).few(f)
	}
	if f.Page == page {
		c.mapInto(f)
	}
	f.Frame = full
	c.sect = mine
	f.BottomBlock(imprint)
}

// mapInto puts the map on what is left of the page, with the workshops'
// numbers on it; the entries are close by, so there is no list.
func (c foldedFormat) mapInto(f *layout.Flow) {
	c.newSect()
	lost := mapPages(c).unplacedNote(f.Frame.Width, entryNamed)
	h := min(f.Room()-4*paper.MM-lost.Height(), 90*paper.MM)
	if h < 38*paper.MM {
		return
	}
	where, lw, lh := mapPages(c).locator(26*paper.MM, min(h, 36*paper.MM))
	w := f.Frame.Width
	if where != nil {
		w -= lw + 6*paper.MM
	}
	items, ok := mapPages(c).chart(w, h)
	if !ok {
		return
	}
	top := f.Bottom() - h - 2*paper.MM - lost.Height()
	f.Current().Put(f.Frame.X, top, paper.Anchor{Name: "map", Bookmark: c.Words.Map, Level: 0})
	f.Current().Put(f.Frame.X, top, items...)
	f.Current().Put(f.Frame.X+f.Frame.Width-lw, top+h-lh, where...)
	f.Current().Put(f.Frame.X, top+h, lost.Items()...)
}

// daysHeight measures the days on a page of their own.
func (c foldedFormat) daysHeight(scale int) paper.Length {
	d := &paper.Document{}
	f := layout.NewFlow(d, layout.A5Width, 1<<30, layout.Frame{Width: layout.A5Frame.Width, Height: 1 << 29})
	f.NewPage()
	before := c.sect
	c.daysAt(f, scale)
	c.sect = before
	return f.Y + f.Spare
}

// foldedScale is how far the days may shrink to fit beside something else.
const foldedScale = 90

// daysInto lays the days as large as the room lets them be.
func (c foldedFormat) daysInto(f *layout.Flow) {
	scale := 100
	for scale > foldedScale && c.daysHeight(scale) > f.Room() {
		scale -= 5
	}
	c.daysAt(f, scale)
}

func (c foldedFormat) daysAt(f *layout.Flow, scale int) {
	f.Heading(c.sectionHead(f.Frame.Width, layout.StyleDay, c.Words.Days, "days", 2*paper.MM))
	dayPages(c).at(f, scale, inLines)
}
