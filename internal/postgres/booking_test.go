package postgres_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// bookingState is the state of a booking as its link shows it: the status, and the
// rank of a waiting one.
func bookingState(t *testing.T, w *storetest.World, key string) string {
	t.Helper()
	v, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now)
	if err != nil {
		t.Fatalf("%s: %v", key, err)
	}
	if v.Booking.Rank > 0 {
		return fmt.Sprintf("%s %d", v.Booking.Status, v.Booking.Rank)
	}
	return string(v.Booking.Status)
}

func stands(t *testing.T, w *storetest.World, want map[string]string) {
	t.Helper()
	for key, status := range want {
		if got := bookingState(t, w, key); got != status {
			t.Errorf("%s is %s, want %s", key, got, status)
		}
	}
	w.Holds()
}

func cancel(t *testing.T, w *storetest.World, key string) {
	t.Helper()
	if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now); err != nil {
		t.Fatalf("cancelling %s: %v", key, err)
	}
}

func accept(t *testing.T, w *storetest.World, key string) {
	t.Helper()
	if err := w.Store.AcceptOffer(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now); err != nil {
		t.Fatalf("accepting for %s: %v", key, err)
	}
}

// count counts rows of a query that has one parameter.
func count(t *testing.T, w *storetest.World, query string, args ...any) (n int) {
	t.Helper()
	if err := w.DB.Get(&n, query, args...); err != nil {
		t.Fatal(err)
	}
	return n
}

const messagesOf = `SELECT count(*) FROM message m JOIN booking b ON b.id = m.booking_id WHERE b.idempotency_key =
	$1 AND m.kind = $2`

func TestAPartyTooLargeKeepsItsRank(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "three", 3), request(slot, "one", 1), request(slot, "wide", 4), request(slot, "two", 2),
		request(slot, "single", 1))
	stands(t, w, map[string]string{"three": "confirmed", "one": "confirmed", "wide": "waiting 1", "two": "waiting 2",
		"single": "waiting 3"})

	cancel(t, w, "three")
	stands(t, w, map[string]string{"wide": "waiting 1", "two": "offered", "single": "offered"})
	accept(t, w, "two")
	accept(t, w, "single")
	book(t, w, request(slot, "late", 2))
	stands(t, w, map[string]string{"wide": "waiting 1", "late": "waiting 2"})

	cancel(t, w, "one")
	cancel(t, w, "single")
	stands(t, w, map[string]string{"wide": "waiting 1", "late": "offered"})
	cancel(t, w, "late")
	cancel(t, w, "two")
	stands(t, w, map[string]string{"wide": "offered"})
	accept(t, w, "wide")
	stands(t, w, map[string]string{"wide": "confirmed"})
	if n := count(t, w, messagesOf, "wide", "confirmation"); n != 1 {
		t.Errorf("who waited was told %d times of the places", n)
	}
}

func TestCancellingTwiceChangesNothingMore(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "un", 3), request(slot, "deux", 2), request(slot, "trois", 2))
	cancel(t, w, "deux") // one that waits frees no place
	stands(t, w, map[string]string{"un": "confirmed", "deux": "cancelled", "trois": "waiting 1"})
	cancel(t, w, "un")
	cancel(t, w, "un")
	cancel(t, w, "deux")
	stands(t, w, map[string]string{"un": "cancelled", "deux": "cancelled", "trois": "offered"})
	for _, key := range []string{"un", "deux"} {
		if n := count(t, w, messagesOf, key, "cancellation"); n != 1 {
			t.Errorf("%s was told %d times of one cancellation", key, n)
		}
	}
	v, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash("un"), storetest.Now)
	if err != nil || v.Booking.Sequence != 1 || v.Slot.Taken != 2 || v.Slot.Waiting != 0 {
		t.Errorf("after one cancellation, said twice: %+v of %+v, %v", v.Booking, v.Slot, err)
	}
}

// Places that nobody can use any more are given to nobody.
func TestNobodyIsCalledToAVisitThatWillNotBe(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	called, past := o.Slot("2027-04-10", 600, 660, 2), o.Slot("2027-04-10", 700, 760, 2)
	book(t, w, request(called, "un", 2), request(called, "deux", 2), request(past, "trois", 2), request(past, "quatre", 2))
	if _, err := w.DB.Exec(`UPDATE slot SET state = 'cancelled' WHERE id = $1`, called); err != nil {
		t.Fatal(err)
	}
	cancel(t, w, "un")
	during := time.Date(2027, 4, 10, 10, 0, 0, 0, time.UTC)
	if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash("trois"), during); err != nil {
		t.Fatal(err)
	}
	stands(t, w, map[string]string{"un": "cancelled", "deux": "waiting 1", "trois": "cancelled", "quatre": "waiting 1"})
}

func TestALinkOfNothingOpensNothing(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "parti", 1))
	_, err := w.DB.Exec(`UPDATE booking SET name = '', email = '', phone = '', contact = NULL, purged_at = now()`)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"jamais", "parti"} {
		if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now); !errors.Is(err,
			jema.ErrBookingMissing) {
			t.Errorf("cancelling %s: %v", key, err)
		}
		if _, err := w.Store.BookingByToken(t.Context(), w.Territory.ID, links.Hash(key), storetest.Now); !errors.Is(err,
			jema.ErrBookingMissing) {
			t.Errorf("looking at %s: %v", key, err)
		}
	}
}

// A visitor without e-mail is on the call list, never without a message.
func TestWhoHasNoMailIsCalled(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 4)
	r := request(slot, "un", 1)
	r.Email, r.Phone = "", "04 65 71 00 12"
	book(t, w, r)
	cancel(t, w, "un")
	if n := count(t, w, `SELECT count(*) FROM message WHERE channel = 'call' AND state = 'queued'`); n != 2 {
		t.Errorf("%d calls are to be made, want the confirmation and the cancellation", n)
	}
}

// When a slot may be booked, by whom.
func TestWhatABatchRefuses(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, schools, closed := o.Slot("2027-04-10", 600, 660, 4), o.Slot("2027-04-10", 700, 760, 30),
		o.Slot("2027-04-10", 800, 860, 4)
	if _, err := w.DB.Exec(`UPDATE slot SET audience = CASE WHEN id = $1 THEN 'schools' ELSE audience END,
		state = CASE WHEN id = $2 THEN 'closed' ELSE state END`, schools, closed); err != nil {
		t.Fatal(err)
	}
	before, after := w.Edition.BookingOpensAt.Add(-time.Second), w.Edition.BookingClosesAt
	started := time.Date(2027, 4, 10, 8, 0, 0, 0, time.UTC) // ten o'clock in Paris
	for name, c := range map[string]struct {
		slot   jema.SlotID
		origin string
		now    time.Time
		party  int
		want   string
	}{
		"before bookings open": {slot, jema.OriginWeb, before, 1, "closed"},
		"after they close":     {slot, jema.OriginWeb, after, 1, "closed"},
		"once it has begun":    {slot, jema.OriginWeb, started, 1, "closed"},
		"a moment before":      {slot, jema.OriginWeb, started.Add(-time.Second), 1, "created"},
		"closed":               {closed, jema.OriginWeb, storetest.Now, 1, "closed"},
		"closed, at the desk":  {closed, jema.OriginDesk, storetest.Now, 1, "created"},
		"of schools":           {schools, jema.OriginWeb, storetest.Now, 1, "closed"},
		"a school":             {schools, jema.OriginSchool, storetest.Now, 8, "created"},
		"party over the most":  {schools, jema.OriginSchool, storetest.Now, 9, "too_large"},
		"larger than the slot": {slot, jema.OriginDesk, storetest.Now, 5, "too_large"},
	} {
		r := request(c.slot, name, c.party)
		r.Origin, r.Wait, r.Email = c.origin, false, "x@example.org"
		outcomes, err := w.Store.BookBatch(t.Context(), c.now, []postgres.PreparedRequest{{BookingRequest: r,
			Code: "00000001", TokenHash: links.Hash(name)}})
		if err != nil || outcomes[0].Outcome != c.want {
			t.Errorf("%s: %+v, %v, want %s", name, outcomes, err, c.want)
		}
	}
	w.Holds()
}
