package search

import (
	"cmp"
	"math"
	"slices"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// Result is what a query finds.
type Result struct {
	Query       Query // with Sort as it holds
	Count       int
	Found       []Hit // one page
	Suggestions []Suggestion
	DidYouMean  string   // the words with slips mended
	Without     []string // words that were left out, since no opening has all of them
	Facets      *Facets  // nil unless asked for
}

// Hit is an opening that fits.
type Hit struct {
	Entry    jema.Entry
	Distance float64 // kilometres from the place asked for, -1 without one
	Days     uint64  // of the edition, from its first: those that fit
}

// Options are how a query is answered.
type Options struct {
	PageSize int
	Facets   bool
	Now      time.Time
}

// candidate is an opening while a query is answered.
type candidate struct {
	*doc
	score    float32
	distance float64
	days     uint64
	first    int64 // Unix seconds
	most     int
}

// search is one query while it is answered.
type search struct {
	*Index
	q       *Query
	now     time.Time
	at      int64 // now in Unix seconds
	matched *matched
	words   bool     // openings must have words
	days    uint64   // asked for
	around  []spot   // the places asked for
	radius  float64  // kilometres around them
	domains []string // of the crafts that the words may mean
	found   []candidate
	near    []failing // the nearest of those that do not fit, at most suggestionsMost
	facets  *Facets
}

// failing is an opening that does not fit, with the dimensions in which it does not.
type failing struct {
	candidate
	in   dimension
	cost int
}

// Find answers a query.
func (x *Index) Find(q Query, o Options) Result {
	s := x.begin(&q, o)
	defer s.matched.release(x)
	if s.words && s.facets == nil {
		s.runMatched()
	} else {
		s.runAll(false)
	}
	if len(s.found) == 0 {
		s.runAll(true)
	}
	q.Sort = q.Order()
	s.sort()
	r := Result{Query: q, Count: len(s.found), Without: s.matched.without, Facets: s.facets}
	first := min(max(q.Page-1, 0)*o.PageSize, len(s.found))
	for _, c := range s.found[first:min(first+o.PageSize, len(s.found))] {
		r.Found = append(r.Found, c.hit())
	}
	if Mended(q.Words, s.matched.corrected) {
		r.DidYouMean = s.matched.corrected
	}
	if len(s.found) == 0 {
		r.Suggestions = s.suggestions()
	}
	return r
}

func (x *Index) begin(q *Query, o Options) *search {
	s := &search{Index: x, q: q, now: o.Now, at: o.Now.Unix(), radius: q.Kilometres(), matched: x.match(q.Words, q.bare())}
	s.words = s.matched.any
	for _, d := range q.Days {
		if n := x.Edition.StartsOn.DaysUntil(d); n >= 0 && n < 64 {
			s.days |= 1 << n
		}
	}
	for _, p := range q.Around {
		s.around = append(s.around, x.plane.spot(p))
	}
	if o.Facets {
		s.facets = newFacets(x)
	}
	return s
}

// runMatched looks at the openings that have the words alone.
func (s *search) runMatched() {
	for _, number := range s.matched.touched {
		if s.matched.score[number] == 0 {
			continue
		}
		c := s.candidate(s.docs[number])
		if s.fails(&c, 0) == 0 {
			s.found = append(s.found, c)
		}
	}
	slices.SortFunc(s.found, func(a, b candidate) int { return cmp.Compare(a.number, b.number) })
}

// runAll looks at all openings: for what fits, or, where nothing does, for what is
// nearest.
func (s *search) runAll(looking bool) {
	if looking {
		s.domains = s.meantDomains()
	}
	for i, d := range s.docs {
		if looking && s.tooFar(i) {
			continue
		}
		c := s.candidate(d)
		switch {
		case looking:
			s.offer(c)
		case s.facets != nil:
			in := s.fails(&c, dimensions)
			s.facets.count(s, &c, in)
			if in == 0 {
				s.found = append(s.found, c)
			}
		case s.fails(&c, 0) == 0:
			s.found = append(s.found, c)
		}
	}
}

// candidate scores an opening.
func (s *search) candidate(d *doc) candidate {
	c := candidate{doc: d, distance: -1}
	if len(s.around) > 0 {
		c.distance = nearest(s.around, d.at)
	}
	if s.matched.score != nil {
		c.score = s.matched.score[d.number]
	}
	if s.q.Age != nil && d.facts.Age.Known && (c.score > 0 || !s.words) {
		c.score += ageBonus
	}
	return c
}

// ageBonus is how much better an opening fits whose data state that a child may
// come.
const ageBonus = 0.5

// fails returns the dimensions in which an opening does not fit. Above most
// of them it stops and returns those found by then.
func (s *search) fails(c *candidate, most int) (in dimension) {
	q, d := s.q, c.doc
	if s.words && s.matched.score[d.number] == 0 {
		in |= dimWords
	}
	if !s.fitsPlace(c) {
		in |= dimPlace
	}
	if in.count() > most {
		return in
	}
	if q.Craft != "" && !d.hasCraft(q.Craft) || q.Domain != "" && d.domain != q.Domain {
		in |= dimCraft
	}
	if in |= s.failsFacts(d); in.count() > most {
		return in
	}
	return in | s.failsTimes(c)
}

func (s *search) fitsPlace(c *candidate) bool {
	return (len(s.q.Communes) == 0 || slices.Contains(s.q.Communes, c.insee)) && (c.distance < 0 || c.distance <= s.radius)
}

func (d *doc) hasCraft(slug string) bool {
	return d.entry.Craft != nil && (d.entry.Craft.Slug == slug || d.entry.Craft.SpecialtyOf == slug)
}

func (s *search) failsFacts(d *doc) (in dimension) {
	q := s.q
	if q.Kind != "" && d.entry.Opening.Kind != q.Kind {
		in |= dimKind
	}
	if !d.fitsPrice(q.PriceMax) {
		in |= dimPrice
	}
	if q.Lang != "" && !d.facts.Languages.Has(q.Lang) {
		in |= dimLang
	}
	if q.Age != nil && d.facts.Age.Known && d.facts.Age.Years > *q.Age {
		in |= dimAge
	}
	for _, kind := range q.Access {
		if d.facts.Access.Of(kind) != jema.Yes {
			in |= dimAccess
		}
	}
	switch q.Booking {
	case BookingWithout:
		if len(d.entry.Hours) == 0 {
			in |= dimBooking
		}
	case BookingWith:
		if !d.visits.Load().bookable() {
			in |= dimBooking
		}
	}
	return in
}

// fitsPrice reports whether one may come for most cents. A price that nobody has
// given fits no limit.
func (d *doc) fitsPrice(most *int) bool {
	if most == nil {
		return true
	}
	switch p := d.facts.Price; p.Kind {
	case jema.PriceFree:
		return true
	case jema.PriceAmount, jema.PriceRange:
		return p.From <= *most
	}
	return false
}

// failsTimes also notes on which days an opening fits.
func (s *search) failsTimes(c *candidate) (in dimension) {
	q, v := s.q, c.visits.Load()
	if len(q.Days) == 0 && !q.timed() && q.party() == 0 {
		c.days = v.days[len(Moments)]
		return 0
	}
	wanted := s.days
	if len(q.Days) == 0 {
		wanted = math.MaxUint64
	}
	c.days = v.open(q, true, true, s.at) & wanted
	if c.days != 0 {
		return 0
	}
	if q.party() > 0 {
		if v.open(q, true, false, s.at)&wanted != 0 {
			return dimFull
		}
		in |= dimFull * boolBit(v.open(q, false, true, s.at) == 0)
	}
	switch all := v.days[len(Moments)]; {
	case len(q.Days) > 0 && all&wanted == 0:
		in |= dimDay
		if q.timed() && v.open(q, true, false, s.at) == 0 {
			in |= dimTime
		}
	case q.timed():
		in |= dimTime
	}
	if in == 0 {
		in = dimDay
	}
	return in
}

func boolBit(b bool) dimension {
	if b {
		return 1
	}
	return 0
}

func (c candidate) hit() Hit { return Hit{c.current(), c.distance, c.days} }

// sort orders what was found. Ties go by distance, then by the first moment, then by
// the order of the index.
func (s *search) sort() {
	order := s.q.Order()
	if order != SortCommune && order != SortName {
		for i := range s.found {
			c := &s.found[i]
			v := c.visits.Load()
			c.first = v.first(s.q, c.days, s.at)
			if order == SortPlaces {
				c.most = v.most(c.days, s.at)
			}
		}
	}
	slices.SortStableFunc(s.found, func(a, b candidate) int { return compareIn(order, &a, &b) })
}

func compareIn(order string, a, b *candidate) int {
	later := cmp.Compare(a.first, b.first)
	far := cmp.Compare(math.Round(a.distance), math.Round(b.distance))
	switch order {
	case SortBest:
		return cmp.Or(cmp.Compare(b.score, a.score), far, later)
	case SortDistance:
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.score, a.score), later)
	case SortTime:
		return cmp.Or(later, far, cmp.Compare(b.score, a.score))
	case SortPlaces:
		return cmp.Or(cmp.Compare(b.most, a.most), later)
	case SortName:
		return cmp.Or(text.Compare(a.entry.Opening.Title, b.entry.Opening.Title), cmp.Compare(a.entry.Opening.ID,
			b.entry.Opening.ID))
	}
	return cmp.Compare(a.number, b.number)
}
