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
	all, open := from.Entries(), from.OpenDays()
	var near, same []*jema.Entry
	for i := range all {
		e := &all[i]
		if e.Workshop.ID == p.View.Workshop.ID {
			continue
		}
		if slices.ContainsFunc(open[i], func(d jema.Date) bool { return slices.Contains(days, d) }) {
			near = append(near, e)
		}
		if e.DomainSlug() != "" && e.DomainSlug() == p.View.DomainSlug() {
			same = append(same, e)
		}
	}
	byDistance := func(a, b *jema.Entry) int {
		return cmp.Or(cmp.Compare(apart(p.View.Commune, a.Commune), apart(p.View.Commune, b.Commune)),
			cmp.Compare(a.Opening.ID, b.Opening.ID))
	}
	isCraft := func(e *jema.Entry) bool { return e.CraftName() == p.View.CraftName() }
	slices.SortFunc(same, func(a, b *jema.Entry) int {
		return cmp.Or(compareTrue(isCraft(a), isCraft(b)), byDistance(a, b))
	})
	same = same[:min(len(same), suggested)]
	near = slices.DeleteFunc(near, func(e *jema.Entry) bool { return slices.Contains(same, e) })
	slices.SortFunc(near, byDistance)
	p.Same = page.ViewsOf(p.Layout, valuesOf(same), from.Now)
	p.Near = page.ViewsOf(p.Layout, valuesOf(near[:min(len(near), suggested)]), from.Now)
}

func valuesOf(list []*jema.Entry) (values []jema.Entry) {
	for _, e := range list {
		values = append(values, *e)
	}
	return values
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
