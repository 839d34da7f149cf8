package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"jema/internal/jema"
)

// Suggestion is an opening that does not fit, with what differs.
type Suggestion struct {
	Hit
	Differs []string // of Differences
	Domain  bool     // it is of the domain of a craft that the words mean
	Missing string   // the words that it lacks
	Line    bool     // no place is left, and one may stand in line
}

// suggestionsMost is how many are offered.
const suggestionsMost = 6

// mostDifferences is in how many ways a suggestion may differ.
const mostDifferences = 2

// offer retains an opening among those that are suggested if it is nearer than the last
// of them: what differs in the fewest ways comes first, what costs a visitor least
// before the rest. Openings without the words come after all that have them: those that
// have the first of them, then those of the domain that the words mean, then others, which
// must fit in everything else.
func (s *search) offer(c candidate) {
	most, meant, begun := mostDifferences, false, s.matched.fits[c.number] > 0
	if s.words && s.matched.score[c.number] == 0 {
		c.score = s.matched.part[c.number]
		if meant = begun || slices.Contains(s.domains, c.domain); !meant {
			most = 1
		}
	}
	f := failing{candidate: c}
	if f.in = s.fails(&f.candidate, most); f.in.count() > most || f.in == 0 {
		return
	}
	f.cost = f.in.count()*int(dimWords) + 1<<(bits.Len16(uint16(f.in))-1)
	if f.in&dimWords != 0 && !begun {
		f.cost += wordsCost
		if !meant && len(s.domains) > 0 {
			f.cost += wordsCost
		}
	}
	at, _ := slices.BinarySearchFunc(s.near, f, func(a, b failing) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(b.score, a.score), cmp.Compare(max(a.distance, 0),
			max(b.distance, 0)), -1)
	})
	if at < suggestionsMost {
		s.near = slices.Insert(s.near, at, f)
		s.near = s.near[:min(len(s.near), suggestionsMost)]
	}
}

// tooFar reports whether the opening of a number, which does not have the words, cannot
// come among those that are suggested: it is elsewhere, too, and not of the domain that
// the words mean; or it comes later in the order and is not nearer than the last of them.
func (s *search) tooFar(number int) bool {
	if !s.words || s.matched.fits[number] > 0 {
		return false
	}
	d, distance := &s.passed[number], 0.0
	if len(s.around) > 0 {
		distance = nearest(s.around, d.at)
	}
	elsewhere := distance > s.radius || len(s.q.Communes) > 0 && !slices.Contains(s.q.Communes, d.insee)
	if elsewhere && !slices.Contains(s.domains, d.domain) {
		return true
	}
	if len(s.near) < suggestionsMost {
		return false
	}
	if s.near[0].in&dimWords == 0 {
		return true // what has the words leaves no room
	}
	last := &s.near[suggestionsMost-1]
	return last.cost <= 2*int(dimWords)+wordsCost && (len(s.around) == 0 || distance >= last.distance)
}

// wordsCost is more than all other differences together cost.
const wordsCost = 8 * int(dimWords)

// suggestions are what is retained; what has the words leaves no room for what has not.
func (s *search) suggestions() (list []Suggestion) {
	for _, f := range s.near {
		without := f.in&dimWords != 0
		if without && s.near[0].in&dimWords == 0 {
			break
		}
		g := Suggestion{Hit: f.hit(), Differs: f.in.names()}
		if without {
			fits := s.matched.fits[f.number]
			g.Domain = fits == 0 && slices.Contains(s.domains, f.domain)
			g.Missing = strings.Join(s.matched.required[min(int(fits), len(s.matched.required)):], " ")
		}
		g.Line = f.in&dimFull != 0 && f.inLine(s)
		if f.days == 0 {
			g.Days = f.visits.Load().days[len(Moments)]
		}
		list = append(list, g)
	}
	return list
}

// inLine reports whether one may queue for a slot of the opening now.
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
