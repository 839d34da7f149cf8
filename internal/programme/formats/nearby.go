package formats

import (
	"strings"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// block is an opening of another commune, in short. The title comes first in
// reading order, though the commune is above it.
func (c nearbyPages) block(e content.Entry, measure paper.Length) layout.Block {
	b := layout.Block{After: c.look.Length(7 * paper.Pt), In: &paper.Element{Role: paper.Section, Parent: c.sect},
		Language: c.Theirs()}
	full := measure
	if measure > nearbyBroad && e.URL != "" {
		measure -= c.look.Length(nearbyAside) + 4*paper.MM
	}
	fact := c.look.Of(layout.StyleFact)
	where := layout.Block{In: b.In}
	where.Put(0, measure, c.look.Of(layout.StyleLabel).In(layout.InkOf(e.Domain)).Span(strings.TrimLeft(e.Commune,
		"0123456789 ")), fact.Span(kindAfter(e.Away)))
	title := layout.Block{In: b.In, Language: b.Language}
	title.Head(0, measure, c.look.Of(layout.StyleText).As(paper.Heading3).Span(e.Title))
	b.Rows = append(b.Rows, layout.Row{Height: where.Height() + title.Height(), Keep: true,
		Items: append(title.ItemsAt(0, where.Height()), where.Items()...)})
	b.Kept(0, measure, fact.In(layout.Grey).Span(e.Workshop+", "+content.Lower(e.Craft)))
	b.Language = ""
	free := e.Free
	if e.Street == "" || e.Street == c.Words.AddressOnBooking {
		free = nil // nobody could find the door
	}
	for _, l := range free {
		b.Put(0, measure, fact.Span(l.Days+", "), c.look.Of(layout.StyleLabel).Span(l.Hours))
	}
	for _, l := range e.Booked {
		b.Put(0, measure, fact.Span(l.Days+", "), c.look.Of(layout.StyleLabel).Span(l.Hours),
			fact.Span(", "+content.Lower(c.Words.Booked)))
	}
	if street := e.Street; len(free) > 0 {
		b.Put(0, measure, fact.Span(dottedLines(append(given(e.Price), street), fact, measure)))
	} else if e.Price != "" {
		b.Put(0, measure, fact.Span(e.Price))
	}
	c.code(&b, e, full)
	return b
}

// given is a list of a word that is not empty.
func given(word string) []string {
	if word == "" {
		return nil
	}
	return []string{word}
}

const (
	nearbyBroad = 80 * paper.MM // a block that is broader has its code beside its text
	nearbyAside = 24 * paper.MM
	nearbyCode  = 18 * paper.MM
)

// code puts the code to book at the right of a block, or under its text where the
// block is narrow.
func (c nearbyPages) code(b *layout.Block, e content.Entry, measure paper.Length) {
	setter := EntrySetter{c.Programme}
	shape := EntryShape{look: c.look, Scale: 100, aside: c.look.Length(nearbyAside), code: c.look.Length(nearbyCode)}
	items, depth := setter.codeItems(e, shape, 0, b.In)
	if depth == 0 {
		return
	}
	if measure > nearbyBroad {
		b.Late, b.Depth = append(b.Late, paper.MovedAll(items, measure-shape.aside, 0)...), depth
		return
	}
	b.Gap(2 * paper.Pt)
	shape.aside = measure
	items, depth = setter.codeItems(e, shape, 0, b.In)
	b.Rows = append(b.Rows, layout.Row{Items: items, Height: depth})
}

// intro is a sentence before the neighbours; where a distance is among them, how
// it is measured.
func (c nearbyPages) intro(measure paper.Length, shown []content.Entry, before string) layout.Block {
	for _, e := range shown {
		if e.Away != "" {
			before = strings.TrimSpace(before + " " + c.Words.AwayNote)
			break
		}
	}
	if before == "" {
		return layout.Block{}
	}
	return c.saying(measure, layout.StyleFact.In(layout.Grey), before, 3*paper.MM)
}

// into lays what opens in the neighbouring communes, as far as one page
// holds.
func (c nearbyPages) into(f *layout.Flow) {
	if len(c.Nearby) == 0 || f.Doc.PageOf("nearby") > 0 {
		return
	}
	c.section(f, c.Words.Nearby, "nearby")
	f.Heading(c.intro(f.Frame.Width, c.Nearby, c.Words.NearbyIntro))
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
	if note := c.intro(f.Frame.Width, c.Nearby, ""); len(note.Rows) > 0 {
		f.Heading(note)
	}
	for _, e := range c.Nearby {
		b := c.block(e, f.Frame.Width)
		if b.Height()+8*paper.MM > f.Room() {
			break
		}
		f.Place(b)
	}
	f.Pending = nil
}

// inColumns sets what opens close by in two columns.
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
	if note := c.intro(layout.A4Frame.Width, c.Nearby[:n], ""); len(note.Rows) > 0 {
		b.Rows = append(b.Rows, note.Rows...)
		b.Gap(3 * paper.MM)
	}
	const gutter = 8 * paper.MM
	column := (layout.A4Frame.Width - gutter) / 2
	for i := 0; i < n; i += 2 {
		deepest := paper.Length(0)
		var items []paper.Item
		for k := i; k < min(i+2, n); k++ {
			block := c.block(c.Nearby[k], column)
			items = append(append(items, block.ItemsAt(paper.Length(k-i)*(column+gutter), 0)...),
				paper.MovedAll(block.Late, paper.Length(k-i)*(column+gutter), 0)...)
			deepest = max(deepest, block.Height())
		}
		b.Rows = append(b.Rows, layout.Row{Items: items, Height: deepest}, layout.Row{Height: 3 * paper.MM})
	}
	return b
}
