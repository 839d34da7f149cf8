package postgres_test

import (
	"errors"
	"slices"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// planned is an opening of one slot, ten to eleven, of four places.
func planned(t *testing.T, w *storetest.World) (plan postgres.OpeningPlan, slot jema.SlotID) {
	t.Helper()
	o := w.Opening("Tournage")
	slot = o.Slot("2027-04-10", 600, 660, 4)
	return opening(t, w, o.ID), slot
}

func slotNow(t *testing.T, w *storetest.World, id jema.SlotID) jema.Slot {
	t.Helper()
	slot, err := w.Store.Slot(t.Context(), w.Territory.ID, id, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	return slot
}

func TestASlotThatIsBookedStays(t *testing.T) {
	w := storetest.New(t)
	plan, slot := planned(t, w)
	book(t, w, request(slot, "un", 3))
	for name, slots := range map[string][]postgres.SlotPlan{
		"gone":        nil,
		"moved":       {{Interval: w.At("2027-04-10", 610, 670), Capacity: 4}},
		"for schools": {{Interval: plan.Slots[0].Interval, Audience: jema.AudienceSchools, Capacity: 4}},
	} {
		changed := plan
		changed.Slots = slots
		if _, err := w.Store.SaveOpening(t.Context(), changed, storetest.Now); !errors.Is(err, jema.Conflict("slot.booked")) {
			t.Errorf("%s: %v", name, err)
		}
	}
	smaller := plan
	smaller.Slots = []postgres.SlotPlan{{Interval: plan.Slots[0].Interval, Capacity: 2}}
	if _, err := w.Store.SaveOpening(t.Context(), smaller, storetest.Now); !errors.Is(err,
		jema.Conflict("slot.below_taken")) {
		t.Errorf("two places where three are taken: %v", err)
	}
	if got := slotNow(t, w, slot); got.Capacity != 4 || got.Taken != 3 ||
		opening(t, w, plan.Opening.ID).Opening.Version != plan.Opening.Version {
		t.Errorf("what was refused left %+v", got)
	}
	w.Holds()
}

// An audience that is not given is the public: the slot is the same.
func TestASlotThatStaysKeepsItsBookings(t *testing.T) {
	w := storetest.New(t)
	plan, slot := planned(t, w)
	book(t, w, request(slot, "un", 3))
	plan.Slots = []postgres.SlotPlan{{Interval: w.At("2027-04-10", 700, 760), Capacity: 5},
		{Interval: plan.Slots[0].Interval, Capacity: 3}}
	save(t, w, plan)
	if got := slotNow(t, w, slot); got.Capacity != 3 || got.Taken != 3 || got.State(storetest.Now) != jema.SlotFull {
		t.Errorf("the slot that stays is %+v", got)
	}
	if slots := opening(t, w, plan.Opening.ID).Slots; len(slots) != 2 || slots[1].Capacity != 5 ||
		slots[1].Audience != jema.AudiencePublic {
		t.Errorf("slots %+v", slots)
	}
	w.Holds()
}

// A slot that nobody ever booked goes without a trace; one that has a history
// is marked, and its time may be offered anew.
func TestASlotThatGoes(t *testing.T) {
	w := storetest.New(t)
	plan, slot := planned(t, w)
	interval := plan.Slots[0].Interval
	book(t, w, request(slot, "un", 3))
	cancel(t, w, "un")
	plan.Slots = []postgres.SlotPlan{{Interval: w.At("2027-04-10", 700, 760), Capacity: 5}}
	save(t, w, plan)
	plan = opening(t, w, plan.Opening.ID)
	if n := count(t, w, `SELECT count(*) FROM slot WHERE id = $1 AND state = 'cancelled'`, slot); n != 1 ||
		len(plan.Slots) != 1 {
		t.Errorf("the slot with a history is not marked; planned are %+v", plan.Slots)
	}
	plan.Slots = []postgres.SlotPlan{{Interval: interval, Capacity: 2}}
	save(t, w, plan)
	var ids []jema.SlotID
	if err := w.DB.Select(&ids, `SELECT id FROM slot ORDER BY id`); err != nil || len(ids) != 2 ||
		!slices.Contains(ids, slot) {
		t.Errorf("slots %v (%v), want the marked one and a new one", ids, err)
	}
	w.Holds()
}

// Those who wait have added places before anybody else.
func TestPlacesThatAreAddedGoToThoseWhoWait(t *testing.T) {
	w := storetest.New(t)
	plan, slot := planned(t, w)
	book(t, w, request(slot, "un", 3), request(slot, "quatre", 4), request(slot, "deux", 2), request(slot, "encore", 2))
	plan.Slots[0].Capacity = 6
	save(t, w, plan)
	stands(t, w, map[string]string{"un": "confirmed", "quatre": "waiting 1", "deux": "offered", "encore": "waiting 2"})
	if n := count(t, w, messagesOf, "deux", "offer"); n != 1 {
		t.Errorf("who came off the waiting list was told %d times", n)
	}

	plan = opening(t, w, plan.Opening.ID)
	cancel(t, w, "un")
	cancel(t, w, "deux") // « quatre » came in, « encore » too: six of six
	stands(t, w, map[string]string{"quatre": "offered", "encore": "offered"})
	book(t, w, request(slot, "six", 6))
	cancel(t, w, "quatre")
	plan.Slots[0].Capacity = 5
	if _, err := w.Store.SaveOpening(t.Context(), plan, storetest.Now); !errors.Is(err,
		jema.Conflict("slot.below_waiting")) {
		t.Errorf("five places where a party of six waits: %v", err)
	}
	w.Holds()
}

func TestOneVisitAtATime(t *testing.T) {
	w := storetest.New(t)
	plan, _ := planned(t, w)
	shop, err := w.Store.Workshop(t.Context(), w.Territory.ID, plan.Opening.WorkshopID)
	if err != nil {
		t.Fatal(err)
	}
	other := w.OpeningIn(shop, "Émaillage", jema.Approved)
	other.Slot("2027-04-10", 630, 690, 4)
	shop.OneVisitAtATime = true
	if _, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now); !errors.Is(err, jema.Conflict("slot.overlap")) {
		t.Errorf("one visit at a time, over two that overlap: %v", err)
	}
	apart := opening(t, w, other.ID)
	apart.Slots[0].Interval = w.At("2027-04-10", 660, 720)
	save(t, w, apart)
	if _, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now); err != nil {
		t.Errorf("one visit at a time, where visits only touch: %v", err)
	}
	plan.Slots = append(plan.Slots, postgres.SlotPlan{Interval: w.At("2027-04-10", 719, 750), Capacity: 2})
	if _, err := w.Store.SaveOpening(t.Context(), plan, storetest.Now); !errors.Is(err, jema.Conflict("slot.overlap")) {
		t.Errorf("a slot over another opening's of the same workshop: %v", err)
	}
	w.Holds()
}

func TestASlotIsShownWithItsOpening(t *testing.T) {
	w := storetest.New(t)
	plan, slot := planned(t, w)
	if got := slotNow(t, w, slot); got.OpeningID != plan.Opening.ID || !got.BookingOpen || got.Free(storetest.Now) != 4 ||
		!got.Start.Equal(plan.Slots[0].Start) {
		t.Errorf("slot %+v", got)
	}
	early, err := w.Store.Slot(t.Context(), w.Territory.ID, slot, w.Edition.BookingOpensAt.AddDate(0, 0, -1))
	if err != nil || early.BookingOpen {
		t.Errorf("before bookings open: %+v, %v", early, err)
	}
	if _, err := w.DB.Exec(`UPDATE opening SET state = 'submitted'`); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.Slot(t.Context(), w.Territory.ID, slot, storetest.Now); !errors.Is(err, jema.ErrSlotMissing) {
		t.Errorf("a slot of an opening that is not public: %v", err)
	}
}
