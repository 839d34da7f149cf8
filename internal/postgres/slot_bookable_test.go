package postgres_test

import (
	"errors"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// outcome is what becomes of a request of an origin at a moment.
func outcome(t *testing.T, w *storetest.World, r jema.BookingRequest, origin string, now time.Time) string {
	t.Helper()
	r.Origin = origin
	outcomes, err := w.Store.BookBatch(t.Context(), now, []postgres.PreparedRequest{{BookingRequest: r, Code: "00000001",
		TokenHash: links.Hash(r.Key)}})
	mustDo(t, err)
	return outcomes[0].Outcome
}

// The bookings of a closed slot stay, and the public can make no new ones.
func TestASlotIsClosedAndReopened(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, other := o.Slot("2027-04-10", 840, 900, 4), o.Slot("2027-04-11", 840, 900, 4)
	book(t, w, request(slot, "un", 2), request(slot, "deux", 2), request(slot, "attend", 2), request(slot, "suit", 2),
		request(other, "ailleurs", 1))
	cancel(t, w, "un")
	stands(t, w, map[string]string{"attend": "offered", "suit": "waiting 1"})
	for range 2 {
		mustDo(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{State: jema.SlotClosed},
			storetest.Now))
	}
	cancel(t, w, "deux") // two places free, and nobody is offered them
	if _, err := w.Store.OfferFreed(t.Context(), storetest.Now); err != nil {
		t.Fatal(err)
	}
	stands(t, w, map[string]string{"attend": "offered", "suit": "waiting 1"})
	mustDo(t, w.Store.AcceptOffer(t.Context(), w.Territory.ID, links.Hash("attend"), storetest.Now))
	if got := slotNow(t, w, slot); got.State(storetest.Now) != jema.SlotClosed || got.Free(storetest.Now) != 0 ||
		got.ForDesk().State(storetest.Now) != jema.SlotOpen {
		t.Errorf("closed: %+v", got)
	}
	for _, origin := range []string{jema.OriginWeb, jema.OriginAPI} {
		if got := outcome(t, w, request(slot, "tard"+origin, 1), origin, storetest.Now); got != "closed" {
			t.Errorf("%s in a closed slot: %s", origin, got)
		}
	}
	refusedWith(t, move(t, w, "ailleurs", slot), jema.ErrSlotClosed)
	if list, err := w.Store.Alternatives(t.Context(), postgres.AlternativeSearch{TerritoryID: w.Territory.ID,
		BookingID: visitOf(t, w, "ailleurs").ID, Most: 5, Proven: true}, storetest.Now); err != nil || len(list) != 0 {
		t.Errorf("a closed slot is an alternative: %+v, %v", list, err)
	}
	if got := outcome(t, w, request(slot, "accueil", 1), jema.OriginDesk, storetest.Now); got != "created" {
		t.Errorf("the desk in a closed slot: %s", got)
	}
	mustDo(t, w.Store.LeaveWaiting(t.Context(), w.Territory.ID, links.Hash("suit"), storetest.Now))
	book(t, w, request(other, "là", 3))
	refusedWith(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID+1, slot, postgres.SlotRevision{State: jema.SlotClosed},
		storetest.Now), jema.ErrSlotMissing)

	mustDo(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{State: jema.SlotOpen},
		storetest.Now))
	if got := outcome(t, w, request(slot, "enfin", 1), jema.OriginWeb, storetest.Now); got != "created" {
		t.Errorf("reopened: %s", got)
	}
	mustDo(t, w.Store.CancelSlot(t.Context(), w.Territory.ID, slot, postgres.SlotChange{Words: slotList}, storetest.Now))
	refusedWith(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{State: jema.SlotOpen},
		storetest.Now), jema.ErrSlotClosed)
	w.Holds()
}

// Who waited while a slot was closed comes before the public when it opens.
func TestAReopenedSlotIsOfferedFirst(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 2)
	book(t, w, request(slot, "un", 2), request(slot, "attend", 2))
	mustDo(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{State: jema.SlotClosed},
		storetest.Now))
	cancel(t, w, "un")
	stands(t, w, map[string]string{"attend": "waiting 1"})
	mustDo(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{State: jema.SlotOpen},
		storetest.Now))
	stands(t, w, map[string]string{"attend": "offered"})
	w.Holds()
}

// A slot has its own times of booking, within the edition's; the desk books
// before and after.
func TestASlotIsBookableInItsOwnTime(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 30)
	from, until := w.At("2027-03-20", 540, 600).Start, w.At("2027-04-09", 720, 780).Start
	set := func(from, until time.Time) error {
		t.Helper()
		return w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot,
			postgres.SlotRevision{Bookable: &postgres.BookableTimes{From: from, Until: until}}, storetest.Now)
	}
	mustDo(t, set(from, until))
	for i, c := range []struct {
		now    time.Time
		origin string
		want   string
	}{
		{from.Add(-time.Second), jema.OriginWeb, "closed"}, {from.Add(-time.Second), jema.OriginDesk, "created"},
		{from, jema.OriginWeb, "created"}, {until.Add(-time.Second), jema.OriginAPI, "created"},
		{until, jema.OriginWeb, "closed"}, {until, jema.OriginDesk, "created"},
		{w.Edition.BookingOpensAt.Add(-time.Second), jema.OriginDesk, "closed"}, // before the edition nobody books
	} {
		if got := outcome(t, w, request(slot, "essai"+string(rune('a'+i)), 1), c.origin, c.now); got != c.want {
			t.Errorf("%s at %v: %s, want %s", c.origin, c.now, got, c.want)
		}
	}
	if got := slotNow(t, w, slot); got.State(from.Add(-time.Second)) != jema.SlotClosed ||
		got.State(from) != jema.SlotOpen || got.State(until) != jema.SlotClosed {
		t.Errorf("what the public is shown: %+v", got)
	}
	refusedWith(t, resize(t, w, "essaic", 2, until), jema.ErrSlotClosed)
	free, err := w.Store.Entries(t.Context(), w.Edition, postgres.EntryFilter{Free: true}, storetest.Now)
	if err != nil || len(free) != 0 {
		t.Errorf("found as free before: %d, %v", len(free), err)
	}

	refusedAt := func(err error, field, message string) {
		t.Helper()
		refusal, ok := errors.AsType[*jema.Error](err)
		if !ok || len(refusal.Fields) != 1 || refusal.Fields[0].Field != field || refusal.Fields[0].Message != message {
			t.Errorf("refused with %v, want %s at %s", err, message, field)
		}
	}
	start := w.At("2027-04-10", 840, 900).Start
	refusedAt(set(w.Edition.BookingOpensAt.Add(-time.Second), until), "bookable_from", "slot.bookable_outside")
	refusedAt(set(from, w.Edition.BookingClosesAt.Add(time.Second)), "bookable_until", "slot.bookable_outside")
	refusedAt(set(until, from), "bookable_until", "slot.bookable_order")
	refusedAt(set(start, time.Time{}), "bookable_from", "slot.bookable_late")
	mustDo(t, set(w.At("2027-04-08", 0, 10).Start, time.Time{}))
	refusedWith(t, w.Store.MoveSlot(t.Context(), w.Territory.ID, slot, postgres.SlotMove{To: w.At("2027-04-07", 600, 660),
		SlotChange: postgres.SlotChange{Words: slotList}}, storetest.Now), jema.Conflict("slot.bookable_late"))

	mustDo(t, set(time.Time{}, time.Time{}))
	if got := outcome(t, w, request(slot, "édition", 1), jema.OriginWeb, storetest.Now); got != "created" {
		t.Errorf("without times of its own: %s", got)
	}
	// The edition's times cannot shrink below a slot's.
	mustDo(t, set(from, time.Time{}))
	if _, err := w.DB.Exec(`UPDATE edition SET booking_opens_at = $1`, from.Add(time.Hour)); err == nil {
		t.Error("the edition opens after one of its slots")
	}
	_, err = w.DB.Exec(`UPDATE edition SET booking_opens_at = $1`, from.Add(-time.Hour))
	mustDo(t, err)
	w.Holds()
}
