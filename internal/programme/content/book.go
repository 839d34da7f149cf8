package content

import (
	"cmp"
	"slices"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/text"
)

// Chapter is a commune of a book, or a run of communes where nothing opens.
type Chapter struct {
	Commune  jema.Commune // its names set
	From, To int          // its entries in content.entries
	Shares   []marquetry.Share
}

// Anchor returns the name that links to the chapter use.
func (ch Chapter) Anchor() string { return "c" + ch.Commune.INSEE }

// CollectBook turns the communes' programmes into one content.
func CollectBook(b jema.Book, w *Words, by Arrangement) *Programme {
	p := jema.Programme{Territory: b.Territory, Edition: b.Edition, Basemap: b.Basemap, AsOf: b.AsOf}
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
		ch := Chapter{Commune: one.Commune, From: len(c.Entries)}
		ch.Commune.Name, ch.Commune.SortName = c.Set.Line(one.Commune.Name), c.Set.Line(one.Commune.SortName)
		entries := c.collectEntries(one.Entries)
		slices.SortStableFunc(entries, by.compare)
		c.Entries = append(c.Entries, entries...)
		ch.To = len(c.Entries)
		for _, e := range entries {
			ch.Shares = append(ch.Shares, marquetry.Share{Domain: e.Domain, Weight: 1})
		}
		c.Chapters = append(c.Chapters, ch)
		if len(entries) == 0 {
			c.Set.warnings = append(c.Set.warnings, Warning{What: WarningEmpty, Detail: ch.Commune.Name})
		}
	}
	c.Raw = p
	c.number()
	c.collectAreas()
	c.Warnings = slices.Concat(c.Set.warnings, c.closing())
	return c
}
