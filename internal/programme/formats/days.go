package formats

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// detail is how much the days show of an event: a line for each with its title, the
// workshops' names after each other, or, of what must be booked, each name once
// a day, under its first hour and with the others.
type detail int

const (
	inLines detail = iota
	inNames
	inTurns
)

// mostNamed is the number of events up to which days list names under each hour.
const mostNamed = 40

// mostLarge is the same for large print, whose lines are short.
const mostLarge = 5

// detail is as much as people would read: a line for each where the days
// then take two pages or so.
func (c dayPages) detail() detail {
	lines := 0
	for _, d := range c.Days {
		lines += 3
		for _, m := range append(append([]content.Moment(nil), d.Free...), d.Booked...) {
			lines += len(m.Entries)
		}
	}
	switch {
	case c.lean, c.look.Airy && len(c.Entries) > mostLarge:
		return inTurns
	case lines <= 80:
		return inLines
	case len(c.Entries) <= mostNamed:
		return inNames
	}
	return inTurns
}

// closeness are the distances between lines, in per cent, that are tried until
// one spares a page. The size of the type never changes.
var closeness = []int{100, 95, 90}

// into lays the days: what happens when, grouped by time. They are closer
// together where that spares a page.
func (c dayPages) into(f *layout.Flow) {
	how := c.detail()
	if c.look.Airy || len(c.Days) == 0 {
		c.at(f, 100, how)
		return
	}
	f.Fewest(closeness, func(f *layout.Flow, scale int) { c.at(f, scale, how) })
}

// tight is the composer with lines so close together, in per cent.
func (c *composer) tight(percent int) *composer {
	out := *c
	if percent < 100 {
		out.look.Lead = percent
	}
	return &out
}

func (c dayPages) at(f *layout.Flow, scale int, how detail) {
	c.composer = c.tight(scale)
	section := c.sect
	for _, d := range c.Days {
		c.sect = &paper.Element{Role: paper.Section, Parent: section}
		name := content.Capital(c.Words.Say.DayMonth(d.Date))
		head := layout.Block{In: c.sect, After: c.look.Length(3 * paper.Pt * scale / 100)}
		head.Put(0, f.Frame.Width, c.look.Of(layout.StyleDay).Span(name))
		head.Aside = []paper.Item{paper.Anchor{Name: d.Date.String(), Bookmark: content.Plain(name), Level: 1}}
		f.Heading(head)
		again := layout.Paragraph(0, f.Frame.Width, c.look.Of(layout.StyleLabel).As(paper.Decoration),
			fmt.Sprintf(c.Words.Continued, name), 4*paper.Pt)
		c.momentsInto(f, moments{c.Words.Free, d.Free, scale, how, &again,
			func(s jema.Span) string { return c.Words.Say.Range(s.From, s.To) }, nil})
		booked := moments{c.Words.Booked, d.Booked, scale, how, &again,
			func(s jema.Span) string { return c.Words.Say.Clock(s.From) }, nil}
		if how == inTurns {
			booked.list, booked.hours = c.turns(d.Booked, booked.name)
		}
		c.momentsInto(f, booked)
		f.Again = nil
		f.Spare = max(f.Spare, c.look.Length(11*paper.Pt*scale/100))
	}
	c.sect = section
}

// moments are the rows of a table of a day.
type moments struct {
	title string
	list  []content.Moment
	scale int // of the distances, in per cent
	how   detail
	again *layout.Block // heads a page on which the table goes on
	name  func(jema.Span) string
	hours map[int]string // of an entry, where its row has but the first of them
}

// turns lists each entry once, under its first hour, and returns all hours of those
// that have more.
func (c dayPages) turns(moments []content.Moment, name func(jema.Span) string) (list []content.Moment,
	hours map[int]string) {
	starts := map[int][]string{}
	for _, m := range moments {
		first := content.Moment{Span: m.Span}
		for _, i := range m.Entries {
			if len(starts[i]) == 0 {
				first.Entries = append(first.Entries, i)
			}
			starts[i] = append(starts[i], name(m.Span))
		}
		if len(first.Entries) > 0 {
			list = append(list, first)
		}
	}
	hours = map[int]string{}
	for i, all := range starts {
		if len(all) > 1 {
			hours[i] = " (" + strings.ReplaceAll(c.Words.Say.Join(all), " et ", " et"+text.NoBreak) + ")"
		}
	}
	return list, hours
}

// momentsInto lays a table: what happens at each time.
func (c dayPages) momentsInto(f *layout.Flow, m moments) {
	if len(m.list) == 0 {
		return
	}
	table := &paper.Element{Role: paper.Table, Parent: c.sect}
	caption := layout.Block{In: table}
	caption.Put(0, f.Frame.Width, c.look.Of(layout.StyleLabel).In(layout.Grey).As(paper.Caption).Span(m.title))
	caption.After = paper.Pt
	f.Heading(caption)
	for i, moment := range m.list {
		b := c.momentBlock(m, moment, f.Frame.Width, table)
		b.After = c.look.Length(2 * paper.Pt * m.scale / 100)
		if i == len(m.list)-1 {
			b.After *= 3
		}
		f.Place(b)
		f.Again = m.again
	}
}

// narrow is the width below which an hour is above what then happens.
const narrow = 80 * paper.MM

// momentBlock sets a time, the row's head, and beside it what then happens.
func (c dayPages) momentBlock(m moments, moment content.Moment, measure int, table *paper.Element) layout.Block {
	tr := &paper.Element{Role: paper.TableRow, Parent: table}
	th := &paper.Element{Role: paper.HeaderCell, Scope: "Row", Parent: tr}
	td := &paper.Element{Role: paper.DataCell, Parent: tr}
	timeWidth := c.look.Length(28 * paper.MM)
	if measure < narrow || c.look.Airy && !c.hoursFit(m, timeWidth) { // no room for it beside
		timeWidth = 0
	}
	var b layout.Block
	if m.how == inLines {
		b = c.momentLines(moment.Entries, timeWidth, measure, td)
	} else {
		b = c.momentNames(moment.Entries, m.hours, timeWidth, measure, td)
	}
	hour := layout.BreakLines([]layout.Span{c.look.Of(layout.StyleHour, 90).Span(m.name(moment.Span))},
		measure)[0].Row(0, th)
	if timeWidth == 0 {
		hour.Keep = true
		b.Rows = append([]layout.Row{hour}, b.Rows...)
	} else {
		hour.Height = 0 // the hour is larger than the line and shares its baseline
		b.Rows[0] = b.Rows[0].Level(hour)
	}
	rule := paper.Shape{Segments: layout.LevelLine(measure), Stroke: &layout.Pale, Width: paper.Pt / 4}
	b.Aside = []paper.Item{rule.Moved(0, -paper.Pt/2)}
	return b
}

// hoursFit reports whether each hour of a table fits in its column.
func (c dayPages) hoursFit(m moments, width int) bool {
	s := c.look.Of(layout.StyleHour, 90)
	return !slices.ContainsFunc(m.list, func(moment content.Moment) bool {
		return typeset.Width(m.name(moment.Span), s.Face, s.Size)+2*paper.MM > width
	})
}

// pageWords is where an event is in the programme, "" before pages are numbered.
func (c dayPages) pageWords(anchor string) string {
	if c.pageOf == nil {
		return ""
	}
	n := c.pageOf(anchor)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(c.Words.PageShort, strconv.Itoa(n))
}

// momentLines is a line for each event: number, title, workshop, page.
func (c dayPages) momentLines(entries []int, x, measure int, td *paper.Element) (b layout.Block) {
	numberWidth := c.look.Length(8 * paper.MM)
	for _, i := range entries {
		e := c.Entries[i]
		link := &paper.Element{Role: paper.LinkRole, Parent: td, Language: c.Theirs()}
		number := layout.BreakLines([]layout.Span{c.look.Of(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(
			strconv.Itoa(e.Number))}, numberWidth)[0].Row(x, link)
		words := []layout.Span{c.look.Of(layout.StyleText).Span(e.Title),
			c.look.Of(layout.StyleFact).In(layout.Grey).Span("\u00a0· " + e.Workshop)}
		var lines layout.Block
		if page := c.pageWords(e.Anchor); page == "" {
			lines.PutLink(x+numberWidth, measure-x-numberWidth, words, e.Anchor, link)
		} else {
			lines.Leads(x+numberWidth, measure-x-numberWidth, words, c.look.Of(layout.StyleFact).Span(page), e.Anchor, link)
		}
		for k, r := range lines.Rows {
			if k == 0 {
				r = r.Level(number)
			}
			b.Rows = append(b.Rows, r)
		}
		if len(lines.Rows) == 0 {
			b.Rows = append(b.Rows, number)
		}
	}
	return b
}

// momentNames sets numbers, and the workshops' names and pages, after each other.
func (c dayPages) momentNames(entries []int, hours map[int]string, x, measure int,
	td *paper.Element) (b layout.Block) {
	spans, links := make([]layout.Span, 0, 4*len(entries)), make([]layout.Linked, 0, 4*len(entries))
	put := func(to layout.Linked, s layout.Span) { spans, links = append(spans, s), append(links, to) }
	fact := c.look.Of(layout.StyleFact)
	for k, i := range entries {
		e := c.Entries[i]
		to := layout.Linked{In: &paper.Element{Role: paper.LinkRole, Parent: td, Language: c.Theirs()}, Anchor: e.Anchor}
		if k > 0 {
			put(layout.Linked{In: td}, fact.Span(" "))
		}
		number := c.look.Of(layout.StyleLabel).In(layout.InkOf(e.Domain))
		put(to, number.Span(strconv.Itoa(e.Number)+text.NoBreak))
		after := ""
		if page := c.pageWords(e.Anchor); page != "" {
			after = text.NoBreak + page
		}
		comma := hours[i] + ","
		if k == len(entries)-1 {
			comma = hours[i]
		}
		if after == "" {
			put(to, fact.Span(heldTogether(e.Workshop)+comma))
			continue
		}
		put(to, fact.Span(heldTogether(e.Workshop)))
		put(to, fact.In(layout.Grey).Span(after+comma))
	}
	b.PutLinked(x, measure-x, spans, links)
	return b
}

// heldTogether is a name that is not broken over two lines, unless it is long.
func heldTogether(name string) string {
	if len(name) > 36 {
		return name
	}
	return strings.ReplaceAll(name, " ", text.NoBreak)
}
