package formats

import (
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// Wall lays out a list of what opens in a commune on one sheet of A3, for the wall of a
// town hall or a shop.
func Wall(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, func(out *composer) *paper.Document { return wallList{out}.lay() })
}

type wallList struct{ *composer }

// A3 and the frame of the list.
const (
	a3Width, a3Height = 297 * paper.MM, 420 * paper.MM
	wallMargin        = 20 * paper.MM
	wallBand          = 50 * paper.MM
	wallFoot          = 38 * paper.MM
)

// wallTries are from the largest to the smallest.
var wallTries = []struct{ columns, scale int }{{1, 320}, {1, 280}, {1, 240}, {1, 210}, {1, 190}, {2, 160}, {2, 145},
	{2, 130}, {3, 125}, {3, 115}, {3, 105}, {4, 100}}

// lay sets the list as large as the sheet lets it be; where the smallest size takes more
// sheets than one, as large as these let it be, so that the last of them is used as well.
func (c wallList) lay() *paper.Document {
	last := wallTries[len(wallTries)-1]
	least := c.at(last.columns, last.scale)
	for _, try := range wallTries {
		if d := c.at(try.columns, try.scale); len(d.Pages) <= len(least.Pages) {
			return d
		}
	}
	return least
}

func (c wallList) at(columns, scale int) *paper.Document {
	c.page = layout.Sheet{Width: a3Width, Height: a3Height,
		Frame: layout.Frame{X: wallMargin, Y: wallMargin, Width: a3Width - 2*wallMargin, Height: a3Height - 2*wallMargin}}
	d := c.newDocument()
	f := layout.NewFlow(d, c.page.Width, c.page.Height, c.page.Frame)
	page := f.NewPage()
	c.newSect()
	page.Add(c.artwork(c.page.Width, wallBand), paper.Anchor{Name: "list", Bookmark: content.Plain(c.Title())})
	head := c.head()
	page.Put(wallMargin, wallBand+11*paper.MM, head.Items()...)
	foot := c.foot()
	page.Put(wallMargin, a3Height-wallMargin-wallFoot+8*paper.MM, foot...)
	top := wallBand + 11*paper.MM + head.Height() + 9*paper.MM
	f.Columns, f.Later = c.columns(columns, top, a3Height-wallMargin-wallFoot),
		c.columns(columns, wallMargin, a3Height-wallMargin)
	f.Column, f.Frame = 0, f.Columns[0]
	f.Y, f.Spare = top, 0
	list := c.newSect()
	shape := EntryShape{look: c.look, Measure: f.Frame.Width, Scale: scale, strip: true, level: paper.Heading2, in: list,
		brief: true}
	for _, e := range c.Entries {
		b := EntrySetter{c.Programme}.EntryBlock(e, shape)
		b.After = 7 * paper.MM * paper.Length(scale) / 130
		f.Place(b)
	}
	return d
}

func (c wallList) columns(n int, top, bottom paper.Length) []layout.Frame {
	frame := c.page.Frame
	frame.Y, frame.Height = top, bottom-top
	return frame.Columns(n, 10*paper.MM)
}

func (c wallList) head() layout.Block {
	b := layout.Block{In: c.sect}
	measure := c.page.Frame.Width
	b.Put(0, measure, c.look.Of(layout.StyleLabel, 170).Span(c.Edition))
	b.Head(0, measure, coverPages(c).nameStyle(measure, 640).Span(c.Breakable()))
	b.Put(0, measure, c.look.Of(layout.StyleText, 190).Span(content.Capital(c.Dates)))
	return b
}

// foot is the code of the commune's page, the telephone and the imprint.
func (c wallList) foot() []paper.Item {
	c.newSect()
	items, _ := backPages(c).backCode(130 * paper.MM)
	imprint := backPages(c).imprint(110 * paper.MM)
	return append(items, imprint.ItemsAt(c.page.Frame.Width-110*paper.MM, 0)...)
}
