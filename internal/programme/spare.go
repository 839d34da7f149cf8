package programme

import (
	"fmt"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

// spareInto fills the pages that folding asks for, up to the one before the
// last of a multiple of four, with something worth having.
func (c *composer) spareInto(f *flow) {
	spare := []func(*flow) bool{c.veneersInto, c.territoryInto}
	for (len(f.doc.Pages)+1+len(c.given.back))%4 != 0 {
		done := false
		for len(spare) > 0 && !done {
			done = spare[0](f)
			spare = spare[1:]
		}
		if !done {
			c.notesInto(f)
		}
	}
}

// notesInto is a page to write on.
func (c *composer) notesInto(f *flow) {
	f.newPage()
	f.place(c.sectionHead(f.frame.width, styleSection, c.words.Notes, "", 0))
	rule := paper.Shape{Segments: levelLine(f.frame.width), Stroke: &pale, Width: pt / 4}
	for y := f.frame.y + 20*mm; y < f.bottom(); y += 9 * mm {
		f.current().Put(f.frame.x, y, rule)
	}
}

// veneersInto shows the family of crafts behind each pattern.
func (c *composer) veneersInto(f *flow) bool {
	if len(c.raw.Domains) == 0 {
		return false
	}
	c.section(f, c.words.Veneers, "veneers")
	intro := c.words.VeneersIntroAll
	if c.commune.AtName != "" {
		intro = fmt.Sprintf(c.words.VeneersIntro, c.commune.AtName)
	}
	f.heading(c.saying(f.frame.width, styleText, intro, 5*mm))
	const column, swatch = 57 * mm, 13 * mm
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	for i := 0; i < len(c.raw.Domains); i += 2 {
		var b block
		for k, d := range c.raw.Domains[i:min(i+2, len(c.raw.Domains))] {
			x := k * (column + 6*mm)
			name := block{in: &paper.Element{Role: paper.ListItem, Parent: list}, language: c.theirs()}
			name.put(x+swatch+3*mm, column-swatch-3*mm, span{styleFact.in(inkOf(d.Slug)).as(paper.ListBody), c.set.line(d.Name)})
			b.aside = append(b.aside, paper.Mosaic{X: x, Panels: []marquetry.Panel{marquetry.Swatch(d.Slug, swatch)}})
			b.aside = append(b.aside, name.itemsAt(0, max(0, (swatch-name.height())/2))...)
		}
		b.depth, b.after = swatch, 4*mm
		f.place(b)
	}
	return true
}

// territoryInto is a page with the map of the territory.
func (c *composer) territoryInto(f *flow) bool {
	if c.own == nil || len(c.raw.Communes) < 2 {
		return false
	}
	c.section(f, c.words.Territory, "territory")
	items, w, h := c.locator(120*mm, 130*mm)
	sentence := fmt.Sprintf(c.words.TerritoryIntro, c.commune.Name,
		c.words.Say.Count(len(c.raw.Communes), c.words.Commune, c.words.CommuneMany), c.set.line(c.raw.Territory.Name))
	f.heading(c.saying(f.frame.width, styleText, sentence, 6*mm))
	b := block{depth: h}
	for _, i := range items {
		b.aside = append(b.aside, i.Moved((f.frame.width-w)/2, 0))
	}
	f.place(b)
	return true
}
