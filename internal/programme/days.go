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

// daysInto lays the days: what happens when, grouped by time. They are set a
// little smaller where that spares a page.
func (c *content) daysInto(f *flow) {
	c.daysAt(f, f.fewest([]int{100, 95, 90, 86}, c.daysAt))
}

func (c *content) daysAt(f *flow, scale int) {
	for _, d := range c.days {
		name := capital(text.DayMonth(d.Date))
		head := paragraph(0, f.frame.width, styleDay.times(scale), name, 3*pt*scale/100)
		head.aside = []paper.Item{paper.Anchor{Name: d.Date.String(), Bookmark: plain(name), Level: 1}}
		f.heading(head)
		again := paragraph(0, f.frame.width, styleLabel, fmt.Sprintf(c.words.Continued, name), 4*pt)
		c.momentsInto(f, c.words.Free, d.Free, scale, &again, func(s jema.Span) string { return text.Range(s.From, s.To) })
		c.momentsInto(f, c.words.Booked, d.Booked, scale, &again, func(s jema.Span) string { return text.Clock(s.From) })
		f.again = nil
		f.spare = max(f.spare, 11*pt*scale/100)
	}
}

func (c *content) momentsInto(f *flow, title string, moments []moment, scale int, again *block, name func(jema.Span) string) {
	if len(moments) == 0 {
		return
	}
	f.heading(paragraph(0, f.frame.width, styleLabel.in(grey).times(scale), title, pt))
	for i, m := range moments {
		b := c.momentBlock(name(m.Span), m.Entries, f.frame.width, scale)
		b.after = 2 * pt * scale / 100
		if i == len(moments)-1 {
			b.after *= 3
		}
		f.place(b)
		f.again = again
	}
}

// momentBlock sets a time, and beside it one line for each entry.
func (c *content) momentBlock(name string, entries []int, measure, scale int) block {
	const timeWidth, numberWidth = 28 * mm, 8 * mm
	var b block
	for k, i := range entries {
		e := c.entries[i]
		var sub block
		sub.beside(timeWidth, numberWidth, 0, measure-timeWidth,
			[]span{{styleLabel.in(inkOf(e.Domain)).times(scale), strconv.Itoa(e.Number)}},
			[]span{{styleText.times(scale), e.Title}, {styleFact.in(grey).times(scale), "\u00a0· " + e.Workshop}})
		h := sub.height()
		link := paper.Link{X: timeWidth, Width: measure - timeWidth, Height: h, Anchor: e.Anchor}
		sub.rows[0].items = append(sub.rows[0].items, link)
		if k == 0 {
			time := breakLines([]span{{styleHour.times(90 * scale / 100), name}}, timeWidth)[0].row(0, nil)
			time.height = 0 // the hour is larger than the line and stands on its baseline
			sub.rows[0] = sub.rows[0].level(time)
		}
		b.rows = append(b.rows, sub.rows...)
	}
	rule := paper.Shape{Segments: levelLine(measure), Stroke: &pale, Width: pt / 4}
	b.aside = []paper.Item{rule.Moved(0, -pt/2)}
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
func plain(s string) string {
	return strings.NewReplacer(text.NoBreak, " ", text.NarrowNoBreak, " ").Replace(s)
}
