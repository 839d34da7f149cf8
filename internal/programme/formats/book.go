package formats

import (
	"strconv"

	"jema/internal/programme/content"
	"jema/internal/programme/paper"
)

// density is how closely a book is set. The size of the type never changes: white space,
// photos and codes give way.
type density struct {
	lead               int
	photo, code, aside paper.Length // lead in per cent, the others as of an EntryShape
	facts              paper.Length // as of an EntryShape
	run                bool         // the same
	newPage            int          // a commune of so many events begins a page; without effect in a close book
}

// close reports whether communes follow each other on a page, without photos.
func (d density) close() bool { return d.facts > 0 || d.run }

// densities go from a book to browse in to one to look things up in.
var densities = []density{
	{lead: 100, photo: 40 * paper.MM, code: 18 * paper.MM, aside: 33 * paper.MM, newPage: 4},
	{lead: 95, photo: 20 * paper.MM, code: 18 * paper.MM, aside: 29 * paper.MM, newPage: 12},
	{lead: 100, facts: 60 * paper.MM},
	{lead: 95, facts: 60 * paper.MM},
	{lead: 100, run: true},
	{lead: 95, run: true},
	{lead: 84, run: true},
}

// within is the loosest setting that fits a number of pages; the densest and a
// warning where none does.
func (c bookFormat) within(pages int) *paper.Document {
	if pages <= 0 {
		return c.lay(densities[0])
	}
	low, high := 0, len(densities)-1
	var kept *paper.Document
	for low < high {
		middle := (low + high) / 2
		if d := c.lay(densities[middle]); len(d.Pages) <= pages {
			kept, high = d, middle
		} else {
			low, kept = middle+1, nil
		}
	}
	if kept == nil {
		kept = c.lay(densities[low])
	}
	if n := len(kept.Pages); n > pages {
		c.Warnings = append(c.Warnings, content.Warning{What: content.WarningBudget, Detail: strconv.Itoa(n), Field: "pages"})
	}
	return kept
}
