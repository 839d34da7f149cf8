package visitor

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// shownFirst is how many openings the first page shows of a day, and of a selection.
const shownFirst = 3

// homeDay is a day with how many openings it has.
type homeDay struct {
	jema.Date
	Openings int
}

// homeFirst is what to do today, or on the first day that is still to come.
type homeFirst struct {
	Day     jema.Date
	Today   bool
	Entries []page.EntryView
}

// homePicked is a selection of the organisers.
type homePicked struct {
	Selection jema.Selection
	Entries   []page.EntryView
}

// homeDepends is what the first page depends on: all that opens, and which day it is.
func homeDepends(s *public.State) []int64 {
	today := jema.DateOf(s.Now.In(s.Place.Edition.Zone))
	return append(s.Shown(), int64(today.Year), int64(today.Month), int64(today.Day))
}

// first counts what opens on each day, and chooses a few openings of the day that comes
// next.
func (p *homePage) first(from *public.State) {
	on := map[jema.Date][]page.EntryView{}
	for _, e := range from.Entries() {
		view := page.ViewOf(p.Layout, e, from.Now)
		for _, d := range view.OpenDays() {
			on[d] = append(on[d], view)
		}
	}
	today := jema.DateOf(from.Now.In(p.Edition.Zone))
	for _, d := range p.Edition.Days() {
		p.Days = append(p.Days, homeDay{d, len(on[d])})
		if p.First == nil && len(on[d]) > 0 && d.Compare(today) >= 0 {
			p.First = &homeFirst{Day: d, Today: d == today, Entries: p.varied(on[d])}
		}
	}
}

// varied returns a few openings, each of another craft domain where there are enough:
// those with a photo first.
func (p *homePage) varied(list []page.EntryView) (few []page.EntryView) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b page.EntryView) int { return compareTrue(a.Photo != nil, b.Photo != nil) })
	has := map[string]bool{}
	for _, again := range []bool{false, true} {
		for _, v := range list {
			if len(few) < shownFirst && has[v.Veneer] == again && !slices.ContainsFunc(few, sameAs(v)) {
				has[v.Veneer] = true
				few = append(few, v)
			}
		}
	}
	return few
}

// pick gathers the selections of the organisers that have something to show.
func (p *homePage) pick(from *public.State) {
	for _, s := range jema.Selections {
		picked := homePicked{Selection: s}
		for _, e := range from.Selected(s) {
			if view := page.ViewOf(p.Layout, e, from.Now); len(picked.Entries) < shownFirst {
				picked.Entries = append(picked.Entries, view)
			}
		}
		if len(picked.Entries) > 0 {
			p.Picked = append(p.Picked, picked)
		}
	}
}

// sameAs reports whether another view is of the same opening.
func sameAs(v page.EntryView) func(page.EntryView) bool {
	return func(w page.EntryView) bool { return v.Opening.ID == w.Opening.ID }
}
