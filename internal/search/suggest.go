package search

import (
	"cmp"
	"math/bits"
	"slices"

	"jema/internal/jema"
)

// Suggestion is an opening that does not fit, with what differs.
type Suggestion struct {
	Hit
	Differs []string // of Differences
	Domain  bool     // it is of the domain of a craft that the words mean
	Line    bool     // no place is left, and one may stand in line
}

// suggestionsMost is how many are offered.
const suggestionsMost = 6

// suggest returns the nearest that there is where nothing fits: what differs in the
// fewest ways, those that cost a visitor least first. Where the words are what does
// not fit, openings of the same domain come first.
func (s *search) suggest() (list []Suggestion) {
	domains := s.meantDomains()
	slices.SortStableFunc(s.near, func(a, b failing) int {
		return cmp.Or(cmp.Compare(a.cost(domains), b.cost(domains)), cmp.Compare(b.score, a.score),
			cmp.Compare(max(a.distance, 0), max(b.distance, 0)), cmp.Compare(a.number, b.number))
	})
	if s.hasFailing(func(f failing) bool { return f.in&dimWords == 0 }) && s.words { // what has the words is nearer than what has not
		s.near = slices.DeleteFunc(s.near, func(f failing) bool { return f.in&dimWords != 0 })
	}
	for _, f := range s.near[:min(len(s.near), suggestionsMost)] {
		g := Suggestion{Hit: f.hit(), Differs: f.in.names(), Domain: f.in&dimWords != 0 && slices.Contains(domains, f.domain)}
		g.Line = f.in&dimFull != 0 && f.inLine(s)
		if f.days == 0 {
			g.Days = f.visits.Load().days[len(Moments)]
		}
		list = append(list, g)
	}
	return list
}

func (s *search) hasFailing(fits func(failing) bool) bool { return slices.ContainsFunc(s.near, fits) }

// cost orders what is suggested: first by the number of differences, then by the one
// that is hardest to give up. Words weigh little where the domain is the one meant.
func (f failing) cost(domains []string) int {
	cost := f.in.count()*int(dimWords) + 1<<(bits.Len16(uint16(f.in))-1)
	if f.in&dimWords != 0 && !slices.Contains(domains, f.domain) {
		cost += 2 * mostDifferences * int(dimWords)
	}
	return cost
}

// inLine tells whether one may stand in line for a slot of the opening now.
func (f failing) inLine(s *search) bool {
	return slices.ContainsFunc(f.visits.Load().slots, func(slot jema.Slot) bool {
		return slot.Audience == jema.AudiencePublic && slot.State(s.now) == jema.SlotFull
	})
}

// meantDomains are the domains of the crafts that the words may mean, those that
// nobody shows included.
func (s *search) meantDomains() (slugs []string) {
	hard, _ := split(s.q.Words)
	for _, w := range hard {
		for _, d := range s.crafts.domains(w) {
			slugs = append(slugs, d.Slug)
		}
	}
	return slugs
}
