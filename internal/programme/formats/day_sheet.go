package formats

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// Day lays out one day of a territory by its hours, on a sheet of A4 folded once: what
// a tourist office hands over the counter. Where four pages do not hold the day, it
// takes eight.
func Day(c *content.Programme, s Setting, day jema.Date) (*paper.Document, error) {
	return laidOut(c, s, func(out *composer) *paper.Document { return daySheet{out}.lay(day) })
}

type daySheet struct{ *composer }

func (c daySheet) lay(day jema.Date) *paper.Document {
	d := c.newDocument()
	d.Title += " – " + content.Plain(content.Capital(c.Words.Say.DayMonth(day)))
	f := layout.NewFlow(d, c.page.Width, c.page.Height, c.page.Frame)
	f.NewPage().Add(c.strip(30*paper.MM), paper.Anchor{Name: "day", Bookmark: content.Plain(c.Words.Say.DayMonth(day))})
	c.newSect()
	f.Y = 40 * paper.MM
	f.Place(c.head(day))
	at := slices.IndexFunc(c.Days, func(x content.Day) bool { return x.Date == day })
	if at < 0 {
		f.Place(c.saying(f.Frame.Width, layout.StyleText, c.Words.NothingThatDay, 0))
	} else {
		f.Fewest(closeness, func(f *layout.Flow, scale int) { daySheet{c.tight(scale)}.hours(f, c.Days[at], scale) })
	}
	foot := c.foot(f.Frame.Width)
	for len(d.Pages)%4 != 0 {
		f.NewPage()
	}
	if foot.Height() > f.Room() {
		for range 4 {
			f.NewPage()
		}
	}
	f.BottomBlock(foot)
	c.feet(d, 1, len(d.Pages))
	return d
}

func (c daySheet) head(day jema.Date) layout.Block {
	b := layout.Block{In: c.sect, After: 5 * paper.MM}
	b.Put(0, c.page.Frame.Width, c.look.Of(layout.StyleLabel).Span(c.Edition))
	b.Gap(paper.MM)
	b.Head(0, c.page.Frame.Width, c.look.Of(layout.StyleSection.As(paper.Heading1), 130).Span(
		content.Capital(c.Words.Say.DayMonth(day))))
	b.Put(0, c.page.Frame.Width, c.look.Of(layout.StyleText).Span(c.Title()))
	return b
}

// hours are first the doors that are open, then what must be booked: each event once,
// under its first hour and with the others.
func (c daySheet) hours(f *layout.Flow, day content.Day, scale int) {
	c.part(f, c.Words.Free, day.Free, scale, func(s jema.Span) string { return c.Words.Say.Range(s.From, s.To) })
	c.part(f, c.Words.Booked, day.Booked, scale, func(s jema.Span) string { return c.Words.Say.Clock(s.From) })
}

func (c daySheet) part(f *layout.Flow, title string, moments []content.Moment, scale int,
	name func(jema.Span) string) {
	if len(moments) == 0 {
		return
	}
	list, hours := dayPages{c.composer}.turns(moments, name)
	head := layout.Block{In: c.newSect(), After: c.look.Length(2 * paper.MM)}
	head.Head(0, f.Frame.Width, c.look.Of(layout.StyleDay.As(paper.Heading2)).Span(title))
	f.Heading(head)
	for _, m := range list {
		hour := layout.Block{In: c.sect, After: paper.Pt}
		hour.Head(0, f.Frame.Width, c.look.Of(layout.StyleHour.As(paper.Heading3)).Span(name(m.Span)))
		hour.Aside = []paper.Item{paper.Shape{Y: -paper.Pt, Segments: layout.LevelLine(f.Frame.Width), Stroke: &layout.Pale,
			Width: paper.Pt / 4}}
		f.Heading(hour)
		for _, i := range m.Entries {
			b := c.line(c.Entries[i], hours[i], f.Frame.Width)
			b.After = 3 * paper.Pt * scale / 100
			f.Place(b)
		}
		f.Spare += 3 * paper.Pt * scale / 100
	}
	f.Spare += 3 * paper.MM
}

// line is an event in two lines: what, by whom; where, the telephone, the other hours.
func (c daySheet) line(e content.Entry, hours string, measure int) layout.Block {
	b := layout.Block{In: c.sect, Language: c.Theirs()}
	fact := c.look.Of(layout.StyleFact)
	b.Kept(0, measure, c.look.Of(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(e.Craft+text.NoBreak+"· "),
		c.look.Of(layout.StyleText).Span(e.Title), fact.In(layout.Grey).Span(text.NoBreak+"· "+e.Workshop))
	where := strings.TrimPrefix(e.Street+", "+content.Postal(e.Commune), ", ")
	facts := append([]string{content.Capital(where)}, e.Contact...)
	if hours != "" {
		facts = append(facts, strings.Trim(hours, " ()"))
	}
	b.Put(0, measure, fact.Span(dottedLines(facts, fact, measure)))
	return b
}

// foot is how to book and how to ask.
func (c daySheet) foot(measure int) layout.Block {
	b := layout.Block{In: c.newSect()}
	b.Put(0, measure, c.look.Of(layout.StyleFact).Span(c.Words.HowBook))
	b.Gap(2 * paper.MM)
	if phone := c.Set.Line(c.Raw.Territory.ContactPhone); phone != "" {
		b.Put(0, measure, c.look.Of(layout.StyleHour).Span(strings.Replace(c.Words.ByTelephone, "%s", phone, 1)))
	}
	if url := c.PageURL(); url != "" {
		b.Put(0, measure, c.look.Of(layout.StyleLabel).Span(content.Bare(url)))
	}
	b.Gap(2 * paper.MM)
	b.Rows = append(b.Rows, backPages{c.composer}.imprint(measure).Rows...)
	return b
}

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

// lay sets the list as large as the sheet lets it be; what the smallest size does not
// hold goes on on a second sheet.
func (c wallList) lay() *paper.Document {
	var d *paper.Document
	for _, scale := range []int{170, 150, 135, 120, 110, 100, 92} {
		if d = c.at(scale); len(d.Pages) == 1 {
			break
		}
	}
	return d
}

func (c wallList) at(scale int) *paper.Document {
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
	f.Columns, f.Later = c.columns(top, a3Height-wallMargin-wallFoot), c.columns(wallMargin, a3Height-wallMargin)
	f.Column, f.Frame = 0, f.Columns[0]
	f.Y, f.Spare = top, 0
	list := c.newSect()
	shape := EntryShape{look: c.look, Measure: f.Frame.Width, Scale: scale, strip: true, level: paper.Heading2, in: list,
		brief: true}
	for _, e := range c.Entries {
		b := EntrySetter{c.Programme}.EntryBlock(e, shape)
		b.After = 7 * paper.MM * scale / 130
		f.Place(b)
	}
	return d
}

func (c wallList) columns(top, bottom int) []layout.Frame {
	const gap = 10 * paper.MM
	n := 2
	if len(c.Entries) > 16 {
		n = 3
	}
	width := (c.page.Frame.Width - (n-1)*gap) / n
	out := make([]layout.Frame, n)
	for i := range out {
		out[i] = layout.Frame{X: wallMargin + i*(width+gap), Y: top, Width: width, Height: bottom - top}
	}
	return out
}

func (c wallList) head() layout.Block {
	b := layout.Block{In: c.sect}
	measure := c.page.Frame.Width
	b.Put(0, measure, c.look.Of(layout.StyleLabel, 170).Span(c.Edition))
	b.Head(0, measure, coverPages{c.composer}.nameStyle(measure, 640).Span(c.Breakable()))
	b.Put(0, measure, c.look.Of(layout.StyleText, 190).Span(content.Capital(c.Dates)))
	return b
}

// foot is the code of the commune's page, the telephone and the imprint.
func (c wallList) foot() []paper.Item {
	c.newSect()
	items, _ := backPages{c.composer}.backCode(130 * paper.MM)
	imprint := backPages{c.composer}.imprint(110 * paper.MM)
	return append(items, imprint.ItemsAt(c.page.Frame.Width-110*paper.MM, 0)...)
}

// Bookmark lays out a bookmark: marquetry, name, days, the code of the programme's page.
func Bookmark(c *content.Programme, s Setting) (*paper.Document, error) {
	return laidOut(c, s, func(out *composer) *paper.Document { return bookmark{out}.lay() })
}

type bookmark struct{ *composer }

func (c bookmark) lay() *paper.Document {
	const width, height, margin, band, side = 56 * paper.MM, 190 * paper.MM, 7 * paper.MM, 86 * paper.MM, 26 * paper.MM
	const measure = width - 2*margin
	d := c.newDocument()
	c.page = layout.Sheet{Width: width, Height: height}
	page := paper.Page{Width: width, Height: height}
	c.newSect()
	page.Add(c.artwork(width, band), paper.Anchor{Name: "bookmark", Bookmark: content.Plain(c.Title())})
	b := layout.Block{In: c.sect}
	b.Put(0, measure, c.look.Of(layout.StyleLabel).Span(c.Edition))
	b.Gap(paper.MM)
	b.Head(0, measure, coverPages{c.composer}.nameStyle(measure, 260).Span(c.Breakable()))
	b.Gap(paper.MM)
	b.Put(0, measure, c.look.Of(layout.StyleText).Span(content.Capital(c.Dates)))
	page.Put(margin, band+6*paper.MM, b.Items()...)
	if url := c.PageURL(); url != "" {
		if modules := content.Modules(url); modules != nil {
			link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph, Parent: c.sect}}
			figure := &paper.Element{Role: paper.Figure, Parent: link, Alt: content.Plain(c.Words.SeeAll + " " + url)}
			y := height - margin - side
			page.Add(paper.Code{X: margin, Y: y, Size: side, URL: url, Modules: modules, In: figure},
				paper.Link{X: margin, Y: y, Width: side, Height: side, URL: url, In: link})
		}
	}
	d.Pages = append(d.Pages, page)
	return d
}
