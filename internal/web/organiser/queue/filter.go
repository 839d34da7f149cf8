// Package queue is what waits for organisers: filtered, counted, published and
// assigned together, with the communes where nothing opens and what is left to do
// before the printer's day.
package queue

import (
	"net/url"
	"slices"
	"strconv"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Path is where the queue is.
const Path = "/organisation"

// States are what one looks through, those that wait for organisers first.
var States = []string{postgres.QueueWaiting, string(jema.Submitted), string(jema.Incomplete), postgres.QueueProposed,
	string(jema.ChangesRequested), string(jema.Approved), string(jema.Draft), string(jema.Refused),
	string(jema.Cancelled), postgres.QueueAll}

// FilterOf reads a filter from an address; what is no choice is left out.
func FilterOf(q url.Values, place postgres.Place) postgres.QueueFilter {
	f := postgres.QueueFilter{TerritoryID: place.Territory.ID, EditionID: place.Edition.ID,
		State: postgres.QueueWaiting, Order: jema.QueueOldest, Words: text.Line(q.Get("mots")),
		Commune: text.Line(q.Get("commune")), Domain: text.Line(q.Get("domaine"))}
	if runes := []rune(f.Words); len(runes) > page.WordsMax {
		f.Words = string(runes[:page.WordsMax])
	}
	if state := q.Get("etat"); slices.Contains(States, state) {
		f.State = state
	}
	if age := q.Get("depuis"); slices.Contains(jema.QueueAges, age) {
		f.Age = age
	}
	if lack := q.Get("manque"); lack == postgres.QueueComplete || slices.Contains(jema.Lacks, jema.Lack(lack)) {
		f.Lack = lack
	}
	if n, err := strconv.ParseInt(q.Get("pour"), 10, 64); q.Get("pour") == postgres.QueueNobody || err == nil && n > 0 {
		f.Assigned = q.Get("pour")
	}
	if order := jema.QueueOrder(q.Get("tri")); slices.Contains(jema.QueueOrders, order) {
		f.Order = order
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 && n < 10_000 {
		f.Page = n
	}
	return f
}

// Query writes a filter as the address has it; a choice that is the usual one is
// left out.
func Query(f postgres.QueueFilter) url.Values {
	q := url.Values{}
	for _, part := range []struct{ name, value, usual string }{
		{"mots", f.Words, ""}, {"etat", f.State, postgres.QueueWaiting}, {"commune", f.Commune, ""},
		{"domaine", f.Domain, ""}, {"depuis", f.Age, ""}, {"manque", f.Lack, ""}, {"pour", f.Assigned, ""},
		{"tri", string(f.Order), string(jema.QueueOldest)},
	} {
		if part.value != "" && part.value != part.usual {
			q.Set(part.name, part.value)
		}
	}
	if f.Page > 1 {
		q.Set("page", strconv.Itoa(f.Page))
	}
	return q
}

// Address is where the queue shows what a filter chooses.
func Address(f postgres.QueueFilter) string {
	if q := Query(f).Encode(); q != "" {
		return Path + "?" + q
	}
	return Path
}

// Parse reads a filter that a page carried in its form.
func Parse(carried string, place postgres.Place) postgres.QueueFilter {
	q, err := url.ParseQuery(carried)
	if err != nil {
		q = nil
	}
	return FilterOf(q, place)
}

// plain reports whether a filter is the one that the queue opens with.
func plain(f postgres.QueueFilter) bool { return len(Query(f)) == 0 }
