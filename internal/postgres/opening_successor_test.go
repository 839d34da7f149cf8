package postgres_test

import (
	"strings"
	"sync"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// nextEdition adds the edition of 2028 to a world, from Wednesday to Sunday.
func nextEdition(t *testing.T, w *storetest.World) jema.Edition {
	t.Helper()
	e := storetest.Edition(w.Territory.ID)
	e.StartsOn, e.EndsOn = jema.Date{Year: 2028, Month: 4, Day: 5}, jema.Date{Year: 2028, Month: 4, Day: 9}
	e.PurgeOn = jema.Date{Year: 2028, Month: 7, Day: 9}
	e, err := w.Store.CreateEdition(t.Context(), e, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// plainWords writes when each time begins; how times are worded is not the store's matter.
func plainWords(e jema.Edition, _ int, hours, slots []jema.Interval) (string, string) {
	word := func(times []jema.Interval) string {
		var all []string
		for _, i := range times {
			all = append(all, i.Start.In(e.Zone).Format("Mon 2006-01-02 15:04"))
		}
		return strings.Join(all, ", ")
	}
	return word(hours), word(slots)
}

func TestAnEventIsTakenOver(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Terre", w.Account("terre@example.org", jema.RoleArtisan).ID)
	old := w.OpeningIn(shop, "Tournage", jema.Approved)
	old.Slot("2027-04-10", 600, 660, 7)
	plan := opening(t, w, old.ID)
	plan.Hours = []jema.Interval{w.At("2027-04-06", 600, 720), w.At("2027-04-11", 840, 1080)} // a Tuesday, a Sunday
	plan.Opening.Facts.Price, plan.Opening.Remarks = jema.Price{Kind: jema.PriceAmount, From: 500}, "Absent mardi."
	plan.Opening.Price, plan.Opening.TitleEnglish = "5 €", "Throwing"
	save(t, w, plan)
	w.OpeningIn(shop, "Refusé", jema.Refused)
	w.OpeningIn(w.Workshop("Autre", 0), "Émaillage", jema.Approved)
	next := nextEdition(t, w)

	list, err := w.Store.Predecessors(t.Context(), next, []jema.WorkshopID{shop.ID})
	if err != nil || len(list) != 1 || list[0].ID != old.ID || list[0].Year != 2027 || len(list[0].Left) != 1 {
		t.Fatalf("what may be taken over: %+v, %v", list, err)
	}
	succession := postgres.Succession{Into: next, WorkshopID: shop.ID, OpeningID: old.ID, Words: plainWords}
	id, err := w.Store.TakeOver(t.Context(), succession, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	got := opening(t, w, id)
	o := got.Opening
	if o.State != jema.Draft || o.Title != "Tournage" || o.TitleEnglish != "Throwing" ||
		o.PrintedText != "Un texte imprimé." ||
		o.Facts.Price.From != 500 || o.Price != "5 €" || o.EditionID != next.ID || o.WorkshopID != shop.ID {
		t.Errorf("taken over as %+v", o)
	}
	if o.Remarks != "" {
		t.Errorf("the remark to last year's organisers came along: %q", o.Remarks)
	}
	if o.HoursText != "Sun 2028-04-09 14:00" || o.SlotsText != "Sat 2028-04-08 10:00" || len(got.Hours) != 1 ||
		len(got.Slots) != 1 || got.Slots[0].Capacity != 7 {
		t.Errorf("times %q, %q, %+v", o.HoursText, o.SlotsText, got.Slots)
	}
	taken, err := w.Store.TakenOver(t.Context(), next, id)
	if err != nil || taken == nil || taken.FromID != old.ID || !taken.ToReread ||
		taken.Year != 2027 || len(taken.Left) != 1 {
		t.Errorf("what it was taken from: %+v, %v", taken, err)
	}
	if list, err = w.Store.Predecessors(t.Context(), next, []jema.WorkshopID{shop.ID}); err != nil || len(list) != 0 {
		t.Errorf("it may be taken over once more: %+v, %v", list, err)
	}
	if taken, err := w.Store.TakenOver(t.Context(), w.Edition, old.ID); err != nil || taken != nil {
		t.Errorf("last year's follows %+v, %v", taken, err)
	}
	w.Holds()
}

// However often it is sent, and by whomever, an event has one successor.
func TestAnEventIsTakenOverOnce(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Terre", 0)
	old := w.OpeningIn(shop, "Tournage", jema.Approved)
	succession := postgres.Succession{Into: nextEdition(t, w), WorkshopID: shop.ID, OpeningID: old.ID, Words: plainWords}
	const times = 6
	ids := make([]jema.OpeningID, times)
	var rivals sync.WaitGroup
	for i := range times {
		rivals.Go(func() {
			id, err := w.Store.TakeOver(t.Context(), succession, storetest.Now)
			if err != nil {
				t.Error(err)
			}
			ids[i] = id
		})
	}
	rivals.Wait()
	for _, id := range ids {
		if id != ids[0] || id == 0 {
			t.Errorf("successors %v", ids)
		}
	}
}

func TestOnlyOnesOwnPublishedEventIsTakenOver(t *testing.T) {
	w := storetest.New(t)
	shop, other := w.Workshop("Terre", 0), w.Workshop("Autre", 0)
	old, draft := w.OpeningIn(shop, "Tournage", jema.Approved), w.OpeningIn(shop, "Brouillon", jema.Draft)
	next := nextEdition(t, w)
	away, _ := elsewhere(t, w)
	foreign := next
	foreign.TerritoryID = away.ID
	for name, s := range map[string]postgres.Succession{
		"an event of another workshop": {Into: next, WorkshopID: other.ID, OpeningID: old.ID},
		"one that was never published": {Into: next, WorkshopID: shop.ID, OpeningID: draft.ID},
		"one of the same edition":      {Into: w.Edition, WorkshopID: shop.ID, OpeningID: old.ID},
		"one of another territory":     {Into: foreign, WorkshopID: shop.ID, OpeningID: old.ID},
		"one that there is not":        {Into: next, WorkshopID: shop.ID, OpeningID: -1},
	} {
		s.Words = plainWords
		if id, err := w.Store.TakeOver(t.Context(), s, storetest.Now); jema.KindOf(err) != jema.KindNotFound {
			t.Errorf("%s: %d, %v", name, id, err)
		}
	}
}

// What was taken over is to be read again until its workshop sends it; an organiser who
// sends it has not read it for the workshop.
func TestTakenOverIsToBeReadAgain(t *testing.T) {
	w := storetest.New(t)
	next := nextEdition(t, w)
	take := func(title string) (id jema.OpeningID, shop jema.Workshop) {
		shop = w.Workshop(title, 0)
		old := w.OpeningIn(shop, title, jema.Approved)
		id, err := w.Store.TakeOver(t.Context(), postgres.Succession{Into: next, WorkshopID: shop.ID, OpeningID: old.ID,
			Words: plainWords}, storetest.Now)
		if err != nil {
			t.Fatal(err)
		}
		return id, shop
	}
	sent, _ := take("Envoyé")
	office, officeShop := take("Envoyé par l’organisation")
	read, _ := take("Relu")
	move := postgres.OpeningMove{TerritoryID: w.Territory.ID, From: jema.Draft, To: jema.Submitted}
	for id, ctx := range map[jema.OpeningID]func() error{
		sent: func() error { move.ID = sent; return w.Store.MoveOpening(t.Context(), move, storetest.Now) },
		office: func() error {
			move.ID = office
			return w.Store.MoveOpening(postgres.ByOffice(t.Context()), move, storetest.Now)
		},
		read: func() error { return w.Store.Reread(t.Context(), w.Territory.ID, read) },
	} {
		if err := ctx(); err != nil {
			t.Fatal(id, err)
		}
	}
	for id, want := range map[jema.OpeningID]bool{sent: false, office: true, read: false} {
		if taken, err := w.Store.TakenOver(t.Context(), next, id); err != nil || taken.ToReread != want {
			t.Errorf("event %d: %+v, %v", id, taken, err)
		}
	}
	lines, err := w.Store.Roster(t.Context(), postgres.RosterFilter{Edition: next, Show: postgres.RosterReread})
	if err != nil || len(lines) != 1 || lines[0].ID != officeShop.ID || lines[0].Total != 1 {
		t.Errorf("the roster of what is to be read again: %+v, %v", lines, err)
	}
}

func TestRosterChooses(t *testing.T) {
	w := storetest.New(t)
	past, new, both := w.Workshop("Le passé", 0), w.Workshop("Nouveau", 0), w.Workshop("Les deux", 0)
	w.OpeningIn(past, "Tournage", jema.Approved)
	w.OpeningIn(both, "Émaillage", jema.Approved)
	next := nextEdition(t, w)
	later := *w
	later.Edition = next
	later.OpeningIn(new, "Cuisson", jema.Draft)
	later.OpeningIn(both, "Cuisson", jema.Draft)
	for name, c := range map[string]struct {
		f    postgres.RosterFilter
		want string
	}{
		"all":                        {postgres.RosterFilter{}, "Le passé, Les deux, Nouveau"},
		"by a word, without accents": {postgres.RosterFilter{Words: "PASSE le"}, "Le passé"},
		"of a commune":               {postgres.RosterFilter{Commune: "26124"}, ""},
		"with an event to take over": {postgres.RosterFilter{Show: postgres.RosterBefore}, "Le passé, Les deux"},
		"with no event this time":    {postgres.RosterFilter{Show: postgres.RosterEmpty}, "Le passé"},
		"a page after the last":      {postgres.RosterFilter{Page: 2}, ""},
	} {
		c.f.Edition = next
		list, err := w.Store.Roster(t.Context(), c.f)
		var names []string
		for _, l := range list {
			names = append(names, l.Name)
		}
		if got := strings.Join(names, ", "); err != nil || got != c.want {
			t.Errorf("%s: %q, want %q (%v)", name, got, c.want, err)
		}
	}
}
