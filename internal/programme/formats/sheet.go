package formats

import (
	"fmt"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// layoutSheet is a poster of one A4 page: marquetry, name, the event, what
// opens close by, imprint. The marquetry takes the space that the rest leaves;
// a text that is far too long makes the type smaller, then a second page.
func layoutSheet(c *composer) *paper.Document {
	sheet := sheetFormat{c}
	tries := []sheetTry{
		{150, 10, 70, 60, 0}, {150, 6, 70, 60, 0}, {150, 4, 60, 60, 0}, {135, 6, 55, 60, 0}, {135, 4, 50, 50, 0},
		{120, 4, 45, 45, 0}, {120, 2, 45, 45, 0}, {110, 0, 40, 40, 0},
	}
	if sheet.leads() {
		tries = append([]sheetTry{
			{150, 4, 70, 30, 126}, {135, 4, 70, 30, 110}, {135, 2, 70, 30, 95}, {120, 2, 70, 26, 95}, {120, 0, 70, 26, 80},
		}, tries...)
	}
	for _, try := range tries {
		if d := sheet.try(try, false); d != nil {
			return d
		}
	}
	return sheet.try(sheetTry{100, 0, 40, 40, 0}, true)
}

// sheetTry is a setting of a sheet: the type's size in per cent, how many events of
// neighbours it has, and the heights in millimetres of a photo beside the text, the least of
// the marquetry, and of a photo above the event.
type sheetTry struct{ scale, nearby, photo, band, lead int }

// leads reports whether the only event has a photo that organisers gave half a page, and
// that is sharp enough for it.
func (c sheetFormat) leads() bool {
	if len(c.Entries) != 1 {
		return false
	}
	e := c.Entries[0]
	return e.Weight == jema.WeightHalf && e.Photo != nil && !e.Photo.Upright() && e.Photo.Sharp(layout.A4Frame.Width)
}

// try tries one setting; nil if it takes more than a page and may not.
func (c sheetFormat) try(how sheetTry, long bool) *paper.Document {
	band := paper.Length(how.band) * paper.MM
	c.page = layout.Sheet{Width: layout.A4Width, Height: layout.A4Height, Frame: layout.A4Frame}
	body0 := c.newSect()
	head := c.head()
	body := append(c.foreword(layout.A4Frame.Width), c.body(c.shape(how, body0))...)
	near := nearbyPages(c).inColumns(how.nearby)
	c.newSect()
	imprint := backPages(c).imprint(layout.A4Frame.Width)
	rows := coverPages(c).logoRows(layout.A4Frame.Width, 13*paper.MM, c.sect)
	if len(rows) > 0 {
		imprint.Rows = append(append(rows, layout.Row{Height: 3 * paper.MM}), imprint.Rows...)
	}
	c.sect = body0
	foot := layout.A4Frame.Y + layout.A4Frame.Height - imprint.Height() - 5*paper.MM
	rest := foot - 12*paper.MM - head.Height() - 8*paper.MM - layout.Height(body) - near.Height()
	if rest < band && !long {
		return nil
	}
	band = min(max(rest, band), c.mostBand())
	d := c.newDocument()
	f := layout.NewFlow(d, layout.A4Width, layout.A4Height, layout.A4Frame)
	page := f.NewPage()
	page.Add(c.artwork(layout.A4Width, band), paper.Anchor{Name: "cover", Bookmark: content.Plain(c.Commune.Name),
		Level: 0})
	f.Y = band + 12*paper.MM
	f.Frame.Height -= imprint.Height() + 5*paper.MM
	head.After = 8 * paper.MM
	f.Place(head)
	for _, b := range body {
		if long && len(body) == 1 {
			f.Divide(b)
		} else {
			f.Place(b)
		}
	}
	f.Y += f.Spare
	f.Spare = 0
	if len(near.Rows)+len(near.Aside) > 0 && f.Page == 0 {
		f.Y = max(f.Y, f.Bottom()-near.Height())
		f.Place(near)
	}
	f.Frame = layout.A4Frame
	f.BottomBlock(imprint)
	thin(d.Pages)
	if len(d.Pages) > 1 {
		if !long {
			return nil
		}
		c.feet(d)
	}
	return d
}

// shape is how a setting shows the event.
func (c sheetFormat) shape(how sheetTry, in *paper.Element) EntryShape {
	shape := EntryShape{look: c.look, level: paper.Heading2, in: in, Measure: layout.A4Frame.Width,
		aside: 46 * paper.MM, gutter: 9 * paper.MM, Scale: how.scale, photo: paper.Length(how.photo) * paper.MM,
		code: 34 * paper.MM, lead: paper.Length(how.lead) * paper.MM, full: true}
	if len(c.Entries) > 1 {
		shape.strip, shape.code = true, 24*paper.MM
	} else if len(c.Entries) == 1 && c.Entries[0].URL == "" && c.Entries[0].Photo == nil {
		shape.Measure, shape.aside, shape.gutter = 150*paper.MM, 0, 0
	}
	return shape
}

// mostBand is how tall the marquetry may be: half a page where it is cut from several
// crafts, a quarter where it is one pattern.
func (c sheetFormat) mostBand() paper.Length {
	for _, s := range c.Shares {
		if s.Domain != c.Shares[0].Domain {
			return 150 * paper.MM
		}
	}
	return layout.A4Height / 4
}

func (c sheetFormat) feet(d *paper.Document) {
	for i := range d.Pages {
		number := layout.BreakLines([]layout.Span{layout.StyleFoot.In(layout.Black).Span(fmt.Sprint(i + 1))}, 20*paper.MM)[0]
		d.Pages[i].Put(layout.A4Width-17*paper.MM-number.Width, layout.A4Height-12*paper.MM, number.Row(0, nil).Items...)
	}
}

// head is the name and the dates, with the map beside them.
func (c sheetFormat) head() layout.Block {
	b := layout.Block{In: c.sect}
	measure := layout.A4Frame.Width
	where, w, h := mapPages(c).locator(36*paper.MM, 44*paper.MM)
	if where != nil {
		measure -= w + 8*paper.MM
		b.Late = append(b.Late, paper.MovedAll(where, layout.A4Frame.Width-w, 0)...)
		b.Depth = h
	}
	b.Put(0, measure, layout.Style{Face: typeset.SansBold, Size: 13000, Lead: 17000, Ink: layout.Black,
		Role: paper.Paragraph}.Span(c.Edition))
	b.Gap(2 * paper.MM)
	b.Head(0, measure, coverPages(c).nameStyle(measure, 640).Span(c.Breakable()))
	b.Gap(3 * paper.MM)
	dates := content.Capital(c.Dates)
	if c.Theme != "" {
		dates += "\n" + fmt.Sprintf(c.Words.Quoted, c.Theme)
	}
	b.Put(0, measure, layout.Style{Face: typeset.Serif, Size: 17000, Lead: 22000, Ink: layout.Black,
		Role: paper.Paragraph}.Span(dates))
	if c.Raw.Territory.IsDemo {
		b.Put(0, measure, layout.StyleFact.In(layout.Grey).Span(c.Words.Demo))
	}
	return b
}

// body is the event, or the sentence that there is none.
func (c sheetFormat) body(s EntryShape) []layout.Block {
	if len(c.Entries) == 0 {
		none := layout.Block{In: c.sect, After: 6 * paper.MM}
		none.Put(0, layout.A4Frame.Width, layout.StyleSection.As(paper.Paragraph).Times(s.Scale*80/100).Span(
			fmt.Sprintf(c.Words.NoneOpen, c.Commune.AtName)))
		return []layout.Block{none}
	}
	out := make([]layout.Block, 0, len(c.Entries))
	for _, e := range c.Entries {
		out = append(out, EntrySetter{c.Programme}.EntryBlock(e, s))
	}
	return out
}
