package postgres_test

import (
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// desk is a world with a slot, where an account holds places for callers.
type desk struct {
	*storetest.World
	t       *testing.T
	slot    jema.SlotID
	account jema.AccountID
}

func newDesk(t *testing.T, capacity int) *desk {
	w := storetest.New(t)
	return &desk{w, t, w.Opening("Tournage").Slot("2027-04-10", 840, 900, capacity), w.Account("accueil@example.org",
		jema.RoleDesk).ID}
}

func (d *desk) hold(places int, now time.Time) (jema.Hold, error) {
	return d.Store.HoldPlaces(d.t.Context(), postgres.HoldRequest{TerritoryID: d.Territory.ID, SlotID: d.slot,
		AccountID: d.account, Places: places}, now)
}

func (d *desk) book(hold jema.HoldID, key string, party int, now time.Time) postgres.BookingOutcome {
	d.t.Helper()
	r := request(d.slot, key, party)
	r.Origin, r.Wait = jema.OriginDesk, false
	o, err := d.Store.BookHeld(d.t.Context(), postgres.HoldRef{TerritoryID: d.Territory.ID, ID: hold,
		AccountID: d.account}, now, prepare(r)[0])
	mustDo(d.t, err)
	d.Holds()
	return o
}

func TestHeldPlacesAreBooked(t *testing.T) {
	d := newDesk(t, 4)
	now := storetest.Now
	h, err := d.hold(3, now)
	if err != nil || h.ID == 0 || !h.ExpiresAt.Equal(now.Add(3*time.Minute)) {
		t.Fatalf("%+v, %v", h, err)
	}
	_, err = d.hold(2, now)
	refusedWith(t, err, jema.ErrSlotFull)
	for _, n := range []int{0, -1, 501} {
		_, err = d.hold(n, now)
		refusedWith(t, err, jema.ErrHoldPlaces)
	}
	if o := book(t, d.World, request(d.slot, "public", 2)); o[0].Status != jema.Waiting {
		t.Errorf("held places went to the public: %+v", o)
	}
	first := d.book(h.ID, "appel", 2, now)
	if first.Outcome != "created" || first.Status != jema.Confirmed {
		t.Errorf("%+v", first)
	}
	stands(t, d.World, map[string]string{"appel": "confirmed", "public": "offered"}) // one place was left over
	// The answer got lost: the same again is the same.
	if again := d.book(h.ID, "appel", 2, now); again.Outcome != "repeated" || again.ID != first.ID {
		t.Errorf("%+v", again)
	}
	if other := d.book(h.ID, "appel", 1, now); other.Outcome != "reused" {
		t.Errorf("%+v", other)
	}
}

// Where no booking comes of it, the hold stays; once it has run out, the
// request is one like any other.
func TestAHoldThatIsNotUsed(t *testing.T) {
	d := newDesk(t, 4)
	now := storetest.Now
	h, err := d.hold(3, now)
	mustDo(t, err)
	if o := d.book(h.ID, "trop", 9, now); o.Outcome != "too_large" || count(t, d.World, `SELECT count(*) FROM hold`) != 1 {
		t.Errorf("%+v, or the hold is gone", o)
	}
	late := h.ExpiresAt
	if n, err := d.Store.ExpireHolds(t.Context(), late.Add(-time.Second)); n != 0 || err != nil {
		t.Errorf("%d ran out too early, %v", n, err)
	}
	for want := 1; want >= 0; want-- {
		if n, err := d.Store.ExpireHolds(t.Context(), late); n != want || err != nil {
			t.Errorf("%d ran out, want %d: %v", n, want, err)
		}
	}
	if o := d.book(h.ID, "tard", 4, late); o.Outcome != "created" {
		t.Errorf("after the hold ran out: %+v", o)
	}
	if o := d.book(h.ID, "plus tard", 1, late); o.Outcome != "full" {
		t.Errorf("after the places went: %+v", o)
	}
}

func TestHeldPlacesAreGivenBack(t *testing.T) {
	d := newDesk(t, 3)
	h, err := d.hold(3, storetest.Now)
	mustDo(t, err)
	book(t, d.World, request(d.slot, "attend", 2))
	stranger := d.Account("autre@example.org", jema.RoleDesk).ID
	mustDo(t, d.Store.ReleaseHold(t.Context(), d.Territory.ID, h.ID, stranger, storetest.Now))
	stands(t, d.World, map[string]string{"attend": "waiting 1"})
	for range 2 {
		mustDo(t, d.Store.ReleaseHold(t.Context(), d.Territory.ID, h.ID, d.account, storetest.Now))
	}
	stands(t, d.World, map[string]string{"attend": "offered"})
	// What runs out goes to those who wait, too.
	h, err = d.hold(1, storetest.Now)
	mustDo(t, err)
	book(t, d.World, request(d.slot, "suit", 1))
	_, err = d.Store.ExpireHolds(t.Context(), h.ExpiresAt)
	mustDo(t, err)
	stands(t, d.World, map[string]string{"suit": "offered"})
	_, err = d.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: d.Territory.ID + 1, SlotID: d.slot,
		AccountID: d.account, Places: 1}, storetest.Now)
	refusedWith(t, err, jema.ErrSlotMissing)
}
