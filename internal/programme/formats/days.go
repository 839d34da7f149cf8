package formats

import (
	"fmt"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// detail is how much the days show of an event: a line for each with its title,
// the workshops' names after each other, or their numbers only.
type detail int

const (
	inLines detail = iota
	inNames
	inNumbers
)

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
	case lines <= 80:
		return inLines
	case len(c.Entries) <= 120:
		return inNames
	}
	return inNumbers
}

// into lays the days: what happens when, grouped by time. They are set a
// little smaller where that spares a page.
func (c dayPages) into(f *layout.Flow) {
	how := c.detail()
	if c.look.Airy || len(c.Days) == 0 {
		c.at(f, 100, how)
		return
	}
	f.Fewest([]int{100, 94, 88}, func(f *layout.Flow, scale int) { c.at(f, scale, how) })
}

func (c dayPages) at(f *layout.Flow, scale int, how detail) {
	section := c.sect
	for _, d := range c.Days {
		c.sect = &paper.Element{Role: paper.Section, Parent: section}
		name := content.Capital(c.Words.Say.DayMonth(d.Date))
		head := layout.Block{In: c.sect, After: c.look.Length(3 * paper.Pt * scale / 100)}
		head.Put(0, f.Frame.Width, c.look.Of(layout.StyleDay, scale).Span(name))
		head.Aside = []paper.Item{paper.Anchor{Name: d.Date.String(), Bookmark: content.Plain(name), Level: 1}}
		f.Heading(head)
		again := layout.Paragraph(0, f.Frame.Width, c.look.Of(layout.StyleLabel).As(paper.Decoration),
			fmt.Sprintf(c.Words.Continued, name), 4*paper.Pt)
		c.momentsInto(f, c.Words.Free, d.Free, scale, how, &again,
			func(s jema.Span) string { return c.Words.Say.Range(s.From, s.To) })
		c.momentsInto(f, c.Words.Booked, d.Booked, scale, how, &again,
			func(s jema.Span) string { return c.Words.Say.Clock(s.From) })
		f.Again = nil
		f.Spare = max(f.Spare, c.look.Length(11*paper.Pt*scale/100))
	}
	c.sect = section
}

// momentsInto lays a table: what happens at each time.
func (c dayPages) momentsInto(f *layout.Flow, title string, moments []content.Moment, scale int, how detail,
	again *layout.Block, name func(jema.Span) string) {
	if len(moments) == 0 {
		return
	}
	table := &paper.Element{Role: paper.Table, Parent: c.sect}
	caption := layout.Block{In: table}
	caption.Put(0, f.Frame.Width, c.look.Of(layout.StyleLabel, scale).In(layout.Grey).As(paper.Caption).Span(title))
	caption.After = paper.Pt
	f.Heading(caption)
	for i, m := range moments {
		b := c.momentBlock(name(m.Span), m.Entries, f.Frame.Width, scale, how, table)
		b.After = c.look.Length(2 * paper.Pt * scale / 100)
		if i == len(moments)-1 {
			b.After *= 3
		}
		f.Place(b)
		f.Again = again
	}
}

// momentBlock sets a time, the row's head, and beside it what then happens.
func (c dayPages) momentBlock(name string, entries []int, measure, scale int, how detail,
	table *paper.Element) layout.Block {
	tr := &paper.Element{Role: paper.TableRow, Parent: table}
	th := &paper.Element{Role: paper.HeaderCell, Scope: "Row", Parent: tr}
	td := &paper.Element{Role: paper.DataCell, Parent: tr}
	timeWidth := c.look.Length(28 * paper.MM)
	if c.look.Airy { // above what happens, where the type leaves no room beside it
		timeWidth = 0
	}
	var b layout.Block
	if how == inLines {
		b = c.momentLines(entries, timeWidth, measure, scale, td)
	} else {
		b = c.momentNames(entries, timeWidth, measure, scale, how, td)
	}
	hour := layout.BreakLines([]layout.Span{c.look.Of(layout.StyleHour, 90, scale).Span(name)}, measure)[0].Row(0, th)
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

// momentLines is a line for each event: number, title, workshop.
func (c dayPages) momentLines(entries []int, x, measure, scale int, td *paper.Element) (b layout.Block) {
	numberWidth := c.look.Length(8 * paper.MM)
	for _, i := range entries {
		e := c.Entries[i]
		link := &paper.Element{Role: paper.LinkRole, Parent: td, Language: c.Theirs()}
		number := layout.BreakLines([]layout.Span{c.look.Of(layout.StyleLabel,
			scale).In(layout.InkOf(e.Domain)).Span(strconv.Itoa(e.Number))}, numberWidth)[0].Row(x, link)
		words := []layout.Span{c.look.Of(layout.StyleText, scale).Span(e.Title), c.look.Of(layout.StyleFact,
			scale).In(layout.Grey).Span("\u00a0· " + e.Workshop)}
		for k, l := range layout.BreakLines(words, measure-x-numberWidth) {
			r := l.Row(x+numberWidth, link)
			if k == 0 {
				r = r.Level(number)
			}
			r.Items = append(r.Items, paper.Link{X: x, Width: measure - x, Height: r.Height, Anchor: e.Anchor, In: link})
			b.Rows = append(b.Rows, r)
		}
		if len(b.Rows) == 0 || len(words) == 0 {
			b.Rows = append(b.Rows, number)
		}
	}
	return b
}

// momentNames sets numbers, and the workshops' names, after each other.
func (c dayPages) momentNames(entries []int, x, measure, scale int, how detail, td *paper.Element) (b layout.Block) {
	spans, links := make([]layout.Span, 0, 3*len(entries)), make([]layout.Linked, 0, 3*len(entries))
	for k, i := range entries {
		e := c.Entries[i]
		to := layout.Linked{In: &paper.Element{Role: paper.LinkRole, Parent: td, Language: c.Theirs()}, Anchor: e.Anchor}
		said := strconv.Itoa(e.Number)
		if how == inNames {
			said += text.NoBreak
		}
		if k > 0 {
			apart := " "
			spans, links = append(spans, c.look.Of(layout.StyleFact, scale).Span(apart)), append(links, layout.Linked{In: td})
		}
		spans, links = append(spans, c.look.Of(layout.StyleLabel, scale).In(layout.InkOf(e.Domain)).Span(said)),
			append(links, to)
		if how == inNames {
			name := strings.ReplaceAll(e.Workshop, " ", text.NoBreak)
			if len(name) > 36 {
				name = e.Workshop
			}
			if k < len(entries)-1 {
				name += ","
			}
			spans, links = append(spans, c.look.Of(layout.StyleFact, scale).Span(name)), append(links, to)
		}
	}
	b.PutLinked(x, measure-x, spans, links)
	return b
}
