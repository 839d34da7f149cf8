package programme

import (
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/text"
)

// daysInto lays the days: what happens when, grouped by time.
func (c *content) daysInto(f *flow) {
	for _, d := range c.days {
		name := capital(text.DayMonth(d.Date))
		head := paragraph(0, f.frame.width, styleDay, name, 3*pt)
		head.aside = []Item{Anchor{Name: d.Date.String(), Bookmark: plain(name), Level: 1}}
		f.heading(head)
		c.momentsInto(f, c.words.Free, d.Free, func(s jema.Span) string { return text.Range(s.From, s.To) })
		c.momentsInto(f, c.words.Booked, d.Booked, func(s jema.Span) string { return text.Clock(s.From) })
		f.spare = max(f.spare, 11*pt)
	}
}

func (c *content) momentsInto(f *flow, title string, moments []moment, name func(jema.Span) string) {
	if len(moments) == 0 {
		return
	}
	f.heading(paragraph(0, f.frame.width, styleLabel.in(grey), title, pt))
	for i, m := range moments {
		b := c.momentBlock(name(m.Span), m.Entries, f.frame.width)
		b.after = 2 * pt
		if i == len(moments)-1 {
			b.after = 6 * pt
		}
		f.place(b)
	}
}

// momentBlock sets a time, and beside it one line for each entry.
func (c *content) momentBlock(name string, entries []int, measure int) block {
	const timeWidth, numberWidth = 28 * mm, 8 * mm
	var b block
	for k, i := range entries {
		e := c.entries[i]
		var sub block
		sub.beside(timeWidth, numberWidth, 0, measure-timeWidth,
			[]span{{styleLabel.in(inkOf(e.Domain)), strconv.Itoa(e.Number)}},
			[]span{{styleText, e.Title}, {styleFact.in(grey), "\u00a0· " + e.Workshop}})
		h := sub.height()
		link := Link{X: timeWidth, Width: measure - timeWidth, Height: h, Anchor: e.Anchor}
		sub.rows[0].items = append(sub.rows[0].items, link)
		if k == 0 {
			sub.rows[0] = sub.rows[0].level(breakLines([]span{{styleHour.times(90), name}}, timeWidth)[0].row(0))
		}
		b.rows = append(b.rows, sub.rows...)
	}
	rule := Shape{Segments: levelLine(measure), Stroke: &marquetry.RGB{R: 0xb9, G: 0xb2, B: 0xa8}, Width: pt / 4}
	b.aside = []Item{rule.moved(0, -pt/2)}
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
