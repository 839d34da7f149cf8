package programme

import (
	"fmt"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// A4, and the frame of a sheet.
const (
	a4Width  = 210 * mm
	a4Height = 297 * mm
)

var a4Frame = frame{x: 17 * mm, y: 17 * mm, width: 176 * mm, height: 268 * mm}

// layoutSheet is a poster of one A4 page: marquetry, name, the event, what
// opens close by, imprint. The marquetry takes the space that the rest leaves;
// a text that is far too long makes the type smaller, then a second page.
func layoutSheet(c *composer) *paper.Document {
	for _, try := range []struct{ scale, nearby, photo, band int }{
		{150, 6, 70, 70}, {150, 3, 60, 60}, {135, 6, 55, 60}, {135, 3, 50, 50}, {120, 3, 45, 45}, {110, 0, 40, 40},
	} {
		if d := c.sheet(try.scale, try.nearby, try.photo*mm, try.band*mm, false); d != nil {
			return d
		}
	}
	return c.sheet(100, 0, 40*mm, 40*mm, true)
}

// sheet tries one setting; nil if it takes more than a page and may not.
func (c *composer) sheet(scale, nearby, photo, band int, long bool) *paper.Document {
	c.page = sheetSize{a4Width, a4Height, a4Frame}
	body0 := c.newSect()
	head := c.sheetHead()
	shape := entryShape{look: c.look, level: paper.Heading2, in: body0, measure: a4Frame.width, aside: 46 * mm, gutter: 9 * mm, scale: scale, photo: photo, code: 34 * mm, full: true}
	if len(c.entries) > 1 {
		shape.strip, shape.code = true, 24*mm
	} else if len(c.entries) == 1 && c.entries[0].URL == "" && c.entries[0].Photo == nil {
		shape.measure, shape.aside, shape.gutter = 150*mm, 0, 0
	}
	body := append(c.foreword(a4Frame.width), c.sheetBody(shape)...)
	near := c.sheetNearby(nearby)
	c.newSect()
	imprint := c.imprint(a4Frame.width)
	if rows := c.logoRows(a4Frame.width, 13*mm, c.sect); len(rows) > 0 {
		imprint.rows = append(append(rows, row{height: 3 * mm}), imprint.rows...)
	}
	c.sect = body0
	foot := a4Frame.y + a4Frame.height - imprint.height() - 5*mm
	rest := foot - 12*mm - head.height() - 8*mm - height(body) - near.height()
	if rest < band && !long {
		return nil
	}
	band = min(max(rest, band), 150*mm)
	d := c.newDocument()
	f := newFlow(d, a4Width, a4Height, a4Frame)
	page := f.newPage()
	page.Add(c.artwork(a4Width, band), paper.Anchor{Name: "cover", Bookmark: plain(c.commune.Name), Level: 0})
	f.y = band + 12*mm
	f.frame.height -= imprint.height() + 5*mm
	head.after = 8 * mm
	f.place(head)
	for _, b := range body {
		if long && len(body) == 1 {
			f.divide(b)
		} else {
			f.place(b)
		}
	}
	f.y += f.spare
	f.spare = 0
	if len(near.rows)+len(near.aside) > 0 && f.page == 0 {
		f.y = max(f.y, f.bottom()-near.height())
		f.place(near)
	}
	f.frame = a4Frame
	f.bottomBlock(imprint)
	if len(d.Pages) > 1 {
		if !long {
			return nil
		}
		c.feetOf(d)
	}
	return d
}

func (c *composer) feetOf(d *paper.Document) {
	for i := range d.Pages {
		number := breakLines([]span{{styleFoot.in(black), fmt.Sprint(i + 1)}}, 20*mm)[0]
		d.Pages[i].Put(a4Width-17*mm-number.Width, a4Height-12*mm, number.row(0, nil).items...)
	}
}

// sheetHead is the name and the dates, with the map beside them.
func (c *composer) sheetHead() block {
	b := block{in: c.sect}
	measure := a4Frame.width
	where, w, h := c.locator(36*mm, 44*mm)
	if where != nil {
		measure -= w + 8*mm
		for _, i := range where {
			b.late = append(b.late, i.Moved(a4Frame.width-w, 0))
		}
		b.depth = h
	}
	b.put(0, measure, span{style{typeset.SansBold, 13000, 17000, black, paper.Paragraph}, c.edition})
	b.gap(2 * mm)
	b.head(0, measure, span{c.nameStyle(measure, 640), c.breakable()})
	b.gap(3 * mm)
	dates := capital(c.dates)
	if c.theme != "" {
		dates += "\n" + fmt.Sprintf(c.words.Quoted, c.theme)
	}
	b.put(0, measure, span{style{typeset.Serif, 17000, 22000, black, paper.Paragraph}, dates})
	if c.raw.Territory.IsDemo {
		b.put(0, measure, span{styleFact.in(grey), c.words.Demo})
	}
	return b
}

// sheetBody is the event, or the sentence that there is none.
func (c *composer) sheetBody(s entryShape) []block {
	if len(c.entries) == 0 {
		none := block{in: c.sect, after: 6 * mm}
		none.put(0, a4Frame.width, span{styleSection.as(paper.Paragraph).times(s.scale * 80 / 100), fmt.Sprintf(c.words.NoneOpen, c.commune.AtName)})
		return []block{none}
	}
	out := make([]block, 0, len(c.entries))
	for _, e := range c.entries {
		out = append(out, entrySetter{c.content}.entryBlock(e, s))
	}
	return out
}

// sheetNearby sets what opens close by in three columns.
func (c *composer) sheetNearby(n int) block {
	var b block
	n = min(n, len(c.nearby))
	if n == 0 {
		return b
	}
	b.in = c.newSect()
	rule := paper.Shape{Segments: levelLine(a4Frame.width), Stroke: &black, Width: pt / 2}
	b.aside = append(b.aside, rule)
	b.gap(4 * mm)
	b.rows = append(b.rows, row{height: 4 * mm})
	b.put(0, a4Frame.width, span{styleDay.as(paper.Heading2), c.words.Nearby})
	b.gap(2 * mm)
	const column, gutter = 54 * mm, 7 * mm
	for i := 0; i < n; i += 3 {
		deepest := 0
		var items []paper.Item
		for k := i; k < min(i+3, n); k++ {
			block := c.nearbyBlock(c.nearby[k], column)
			y := 0
			for _, r := range block.rows {
				for _, item := range r.items {
					items = append(items, item.Moved((k-i)*(column+gutter), y))
				}
				y += r.height
			}
			deepest = max(deepest, y)
		}
		b.rows = append(b.rows, row{items: items, height: deepest}, row{height: 3 * mm})
	}
	return b
}
