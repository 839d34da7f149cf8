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
	if len(d.Pages)%4 != 0 || foot.Height() > f.Room() {
		sparePages(c).before(f, 1)
		f.NewPage()
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
	list, hours := dayPages(c).turns(moments, name)
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
	facts := append([]string{content.Capital(where)}, e.Contact[:min(1, len(e.Contact))]...) // the telephone
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
	b.Rows = append(b.Rows, backPages(c).imprint(measure).Rows...)
	return b
}
