package search

import (
	"strconv"

	"jema/internal/jema"
	find "jema/internal/search"
	"jema/internal/web/page"
)

// Chip is one condition of the search, with the address of the search without it.
type Chip struct{ Label, Without string }

// chips lists the conditions, each removable.
func chips(l page.Layout, x *find.Index, q find.Query) (list []Chip) {
	q.Page = 0
	add := func(label string, remove func(*find.Query)) {
		without := q
		remove(&without)
		list = append(list, Chip{label, address(without)})
	}
	if q.Words != "" {
		add(l.T("visit.chip.words", "words", q.Words), func(q *find.Query) { q.Words = "" })
	}
	placeChips(l, x, q, add)
	if len(q.Days) > 0 {
		add(page.Capital(whenWords(l, find.Query{Days: q.Days})), func(q *find.Query) { q.Days = nil })
	}
	if q.Timed() {
		add(page.Capital(whenWords(l, find.Query{From: q.From, To: q.To})), func(q *find.Query) { q.From, q.To = 0, 0 })
	}
	peopleChips(l, q, add)
	if q.Free {
		add(l.T("visit.chip.free"), func(q *find.Query) { q.Free = false })
	}
	if q.Booking != "" {
		add(l.T("visit.search.booking_"+q.Booking), func(q *find.Query) { q.Booking = "" })
	}
	for i, kind := range q.Access {
		add(page.Capital(l.T("fact.access."+kind)),
			func(q *find.Query) { q.Access = append(append([]string{}, q.Access[:i]...), q.Access[i+1:]...) })
	}
	if q.Lang != "" {
		add(page.Capital(l.Voice.Spoken(jema.LanguageCodes(q.Lang))), func(q *find.Query) { q.Lang = "" })
	}
	if q.PriceMax != nil {
		add(priceWords(l, *q.PriceMax), func(q *find.Query) { q.PriceMax = nil })
	}
	if q.Kind != "" {
		add(page.Capital(l.T("visit.kind."+string(q.Kind))), func(q *find.Query) { q.Kind = "" })
	}
	return list
}

func placeChips(l page.Layout, x *find.Index, q find.Query, add func(string, func(*find.Query))) {
	if slug := q.Craft + q.Domain; slug != "" {
		name := page.Capital(x.CraftName(slug, l.Voice))
		if name == "" {
			name = slug
		}
		add(name, func(q *find.Query) { q.Craft, q.Domain = "", "" })
	}
	if q.Near != "" {
		km := strconv.FormatFloat(q.Kilometres(), 'f', -1, 64)
		place := q.Near
		if find.IsPosition(place) {
			place = l.T("visit.chip.here")
		}
		add(l.T("visit.chip.near", "place", place, "km", km), func(q *find.Query) { q.Near, q.Radius = "", 0 })
	}
	if names := x.CommuneNames(q.Communes); len(names) > 0 {
		add(l.Voice.List(names), func(q *find.Query) { q.Communes = nil })
	}
}

func peopleChips(l page.Layout, q find.Query, add func(string, func(*find.Query))) {
	if q.Places > 0 {
		add(l.T("visit.chip.places", "n", q.Places), func(q *find.Query) { q.Places = 0 })
	}
	if q.Age != nil {
		add(l.T("visit.chip.age", "n", *q.Age), func(q *find.Query) { q.Age = nil })
	}
}

func priceWords(l page.Layout, cents int) string {
	if cents == 0 {
		return l.T("visit.search.price_free")
	}
	return l.T("visit.search.price_most", "price", l.Voice.Money(cents))
}
