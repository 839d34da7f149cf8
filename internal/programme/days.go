package programme

import (
	"fmt"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// detail says how much the days tell of an event: a line for each with its
// title, the workshops' names after each other, or their numbers only.
type detail int

const (
	inLines detail = iota
	inNames
	inNumbers
)

// daysDetail is as much as people would read: a line for each where the days
// then take two pages or so.
func (c *composer) daysDetail() detail {
	lines := 0
	for _, d := range c.days {
		lines += 3
		for _, m := range append(append([]moment(nil), d.Free...), d.Booked...) {
			lines += len(m.Entries)
		}
	}
	switch {
	case lines <= 80:
		return inLines
	case len(c.entries) <= 120:
		return inNames
	}
	return inNumbers
}

// daysInto lays the days: what happens when, grouped by time. They are set a
// little smaller where that spares a page.
func (c *composer) daysInto(f *flow) {
	how := c.daysDetail()
	if c.look.airy || len(c.days) == 0 {
		c.daysAt(f, 100, how)
		return
	}
	f.fewest([]int{100, 94, 88}, func(f *flow, scale int) { c.daysAt(f, scale, how) })
}

func (c *composer) daysAt(f *flow, scale int, how detail) {
	section := c.sect
	for _, d := range c.days {
		c.sect = &paper.Element{Role: paper.Section, Parent: section}
		name := capital(c.words.Say.DayMonth(d.Date))
		head := block{in: c.sect, after: c.look.length(3 * pt * scale / 100)}
		head.put(0, f.frame.width, span{c.look.of(styleDay, scale), name})
		head.aside = []paper.Item{paper.Anchor{Name: d.Date.String(), Bookmark: plain(name), Level: 1}}
		f.heading(head)
		again := paragraph(0, f.frame.width, c.look.of(styleLabel).as(paper.Decoration), fmt.Sprintf(c.words.Continued, name), 4*pt)
		c.momentsInto(f, c.words.Free, d.Free, scale, how, &again, func(s jema.Span) string { return c.words.Say.Range(s.From, s.To) })
		c.momentsInto(f, c.words.Booked, d.Booked, scale, how, &again, func(s jema.Span) string { return c.words.Say.Clock(s.From) })
		f.again = nil
		f.spare = max(f.spare, c.look.length(11*pt*scale/100))
	}
	c.sect = section
}

// momentsInto lays a table: what happens at each time.
func (c *composer) momentsInto(f *flow, title string, moments []moment, scale int, how detail, again *block, name func(jema.Span) string) {
	if len(moments) == 0 {
		return
	}
	table := &paper.Element{Role: paper.Table, Parent: c.sect}
	caption := block{in: table}
	caption.put(0, f.frame.width, span{c.look.of(styleLabel, scale).in(grey).as(paper.Caption), title})
	caption.after = pt
	f.heading(caption)
	for i, m := range moments {
		b := c.momentBlock(name(m.Span), m.Entries, f.frame.width, scale, how, table)
		b.after = c.look.length(2 * pt * scale / 100)
		if i == len(moments)-1 {
			b.after *= 3
		}
		f.place(b)
		f.again = again
	}
}

// momentBlock sets a time, the row's head, and beside it what then happens.
func (c *composer) momentBlock(name string, entries []int, measure, scale int, how detail, table *paper.Element) block {
	tr := &paper.Element{Role: paper.TableRow, Parent: table}
	th := &paper.Element{Role: paper.HeaderCell, Scope: "Row", Parent: tr}
	td := &paper.Element{Role: paper.DataCell, Parent: tr}
	timeWidth := c.look.length(28 * mm)
	if c.look.airy { // above what happens, where the type leaves no room beside it
		timeWidth = 0
	}
	var b block
	if how == inLines {
		b = c.momentLines(entries, timeWidth, measure, scale, td)
	} else {
		b = c.momentNames(entries, timeWidth, measure, scale, how, td)
	}
	hour := breakLines([]span{{c.look.of(styleHour, 90, scale), name}}, measure)[0].row(0, th)
	if timeWidth == 0 {
		hour.keep = true
		b.rows = append([]row{hour}, b.rows...)
	} else {
		hour.height = 0 // the hour is larger than the line and stands on its baseline
		b.rows[0] = b.rows[0].level(hour)
	}
	rule := paper.Shape{Segments: levelLine(measure), Stroke: &pale, Width: pt / 4}
	b.aside = []paper.Item{rule.Moved(0, -pt/2)}
	return b
}

// momentLines is a line for each event: number, title, workshop.
func (c *composer) momentLines(entries []int, x, measure, scale int, td *paper.Element) (b block) {
	numberWidth := c.look.length(8 * mm)
	for _, i := range entries {
		e := c.entries[i]
		link := &paper.Element{Role: paper.LinkRole, Parent: td, Language: c.theirs()}
		number := breakLines([]span{{c.look.of(styleLabel, scale).in(inkOf(e.Domain)), strconv.Itoa(e.Number)}}, numberWidth)[0].row(x, link)
		words := []span{{c.look.of(styleText, scale), e.Title}, {c.look.of(styleFact, scale).in(grey), "\u00a0· " + e.Workshop}}
		for k, l := range breakLines(words, measure-x-numberWidth) {
			r := l.row(x+numberWidth, link)
			if k == 0 {
				r = r.level(number)
			}
			r.items = append(r.items, paper.Link{X: x, Width: measure - x, Height: r.height, Anchor: e.Anchor, In: link})
			b.rows = append(b.rows, r)
		}
		if len(b.rows) == 0 || len(words) == 0 {
			b.rows = append(b.rows, number)
		}
	}
	return b
}

// momentNames sets numbers, and the workshops' names, after each other.
func (c *composer) momentNames(entries []int, x, measure, scale int, how detail, td *paper.Element) (b block) {
	spans, links := make([]span, 0, 3*len(entries)), make([]linked, 0, 3*len(entries))
	for k, i := range entries {
		e := c.entries[i]
		to := linked{in: &paper.Element{Role: paper.LinkRole, Parent: td, Language: c.theirs()}, anchor: e.Anchor}
		said := strconv.Itoa(e.Number)
		if how == inNames {
			said += text.NoBreak
		}
		if k > 0 {
			apart := " "
			spans, links = append(spans, span{c.look.of(styleFact, scale), apart}), append(links, linked{in: td})
		}
		spans, links = append(spans, span{c.look.of(styleLabel, scale).in(inkOf(e.Domain)), said}), append(links, to)
		if how == inNames {
			name := strings.ReplaceAll(e.Workshop, " ", text.NoBreak)
			if len(name) > 36 {
				name = e.Workshop
			}
			if k < len(entries)-1 {
				name += ","
			}
			spans, links = append(spans, span{c.look.of(styleFact, scale), name}), append(links, to)
		}
	}
	b.putLinked(x, measure-x, spans, links)
	return b
}

func levelLine(w int) []marquetry.Segment {
	return []marquetry.Segment{{Step: marquetry.Move}, {Step: marquetry.Line, To: marquetry.Point{X: w}}}
}

// capital gives a sentence its first capital.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// plain makes no-break spaces plain ones, for the outline.
func plain(s string) string { return plainSpaces.Replace(s) }

var plainSpaces = strings.NewReplacer(text.NoBreak, " ", text.NarrowNoBreak, " ")
