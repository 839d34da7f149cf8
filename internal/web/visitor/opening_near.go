package visitor

import (
	"cmp"
	"slices"

	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// suggested is how many openings of each kind an opening's page leads to.
const suggested = 3

// suggest adds what else a visitor may like: what takes place on one of the same days
// nearby, and what is of the same craft, or of its domain. Distances are between
// communes, so that an address that is withheld is not given away by the order.
func (p *OpeningPage) suggest(from *public.State) {
	days := p.View.OpenDays()
	var near, same []page.EntryView
	for _, e := range from.Entries() {
		if e.Workshop.ID == p.View.Workshop.ID {
			continue
		}
		view := page.ViewOf(p.Layout, e, from.Now)
		if slices.ContainsFunc(view.OpenDays(), func(d jema.Date) bool { return slices.Contains(days, d) }) {
			near = append(near, view)
		}
		if e.DomainSlug() != "" && e.DomainSlug() == p.View.DomainSlug() {
			same = append(same, view)
		}
	}
	byDistance := func(a, b page.EntryView) int {
		return cmp.Or(cmp.Compare(apart(p.View.Commune, a.Commune), apart(p.View.Commune, b.Commune)),
			cmp.Compare(a.Opening.ID, b.Opening.ID))
	}
	isCraft := func(v page.EntryView) bool { return v.CraftName() == p.View.CraftName() }
	slices.SortFunc(same, func(a, b page.EntryView) int {
		return cmp.Or(compareTrue(isCraft(a), isCraft(b)), byDistance(a, b))
	})
	p.Same = same[:min(len(same), suggested)]
	near = slices.DeleteFunc(near, func(v page.EntryView) bool {
		return slices.ContainsFunc(p.Same, func(s page.EntryView) bool { return s.Opening.ID == v.Opening.ID })
	})
	slices.SortFunc(near, byDistance)
	p.Near = near[:min(len(near), suggested)]
}

// compareTrue orders what is true first.
func compareTrue(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// Veneers lists the pieces of veneer that the page shows.
func (p OpeningPage) Veneers() []string {
	all := p.View.Veneers()
	for _, v := range slices.Concat(p.Near, p.Same) {
		all = append(all, v.Veneer)
	}
	return all
}
