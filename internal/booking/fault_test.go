package booking_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// held is an engine whose first batch waits, so that a test can decide what the
// next batch contains.
func held(t *testing.T, w *storetest.World, options ...booking.Option) (e *booking.Engine, sizes func() []int,
	release func()) {
	t.Helper()
	gate := make(chan struct{})
	var mu sync.Mutex
	var seen []int
	pool, err := w.Store.BookingPool(booking.Workers+booking.ApartMost, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	batch := func(ctx context.Context, now time.Time, r []postgres.PreparedRequest) ([]postgres.BookingOutcome, error) {
		mu.Lock()
		seen = append(seen, len(r))
		mu.Unlock()
		<-gate
		return pool.BookBatch(ctx, now, r)
	}
	e = booking.New(batch, newLinks(t), func() time.Time { return storetest.Now }, options...)
	return e, func() []int { mu.Lock(); defer mu.Unlock(); return seen }, func() { close(gate) }
}

// background are bookings made in the background; they are complete when wg is done.
type background struct {
	answers []jema.BookingAnswer
	errs    []error
	wg      sync.WaitGroup
}

func inBackground(t *testing.T, e *booking.Engine, requests ...jema.BookingRequest) *background {
	a := &background{answers: make([]jema.BookingAnswer, len(requests)), errs: make([]error, len(requests))}
	for i, r := range requests {
		before, answered := e.Inside(), make(chan struct{})
		a.wg.Go(func() {
			defer close(answered)
			a.answers[i], a.errs[i] = e.Book(context.WithoutCancel(t.Context()), r)
		})
		entered(e, before+1, answered) // so that they come in this order
	}
	return a
}

// entered returns when n requests are inside, or when the last one has been
// answered already: others may have left meanwhile.
func entered(e *booking.Engine, n int, answered <-chan struct{}) {
	for e.Inside() < n {
		select {
		case <-answered:
			return
		case <-time.After(50 * time.Microsecond):
		}
	}
}

func inside(t *testing.T, e *booking.Engine, n int) {
	t.Helper()
	for begun := time.Now(); e.Inside() < n; time.Sleep(50 * time.Microsecond) {
		if time.Since(begun) > time.Minute {
			t.Fatalf("%d requests are inside, want %d", e.Inside(), n)
		}
	}
}

func requests(slot jema.SlotID, name string, n int) (list []jema.BookingRequest) {
	for i := range n {
		list = append(list, request(slot, fmt.Sprintf("%s%d", name, i), 1))
	}
	return list
}

func TestWhatQueuedIsTheNextBatch(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 500)
	e, sizes, release := held(t, w)
	first := inBackground(t, e, request(slot, "first", 1))
	for len(sizes()) == 0 {
		time.Sleep(time.Millisecond) // the worker has yet to begin
	}
	a := inBackground(t, e, requests(slot, "k", 299)...)
	release()
	first.wg.Wait()
	a.wg.Wait()
	if err := errors.Join(append(a.errs, first.errs...)...); err != nil {
		t.Error(err)
	}
	if got := fmt.Sprint(sizes()); got != "[1 256 43]" {
		t.Errorf("the batches were of %s", got)
	}
	w.Holds()
}

func TestABadRequestHarmsOnlyItself(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 500)
	if _, err := w.DB.Exec(`ALTER TABLE booking ADD CONSTRAINT poison CHECK (name <> 'Poison')`); err != nil {
		t.Fatal(err)
	}
	e, sizes, release := held(t, w)
	list := requests(slot, "k", 101)
	list[33].Name, list[77].Name = "Poison", "Poison"
	a := inBackground(t, e, list...)
	release()
	a.wg.Wait()
	for i, err := range a.errs {
		if poisoned := i == 33 || i == 77; (err != nil) != poisoned || poisoned && jema.KindOf(err) != 0 {
			t.Errorf("request %d got %v", i, err)
		}
	}
	if n := len(sizes()); n < 10 || n > 40 {
		t.Errorf("%d batches to find two requests in a hundred", n)
	}
	w.Holds()
}

func TestDuplicatesInOneBatch(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot, other := o.Slot("2027-04-10", 600, 660, 3), o.Slot("2027-04-10", 700, 760, 3)
	if (other-slot)%booking.Workers != 0 {
		other = o.Slot("2027-04-10", 800, 860, 3) // the same line
	}
	e, _, release := held(t, w)
	wide := request(slot, "same", 2)
	a := inBackground(t, e, request(slot, "first", 1), request(slot, "same", 1), request(slot, "same", 1), wide,
		request(other, "same", 1))
	release()
	a.wg.Wait()
	if a.errs[1] != nil || a.errs[2] != nil || a.answers[1] != a.answers[2] {
		t.Errorf("the same request twice: %+v %v, %+v %v", a.answers[1], a.errs[1], a.answers[2], a.errs[2])
	}
	for i := 3; i < 5; i++ {
		if !errors.Is(a.errs[i], jema.ErrKeyReused) {
			t.Errorf("the same key with other content got %v", a.errs[i])
		}
	}
	w.Holds()
}

func TestAFullQueueTurnsAway(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 500)
	e, _, release := held(t, w, booking.Limit(20))
	a := inBackground(t, e, requests(slot, "in", 20)...)
	if _, err := e.Book(t.Context(), request(slot, "out", 1)); jema.KindOf(err) != jema.KindUnavailable {
		t.Errorf("the twenty-first was told %v", err)
	}
	release()
	a.wg.Wait()
	if err := errors.Join(a.errs...); err != nil {
		t.Error(err)
	}
	if _, err := e.Book(t.Context(), request(slot, "out", 1)); err != nil {
		t.Errorf("when there is room again: %v", err)
	}
	w.Holds()
}

// Who does not wait for the answer may be booked all the same, and hears of it
// with the same key.
func TestWhoGivesUpIsToldLater(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 5)
	e, _, release := held(t, w)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Book(ctx, request(slot, "gone", 2)); jema.KindOf(err) != jema.KindUnavailable ||
		!errors.Is(err, context.Canceled) {
		t.Errorf("who gave up was told %v", err)
	}
	release()
	must(e.Book(t.Context(), request(slot, "gone", 2)))(t)
	var n int
	if err := w.DB.Get(&n, `SELECT count(*) FROM booking`); err != nil || n != 1 {
		t.Errorf("%d bookings, %v", n, err)
	}
	w.Holds()
}

func TestShutdownAnswersWhoIsInside(t *testing.T) {
	w := storetest.New(t)
	slots := manySlots(w, 4, 5000)
	e, _, release := held(t, w)
	var list []jema.BookingRequest
	for i, slot := range slots {
		list = append(list, requests(slot, fmt.Sprintf("%d-", i), 125)...)
	}
	a := inBackground(t, e, list...)
	closed := make(chan error)
	go func() { closed <- e.Close(t.Context()) }()
	for !e.Closing() {
		time.Sleep(time.Millisecond)
	}
	release()
	if err := <-closed; err != nil || e.Inside() != 0 {
		t.Errorf("%d are still inside, %v", e.Inside(), err)
	}
	a.wg.Wait()
	if err := errors.Join(a.errs...); err != nil {
		t.Error(err)
	}
	if _, err := e.Book(t.Context(), request(slots[0], "after", 1)); jema.KindOf(err) != jema.KindUnavailable {
		t.Errorf("after the end somebody was told %v", err)
	}
	var n int
	if err := w.DB.Get(&n, `SELECT count(*) FROM booking`); err != nil || n != 500 {
		t.Errorf("%d bookings of 500 that were told, %v", n, err)
	}
	w.Holds()
}

func TestAShutdownThatTakesTooLongSaysSo(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 5)
	e, _, release := held(t, w)
	a := inBackground(t, e, request(slot, "k", 1))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := e.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("closing said %v", err)
	}
	release()
	a.wg.Wait()
	if a.errs[0] != nil {
		t.Error(a.errs[0])
	}
}
