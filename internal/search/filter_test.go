package search_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/search"
)

// fair is a small edition that filters distinguish.
func fair(t *testing.T) *search.Index {
	t.Helper()
	e := storetest.Edition(1)
	e.ID = 7
	domain := jema.CraftDomain{Slug: "ceramique", Name: "Céramique", Position: 4}
	potter := jema.Craft{Slug: "ceramiste", Name: "Céramiste", Domain: domain}
	crib := jema.Craft{Slug: "santonnier", Name: "Santonnier", Domain: domain}
	near := jema.NameCommune(jema.Commune{INSEE: "26281", Name: "Romans-sur-Isère", PostalCodes: []string{"26100"},
		Lat: 45.05478, Lon: 5.03814})
	far := jema.NameCommune(jema.Commune{INSEE: "26362", Name: "Valence", PostalCodes: []string{"26000"},
		Lat: 44.92254, Lon: 4.9136})
	at := func(day, from, to int) jema.Interval {
		begin := time.Date(2027, 4, day, 0, 0, 0, 0, e.Zone)
		return jema.Interval{Start: begin.Add(time.Duration(from) * time.Minute),
			End: begin.Add(time.Duration(to) * time.Minute)}
	}
	slot := func(id jema.SlotID, opening jema.OpeningID, i jema.Interval, capacity, taken int) jema.Slot {
		return jema.Slot{ID: id, OpeningID: opening, Interval: i, Audience: jema.AudiencePublic, Capacity: capacity,
			Taken: taken, Stored: jema.SlotOpen, BookingOpen: true}
	}
	entry := func(id jema.OpeningID, title string, c jema.Commune, o jema.Opening) jema.Entry {
		o.ID, o.Title, o.Kind = id, title, jema.Initiation
		return jema.Entry{Opening: o, Workshop: jema.Workshop{Name: "Atelier " + title}, Commune: c, Craft: &potter}
	}
	small := entry(1, "Azur", near, jema.Opening{Price: "18 €", MinimumAge: "10 ans", Languages: "français, anglais",
		Access: "plain-pied"})
	small.Slots = []jema.Slot{slot(11, 1, at(10, 600, 660), 2, 0), slot(12, 1, at(10, 840, 900), 2, 0)}
	open := entry(2, "Basalte", near, jema.Opening{Price: "gratuit"})
	open.Hours = []jema.Interval{at(11, 600, 1080)}
	large := entry(3, "Cobalt", far, jema.Opening{Price: "5 €", MinimumAge: "6 ans"})
	large.Slots = []jema.Slot{slot(31, 3, at(10, 600, 660), 8, 3), slot(32, 3, at(9, 600, 660), 4, 4)}
	class, gone := slot(33, 3, at(8, 600, 660), 30, 0), slot(34, 3, at(7, 600, 660), 8, 0)
	class.Audience, gone.Stored = jema.AudienceSchools, jema.SlotCancelled
	large.Slots = append(large.Slots, class, gone)
	return search.New(search.Content{Edition: e, Entries: []jema.Entry{small, open, large}, Communes: []jema.Commune{near,
		far}, Crafts: []jema.Craft{potter, crib}})
}

func find(t *testing.T, x *search.Index, address string) search.Result {
	t.Helper()
	values, err := url.ParseQuery(address)
	if err != nil {
		t.Fatal(err)
	}
	q, err := search.Parse(values)
	if err == nil {
		q, err = x.Complete(q, storetest.Now)
	}
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return x.Find(q, search.Options{PageSize: 100, Facets: true, Now: storetest.Now})
}

func TestFilters(t *testing.T) {
	x := fair(t)
	for address, want := range map[string]string{
		"": "Azur, Basalte, Cobalt", "places=2": "Basalte, Cobalt, Azur",
		"places=3": "Basalte, Cobalt", // two slots of two places are no slot of three
		"places=6": "Basalte", "places=3&booking=with": "Cobalt", "free=true": "Cobalt, Azur", "free=true&places=5": "Cobalt",
		"day=2027-04-10": "Cobalt, Azur", "day=2027-04-11": "Basalte", "day=2027-04-09": "Cobalt",
		"day=2027-04-08": "", "day=2027-04-07": "", // a class, and a slot that is cancelled
		"day=2027-04-10&day=2027-04-11": "Basalte, Cobalt, Azur",
		"day=2027-04-10&from=12:00":     "Azur", "from=12:00&to=18:00": "Basalte, Azur",
		"day=2027-04-11&from=17:30&to=19:00": "Basalte", "day=2027-04-11&from=18:00": "",
		"day=2027-04-09&places=1": "", "age=8": "Basalte, Cobalt", "age=10": "Basalte, Cobalt, Azur",
		"price_max=0": "Basalte", "price_max=5": "Basalte, Cobalt", "price_max=17,99": "Basalte, Cobalt",
		"lang=en": "Azur", "access=mi": "Azur", "access=mi,vi": "", "booking=without": "Basalte",
		"booking=with": "Cobalt, Azur", "kind=initiation": "Basalte, Cobalt, Azur", "kind=talk": "",
		"commune=26362": "Cobalt", "near=Romans": "Basalte, Azur", "near=26100&radius_km=30": "Basalte, Cobalt, Azur",
		"near=44.92,4.91": "Cobalt", "near=romant+sur+isere&radius_km=1&q=azur": "Azur",
		"craft=ceramiste": "Basalte, Cobalt, Azur", "craft=ceramique": "Basalte, Cobalt, Azur", "craft=santonnier": "",
		"q=à+trois+samedi": "Cobalt", "q=azur+dimanche": "",
	} {
		list := titles(find(t, x, address), 10)
		slices.Sort(list)
		wanted := strings.Split(want, ", ")
		slices.Sort(wanted)
		if got := strings.Join(list, ", "); got != strings.Join(wanted, ", ") {
			t.Errorf("%s finds %s, want %s", address, got, want)
		}
	}
}

func TestOrders(t *testing.T) {
	x := fair(t)
	for address, want := range map[string]string{
		"": "Azur, Basalte, Cobalt", "sort=name": "Azur, Basalte, Cobalt", "sort=time": "Cobalt, Azur, Basalte",
		"sort=places":                            "Cobalt, Azur, Basalte",
		"near=Valence&radius_km=50":              "Cobalt, Azur, Basalte",
		"near=Romans&radius_km=50&sort=distance": "Azur, Basalte, Cobalt", "q=cobalt+ceramique": "Cobalt",
	} {
		if got := strings.Join(titles(find(t, x, address), 10), ", "); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// TestSuggestionsTellWhatDiffers: what is only near is apart, the cheapest difference
// first.
func TestSuggestionsTellWhatDiffers(t *testing.T) {
	x := fair(t)
	for address, want := range map[string]string{
		"q=azur&day=2027-04-11":               "Azur: un autre jour : samedi 10 avril",
		"q=azur&near=Valence":                 "Azur: à 18 km, à vol d'oiseau (Romans-sur-Isère)",
		"q=cobalt&day=2027-04-09&places=2":    "Cobalt: complet, liste d'attente ouverte",
		"q=azur&price_max=10":                 "Azur: un autre tarif : 18 €",
		"q=azur&age=7":                        "Azur: un autre âge : à partir de 10 ans",
		"q=santons":                           "Azur: du même domaine : Céramique",
		"q=plombier":                          "Azur: sans « plombier »",
		"q=azur&kind=talk":                    "Azur: une autre forme de visite : initiation",
		"q=cobalt&day=2027-04-11&near=Romans": "Cobalt: un autre jour : vendredi 9 avril, à 18 km, à vol d'oiseau (Valence)",
	} {
		r := find(t, x, address)
		if r.Count > 0 || len(r.Suggestions) == 0 {
			t.Errorf("%s: %d found, %d suggested", address, r.Count, len(r.Suggestions))
			continue
		}
		first := r.Suggestions[0]
		said := first.Entry.Opening.Title + ": " + strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’",
			"'").Replace(x.Because(first, r.Query, catalogue.In("fr")))
		if said != want {
			t.Errorf("%s suggests %q, want %q", address, said, want)
		}
	}
}

// TestCountsBesideChoices: each choice counts what there would be with it.
func TestCountsBesideChoices(t *testing.T) {
	x := fair(t)
	f := find(t, x, "day=2027-04-10").Facets
	if got := f.When[3]; !slices.Equal(got, []int{0, 0, 0, 1, 2, 1}) {
		t.Errorf("days: %v", got)
	}
	if f.Communes["26281"] != 1 || f.Communes["26362"] != 1 || f.Moments[0] != 2 || f.Moments[1] != 1 ||
		f.Moments[2] != 0 {
		t.Errorf("communes %v, moments %v", f.Communes, f.Moments)
	}
	for step, want := range []int{1, 2, 3, 3} {
		if got := find(t, x, "").Facets.Prices[step]; got != want {
			t.Errorf("up to %d cents: %d, want %d", search.PriceSteps[step], got, want)
		}
	}
	if f.Bookings[search.BookingWith] != 2 || f.Kinds[jema.Initiation] != 2 || f.Langs["en"] != 1 || f.Access["mi"] != 1 ||
		f.Domains["ceramique"] != 2 {
		t.Errorf("%+v", f)
	}
}

// TestAnAddressIsAState: what Parse reads Values writes.
func TestAnAddressIsAState(t *testing.T) {
	for _, address := range []string{"q=gr%C3%A8s", "near=26100&radius_km=7.5",
		"day=2027-04-10&day=2027-04-11&from=09%3A30&to=24%3A00", "age=0&free=true&places=3&price_max=0",
		"access=mi&access=vi&booking=with&commune=26281&craft=ceramiste&kind=talk&lang=en&page=3&price_max=12.5&sort=name"} {
		values, err := url.ParseQuery(address)
		if err != nil {
			t.Fatal(err)
		}
		q, err := search.Parse(values)
		if got := q.Values(); err != nil || got.Encode() != values.Encode() {
			t.Errorf("%s becomes %s, %v", address, got.Encode(), err)
		}
	}
}

// TestPlacesFollowBookings: a booking changes what is free without a new index.
func TestPlacesFollowBookings(t *testing.T) {
	x := fair(t)
	e := x.Entries()[0]
	if e.Opening.ID != 1 {
		t.Fatalf("the first is %s", e.Opening.Title)
	}
	full := e.Slots[0]
	full.Taken = 2
	if !x.Update([]jema.Slot{full}) {
		t.Fatal("a slot is not known")
	}
	if got := titles(find(t, x, "free=true&places=2&from=09:00&to=12:00"), 9); !slices.Equal(got, []string{"Cobalt"}) {
		t.Errorf("in the morning %q", got)
	}
	full.ID = 99
	if x.Update([]jema.Slot{full}) {
		t.Error("a slot that the index does not have is taken for known")
	}
}
