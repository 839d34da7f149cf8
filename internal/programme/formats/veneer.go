package formats

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
)

// cutFor cuts the commune's own work.
func cutFor(c *content.Programme, w, h paper.Length) paper.Mosaic {
	return paper.Mosaic{Panels: cut(cmp.Or(c.Raw.Commune.INSEE, c.Raw.Territory.Name), w, h, c.Shares)}
}

// cuts caches how sheets were cut: where pieces of one domain would touch, many
// cuts are tried, and a book tries several densities.
var cuts = content.NewMemo[sheetCut, []marquetry.Panel](1024)

type sheetCut struct {
	seed, shares string
	w, h         paper.Length
}

// cut is marquetry.Cut, cached: the pieces are the caller’s, their outlines are
// shared.
func cut(seed string, w, h paper.Length, shares []marquetry.Share) []marquetry.Panel {
	var said strings.Builder
	for _, s := range shares {
		said.WriteString(s.Domain)
		said.WriteString(strconv.Itoa(s.Weight))
	}
	return slices.Clone(cuts.Of(sheetCut{seed, said.String(), w, h},
		func(sheetCut) []marquetry.Panel { return marquetry.Cut(seed, w, h, shares) }))
}

// finest is the finest pattern that a press prints: the least side of its module.
const finest = 36 * paper.MM / 10

// cutForPress is cut for small pieces: no pattern is finer than a press prints.
func cutForPress(seed string, w, h paper.Length, shares []marquetry.Share) []marquetry.Panel {
	panels := cut(seed, w, h, shares)
	for i := range panels {
		panels[i].Module = max(panels[i].Module, finest)
	}
	return panels
}

// strip is the commune's work along the head of a page, with its bleed:
// decoration.
func (c *composer) strip(height paper.Length) paper.Mosaic {
	return Inlay(c.Programme, c.page.Width, height)
}

// artwork is the work as the picture of a cover: its alternative text names the
// crafts it is made of.
func (c *composer) artwork(width, height paper.Length) paper.Mosaic {
	m := Inlay(c.Programme, width, height)
	m.In = &paper.Element{Role: paper.Figure, Parent: c.sect, Alt: c.craftsAlt()}
	return m
}

func (c *composer) craftsAlt() string {
	var names []string
	for _, d := range c.Raw.Domains {
		if slices.ContainsFunc(c.Shares, func(s marquetry.Share) bool { return s.Domain == d.Slug }) {
			names = append(names, c.DomainName(d))
		}
	}
	if len(names) == 0 {
		return c.Words.NoCraft
	}
	return content.Plain(fmt.Sprintf(c.Words.MosaicAlt, strings.Join(names, "\u202f; ")))
}

// Inlay is the commune's marquetry along the head of a page, with its bleed.
func Inlay(c *content.Programme, width, height paper.Length) paper.Mosaic {
	m := cutFor(c, width+2*paper.Bleed, height+paper.Bleed)
	m.X, m.Y = -paper.Bleed, -paper.Bleed
	return m
}

// mostAlike is how often the pattern of one craft is on a page.
const mostAlike = 2

// thin leaves out the pieces of veneer by which a page would show one pattern more
// often. What covers several crafts, as a cover does, stays.
func thin(pages []paper.Page) {
	for i := range pages {
		seen := map[string]int{}
		pages[i].Items = slices.DeleteFunc(pages[i].Items, func(item paper.Item) bool {
			m, ok := item.(paper.Mosaic)
			if !ok || len(m.Panels) != 1 || m.In != nil {
				return false
			}
			seen[m.Panels[0].Domain]++
			return seen[m.Panels[0].Domain] > mostAlike
		})
	}
}

// swatchOf is a piece of a domain's veneer, its pattern never finer than a press
// prints.
func swatchOf(domain string, size paper.Length) marquetry.Panel {
	box := marquetry.Box{Max: marquetry.Point{X: size, Y: size}}
	return marquetry.Rectangle(domain, box, max(size*10/34, finest))
}
