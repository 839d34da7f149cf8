package formats

import (
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// layoutBrochure is the A5 programme of five events and more: cover, contents
// and map, days, entries, index, neighbours, the practical page and the back cover; a
// multiple of four pages. Where folding leaves pages over, the programme is set more
// closely if that spares them, else photos have them.
func layoutBrochure(c *composer) *paper.Document {
	workshops := &paper.Element{Role: paper.Section}
	entries := entryPages{c}.ahead(workshops)
	best, spare := brochurePages{c}.lay(workshops, entries, 0)
	if spare >= 2 {
		lean := *c
		lean.lean = true
		if closer, left := (brochurePages{&lean}).lay(workshops, entries, 0); len(closer.Pages) < len(best.Pages) {
			best, spare = closer, left
		}
	}
	if spare > 0 {
		fuller, left := brochurePages{c}.lay(workshops, entries, spare)
		if left < spare && len(fuller.Pages) == len(best.Pages) {
			best, spare = fuller, left
		}
	}
	if spare > 0 {
		roomy := *c
		roomy.roomy = true
		if wider, left := (brochurePages{&roomy}).lay(workshops, entries, 0); left < spare &&
			len(wider.Pages) == len(best.Pages) {
			best = wider
		}
	}
	return best
}

// lay lays the brochure with so many pages more for photos than it would take, and
// returns how many pages hold nothing but what folding left room for.
func (c brochurePages) lay(workshops *paper.Element, entries func(*layout.Flow, int), more int) (*paper.Document, int) {
	d := c.newDocument()
	coverPages(c).into(d)
	f := layout.NewFlow(d, c.page.Width, c.page.Height, c.page.Frame)
	f.NewPage() // of the contents, filled when the pages are numbered
	first := f.Page
	contents := c.newSect()
	foreword := c.foreword(f.Frame.Width)
	maps := mapPages(c)
	if c.roomy || !maps.beside(f, foreword) {
		f.Y = f.Bottom()
		maps.alone(f)
	}
	f.Y = f.Bottom()
	c.workshopsAfterDays(f, workshops, func(f *layout.Flow) { entries(f, more) })
	c.answers(f)
	f.Y = f.Bottom()
	backPages(c).languages(f)
	spare := 0
	if !c.look.Airy { // folded
		spare = sparePages(c).into(f)
	}
	backPages(c).into(f)
	c.sect = contents
	contentsPage(c).on(d, first, foreword)
	thin(d.Pages[first:])
	c.feet(d, first, len(d.Pages))
	backPages(c).cover(f)
	d.Pages = append(d.Pages, coverPages(c).pagesOf(c.given.back)...)
	return d, spare
}

// answers lays the index and what opens close by, in a lean programme only where a
// page has room for them.
func (c brochurePages) answers(f *layout.Flow) {
	index, nearby := indexPages(c), nearbyPages(c)
	if !index.below(f) {
		nearby.below(f)
		if !c.lean || len(c.Entries) > mostUnindexed {
			index.into(f)
		}
	}
	nearby.below(f)
	if !c.lean {
		nearby.into(f)
	}
}

// mostUnindexed is how many events a lean programme has without an index of crafts.
const mostUnindexed = 8

// workshopsAfterDays lays the days and behind them the workshops. The workshops are
// laid first, so that the days can name their pages.
func (c brochurePages) workshopsAfterDays(f *layout.Flow, workshops *paper.Element, entries func(*layout.Flow)) {
	behind := layout.NewFlow(&paper.Document{}, c.page.Width, c.page.Height, c.page.Frame)
	behind.NewPage()
	c.sectionIn(behind, workshops, c.Words.Workshops, "workshops")
	entries(behind)
	c.section(f, c.Words.Days, "days")
	days := f.Page
	// The pages that the days take are guessed, then laid again until that is right.
	before := max(*c.daysTook, 1)
	c.pageOf = func(anchor string) int {
		if n := behind.PageOf(anchor); n > 0 {
			return days + before + n
		}
		return 0
	}
	laid := f.Trial(dayPages(c).into)
	for range 3 {
		if took := laid.Page - days + 1; took != before {
			before = took
			laid = f.Trial(dayPages(c).into)
		}
	}
	c.pageOf = nil
	*c.daysTook = laid.Page - days + 1
	f.Take(laid)
	for f.Page-days+1 < before { // one digit less, and a line fewer
		f.NewPage()
	}
	f.Follow(behind)
}

// layoutLarge is the same content on A4 for people with low vision: one column,
// ragged right, nothing divided, nothing below 16 pt.
func layoutLarge(c *composer) *paper.Document {
	c.look, c.page = layout.LookLarge, layout.LargeSheet
	return layoutBrochure(c)
}
