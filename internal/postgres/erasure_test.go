package postgres_test

import (
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
)

// dayOfErasure is the first moment of the edition's day of erasure, in Paris.
var dayOfErasure = time.Date(2027, 7, 10, 22, 0, 0, 0, time.UTC)

// outliving is how many identities outlive their day of erasure at a time.
func outliving(t *testing.T, w *storetest.World, now time.Time) int {
	t.Helper()
	list, err := w.Store.Check(t.Context(), now)
	mustDo(t, err)
	for _, i := range list {
		if i.Name == "no identity outlives its day of erasure" {
			return i.Broken
		}
	}
	t.Fatal("no such invariant")
	return 0
}

// Identities go on their day, not before; counts and outcomes stay.
func TestIdentitiesAreErasedOnTheirDay(t *testing.T) {
	c := newClassroom(t)
	w := c.World
	slot := w.Opening("Reliure").Slot("2027-04-10", 600, 660, 5)
	call := request(slot, "appel", 1)
	call.Email, call.Phone = "", "04 65 71 00 12"
	book(t, w, request(slot, "un", 3), request(slot, "deux", 5), call)
	cancel(t, w, "un")
	c.ask(class("classe", c.slot(c.a, 600, 35)))
	places := count(t, w, `SELECT sum(party_size) FROM booking`)
	const held = `SELECT (SELECT count(*) FROM booking WHERE purged_at IS NULL) + (SELECT count(*) FROM school_request
		WHERE purged_at IS NULL)`
	before := dayOfErasure.Add(-time.Second)
	if n, err := w.Store.EraseDue(t.Context(), before); n != 0 || err != nil {
		t.Fatalf("a second before: %d erased, %v", n, err)
	}
	if due, err := w.Store.ErasuresDue(t.Context(), before); len(due) != 0 || err != nil {
		t.Fatalf("a second before: due %v, %v", due, err)
	}
	due, err := w.Store.ErasuresDue(t.Context(), dayOfErasure)
	want := jema.ErasureDue{Territory: "essai", Year: 2027, Day: "2027-07-11", Bookings: 3, Classes: 1,
		Edits: due[0].Edits}
	if err != nil || len(due) != 1 || due[0] != want || due[0].Edits == 0 {
		t.Errorf("due: %+v, %v", due, err)
	}
	later := dayOfErasure.Add(3 * time.Hour)
	if got := outliving(t, w, dayOfErasure); got != 0 {
		t.Errorf("on the hour %d outlive their day", got)
	}
	if got := outliving(t, w, later); got != 4 {
		t.Errorf("three hours later %d outlive their day, want 4", got)
	}
	if n, err := w.Store.EraseDue(t.Context(), dayOfErasure); n != 4 || err != nil {
		t.Errorf("%d erased, %v", n, err)
	}
	if n, err := w.Store.EraseDue(t.Context(), dayOfErasure); n != 0 || err != nil {
		t.Errorf("again: %d erased, %v", n, err)
	}
	if count(t, w, held) != 0 || outliving(t, w, later) != 0 ||
		count(t, w, `SELECT sum(party_size) FROM booking`) != places {
		t.Errorf("%d identities are left, %d of %d places", count(t, w, held),
			count(t, w, `SELECT sum(party_size) FROM booking`), places)
	}
	if n := count(t, w, `SELECT count(*) FROM message WHERE state IN ('queued', 'parked')
		AND booking_id IS NOT NULL`); n != 0 {
		t.Errorf("%d letters to nobody wait", n)
	}
	_, err = w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash("deux"), storetest.Now)
	refusedWith(t, err, jema.ErrBookingMissing)
	w.Holds()
}

// Other editions are erased on their own day, not before.
func TestErasureLeavesOtherEditionsAlone(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Reliure").Slot("2027-04-10", 600, 660, 5)
	book(t, w, request(slot, "un", 3))
	if _, err := w.DB.Exec(`UPDATE edition SET purge_on = '2028-01-01'`); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Store.EraseDue(t.Context(), dayOfErasure); n != 0 || err != nil {
		t.Errorf("%d erased, %v", n, err)
	}
	if visitOf(t, w, "un").Name == "" {
		t.Error("the name is gone")
	}
}

// Whoever erases a booking that is still to come gives its places to the next.
func TestOwnErasureGivesPlacesBack(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Reliure").Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "un", 4), request(slot, "deux", 2))
	mustDo(t, w.Store.EraseBooking(t.Context(), w.Territory.ID, links.Hash("un"), storetest.Now))
	if got := visitOf(t, w, "deux").Status; got != jema.Offered {
		t.Errorf("the next is %s", got)
	}
	if n := count(t, w, `SELECT count(*) FROM message m JOIN booking b ON b.id = m.booking_id WHERE b.purged_at IS NOT
		NULL AND m.state = 'queued'`); n != 0 {
		t.Errorf("%d letters to somebody erased wait", n)
	}
	refusedWith(t, w.Store.EraseBooking(t.Context(), w.Territory.ID, links.Hash("un"), storetest.Now),
		jema.ErrBookingMissing)
	refusedWith(t, w.Store.EraseBooking(t.Context(), w.Territory.ID+1, links.Hash("deux"), storetest.Now),
		jema.ErrBookingMissing)
	w.Holds()
}

// The count of a visit that took place stays; only the person is erased.
func TestErasureOfAVisitThatWasKeepsItsCount(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Reliure").Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "un", 3))
	mustDo(t, w.Store.EraseBooking(t.Context(), w.Territory.ID, links.Hash("un"), w.At("2027-04-10", 600, 660).End))
	if n := count(t, w, `SELECT count(*) FROM booking WHERE status = 'confirmed' AND party_size = 3 AND name = '' AND
		email = '' AND contact IS NULL`); n != 1 {
		t.Error("the count is gone, or the name is not")
	}
	w.Holds()
}

// A class for which workshops are booked is cancelled first; its workshops get
// a message, and then it can be erased.
func TestAClassIsErasedWhenNobodyWaitsForIt(t *testing.T) {
	c := newClassroom(t)
	c.ask(class("classe", c.slot(c.a, 600, 35)))
	refusedWith(t, c.Store.EraseSchool(t.Context(), c.Territory.ID, links.Hash("classe"), storetest.Now),
		jema.ErrSchoolLive)
	mustDo(t, c.Store.CancelSchool(t.Context(), c.Territory.ID, links.Hash("classe"), storetest.Now))
	told := count(t, c.World, `SELECT count(*) FROM message WHERE kind = 'school_withdrawn' AND state = 'queued'`)
	mustDo(t, c.Store.EraseSchool(t.Context(), c.Territory.ID, links.Hash("classe"), storetest.Now))
	if n := count(t, c.World,
		`SELECT count(*) FROM message WHERE kind = 'school_withdrawn' AND state = 'queued'`); n != told {
		t.Errorf("%d of %d workshops are told", n, told)
	}
	if n := count(t, c.World,
		`SELECT count(*) FROM school_request WHERE school = '' AND teacher = '' AND email = '' AND pupils = 24`); n != 1 {
		t.Error("the class is not erased, or its numbers are")
	}
	_, err := c.Store.SchoolByToken(t.Context(), c.Territory.ID, links.Hash("classe"), storetest.Now)
	refusedWith(t, err, jema.ErrSchoolMissing)
	c.Holds()
}
