package visitor

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// shownFirst is how many openings the first page shows of a day, and of a selection.
const shownFirst = 3

// homeDay is a day and its number of openings.
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

// homeDepends returns what the first page is made from: every opening, and the date.
func homeDepends(s *public.State) []int64 {
	today := jema.DateOf(s.Now.In(s.Place.Edition.Zone))
	return append(s.Shown(), int64(today.Year), int64(today.Month), int64(today.Day))
}

// first counts what opens on each day, and chooses a few openings of the day that comes
// next.
func (p *homePage) first(from *public.State) {
	on := map[jema.Date][]jema.Entry{}
	for _, e := range from.Entries() {
		for _, d := range e.OpenDays(p.Edition.Zone) {
			on[d] = append(on[d], e)
		}
	}
	today := jema.DateOf(from.Now.In(p.Edition.Zone))
	for _, d := range p.Edition.Days() {
		p.Days = append(p.Days, homeDay{d, len(on[d])})
		if p.First == nil && len(on[d]) > 0 && d.Compare(today) >= 0 {
			p.First = &homeFirst{Day: d, Today: d == today, Entries: page.ViewsOf(p.Layout, varied(on[d]), from.Now)}
		}
	}
}

// varied returns a few openings, each of another craft domain where there are enough:
// those with a photo first.
func varied(list []jema.Entry) (few []jema.Entry) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b jema.Entry) int { return compareTrue(a.Photo != nil, b.Photo != nil) })
	has := map[string]bool{}
	for _, again := range []bool{false, true} {
		for _, e := range list {
			veneer := page.VeneerName(e.DomainSlug())
			if len(few) < shownFirst && has[veneer] == again && !slices.ContainsFunc(few, sameAs(e)) {
				has[veneer] = true
				few = append(few, e)
			}
		}
	}
	return few
}

// pick gathers the selections of the organisers that have something to show.
func (p *homePage) pick(from *public.State) {
	for _, s := range jema.Selections {
		list := from.Selected(s)
		if views := page.ViewsOf(p.Layout, list[:min(len(list), shownFirst)], from.Now); len(views) > 0 {
			p.Picked = append(p.Picked, homePicked{s, views})
		}
	}
}

// sameAs reports whether another entry is of the same opening.
func sameAs(e jema.Entry) func(jema.Entry) bool {
	return func(other jema.Entry) bool { return e.Opening.ID == other.Opening.ID }
}
