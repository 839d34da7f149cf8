package booking_test

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
	"jema/internal/proptest"
)

// model is a model of a slot: a capacity and the bookings, in order of arrival.
// The database must agree with it.
type model struct {
	slot     jema.SlotID
	capacity int
	made     []*made
}

type made struct {
	request jema.BookingRequest
	first   jema.BookingAnswer
	status  jema.BookingStatus
}

func (m *model) free() int {
	free := m.capacity
	for _, b := range m.made {
		if b.status == jema.Confirmed || b.status == jema.Offered {
			free -= b.request.PartySize
		}
	}
	return free
}

// partyMax is what the openings of a test's world allow.
const partyMax = 8

// book returns the right answer to a request: a status, or a refusal.
func (m *model) book(r jema.BookingRequest) (jema.BookingStatus, error) {
	live := func(b *made) bool { return b.request.Email == r.Email && b.status != jema.BookingCancelled }
	switch {
	case r.PartySize > m.capacity || r.PartySize > partyMax:
		return "", jema.ErrPartyTooLarge
	case slices.ContainsFunc(m.made, live):
		return "", jema.ErrAlreadyBooked
	case r.PartySize <= m.free():
		return jema.Confirmed, nil
	case r.Wait:
		return jema.Waiting, nil
	}
	return "", jema.ErrSlotFull
}

// cancel gives places back, to who waits and fits, in order of arrival.
func (m *model) cancel(b *made) {
	if b.status == jema.BookingCancelled {
		return
	}
	b.status = jema.BookingCancelled
	for _, w := range m.made {
		if w.status == jema.Waiting && w.request.PartySize <= m.free() {
			w.status = jema.Offered
		}
	}
}

func TestBookCancelAndBookAgainAsInTheModel(t *testing.T) {
	unlessSet(t, "rapid.checks", "40")
	w := storetest.New(t)
	e := engine(t, w)
	run := 0
	proptest.Check(t, func(t *rapid.T) {
		run++
		capacity := rapid.IntRange(1, 9).Draw(t, "capacity")
		slot := w.Opening(fmt.Sprintf("Essai %d", run)).Slot("2027-04-10", 600, 660, capacity)
		walk := &walk{w: w, e: e, run: run, m: model{slot: slot, capacity: capacity}}
		t.Repeat(map[string]func(*rapid.T){"book": walk.book, "again": walk.onOne(walk.again),
			"other": walk.onOne(walk.other), "cancel": walk.onOne(walk.cancel)})
		walk.agrees(t)
	})
	w.Holds()
}

// walk does to the model and to the database the same.
type walk struct {
	w   *storetest.World
	e   *booking.Engine
	run int
	n   int
	m   model
}

func (k *walk) book(t *rapid.T) {
	k.n++
	r := request(k.m.slot, fmt.Sprintf("%d-%d", k.run, k.n), rapid.IntRange(1, k.m.capacity+1).Draw(t, "party"))
	r.Email = fmt.Sprintf("%d@example.org", rapid.IntRange(1, 6).Draw(t, "contact"))
	r.Wait = rapid.Bool().Draw(t, "wait")
	status, refusal := k.m.book(r)
	answer, err := k.e.Book(t.Context(), r)
	if answer.Status != status || !errors.Is(err, refusal) {
		t.Fatalf("%+v got %s, %v; the model says %s, %v", r, answer.Status, err, status, refusal)
	}
	if err == nil {
		k.m.made = append(k.m.made, &made{r, answer, status})
	}
}

// onOne is an action on one of the bookings; where there is none yet, it books.
func (k *walk) onOne(act func(*rapid.T, *made)) func(*rapid.T) {
	return func(t *rapid.T) {
		if len(k.m.made) == 0 {
			k.book(t)
			return
		}
		act(t, rapid.SampledFrom(k.m.made).Draw(t, "booking"))
	}
}

// again: the first answer, whatever became of the booking.
func (k *walk) again(t *rapid.T, b *made) {
	if answer, err := k.e.Book(t.Context(), b.request); err != nil || answer != b.first {
		t.Fatalf("asked again: %+v, %v; the first answer was %+v", answer, err, b.first)
	}
}

func (k *walk) other(t *rapid.T, b *made) {
	r := b.request
	r.PartySize++
	if _, err := k.e.Book(t.Context(), r); !errors.Is(err, jema.ErrKeyReused) {
		t.Fatalf("the same key with other content: %v", err)
	}
}

func (k *walk) cancel(t *rapid.T, b *made) {
	if err := k.w.Store.CancelBooking(t.Context(), k.w.Territory.ID, links.Hash(b.first.Token),
		storetest.Now); err != nil {
		t.Fatalf("cancelling: %v", err)
	}
	k.m.cancel(b)
}

// agrees compares every booking, and the slot's count.
func (k *walk) agrees(t *rapid.T) {
	var taken int
	if err := k.w.DB.Get(&taken, `SELECT taken FROM slot WHERE id = $1`, k.m.slot); err != nil ||
		k.m.capacity-taken != k.m.free() {
		t.Fatalf("%d of %d places are taken (%v); the model has %d free", taken, k.m.capacity, err, k.m.free())
	}
	for _, b := range k.m.made {
		var status jema.BookingStatus
		if err := k.w.DB.Get(&status, `SELECT status FROM booking WHERE idempotency_key = $1`, b.request.Key); err != nil ||
			status != b.status {
			t.Fatalf("%s is %s (%v); the model says %s", b.request.Key, status, err, b.status)
		}
	}
}

// unlessSet changes the default of a flag of the test binary, for tests whose
// steps are not free.
func unlessSet(t *testing.T, name, value string) {
	t.Helper()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == name })
	if given {
		return
	}
	if err := flag.Set(name, value); err != nil {
		t.Fatal(err)
	}
}
