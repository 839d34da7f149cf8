package postgres_test

import (
	"slices"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestCapacityChangesWhileBookingsComeIn(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 6)
	book(t, w, request(slot, "un", 4), request(slot, "deux", 3), request(slot, "trois", 3))
	set := func(n int) error {
		return w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{Capacity: new(n)}, storetest.Now)
	}
	refusedWith(t, set(3), jema.Conflict("slot.below_taken"))
	mustDo(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{Held: new(1)}, storetest.Now))
	refusedWith(t, set(4), jema.ErrSlotBelowHeld)
	mustDo(t, set(5))
	for _, n := range []int{0, -1, 5001} {
		refusedWith(t, set(n), jema.ErrSlotCapacity)
	}
	mustDo(t, set(8)) // 4 taken, 1 held back, 3 offered to « deux »
	stands(t, w, map[string]string{"un": "confirmed", "deux": "offered", "trois": "waiting 1"})
	refusedWith(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID+1, slot, postgres.SlotRevision{Capacity: new(9)},
		storetest.Now), jema.ErrSlotMissing)
	cancel(t, w, "un")
	stands(t, w, map[string]string{"deux": "offered", "trois": "offered"})
	cancel(t, w, "deux")
	cancel(t, w, "trois")
	book(t, w, request(slot, "six", 6), request(slot, "attend", 5))
	refusedWith(t, set(4), jema.Conflict("slot.below_taken"))
	cancel(t, w, "six")
	stands(t, w, map[string]string{"attend": "offered"})
}

// Places held back cannot be booked until they are released; then those who
// wait get them first.
func TestPlacesHeldBack(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 6)
	back := func(n int) error {
		return w.Store.ReviseSlot(t.Context(), w.Territory.ID, slot, postgres.SlotRevision{Held: new(n)}, storetest.Now)
	}
	mustDo(t, back(4))
	book(t, w, request(slot, "un", 2), request(slot, "deux", 2))
	stands(t, w, map[string]string{"un": "confirmed", "deux": "waiting 1"})
	refusedWith(t, back(5), jema.ErrSlotBelowHeld)
	refusedWith(t, back(-1), jema.ErrSlotBelowHeld)
	refusedWith(t, resize(t, w, "un", 3, storetest.Now), jema.ErrSlotFull)
	s, err := w.Store.Slot(t.Context(), w.Territory.ID, slot, storetest.Now)
	if err != nil || s.Free(storetest.Now) != 0 || s.State(storetest.Now) != jema.SlotFull || s.Held != 4 {
		t.Errorf("what the public sees: %+v, %v", s, err)
	}
	mustDo(t, back(2))
	stands(t, w, map[string]string{"deux": "offered"})
}

func TestASlotIsCalledOff(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, other := o.Slot("2027-04-10", 840, 900, 4), o.Slot("2027-04-10", 900, 960, 8)
	caller := request(slot, "sans courriel", 1)
	caller.Email, caller.Phone = "", "04 65 71 00 12"
	book(t, w, request(slot, "un", 2), caller, request(slot, "attend", 4), request(other, "ailleurs", 1))
	desk := w.Account("accueil@example.org", jema.RoleDesk)
	_, err := w.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: w.Territory.ID, SlotID: slot,
		AccountID: desk.ID, Places: 1}, storetest.Now)
	mustDo(t, err)
	version := count(t, w, `SELECT version FROM opening WHERE id = $1`, o.ID)
	for range 2 {
		mustDo(t, w.Store.CancelSlot(t.Context(), w.Territory.ID, slot, postgres.SlotChange{Words: slotList}, storetest.Now))
	}
	stands(t, w, map[string]string{"un": "cancelled", "sans courriel": "cancelled", "attend": "cancelled",
		"ailleurs": "confirmed"})
	if count(t, w, `SELECT count(*) FROM message WHERE kind = 'cancellation'`) != 3 ||
		count(t, w, `SELECT count(*) FROM hold`) != 0 ||
		count(t, w, `SELECT count(*) FROM booking WHERE cancelled_why = 'called_off'`) != 3 ||
		count(t, w, `SELECT version FROM opening WHERE id = $1`, o.ID) <= version {
		t.Error("not everybody is told, a hold is left, or the opening is still what it was")
	}

	// One click takes another slot, and everything is as if booked there.
	mustDo(t, move(t, w, "un", other))
	stands(t, w, map[string]string{"un": "confirmed"})
	if b := visitOf(t, w, "un"); b.Why != "" || b.SlotID != other || b.Sequence != 2 ||
		count(t, w, messagesOf, "un", jema.MessageConfirmation) != 2 {
		t.Errorf("after taking the alternative: %+v", b)
	}
	refusedWith(t, w.Store.CancelSlot(t.Context(), w.Territory.ID+1, other, postgres.SlotChange{Words: slotList},
		storetest.Now), jema.ErrSlotMissing)
	_, err = w.Store.HoldPlaces(t.Context(), postgres.HoldRequest{TerritoryID: w.Territory.ID, SlotID: slot,
		AccountID: desk.ID, Places: 1}, storetest.Now)
	refusedWith(t, err, jema.ErrSlotClosed)
}

func TestASlotMoves(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot := o.Slot("2027-04-10", 840, 900, 4)
	book(t, w, request(slot, "un", 3), request(slot, "deux", 1), request(slot, "attend", 1), request(slot, "suit", 3))
	cancel(t, w, "deux")
	stands(t, w, map[string]string{"attend": "offered", "suit": "waiting 1"})
	to := w.At("2027-04-10", 600, 630)
	shift := func(i jema.Interval, now time.Time) error {
		return w.Store.MoveSlot(t.Context(), w.Territory.ID, slot, postgres.SlotMove{To: i,
			SlotChange: postgres.SlotChange{Words: slotList}}, now)
	}
	mustDo(t, shift(to, storetest.Now))
	mustDo(t, shift(to, storetest.Now)) // there already
	stands(t, w, map[string]string{"un": "confirmed", "attend": "offered", "suit": "waiting 1"})
	for _, key := range []string{"un", "attend", "suit"} {
		if n := count(t, w, messagesOf, key, jema.MessageChange); n != 1 {
			t.Errorf("%s was told %d times", key, n)
		}
	}
	if n := count(t, w, `SELECT count(*) FROM message WHERE cause = 'workshop' AND about_at = $1 AND was_starts_at =
		$2 AND was_ends_at = $3`,
		to.Start, w.At("2027-04-10", 840, 900).Start, w.At("2027-04-10", 840, 900).End); n != 3 {
		t.Errorf("%d messages say what was and what is", n)
	}
	refusedWith(t, shift(jema.Interval{Start: to.End, End: to.Start}, storetest.Now), jema.ErrSlotPast)
	refusedWith(t, shift(w.At("2027-04-10", 500, 560), to.Start.Add(-time.Hour)), jema.ErrSlotPast)
	refusedWith(t, shift(w.At("2027-04-10", 900, 960), to.Start), jema.ErrVisitBegun)
	refusedWith(t, shift(w.At("2027-05-10", 900, 960), storetest.Now), jema.Invalid("slot.outside_edition"))
	w.Holds()
}

// An offer ends in time for the hour the slot moves to.
func TestAMovedSlotShortensItsOffers(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 840, 900, 1)
	book(t, w, request(slot, "un", 1), request(slot, "attend", 1))
	now := time.Date(2027, 4, 7, 7, 0, 0, 0, time.UTC)
	mustDo(t, w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash("un"), now))
	before := visitOf(t, w, "attend").OfferEnds
	mustDo(t, w.Store.MoveSlot(t.Context(), w.Territory.ID, slot, postgres.SlotMove{To: w.At("2027-04-07", 840, 900),
		SlotChange: postgres.SlotChange{Words: slotList}}, now))
	if b := visitOf(t, w, "attend"); !b.OfferEnds.Before(before) ||
		!b.OfferEnds.Before(w.At("2027-04-07", 840, 900).Start) {
		t.Errorf("offered until %v before, %v now", before, b.OfferEnds)
	}
}

// A workshop that takes one visit at a time refuses a slot over another.
func TestASlotMovesOverNoOther(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier étroit", 0)
	shop.OneVisitAtATime = true
	_, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now)
	mustDo(t, err)
	o := w.OpeningIn(shop, "Tournage", jema.Approved)
	slot := o.Slot("2027-04-10", 600, 660, 4)
	o.Slot("2027-04-10", 660, 720, 4)
	err = w.Store.MoveSlot(t.Context(), w.Territory.ID, slot, postgres.SlotMove{To: w.At("2027-04-10", 610, 670),
		SlotChange: postgres.SlotChange{Words: slotList}}, storetest.Now)
	refusedWith(t, err, jema.Conflict("slot.overlap"))
}

// Other slots for a party: of the same opening, of the same craft, nearby; only
// where there is room.
func TestAlternatives(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	own, later, small := o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-11", 600, 660, 4),
		o.Slot("2027-04-10", 700, 760, 1)
	same := w.Opening("Modelage").Slot("2027-04-10", 600, 660, 4)
	leather := w.Workshop("Botterie", 0)
	leather.CraftSlug = "bottier-main"
	_, err := w.Store.SaveWorkshop(t.Context(), leather, storetest.Now)
	mustDo(t, err)
	near := w.OpeningIn(leather, "Montage", jema.Approved).Slot("2027-04-10", 600, 660, 4)
	leather.ID, leather.CommuneINSEE = 0, "26124" // thirty kilometres away
	far, err := w.Store.SaveWorkshop(t.Context(), leather, storetest.Now)
	mustDo(t, err)
	w.OpeningIn(far, "Piqûre", jema.Approved).Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(own, "un", 2))

	find := func(n int) (ids []jema.SlotID) {
		list, err := w.Store.Alternatives(t.Context(), postgres.AlternativeSearch{TerritoryID: w.Territory.ID,
			BookingID: visitOf(t, w, "un").ID, Most: n, Proven: true}, storetest.Now)
		mustDo(t, err)
		for _, a := range list {
			ids = append(ids, a.SlotID)
			if a.Free < 2 || a.Title == "" || a.Workshop == "" || a.Commune != "Romans-sur-Isère" || !a.End.After(a.Start) ||
				a.SameOpening != (a.OpeningID == o.ID) {
				t.Errorf("%+v", a)
			}
		}
		return ids
	}
	want := []jema.SlotID{later, same, near}
	for n := range 5 {
		if got := find(n); len(got) != min(n, 3) || !slices.Equal(got, want[:min(n, 3)]) {
			t.Errorf("of %d: %v, want of %v (the small slot is %d)", n, got, want, small)
		}
	}
	mustDo(t, w.Store.ReviseSlot(t.Context(), w.Territory.ID, later, postgres.SlotRevision{Held: new(3)}, storetest.Now))
	book(t, w, request(same, "bis", 3))
	if got := find(4); !slices.Equal(got, []jema.SlotID{near}) {
		t.Errorf("once the others are full: %v", got)
	}
}
