package formats

import (
	"strings"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// block is an opening of another commune, in short. The title comes first in
// reading order, though the commune is above it.
func (c nearbyPages) block(e content.Entry, measure int) layout.Block {
	b := layout.Block{After: c.look.Length(7 * paper.Pt), In: &paper.Element{Role: paper.Section, Parent: c.sect},
		Language: c.Theirs()}
	where := layout.Block{In: b.In}
	where.Put(0, measure, c.look.Of(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(strings.TrimLeft(e.Commune,
		"0123456789 ")))
	title := layout.Block{In: b.In, Language: b.Language}
	title.Head(0, measure, c.look.Of(layout.StyleText).As(paper.Heading3).Span(e.Title))
	b.Rows = append(b.Rows, layout.Row{Height: where.Height() + title.Height(), Keep: true,
		Items: append(title.ItemsAt(0, where.Height()), where.Items()...)})
	b.Kept(0, measure, c.look.Of(layout.StyleFact).In(layout.Grey).Span(e.Workshop+", "+content.Lower(e.Craft)))
	b.Language = ""
	free := e.Free
	if e.Street == "" || e.Street == c.Words.AddressOnBooking {
		free = nil // nobody could find the door
	}
	for _, l := range free {
		b.Put(0, measure, c.look.Of(layout.StyleFact).Span(l.Days+", "), c.look.Of(layout.StyleLabel).Span(l.Hours))
	}
	for _, l := range e.Booked {
		b.Put(0, measure, c.look.Of(layout.StyleFact).Span(l.Days+", "), c.look.Of(layout.StyleLabel).Span(l.Hours),
			c.look.Of(layout.StyleFact).Span(", "+content.Lower(c.Words.Booked)))
	}
	return b
}

// into lays what opens in the neighbouring communes, as far as one page
// holds.
func (c nearbyPages) into(f *layout.Flow) {
	if len(c.Nearby) == 0 || f.Doc.PageOf("nearby") > 0 {
		return
	}
	c.section(f, c.Words.Nearby, "nearby")
	f.Heading(c.saying(f.Frame.Width, layout.StyleText, c.Words.NearbyIntro, 4*paper.MM))
	for i, e := range c.Nearby {
		b := c.block(e, f.Frame.Width)
		if i > 0 && b.Height() > f.Room() {
			return
		}
		f.Place(b)
	}
}

// below uses what is left of a page for the neighbours.
func (c nearbyPages) below(f *layout.Flow) {
	if f.Doc.PageOf("nearby") == 0 && f.Room() > 58*paper.MM {
		f.Y += 4 * paper.MM
		c.few(f)
	}
}

// few names as many neighbours as the page still holds, none if that
// is fewer than two.
func (c nearbyPages) few(f *layout.Flow) {
	if len(c.Nearby) == 0 || f.Room() < 45*paper.MM {
		return
	}
	f.Y += 3 * paper.MM
	f.Heading(c.sectionHead(f.Frame.Width, layout.StyleDay, c.Words.Nearby, "nearby", 2*paper.MM))
	for _, e := range c.Nearby {
		b := c.block(e, f.Frame.Width)
		if b.Height()+8*paper.MM > f.Room() {
			break
		}
		f.Place(b)
	}
	f.Pending = nil
}

// inColumns sets what opens close by in three columns.
func (c nearbyPages) inColumns(n int) layout.Block {
	var b layout.Block
	n = min(n, len(c.Nearby))
	if n == 0 {
		return b
	}
	b.In = c.newSect()
	rule := paper.Shape{Segments: layout.LevelLine(layout.A4Frame.Width), Stroke: &layout.Black, Width: paper.Pt / 2}
	b.Aside = append(b.Aside, rule)
	b.Gap(4 * paper.MM)
	b.Rows = append(b.Rows, layout.Row{Height: 4 * paper.MM})
	b.Put(0, layout.A4Frame.Width, layout.StyleDay.As(paper.Heading2).Span(c.Words.Nearby))
	b.Gap(2 * paper.MM)
	const column, gutter = 54 * paper.MM, 7 * paper.MM
	for i := 0; i < n; i += 3 {
		deepest := 0
		var items []paper.Item
		for k := i; k < min(i+3, n); k++ {
			block := c.block(c.Nearby[k], column)
			y := 0
			for _, r := range block.Rows {
				for _, item := range r.Items {
					items = append(items, item.Moved((k-i)*(column+gutter), y))
				}
				y += r.Height
			}
			deepest = max(deepest, y)
		}
		b.Rows = append(b.Rows, layout.Row{Items: items, Height: deepest}, layout.Row{Height: 3 * paper.MM})
	}
	return b
}
