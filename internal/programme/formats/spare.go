package formats

import (
	"fmt"

	"jema/internal/marquetry"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// into fills the pages that folding requires, up to the one before the last of
// a multiple of four, with something worth having, and returns how many those are.
func (c sparePages) into(f *layout.Flow) int {
	return c.before(f, 1+backPages(c).own()+len(c.given.back))
}

// before fills pages so that with so many more they are a multiple of four.
func (c sparePages) before(f *layout.Flow, last int) int {
	before := len(f.Doc.Pages)
	spare := []func(*layout.Flow) bool{c.veneers, c.territory}
	if len(c.Chapters) > 0 {
		wall := c.picturePages(f)
		spare = append(wall, spare...)
		if c.illustrated(f.Doc) { // photos that are with their entries wait behind what is not seen yet
			spare = append([]func(*layout.Flow) bool{c.veneers}, wall...)
		}
	}
	for (len(f.Doc.Pages)+last)%4 != 0 {
		done := false
		for len(spare) > 0 && !done {
			done = spare[0](f)
			spare = spare[1:]
		}
		if !done {
			c.notes(f)
		}
	}
	return len(f.Doc.Pages) - before
}

// notes is a page to write on.
func (c sparePages) notes(f *layout.Flow) {
	f.NewPage()
	f.Place(c.sectionHead(f.Frame.Width, layout.StyleSection, c.Words.Notes, "", 0))
	rule := paper.Shape{Segments: layout.LevelLine(f.Frame.Width), Stroke: &layout.Pale, Width: paper.Pt / 4}
	for y := f.Frame.Y + 20*paper.MM; y < f.Bottom(); y += 9 * paper.MM {
		f.Current().Put(f.Frame.X, y, rule)
	}
}

// veneers shows the family of crafts behind each pattern.
func (c sparePages) veneers(f *layout.Flow) bool {
	if len(c.Raw.Domains) == 0 {
		return false
	}
	c.section(f, c.Words.Veneers, "veneers")
	intro := c.Words.VeneersIntroAll
	if c.Commune.AtName != "" {
		intro = fmt.Sprintf(c.Words.VeneersIntro, c.Commune.AtName)
	}
	f.Heading(c.saying(f.Frame.Width, layout.StyleText, intro, 5*paper.MM))
	const column, swatch = 57 * paper.MM, 13 * paper.MM
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	for i := 0; i < len(c.Raw.Domains); i += 2 {
		var b layout.Block
		for k, d := range c.Raw.Domains[i:min(i+2, len(c.Raw.Domains))] {
			x := paper.Length(k) * (column + 6*paper.MM)
			name := layout.Block{In: &paper.Element{Role: paper.ListItem, Parent: list}}
			name.Put(x+swatch+3*paper.MM, column-swatch-3*paper.MM,
				layout.StyleFact.In(layout.InkOf(d.Slug)).As(paper.ListBody).Span(c.DomainName(d)))
			b.Aside = append(b.Aside, paper.Mosaic{X: x, Panels: []marquetry.Panel{marquetry.Swatch(d.Slug, swatch)}})
			b.Aside = append(b.Aside, name.ItemsAt(0, max(0, (swatch-name.Height())/2))...)
		}
		b.Depth, b.After = swatch, 4*paper.MM
		f.Place(b)
	}
	return true
}

// territory is a page with the map of the territory.
func (c sparePages) territory(f *layout.Flow) bool {
	if len(c.Own) == 0 || len(c.Raw.Communes) < 2 {
		return false
	}
	c.section(f, c.Words.Territory, "territory")
	items, w, h := mapPages(c).locator(120*paper.MM, 130*paper.MM)
	sentence := fmt.Sprintf(c.Words.TerritoryIntro, c.Commune.Name,
		c.Words.Say.Count(len(c.Raw.Communes), c.Words.Commune, c.Words.CommuneMany), c.Set.Line(c.Raw.Territory.Name))
	f.Heading(c.saying(f.Frame.Width, layout.StyleText, sentence, 6*paper.MM))
	b := layout.Block{Depth: h}
	for _, i := range items {
		b.Aside = append(b.Aside, i.Moved((f.Frame.Width-w)/2, 0))
	}
	f.Place(b)
	return true
}
