package postgres_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// fair is an edition whose openings differ in every filter.
func fair(t *testing.T) *storetest.World {
	t.Helper()
	w := storetest.New(t)
	if _, err := w.DB.Exec(`INSERT INTO craft (territory_id, slug, domain_slug, name, feminine, synonyms, specialty_of)
		VALUES ($1, 'tourneur', 'ceramique', 'Tourneur', 'Tourneuse', '{girelliste}', 'ceramiste')`,
		w.Territory.ID); err != nil {
		t.Fatal(err)
	}
	place := func(name, craft, insee string) jema.Workshop {
		shop := w.Workshop(name, 0)
		shop.CraftSlug, shop.CommuneINSEE = craft, insee
		if craft == "" {
			shop.CraftOther = "Vannière"
		}
		shop, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now)
		if err != nil {
			t.Fatal(err)
		}
		return shop
	}
	w.OpeningIn(place("La Girelle", "tourneur", "26281"), "Tournage", jema.Approved).Slot("2027-04-10", 600, 660, 2)
	hours := w.OpeningIn(place("L’Œuvre au four", "ceramiste", "26034"), "Cuisson – raku", jema.Approved)
	full := w.OpeningIn(place("Chez Hermès", "bottier-main", "26281"), "Couture", jema.Approved)
	w.OpeningIn(place("Osier", "", "26124"), "Vannerie", jema.Approved)
	w.OpeningIn(place("Caché", "ceramiste", "26281"), "Tournage à venir", jema.Submitted)

	plan := opening(t, w, hours.ID)
	plan.Hours = []jema.Interval{w.At("2027-04-11", 1380, 1440)}
	save(t, w, plan)
	book(t, w, request(full.Slot("2027-04-09", 600, 660, 2), "plein", 2))
	return w
}

func titles(t *testing.T, w *storetest.World, f postgres.EntryFilter) []string {
	t.Helper()
	list, err := w.Store.Entries(t.Context(), w.Edition, f, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, e := range list {
		found = append(found, e.Opening.Title)
	}
	return found
}

func TestFilters(t *testing.T) {
	w := fair(t)
	first, err := w.Store.Entries(t.Context(), w.Edition, postgres.EntryFilter{Limit: 1}, storetest.Now)
	if err != nil || len(first) != 1 {
		t.Fatal(first, err)
	}
	day := func(s string) jema.Date {
		d, err := jema.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for name, c := range map[string]struct {
		f    postgres.EntryFilter
		want []string
	}{
		"all that is public": {postgres.EntryFilter{}, []string{"Tournage", "Cuisson – raku",
			"Couture", "Vannerie"}},
		"of a commune":                 {postgres.EntryFilter{Commune: "26281"}, []string{"Tournage", "Couture"}},
		"of a craft, specialties too":  {postgres.EntryFilter{Craft: "ceramiste"}, []string{"Tournage", "Cuisson – raku"}},
		"of a specialty":               {postgres.EntryFilter{Craft: "tourneur"}, []string{"Tournage"}},
		"of a domain":                  {postgres.EntryFilter{Domain: "cuir"}, []string{"Couture"}},
		"on a day with a slot":         {postgres.EntryFilter{Day: day("2027-04-10")}, []string{"Tournage"}},
		"on a day with hours, late":    {postgres.EntryFilter{Day: day("2027-04-11")}, []string{"Cuisson – raku"}},
		"on a day without":             {postgres.EntryFilter{Day: day("2027-04-12")}, []string{}},
		"with free places":             {postgres.EntryFilter{Free: true}, []string{"Tournage"}},
		"by a word of the title":       {postgres.EntryFilter{Words: "COUTURE"}, []string{"Couture"}},
		"without accents":              {postgres.EntryFilter{Words: "hermes"}, []string{"Couture"}},
		"by ligature and apostrophe":   {postgres.EntryFilter{Words: "l'oeuvre"}, []string{"Cuisson – raku"}},
		"by a dash":                    {postgres.EntryFilter{Words: "cuisson - raku"}, []string{"Cuisson – raku"}},
		"by feminine of the craft":     {postgres.EntryFilter{Words: "tourneuse"}, []string{"Tournage"}},
		"by synonym of the craft":      {postgres.EntryFilter{Words: "girelliste"}, []string{"Tournage"}},
		"by a craft of no list":        {postgres.EntryFilter{Words: "vanniere"}, []string{"Vannerie"}},
		"by commune":                   {postgres.EntryFilter{Words: "étoile"}, []string{"Vannerie"}},
		"by all words, in any order":   {postgres.EntryFilter{Words: "romans tournage"}, []string{"Tournage"}},
		"by words that are not beside": {postgres.EntryFilter{Words: "romans raku"}, []string{}},
		"by a sign of LIKE":            {postgres.EntryFilter{Words: "%"}, []string{}},
		"after one": {postgres.EntryFilter{After: first[0].Opening.ID, Limit: 2},
			[]string{"Cuisson – raku", "Couture"}},
		"by id":           {postgres.EntryFilter{IDs: []jema.OpeningID{first[0].Opening.ID, -1}}, []string{"Tournage"}},
		"several at once": {postgres.EntryFilter{Commune: "26281", Craft: "ceramiste", Free: true}, []string{"Tournage"}},
	} {
		if diff := cmp.Diff(c.want, titles(t, w, c.f)); diff != "" {
			t.Errorf("%s (- want, + got)\n%s", name, diff)
		}
	}
}

// Before bookings open, and once a visit has begun, nothing is free.
func TestFreeFollowsTheClock(t *testing.T) {
	w := fair(t)
	slot := w.At("2027-04-10", 600, 660)
	for _, c := range []struct {
		name string
		want int
		at   int // minutes from the slot's start
	}{{"before it begins", 1, -1}, {"as it begins", 0, 0}, {"long before bookings open", 0, -60 * 24 * 90}} {
		now := slot.Start.Add(minutes(c.at))
		list, err := w.Store.Entries(t.Context(), w.Edition, postgres.EntryFilter{Free: true}, now)
		if err != nil || len(list) != c.want {
			t.Errorf("%s: %d openings with free places, %v", c.name, len(list), err)
		}
	}
}

func TestAnEntryIsWhole(t *testing.T) {
	w := fair(t)
	list, err := w.Store.Entries(t.Context(), w.Edition, postgres.EntryFilter{Craft: "tourneur"}, storetest.Now)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	e := list[0]
	want := jema.Craft{Slug: "tourneur", Name: "Tourneur", Feminine: "Tourneuse", SpecialtyOf: "ceramiste",
		Domain: jema.CraftDomain{Slug: "ceramique", Name: "Céramique", Position: 4}}
	if diff := cmp.Diff(&want, e.Craft); diff != "" {
		t.Error(diff)
	}
	if e.Workshop.Name != "La Girelle" || e.Commune.Name != "Romans-sur-Isère" ||
		e.Commune.AtName != "à Romans-sur-Isère" || len(e.Slots) != 1 ||
		e.Slots[0].Capacity != 2 || e.Photo != nil {
		t.Errorf("%+v", e)
	}
	if _, err := w.Store.Entry(t.Context(), w.Edition, e.Opening.ID, storetest.Now); err != nil {
		t.Errorf("the same one alone: %v", err)
	}
	hidden := count(t, w, `SELECT id FROM opening WHERE state = 'submitted'`)
	if _, err := w.Store.Entry(t.Context(), w.Edition, jema.OpeningID(hidden),
		storetest.Now); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("one that is not public: %v", err)
	}
}
