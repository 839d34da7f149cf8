package postgres_test

import (
	"sync"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// The same press of the button, many times at once: the places are held once.
// Another slot by the same form takes the place of the first, and who waits for
// the first is offered its places.
func TestAKeyHoldsOnce(t *testing.T) {
	w := storetest.New(t)
	opening := w.Opening("Tournage")
	slot, other := opening.Slot("2027-04-10", 600, 660, 8), opening.Slot("2027-04-10", 700, 760, 8)
	desk := w.Account("accueil@example.org", jema.RoleDesk)
	hold := func(slot jema.SlotID, places int) (jema.Hold, error) {
		return w.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: w.Territory.ID, SlotID: slot,
			AccountID: desk.ID, Places: places,
			Key: "une pression"}, storetest.Now)
	}
	taken := func(slot jema.SlotID) (n int) {
		mustDo(t, w.DB.Get(&n, `SELECT taken FROM slot WHERE id = $1`, slot))
		return n
	}
	var wg sync.WaitGroup
	ids := make([]jema.HoldID, 8)
	for i := range ids {
		wg.Go(func() {
			h, err := hold(slot, 4)
			if err != nil {
				t.Error(err)
			}
			ids[i] = h.ID
		})
	}
	wg.Wait()
	for _, id := range ids {
		if id == 0 || id != ids[0] {
			t.Fatalf("held as %v", ids)
		}
	}
	if n := taken(slot); n != 4 {
		t.Errorf("%d places are taken", n)
	}
	if _, err := hold(other, 6); err != nil || taken(slot) != 0 || taken(other) != 6 {
		t.Errorf("another slot: %v, %d and %d taken", err, taken(slot), taken(other))
	}
	_, err := hold(other, 7)
	if err != nil || taken(other) != 7 {
		t.Errorf("a larger party: %v, %d taken", err, taken(other))
	}
	// What cannot be held leaves what is.
	_, err = hold(slot, 9)
	if jema.KindOf(err) != jema.KindInvalid || taken(other) != 7 {
		t.Errorf("a party too large: %v, %d taken", err, taken(other))
	}
	w.Holds()
}

// Two agents book for one caller at the same instant, in slots that overlap:
// one of them is refused.
func TestACallerIsBookedOnceAtATime(t *testing.T) {
	w := storetest.New(t)
	opening := w.Opening("Tournage")
	desk := w.Account("accueil@example.org", jema.RoleDesk)
	for i := range 6 {
		from := jema.Clock(480 + 100*i)
		slots := [2]jema.SlotID{opening.Slot("2027-04-10", from, from+60, 8), opening.Slot("2027-04-10", from+30, from+90, 8)}
		var errs [2]error
		var wg sync.WaitGroup
		for j, slot := range slots {
			r := request(slot, string(rune('a'+2*i+j)), 2)
			r.Email, r.Phone, r.Origin = "", "06 39 98 00 12", jema.OriginDesk
			wg.Go(func() {
				ref := postgres.HoldRef{TerritoryID: w.Territory.ID, AccountID: desk.ID}
				_, errs[j] = w.Store.BookHeld(t.Context(), ref, storetest.Now, prepare(r)[0])
			})
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("round %d: %v and %v", i, errs[0], errs[1])
		}
		for _, err := range errs {
			if err != nil {
				refusedWith(t, err, jema.ErrCallerBooked)
			}
		}
	}
	w.Holds()
}
