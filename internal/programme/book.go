package programme

import (
	"cmp"
	"slices"
	"strconv"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// chapter is a commune of a book, or a run of communes where nothing opens.
type chapter struct {
	commune  jema.Commune // its names set
	from, to int          // its entries in content.entries
	shares   []marquetry.Share
}

func (ch chapter) anchor() string { return "c" + ch.commune.INSEE }

// Compose lays out the book: communes as chapters, contents, indexes by craft and
// by day. The text is set as densely as it takes to keep within Spec.Pages; where
// that cannot be, it is set as densely as can be read and a warning says how many
// pages that takes.
func (t Territory) Compose() (*paper.Document, []Warning, error) {
	spec := t.Spec
	words, err := spec.check()
	if err != nil {
		return nil, nil, err
	}
	if spec.Format != "" && spec.Format != Book && spec.Format != Auto {
		return nil, nil, jema.Invalid("programme.format.unknown", "format", string(spec.Format))
	}
	c := collectBook(t.Book, words, arrangements[spec.Order])
	d, err := bookOf(c, spec.setting())
	if err != nil {
		return nil, nil, err
	}
	c.coarse(d)
	return d, c.warnings, nil
}

// collectBook turns the communes' programmes into one content.
func collectBook(b jema.Book, w *words, by arrangement) *content {
	p := jema.Programme{Territory: b.Territory, Edition: b.Edition, AsOf: b.AsOf}
	if len(b.Programmes) > 0 {
		p.Communes, p.Domains = b.Programmes[0].Communes, b.Programmes[0].Domains
	}
	list := slices.Clone(b.Programmes)
	slices.SortStableFunc(list, func(x, y jema.Programme) int {
		return text.Compare(cmp.Or(x.Commune.SortName, x.Commune.Name), cmp.Or(y.Commune.SortName, y.Commune.Name))
	})
	c := newContent(p, w)
	for _, one := range list {
		p.Entries = append(p.Entries, one.Entries...)
		ch := chapter{commune: one.Commune, from: len(c.entries)}
		ch.commune.Name, ch.commune.SortName = c.set.line(one.Commune.Name), c.set.line(one.Commune.SortName)
		entries := c.collectEntries(one.Entries)
		slices.SortStableFunc(entries, by.compare)
		c.entries = append(c.entries, entries...)
		ch.to = len(c.entries)
		for _, e := range entries {
			ch.shares = append(ch.shares, marquetry.Share{Domain: e.Domain, Weight: 1})
		}
		c.chapters = append(c.chapters, ch)
		if len(entries) == 0 {
			c.set.warnings = append(c.set.warnings, Warning{What: WarningEmpty, Detail: ch.commune.Name})
		}
	}
	c.raw = p
	c.number()
	c.collectShapes()
	c.warnings = slices.Concat(c.set.warnings, c.closing())
	return c
}

// density is how closely a book is set.
type density struct {
	scale, photo, code, aside int // as of an entryShape
	columns                   int
	newPage                   int // a commune of so many events begins a page
}

// densities go from a book to browse in to one to look things up in.
var densities = []density{
	{scale: 93, photo: 27 * mm, code: 18 * mm, aside: 33 * mm, columns: 1, newPage: 4},
	{scale: 90, photo: 24 * mm, code: 18 * mm, aside: 29 * mm, columns: 1, newPage: 12},
	{scale: 88, photo: 0, code: 18 * mm, aside: 27 * mm, columns: 1, newPage: 1 << 30},
	{scale: 84, columns: 2, newPage: 1 << 30},
	{scale: 76, columns: 2, newPage: 1 << 30},
}

// bookWithin is the loosest setting that keeps within a number of pages; the
// densest and a warning where none does.
func (c *composer) bookWithin(pages int) *paper.Document {
	if pages <= 0 {
		return c.layoutBook(densities[0])
	}
	low, high := 0, len(densities)-1
	var kept *paper.Document
	for low < high {
		middle := (low + high) / 2
		if d := c.layoutBook(densities[middle]); len(d.Pages) <= pages {
			kept, high = d, middle
		} else {
			low, kept = middle+1, nil
		}
	}
	if kept == nil {
		kept = c.layoutBook(densities[low])
	}
	if n := len(kept.Pages); n > pages {
		c.warnings = append(c.warnings, Warning{What: WarningBudget, Detail: strconv.Itoa(n), Field: "pages"})
	}
	return kept
}
