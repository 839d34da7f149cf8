package formats

import (
	"fmt"
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// into lays the index by craft: craft, events, pages; its lines are closer
// together where that spares a page.
func (c indexPages) into(f *layout.Flow) {
	c.section(f, c.Words.Index, "index")
	list := &paper.Element{Role: paper.List, Parent: c.sect}
	if c.look.Airy {
		f.Fewest([]int{100, 60}, func(f *layout.Flow, scale int) { c.at(f, scale, list) })
		return
	}
	f.Fewest([]int{100, 60, 30, 12}, func(f *layout.Flow, scale int) {
		indexPages{c.tight(95 + scale/20)}.at(f, scale, list)
	})
}

// below puts a short index on what is left of a page.
func (c indexPages) below(f *layout.Flow) bool {
	least := paper.Length(len(c.Crafts)*2+len(c.Entries)) * c.look.Of(layout.StyleFact).Lead
	if f.Room() < least+c.look.Of(layout.StyleDay).Lead+14*paper.MM {
		return false
	}
	f.Y += 6 * paper.MM
	f.Heading(c.sectionHead(f.Frame.Width, layout.StyleDay, c.Words.Index, "index", 3*paper.MM))
	c.at(f, 60, &paper.Element{Role: paper.List, Parent: c.sect})
	return true
}

func (c indexPages) at(f *layout.Flow, scale int, list *paper.Element) {
	for _, l := range c.Crafts {
		swatch := c.look.Length(5 * paper.MM)
		x := swatch + c.look.Length(3*paper.MM)
		b := layout.Block{After: c.look.Length(6 * paper.Pt * paper.Length(scale) / 100)}
		domain := c.Entries[l.Entries[0]].Domain
		item := &paper.Element{Role: paper.ListItem, Parent: list, Language: c.Theirs()}
		label := &paper.Element{Role: paper.Label, Parent: item}
		craft := c.look.Of(layout.StyleLabel).In(layout.InkOf(domain))
		for _, line := range layout.BreakLines([]layout.Span{craft.Span(l.Craft)}, f.Frame.Width-x) {
			r := line.Row(x, label)
			r.Keep = true
			b.Rows = append(b.Rows, r)
		}
		b.Aside = []paper.Item{paper.Mosaic{Y: paper.Pt, Panels: []marquetry.Panel{swatchOf(domain, swatch)}}}
		b.Depth = swatch + paper.Pt
		body := &paper.Element{Role: paper.ListBody, Parent: item}
		for _, i := range l.Entries {
			c.row(&b, f, i, x, body)
		}
		f.Place(b)
	}
}

// row is a line of the index, which leads to the entry.
func (c indexPages) row(b *layout.Block, f *layout.Flow, i int, x paper.Length, in *paper.Element) {
	e := c.Entries[i]
	said := "\u00a0· " + e.Title
	if e.Cancelled {
		said += " (" + content.Lower(c.Words.Cancelled) + ")"
	}
	link := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference, Parent: in}}
	fact := c.look.Of(layout.StyleFact)
	b.Leads(x, f.Frame.Width-x, []layout.Span{fact.Span(e.Workshop), fact.In(layout.Grey).Span(said)},
		fact.Span(fmt.Sprintf(c.Words.Page, strconv.Itoa(f.PageOf(e.Anchor)))), e.Anchor, link)
}
