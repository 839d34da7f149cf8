package formats

import (
	"fmt"
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
		c.spread(f, c.Days[at])
	}
	if foot := c.foot(f.Frame.Width); len(d.Pages)%4 == 0 && foot.Height() <= f.Room() {
		f.BottomBlock(foot)
	} else {
		sparePages(c).before(f, 1)
		c.back(f)
	}
	c.feet(d, 1, len(d.Pages))
	return d
}

// airy are the distances between events, in per cent, that are tried until they fill
// the pages that folding requires.
var airy = []int{600, 500, 400, 330, 270, 220, 180, 150, 125}

// spread lays the hours on as few pages as they take, with the white that folding
// leaves over between the events.
func (c daySheet) spread(f *layout.Flow, day content.Day) {
	hours := func(f *layout.Flow, scale int) { daySheet{c.tight(scale)}.hours(f, day, scale) }
	best := f.Trial(func(t *layout.Flow) { t.Fewest(closeness, hours) })
	pages := len(best.Doc.Pages)
	if foot := c.foot(f.Frame.Width); pages%4 == 0 && foot.Height() <= best.Room() {
		f.Take(best)
		return
	}
	most := (pages+4)/4*4 - 1 // the last one is the back
	scale := 100
	for _, s := range airy {
		if t := f.Trial(func(t *layout.Flow) { hours(t, s) }); len(t.Doc.Pages) <= most {
			best, scale = t, s
			break
		}
	}
	f.Take(even(f, best, func(t *layout.Flow) { hours(t, scale) }))
}

// even lays something on as many pages as the best trial took, each of them used as far as
// the others: the last one has no single event.
func even(f, best *layout.Flow, lay func(*layout.Flow)) *layout.Flow {
	for _, used := range []int{60, 65, 70, 75, 80, 85, 90, 95} {
		t := f.Trial(func(t *layout.Flow) {
			t.Frame.Height = t.Frame.Height * paper.Length(used) / 100
			lay(t)
		})
		if len(t.Doc.Pages) <= len(best.Doc.Pages) {
			t.Frame = f.Frame
			return t
		}
	}
	return best
}

// back is the last page where the hours need the others: how to come, the code of the
// whole programme, the telephone.
func (c daySheet) back(f *layout.Flow) {
	f.NewPage().Add(c.strip(30 * paper.MM))
	f.Y = 42 * paper.MM
	f.Heading(c.sectionHead(f.Frame.Width, layout.StyleDay, c.Words.Practical, "practical", 3*paper.MM))
	for _, b := range backPages(c).practical(f.Frame.Width) {
		f.Place(b)
	}
	imprint := backPages(c).imprint(f.Frame.Width)
	if items, depth := backPages(c).backCode(f.Frame.Width); depth+imprint.Height()+16*paper.MM < f.Room() {
		f.Current().Put(f.Frame.X, f.Y+10*paper.MM, items...)
	}
	f.BottomBlock(imprint)
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
// under all its hours.
func (c daySheet) hours(f *layout.Flow, day content.Day, scale int) {
	c.part(f, c.Words.Free, dayPages(c).turns(day.Free, c.span), scale)
	c.part(f, c.Words.Booked, dayPages(c).turns(day.Booked, c.start), scale)
}

func (c daySheet) part(f *layout.Flow, title string, rows []dayRow, scale int) {
	if len(rows) == 0 {
		return
	}
	head := layout.Block{In: c.newSect(), After: c.look.Length(2 * paper.MM)}
	head.Head(0, f.Frame.Width, c.look.Of(layout.StyleDay.As(paper.Heading2)).Span(title))
	f.Heading(head)
	for _, row := range rows {
		hour := layout.Block{In: c.sect, After: paper.Pt}
		hour.Head(0, f.Frame.Width, c.look.Of(layout.StyleHour.As(paper.Heading3)).Span(row.hours))
		hour.Aside = []paper.Item{paper.Shape{Y: -paper.Pt, Segments: layout.LevelLine(f.Frame.Width), Stroke: &layout.Pale,
			Width: paper.Pt / 4}}
		f.Heading(hour)
		again := layout.Paragraph(0, f.Frame.Width, c.look.Of(layout.StyleLabel).As(paper.Decoration),
			fmt.Sprintf(c.Words.Continued, row.hours), 4*paper.Pt)
		for _, i := range row.entries {
			b := c.line(c.Entries[i], f.Frame.Width)
			b.After = 3 * paper.Pt * paper.Length(scale) / 100
			f.Place(b)
			f.Again = &again
		}
		f.Again = nil
		f.Spare += 3 * paper.Pt * paper.Length(scale) / 100
	}
	f.Spare += 3 * paper.MM
}

// line is an event in two lines: what, by whom; where, the telephone.
func (c daySheet) line(e content.Entry, measure paper.Length) layout.Block {
	b := layout.Block{In: c.sect, Language: c.Theirs()}
	fact := c.look.Of(layout.StyleFact)
	b.Kept(0, measure, c.look.Of(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(e.Craft+text.NoBreak+"· "),
		c.look.Of(layout.StyleText).Span(e.Title), fact.In(layout.Grey).Span(text.NoBreak+"· "+e.Workshop))
	where := strings.TrimPrefix(e.Street+", "+content.Postal(e.Commune), ", ")
	facts := append([]string{content.Capital(where)}, e.Contact[:min(1, len(e.Contact))]...) // the telephone
	b.Put(0, measure, fact.Span(dottedLines(facts, fact, measure)))
	return b
}

// foot is how to book, and the telephone number for questions.
func (c daySheet) foot(measure paper.Length) layout.Block {
	b := layout.Block{In: c.newSect()}
	b.Put(0, measure, c.look.Of(layout.StyleFact).Span(c.Words.HowBook))
	b.Gap(2 * paper.MM)
	if phone := c.ContactPhone(); phone != "" {
		b.Put(0, measure, c.look.Of(layout.StyleHour).Span(strings.Replace(c.Words.ByTelephone, "%s", phone, 1)))
	}
	if url := c.PageURL(); url != "" {
		b.Put(0, measure, c.look.Of(layout.StyleLabel).Span(content.Bare(url)))
	}
	b.Gap(2 * paper.MM)
	b.Rows = append(b.Rows, backPages(c).imprint(measure).Rows...)
	return b
}
