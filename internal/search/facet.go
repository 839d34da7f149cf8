package search

import (
	"math"

	"jema/internal/jema"
)

// Facets count, for each choice of a filter, the openings found with it and the
// rest of the query.
type Facets struct {
	When     [momentsAndAll][]int // by part of the day, the whole day last, and by day of the edition
	Moments  []int                // by part of the day, on any of the days asked for
	Communes map[string]int
	Crafts   map[string]int
	Domains  map[string]int
	Kinds    map[jema.OpeningKind]int
	Access   map[string]int
	Langs    map[string]int
	Bookings map[string]int
	Prices   []int // as PriceSteps
}

// PriceSteps are the limits offered, in cents.
var PriceSteps = []int{0, 1000, 2000, 4000}

func newFacets(x *Index) *Facets {
	f := &Facets{Moments: make([]int, momentsAndAll), Communes: map[string]int{}, Crafts: map[string]int{},
		Domains: map[string]int{}, Kinds: map[jema.OpeningKind]int{}, Access: map[string]int{}, Langs: map[string]int{},
		Bookings: map[string]int{},
		Prices:   make([]int, len(PriceSteps))}
	for i := range f.When {
		f.When[i] = make([]int, len(x.days))
	}
	return f
}

// count notes an opening with every choice it would be found with: those of the only
// dimension in which it fails, or of all if it fails in none.
func (f *Facets) count(s *search, c *candidate, in dimension) {
	but := func(d dimension) bool { return in&^d == 0 }
	d := c.doc
	if but(dimPlace) {
		f.Communes[d.insee]++
	}
	if but(dimCraft) && d.entry.Craft != nil {
		f.Domains[d.domain]++
		f.Crafts[d.entry.Craft.Slug]++
		if parent := d.entry.Craft.SpecialtyOf; parent != "" {
			f.Crafts[parent]++
		}
	}
	if but(dimKind) {
		f.Kinds[d.entry.Opening.Kind]++
	}
	if but(dimLang) {
		for _, code := range d.facts.Languages.List() {
			f.Langs[code]++
		}
	}
	if but(dimAccess) {
		for _, kind := range jema.AccessKinds {
			if d.facts.Access.Of(kind) == jema.Yes {
				f.Access[kind]++
			}
		}
	}
	if but(dimBooking) {
		f.countBookings(d)
	}
	if but(dimPrice) {
		for i := range PriceSteps {
			if d.fitsPrice(&PriceSteps[i]) {
				f.Prices[i]++
			}
		}
	}
	if but(dimDay | dimTime | dimFull) {
		f.countTimes(s, c)
	}
}

func (f *Facets) countBookings(d *doc) {
	if len(d.entry.Hours) > 0 {
		f.Bookings[BookingWithout]++
	}
	if d.visits.Load().bookable() {
		f.Bookings[BookingWith]++
	}
}

func (f *Facets) countTimes(s *search, c *candidate) {
	v, at := c.visits.Load(), *s.q
	wanted := s.days
	if len(s.q.Days) == 0 {
		wanted = math.MaxUint64
	}
	for i := range f.When {
		at.From, at.To = 0, 0
		if i < len(Moments) {
			at.From, at.To = Moments[i].From, Moments[i].To
		}
		days := v.open(&at, true, true, s.at)
		for day := range f.When[i] {
			if days&(1<<day) != 0 {
				f.When[i][day]++
			}
		}
		if days&wanted != 0 {
			f.Moments[i]++
		}
	}
}
