package postgres_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
)

// A form that is sent twice, even at the same instant, is one draft.
func TestADraftIsMadeOnce(t *testing.T) {
	w := storetest.New(t)
	plan := described(w, w.Workshop("Atelier", 0))
	plan.Key = "formulaire"
	ids := make([]jema.OpeningID, 8)
	var wg sync.WaitGroup
	for i := range ids {
		wg.Go(func() {
			id, err := w.Store.SaveOpening(t.Context(), plan, storetest.Now)
			if err != nil {
				t.Error(err)
			}
			ids[i] = id
		})
	}
	wg.Wait()
	for _, id := range ids {
		if id != ids[0] || id == 0 {
			t.Errorf("sent eight times, it is %v", ids)
		}
	}
	if n := count(t, w, `SELECT count(*) FROM opening`); n != 1 || len(opening(t, w, ids[0]).Slots) != 2 {
		t.Errorf("%d drafts", n)
	}
	other := plan
	other.Opening.Title = "Autre chose"
	if _, err := w.Store.SaveOpening(t.Context(), other, storetest.Now); !errors.Is(err, jema.ErrKeyReused) {
		t.Errorf("the key with other content: %v", err)
	}
	other.Key = ""
	save(t, w, other)
	save(t, w, other) // without a key each is its own
	missing := plan
	missing.Key, missing.Opening.WorkshopID = "ailleurs", 987654
	if _, err := w.Store.SaveOpening(t.Context(), missing, storetest.Now); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("of no workshop: %v", err)
	}
	w.Holds()
}

// Places that an edited opening adds are offered at the moment that is given,
// not at the database's: an offer made in a held moment ends after it.
func TestPlacesAreAddedAtTheGivenMoment(t *testing.T) {
	w := storetest.New(t)
	plan, slot := planned(t, w)
	book(t, w, request(slot, "un", 4), request(slot, "attend", 2))
	now := time.Date(2027, 4, 2, 7, 0, 0, 0, time.UTC)
	plan.Slots[0].Capacity = 6
	if _, err := w.Store.SaveOpening(t.Context(), plan, now); err != nil {
		t.Fatal(err)
	}
	ends, _ := jema.OfferEnds(now, plan.Slots[0].Start, w.Edition.Zone)
	b, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash("attend"), now)
	if err != nil || b.Booking.Status != jema.Offered || !b.Booking.OfferEnds.Equal(ends) {
		t.Errorf("offered until %v, want %v (%v)", b.Booking.OfferEnds, ends, err)
	}
	if n := count(t, w, `SELECT count(*) FROM message WHERE kind = 'offer' AND due_at = $1`, now); n != 1 {
		t.Errorf("%d letters are due at that moment", n)
	}
	w.Holds()
}
