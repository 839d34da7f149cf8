package visitor

import (
	"cmp"
	"context"
	"html/template"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/atlas"
	"jema/internal/web/feed"
	"jema/internal/web/page"
	"jema/internal/web/public"
	"jema/internal/web/visitor/search"
)

// Homes shows the territory's first page.
type Homes struct{ *page.Kit }

// communeLine is a commune with what opens in it.
type communeLine struct {
	jema.Commune
	Openings int
	Domains  []string // what opens, the most frequent first
}

// domainLine is a craft domain with how many openings it has.
type domainLine struct {
	jema.CraftDomain
	Openings int
}

type homePage struct {
	page.Layout
	Cover    template.HTML
	Search   search.Form
	Example  *search.Example // nil for none
	Map      atlas.Territory
	Communes []communeLine // every one, in the order of the alphabet
	Domains  []domainLine  // those in which something opens
	Veneers  []string
	Openings int
	Open     int // communes in which something opens
	Days     []homeDay
	First    *homeFirst // nil once everything is over
	Picked   []homePicked
}

// show shows what the days are and where they take place.
func (h Homes) show(c *gin.Context) error {
	return h.Ready().Cached(c, "/", page.Public{Gather: h.gather, Depends: homeDepends})
}

func (Homes) gather(_ context.Context, l page.Layout, from *public.State) (g page.Content, err error) {
	l.Title = l.T("home.title")
	l.Picture = feed.EditionPicture(l, from.Entries())
	p, err := homePageOf(l, from.Entries(), from.Communes())
	p.first(from)
	p.pick(from)
	p.Search, p.Example = search.All(l, from), search.ExampleOf(l, from)
	return page.Content{Name: "home/show", Data: p}, err
}

func homePageOf(l page.Layout, entries []jema.Entry, communes []jema.Commune) (p homePage, err error) {
	l.Description = l.T("home.summary", "territory", l.Territory.Name)
	p = homePage{Layout: l, Cover: page.CoverOfSheet(l.Territory.Slug, 1080, 300, entries), Openings: len(entries)}
	communes = slices.SortedFunc(slices.Values(communes), compareCommunes)
	if p.Map, err = atlas.Draw(communes); err != nil {
		return p, err
	}
	p.Communes = communeLines(communes, entries)
	byINSEE := map[string]communeLine{}
	for _, line := range p.Communes {
		byINSEE[line.INSEE] = line
		if line.Openings > 0 {
			p.Open++
		}
	}
	for i, area := range p.Map.Areas {
		line := byINSEE[area.INSEE]
		p.Map.Areas[i].Openings = line.Openings
		if line.Openings > 0 {
			p.Map.Areas[i].Domain = line.Domains[0]
		}
	}
	p.Domains = domainLines(entries)
	for _, e := range entries {
		p.Veneers = append(p.Veneers, page.VeneerName(e.DomainSlug()))
	}
	return p, nil
}

func communeLines(communes []jema.Commune, entries []jema.Entry) []communeLine {
	counts := map[string]map[string]int{}
	for _, e := range entries {
		insee := e.Commune.INSEE
		if counts[insee] == nil {
			counts[insee] = map[string]int{}
		}
		counts[insee][page.VeneerName(e.DomainSlug())]++
	}
	lines := make([]communeLine, len(communes))
	for i, c := range communes {
		lines[i].Commune = c
		for domain, n := range counts[c.INSEE] {
			lines[i].Openings += n
			lines[i].Domains = append(lines[i].Domains, domain)
		}
		count := counts[c.INSEE]
		slices.SortFunc(lines[i].Domains, func(a, b string) int {
			return cmp.Or(cmp.Compare(count[b], count[a]),
				cmp.Compare(a, b))
		})
	}
	return lines
}

func domainLines(entries []jema.Entry) []domainLine {
	at := map[string]*domainLine{}
	for _, e := range entries {
		if e.Craft == nil {
			continue
		}
		d := e.Craft.Domain
		if at[d.Slug] == nil {
			at[d.Slug] = &domainLine{CraftDomain: d}
		}
		at[d.Slug].Openings++
	}
	lines := make([]domainLine, 0, len(at))
	for _, l := range at {
		lines = append(lines, *l)
	}
	slices.SortFunc(lines, func(a, b domainLine) int { return cmp.Compare(a.Position, b.Position) })
	return lines
}
