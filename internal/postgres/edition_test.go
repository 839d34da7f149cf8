package postgres_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestAnEditionIsReadAsItWasMade(t *testing.T) {
	w := storetest.New(t)
	e := storetest.Edition(w.Territory.ID)
	e.StartsOn, e.EndsOn, e.PurgeOn = jema.Date{Year: 2028, Month: 4, Day: 4}, jema.Date{Year: 2028, Month: 4, Day: 9},
		jema.Date{Year: 2028, Month: 7, Day: 9}
	e.SchoolOpensAt, e.SchoolClosesAt = storetest.Now.AddDate(0, 0, -30), storetest.Now
	e.FreezeAt, e.MarkNotice, e.NationalURL = storetest.Now, "Marque déposée.", "https://example.org"
	e, err := w.Store.CreateEdition(t.Context(), e, storetest.Now)
	if err != nil || e.Year != 2028 {
		t.Fatal(e, err)
	}
	zones := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	got, err := w.Store.Edition(t.Context(), w.Territory.ID, 2028)
	if diff := cmp.Diff(e, got, zones); err != nil || diff != "" {
		t.Errorf("the edition of 2028: %v\n%s", err, diff)
	}
	if _, err := w.Store.Edition(t.Context(), w.Territory.ID, 2029); !errors.Is(err, postgres.ErrEditionMissing) {
		t.Errorf("an edition that is not there: %v", err)
	}
	if _, err := w.Store.CreateEdition(t.Context(), storetest.Edition(w.Territory.ID), storetest.Now); !errors.Is(err,
		jema.Conflict("edition.year_taken")) {
		t.Errorf("a second edition of a year: %v", err)
	}
}

// atEaster is an edition that begins before the clocks change on 28 March.
func atEaster(t *testing.T, w *storetest.World) jema.Edition {
	t.Helper()
	e := storetest.Edition(w.Territory.ID)
	if _, err := w.DB.Exec(`DELETE FROM edition`); err != nil {
		t.Fatal(err)
	}
	e.StartsOn, e.EndsOn = jema.Date{Year: 2027, Month: 3, Day: 22}, jema.Date{Year: 2027, Month: 3, Day: 28}
	e.BookingClosesAt = time.Date(2027, 3, 27, 17, 0, 0, 0, time.UTC) // 18 h in Paris, winter
	e.FreezeAt = time.Date(2027, 3, 1, 11, 0, 0, 0, time.UTC)
	e, err := w.Store.CreateEdition(t.Context(), e, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.Edition = e
	return e
}

// What is at ten stays at ten when the clocks change between the weeks, and a
// booking stays with its slot.
func TestAnEditionMovesInWallTime(t *testing.T) {
	w := storetest.New(t)
	e := atEaster(t, w)
	plan := described(w, w.Workshop("Atelier", 0))
	plan.Hours = []jema.Interval{w.At("2027-03-27", 600, 720), w.At("2027-03-28", 600, 1440)}
	plan.Slots = []postgres.SlotPlan{{Interval: w.At("2027-03-27", 600, 660), Capacity: 4},
		{Interval: w.At("2027-03-27", 660, 720), Capacity: 4}}
	id := save(t, w, plan)
	var phrases []string
	err := w.Store.MoveEdition(t.Context(), e, 1, func(phrase, kind string, minutes int) string {
		phrases = append(phrases, kind)
		return phrase + " (déplacé)"
	})
	if err != nil {
		t.Fatal(err)
	}
	moved := opening(t, w, id)
	for i, want := range []jema.Span{{Day: jema.Date{Year: 2027, Month: 4, Day: 3}, From: 600, To: 720},
		{Day: jema.Date{Year: 2027, Month: 4, Day: 4}, From: 600, To: 1440}} {
		if got := moved.Hours[i].Span(e.Zone); got != want {
			t.Errorf("hours %v, want %v", got, want)
		}
	}
	if got, want := moved.Slots[0].Span(e.Zone), (jema.Span{Day: jema.Date{Year: 2027, Month: 4, Day: 3}, From: 600,
		To: 660}); got != want {
		t.Errorf("slot %v, want %v", got, want)
	}
	if moved.Opening.HoursText != "samedi de 10 h à 12 h (déplacé)" ||
		moved.Opening.SlotsText != "samedi à 14 h et 15 h (déplacé)" || len(phrases) != 2 {
		t.Errorf("phrases %q, %q, asked for %v", moved.Opening.HoursText, moved.Opening.SlotsText, phrases)
	}
	e, err = w.Store.Edition(t.Context(), w.Territory.ID, 2027)
	if err != nil || e.StartsOn.String() != "2027-03-29" || e.EndsOn.String() != "2027-04-04" ||
		e.PurgeOn.String() != "2027-07-18" ||
		!e.BookingClosesAt.Equal(time.Date(2027, 4, 3, 16, 0, 0, 0, time.UTC)) ||
		!e.FreezeAt.Equal(time.Date(2027, 3, 8, 11, 0, 0, 0, time.UTC)) {
		t.Errorf("the edition is now %+v, %v", e, err)
	}
	w.Holds()
}

// An exclusive workshop's slots pass through each other's places on the way.
func TestAnEditionMovesIntoAnotherYear(t *testing.T) {
	w := furnished(t)
	keep := func(phrase, _ string, _ int) string { return phrase }
	if err := w.Store.MoveEdition(t.Context(), w.Edition, 53, keep); !errors.Is(err, jema.Conflict("edition.year_taken")) {
		t.Errorf("into a year that has an edition: %v", err)
	}
	if _, err := w.DB.Exec(`DELETE FROM edition WHERE year = 2028`); err != nil {
		t.Fatal(err)
	}
	if err := w.Store.MoveEdition(t.Context(), w.Edition, 52, keep); err != nil {
		t.Fatal(err)
	}
	e, err := w.Store.Edition(t.Context(), w.Territory.ID, 0)
	if err != nil || e.Year != 2028 || e.StartsOn.String() != "2028-04-04" || e.StartsOn.Weekday() != time.Tuesday {
		t.Errorf("%+v, %v", e, err)
	}
	w.Holds()
}
