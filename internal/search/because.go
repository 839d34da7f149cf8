package search

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"jema/internal/catalogue"
	"jema/internal/jema"
)

// Because returns how a suggestion differs from the query, in one sentence
// without its point: « un autre jour : vendredi 9 avril, à 12 km ».
func (x *Index) Because(g Suggestion, q Query, voice *catalogue.Voice) string {
	var parts []string
	for _, d := range g.Differs {
		if said := x.because(d, g, q, voice); said != "" && !slices.Contains(parts, said) {
			parts = append(parts, said)
		}
	}
	return strings.Join(parts, ", ")
}

func (x *Index) because(differs string, g Suggestion, q Query, voice *catalogue.Voice) string {
	o := g.Entry.Opening
	switch differs {
	case "day", "time":
		return x.when(differs, g, voice)
	case "place":
		if g.Distance >= 0 {
			return voice.Say("search.because.distance", "km", voice.Number(int(math.Ceil(g.Distance))), "commune",
				g.Entry.Commune.Name)
		}
		return voice.Say("search.because.commune", "commune", g.Entry.Commune.Name)
	case "places":
		if g.Line {
			return voice.Say("search.because.line")
		}
		return voice.Say("search.because.full")
	case "kind":
		return voice.Say("search.because.kind", "kind", voice.Say("visit.kind."+string(o.Kind)))
	case "age":
		return voice.Say("search.because.age", "age", voice.Age(x.byID[o.ID].facts.Age))
	case "price":
		return voice.Say("search.because.price", "price", voice.Price(x.byID[o.ID].facts.Price))
	case "booking":
		return voice.Say("search.because.booking_" + map[bool]string{true: BookingWith,
			false: BookingWithout}[q.Booking == BookingWithout])
	case "words":
		if g.Domain {
			return voice.Say("search.because.domain", "domain", voice.Domain(g.Entry.Craft.Domain))
		}
		return voice.Say("search.because.words", "words", cmp.Or(g.Missing, q.Words))
	}
	return voice.Say("search.because." + differs)
}

// when names the first day on which the opening may be visited after all.
func (x *Index) when(differs string, g Suggestion, voice *catalogue.Voice) string {
	for i, d := range x.days {
		if g.Days&(1<<i) != 0 {
			return voice.Say("search.because."+differs, "day", voice.DayMonth(d))
		}
	}
	return voice.Say("search.because.no_day")
}

// CraftName returns what a craft or a domain is called, by its slug, "" where the
// territory has none of that name.
func (x *Index) CraftName(slug string, voice *catalogue.Voice) string {
	if c, known := x.crafts.bySlug[slug]; known {
		return voice.Craft(c)
	}
	for _, c := range x.crafts.bySlug {
		if c.Domain.Slug == slug {
			return voice.Domain(c.Domain)
		}
	}
	return ""
}

// Crafts returns the crafts of the territory by slug.
func (x *Index) Crafts() map[string]jema.Craft { return x.crafts.bySlug }
