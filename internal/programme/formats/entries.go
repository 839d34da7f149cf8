package formats

import (
	"slices"
	"sync"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/work"
)

// ahead begins to set the entries, concurrently with the pages before them, and
// returns a function that lays them: over as few pages as they take, with the
// room that is left shared among photos and entries. The lines are closed up a little
// where that spares a page.
//
// The function can be called again: with pages more than the entries would take,
// which go to photos.
func (c entryPages) ahead(in *paper.Element) func(f *layout.Flow, more int) {
	shape := BrochureShape(c.look, c.sect, c.page.Frame.Width)
	shape.in, shape.halves, shape.wide = in, !c.modest, shape.wide || c.broad
	if c.byDay {
		shape.level = paper.Heading4
	}
	closely := shape
	closely.look.Lead = closer
	closeBlocks := sync.OnceValue(func() []layout.Block { return c.set(closely) })
	var blocks []layout.Block
	var setting work.Group
	setting.Go(func() { blocks = c.set(shape) })
	return func(f *layout.Flow, more int) {
		setting.Wait()
		if pages := f.PagesFor(blocks, 100); f.PagesFor(blocks, closer) < pages {
			c.flow(f, closely, slices.Clone(closeBlocks()), more)
			return
		}
		c.flow(f, shape, slices.Clone(blocks), more)
	}
}

func (c entryPages) set(shape EntryShape) []layout.Block {
	out := make([]layout.Block, len(c.Entries))
	work.Each(len(out), func(i int) { out[i] = c.entry(i, shape) })
	return out
}

// entry sets an entry; where the entries follow the days, the first of a day is
// under its name.
func (c entryPages) entry(i int, shape EntryShape) layout.Block {
	b := EntrySetter{c.Programme}.EntryBlock(c.Entries[i], shape)
	if over := b.Height() - c.page.Frame.Height; over > 0 && shape.lead == 0 && halved(c.Entries[i], shape) {
		if shape.lead = shape.Measure*mostAcross/100 - over; shape.lead < shape.Measure*leastAcross/100 {
			shape.lead, shape.halves = 0, false
		}
		b = EntrySetter{c.Programme}.EntryBlock(c.Entries[i], shape)
	}
	day, known := c.Entries[i].FirstDay()
	if !c.byDay || i > 0 && c.sameDay(i, day, known) {
		return b
	}
	name := c.Words.NoDay
	if known {
		name = content.Capital(c.Words.Say.DayMonth(day))
	}
	head := layout.Block{In: shape.in, After: c.look.Length(4 * paper.MM)}
	head.Head(0, shape.Measure, c.look.Of(layout.StyleDay).Span(name))
	return b.Under(head)
}

func (c entryPages) sameDay(i int, day jema.Date, known bool) bool {
	before, had := c.Entries[i-1].FirstDay()
	return before == day && had == known
}

// BrochureShape is the shape of an entry in a brochure.
func BrochureShape(look layout.Manner, in *paper.Element, measure paper.Length) EntryShape {
	shape := EntryShape{look: look, Measure: measure, aside: 33 * paper.MM, gutter: 5 * paper.MM, Scale: 100,
		photo: 44 * paper.MM, code: 19 * paper.MM, strip: true, in: in, halves: true}
	if look.Airy {
		shape.aside, shape.gutter, shape.photo, shape.code = 40*paper.MM, 6*paper.MM, 50*paper.MM, 24*paper.MM
		shape.wide = true
	}
	return shape
}

// flow lays the entries as they were set in a shape, over so many pages more than
// they take.
func (c entryPages) flow(f *layout.Flow, shape EntryShape, blocks []layout.Block, more int) {
	c.spread(f, shape, blocks, more)
	c.enlarge(f, shape, blocks)
	f.Ornament = func(i int, w, h paper.Length) paper.Item {
		if c.Entries[i].Photo != nil {
			return nil
		}
		box := marquetry.Box{Max: marquetry.Point{X: w, Y: h}}
		return paper.Mosaic{Panels: []marquetry.Panel{marquetry.Rectangle(c.Entries[i].Domain, box, 9*paper.MM)}}
	}
	f.Fill(blocks)
	f.Ornament = nil
}

// closer is the line spacing, in per cent, by which a page may be spared: the
// type is never set smaller.
const closer = 95

// spread sets photos across the page until the entries take so many pages more,
// evenly over the programme.
func (c entryPages) spread(f *layout.Flow, shape EntryShape, blocks []layout.Block, more int) {
	goal := f.PagesFor(blocks, 100) + more
	var sharp []int
	for i, e := range c.Entries {
		if more > 0 && e.Weight == jema.WeightAuto && e.Photo != nil && !e.Photo.Upright() && e.Photo.Sharp(shape.Measure) {
			sharp = append(sharp, i)
		}
	}
	for step := (len(sharp) + 1) / 2; step > 0 && f.PagesFor(blocks, 100) < goal; step /= 2 {
		for k := 0; k < len(sharp) && f.PagesFor(blocks, 100) < goal; k += step {
			i := sharp[k]
			larger, ok := c.across(i, shape, f.Frame.Height)
			if !ok {
				continue
			}
			was := blocks[i]
			if blocks[i] = larger; f.PagesFor(blocks, 100) > goal {
				blocks[i] = was
			}
		}
	}
}

// enlarge gives the white that pages would be left with to photos: the sharpest
// one of a page is set across both columns, as tall as it is at that width or as the page
// lets it be.
func (c entryPages) enlarge(f *layout.Flow, shape EntryShape, blocks []layout.Block) {
	on, first := f.Frame, 0
	for page, n := range f.Shares(blocks, 100) {
		if n == 0 { // below what was on the page before, none fits
			continue
		}
		left := on.Height
		if page == 0 {
			left = f.Room() - f.Headings()
		}
		left += blocks[first+n-1].After
		for _, b := range blocks[first : first+n] {
			left -= b.Height() + b.After
		}
		for i := first; i < first+n; i++ {
			if larger, ok := c.across(i, shape, blocks[i].Height()+left); ok {
				blocks[i] = larger
				break
			}
		}
		first += n
	}
}

// The heights that a photo across a page has, of the page's width: one that is cut
// off by neither is whole.
const (
	leastAcross = 40
	mostAcross  = 72
)

// across sets an entry with its photo above it, in the height that there is; ok
// is false where the photo is too coarse, upright, or the height too small.
func (c entryPages) across(i int, shape EntryShape, height paper.Length) (b layout.Block, ok bool) {
	e := c.Entries[i]
	if e.Photo == nil || e.Weight != jema.WeightAuto || e.Photo.Upright() || !e.Photo.Sharp(shape.Measure) {
		return b, false
	}
	shape.lead = min(e.Photo.Tall(shape.Measure), shape.Measure*mostAcross/100)
	b = c.entry(i, shape)
	over := max(0, b.Height()-height)
	if shape.lead-over < shape.Measure*leastAcross/100 {
		return b, false
	}
	if over > 0 {
		shape.lead -= over
		b = c.entry(i, shape)
	}
	return b, b.Height() <= height
}
