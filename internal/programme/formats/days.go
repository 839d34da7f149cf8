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
// a day, under all its hours.
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
		head := layout.Block{In: c.sect, After: c.look.Length(3 * paper.Pt * paper.Length(scale) / 100)}
		head.Put(0, f.Frame.Width, c.look.Of(layout.StyleDay).Span(name))
		head.Aside = []paper.Item{paper.Anchor{Name: d.Date.String(), Bookmark: content.Plain(name), Level: 1}}
		f.Heading(head)
		again := layout.Paragraph(0, f.Frame.Width, c.look.Of(layout.StyleLabel).As(paper.Decoration),
			fmt.Sprintf(c.Words.Continued, name), 4*paper.Pt)
		c.momentsInto(f, moments{c.Words.Free, c.perTime(d.Free, c.span), scale, how, &again})
		booked := c.perTime
		if how == inTurns {
			booked = c.turns
		}
		c.momentsInto(f, moments{c.Words.Booked, booked(d.Booked, c.start), scale, how, &again})
		f.Again = nil
		f.Spare = max(f.Spare, c.look.Length(11*paper.Pt*paper.Length(scale)/100))
	}
	c.sect = section
}

// moments are a table of a day.
type moments struct {
	title string
	rows  []dayRow
	scale int // of the distances, in per cent
	how   detail
	again *layout.Block // heads a page on which the table goes on
}

// dayRow is what happens at a time, or at each of several times.
type dayRow struct {
	hours   string
	entries []int
}

func (c *composer) span(s jema.Span) string { return c.Words.Say.Range(s.From, s.To) }

func (c *composer) start(s jema.Span) string { return c.Words.Say.Clock(s.From) }

// perTime is a row for each time.
func (c dayPages) perTime(moments []content.Moment, name func(jema.Span) string) (rows []dayRow) {
	for _, m := range moments {
		rows = append(rows, dayRow{name(m.Span), m.Entries})
	}
	return rows
}

// turns has each entry once: those with the same times share a row, which has all of
// them, and rows follow each other by the first of their times.
func (c dayPages) turns(moments []content.Moment, name func(jema.Span) string) (rows []dayRow) {
	times := map[int][]string{}
	var order []int
	for _, m := range moments {
		for _, i := range m.Entries {
			if times[i] == nil {
				order = append(order, i)
			}
			times[i] = append(times[i], name(m.Span))
		}
	}
	for _, i := range order {
		all := strings.ReplaceAll(c.Words.Say.Join(times[i]), " et ", " et"+text.NoBreak)
		at := slices.IndexFunc(rows, func(r dayRow) bool { return r.hours == all })
		if at < 0 {
			rows = append(rows, dayRow{hours: all})
			at = len(rows) - 1
		}
		rows[at].entries = append(rows[at].entries, i)
	}
	return rows
}

// momentsInto lays a table: what happens at each time.
func (c dayPages) momentsInto(f *layout.Flow, m moments) {
	if len(m.rows) == 0 {
		return
	}
	table := &paper.Element{Role: paper.Table, Parent: c.sect}
	caption := layout.Block{In: table}
	caption.Put(0, f.Frame.Width, c.look.Of(layout.StyleLabel).In(layout.Grey).As(paper.Caption).Span(m.title))
	caption.After = paper.Pt
	f.Heading(caption)
	for i, row := range m.rows {
		b := c.momentBlock(m, row, f.Frame.Width, table)
		b.After = c.look.Length(2 * paper.Pt * paper.Length(m.scale) / 100)
		if i == len(m.rows)-1 {
			b.After *= 3
		}
		f.Place(b)
		f.Again = m.again
	}
}

// narrow is the width below which an hour is above what then happens.
const narrow = 80 * paper.MM

// momentBlock sets the times, the row's head, and beside or below them what then happens.
func (c dayPages) momentBlock(m moments, row dayRow, measure paper.Length, table *paper.Element) layout.Block {
	tr := &paper.Element{Role: paper.TableRow, Parent: table}
	th := &paper.Element{Role: paper.HeaderCell, Scope: "Row", Parent: tr}
	td := &paper.Element{Role: paper.DataCell, Parent: tr}
	timeWidth := c.look.Length(28 * paper.MM)
	if measure < narrow || (c.look.Airy || m.how == inTurns) && !c.hoursFit(m, timeWidth) { // no room for it beside
		timeWidth = 0
	}
	var b layout.Block
	if m.how == inLines {
		b = c.momentLines(row.entries, timeWidth, measure, td)
	} else {
		b = c.momentNames(row.entries, timeWidth, measure, td)
	}
	hours := layout.BreakLines([]layout.Span{c.look.Of(layout.StyleHour, 90).Span(row.hours)}, measure)
	if timeWidth == 0 {
		above := make([]layout.Row, len(hours), len(hours)+len(b.Rows))
		for i, line := range hours {
			above[i] = line.Row(0, th)
			above[i].Keep = true
		}
		b.Rows = append(above, b.Rows...)
	} else {
		hour := hours[0].Row(0, th)
		hour.Height = 0 // the hour is larger than the line and shares its baseline
		b.Rows[0] = b.Rows[0].Level(hour)
	}
	rule := paper.Shape{Segments: layout.LevelLine(measure), Stroke: &layout.Pale, Width: paper.Pt / 4}
	b.Aside = []paper.Item{rule.Moved(0, -paper.Pt/2)}
	return b
}

// hoursFit reports whether each hour of a table fits in its column.
func (c dayPages) hoursFit(m moments, width paper.Length) bool {
	s := c.look.Of(layout.StyleHour, 90)
	return !slices.ContainsFunc(m.rows, func(row dayRow) bool {
		return typeset.Width(row.hours, s.Face, s.Size)+2*paper.MM > width
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
func (c dayPages) momentLines(entries []int, x, measure paper.Length, td *paper.Element) (b layout.Block) {
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
func (c dayPages) momentNames(entries []int, x, measure paper.Length, td *paper.Element) (b layout.Block) {
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
		comma := ","
		if k == len(entries)-1 {
			comma = ""
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
