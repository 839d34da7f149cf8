package postgres_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// Whose identity was erased is expected by nobody, whichever way one looks.
func TestErasedVisitorsAreNotExpected(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "un", 2), request(slot, "deux", 1))
	_, err := w.DB.Exec(`UPDATE booking SET purged_at = $1, name = '', email = '', phone = '', contact = NULL WHERE
		idempotency_key = 'un'`, storetest.Now)
	mustDo(t, err)
	a, err := w.Store.Attendance(t.Context(), w.Territory.ID, o.ID, storetest.Now)
	mustDo(t, err)
	visitors, err := w.Store.Visitors(t.Context(), w.Territory.ID, o.ID)
	mustDo(t, err)
	for name, slots := range map[string][]jema.SlotAttendance{"Attendance": a.Slots, "Visitors": visitors} {
		if len(slots) != 1 || len(slots[0].Coming) != 1 || slots[0].Coming[0].Key != "deux" || slots[0].People() != 1 {
			t.Errorf("%s expects %+v", name, slots)
		}
	}
	if others, err := w.Store.Visitors(t.Context(), w.Territory.ID+1, o.ID); err != nil || len(others) != 0 {
		t.Errorf("another territory sees %d slots, %v", len(others), err)
	}
}

// Who comes and who waits, slot by slot, and nobody of another opening or
// territory.
func TestAttendanceIsWhoIsAwaited(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	first, second := o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 4)
	elsewhere := w.Opening("Dorure").Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(first, "un", 1), request(first, "deux", 2), request(first, "trois", 3), request(first, "quatre", 2),
		request(first, "parti", 1), request(elsewhere, "autre", 1))
	cancel(t, w, "parti")
	_, err := w.DB.Exec(`UPDATE booking SET name = CASE idempotency_key WHEN 'un' THEN 'Éloi' WHEN 'deux' THEN 'Anne'
		ELSE 'Zoé' END`)
	mustDo(t, err)

	a, err := w.Store.Attendance(t.Context(), w.Territory.ID, o.ID, storetest.Now)
	mustDo(t, err)
	if len(a.Slots) != 2 || a.Entry.Opening.Title != "Tournage" || !a.AsOf.Equal(storetest.Now) {
		t.Fatalf("%d slots of %q", len(a.Slots), a.Entry.Opening.Title)
	}
	s := a.Slots[0]
	if s.Slot.ID != first || len(s.Coming) != 2 || s.Coming[0].Name != "Anne" || s.Coming[1].Name != "Éloi" ||
		s.People() != 3 {
		t.Errorf("coming: %+v", s.Coming)
	}
	if len(s.Waiting) != 2 || s.Waiting[0].PartySize != 3 || s.Waiting[0].Rank != 1 || s.Waiting[1].Rank != 2 {
		t.Errorf("waiting: %+v", s.Waiting)
	}
	if a.Slots[1].Slot.ID != second || len(a.Slots[1].Coming)+len(a.Slots[1].Waiting) != 0 {
		t.Errorf("the empty slot: %+v", a.Slots[1])
	}
	visitors, err := w.Store.Visitors(t.Context(), w.Territory.ID, o.ID)
	if diff := cmp.Diff(a.Slots, visitors); err != nil || diff != "" {
		t.Errorf("%v, two readers differ (- Attendance, + Visitors):\n%s", err, diff)
	}
	for _, missing := range []jema.Opening{{TerritoryID: w.Territory.ID, ID: o.ID + 1000},
		{TerritoryID: w.Territory.ID + 1, ID: o.ID}} {
		_, err := w.Store.Attendance(t.Context(), missing.TerritoryID, missing.ID, storetest.Now)
		if e, ok := errors.AsType[*jema.Error](err); !ok || e.Kind != jema.KindNotFound {
			t.Errorf("%d of %d: %v", missing.ID, missing.TerritoryID, err)
		}
	}
}
