package booking_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// holdSlots locks slots as somebody else's transaction does, until release.
func holdSlots(t *testing.T, w *storetest.World, slots ...jema.SlotID) (release func()) {
	t.Helper()
	tx, err := w.DB.Beginx()
	if err != nil {
		t.Fatal(err)
	}
	query, args, err := sqlx.In(`SELECT id FROM slot WHERE id IN (?) FOR UPDATE`, slots)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(w.DB.Rebind(query), args...); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	release = func() { once.Do(func() { _ = tx.Rollback() }) }
	t.Cleanup(release)
	return release
}

// While somebody else holds more slots than the engine has connections for, all
// other slots are booked as if nothing were; and those slots when they are
// free again: with batches in the order in which their visitors came.
func TestALockedSlotDelaysNobodyElse(t *testing.T) {
	for name, options := range map[string][]booking.Option{"batch": nil, "single": {booking.Single()}} {
		t.Run(name, func(t *testing.T) {
			w := storetest.New(t)
			slots := manySlots(w, 30, 2)
			e := engine(t, w, append(options, booking.Patient(busyMachine))...)
			locked := slots[:booking.ApartMost+2]
			release := holdSlots(t, w, locked...)
			var mine []jema.BookingRequest
			for i, slot := range locked {
				mine = append(mine, requests(slot, fmt.Sprintf("locked%d-", i), 3)...)
			}
			late := inBackground(t, e, mine...)
			var others []jema.BookingRequest
			for i, slot := range slots[len(locked):] {
				others = append(others, requests(slot, fmt.Sprintf("free%d-", i), 2)...)
			}
			now := inBackground(t, e, others...)
			now.wg.Wait() // this ends only if none of them waits for the locks
			if err := errors.Join(now.errs...); err != nil {
				t.Errorf("a booking for another slot: %v", err)
			}
			if e.Inside() != len(mine) {
				t.Errorf("%d requests wait, want the %d of the locked slots", e.Inside(), len(mine))
			}
			release()
			late.wg.Wait()
			full := 0
			for i, err := range late.errs {
				if errors.Is(err, jema.ErrSlotFull) {
					full++
				} else if err != nil || name == "batch" && i%3 == 2 {
					t.Errorf("visitor %d of a slot that was locked: %v", i%3+1, err)
				}
			}
			if full != len(locked) {
				t.Errorf("%d visitors were told that their slot is full, want %d", full, len(locked))
			}
			for begun := time.Now(); e.Apart() > 0; time.Sleep(time.Millisecond) { // the workers end in a moment
				if time.Since(begun) > time.Minute {
					t.Fatalf("%d slots still stand apart", e.Apart())
				}
			}
			w.Holds()
		})
	}
}

// A slot that stays locked is given up, and only its own visitors are refused.
func TestWhoWaitsForALockedSlotIsToldInTime(t *testing.T) {
	w := storetest.New(t)
	slots := manySlots(w, 3, 5)
	e := engine(t, w, booking.Patient(300*time.Millisecond))
	holdSlots(t, w, slots[0])
	if _, err := e.Book(t.Context(), request(slots[0], "locked", 1)); jema.KindOf(err) != jema.KindUnavailable ||
		errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the locked slot's visitor was told %v", err)
	}
	must(e.Book(t.Context(), request(slots[1], "free", 1)))(t)
}

// However many wait for one locked slot, there is room in the engine for the
// visitors of others.
func TestALockedSlotDoesNotFillTheQueue(t *testing.T) {
	w := storetest.New(t)
	slots := manySlots(w, 2, 500)
	e := engine(t, w, booking.Limit(20))
	release := holdSlots(t, w, slots[0])
	first := inBackground(t, e, request(slots[0], "first", 1))
	for begun := time.Now(); e.Apart() == 0; time.Sleep(time.Millisecond) {
		if time.Since(begun) > time.Minute {
			t.Fatal("the locked slot does not stand apart")
		}
	}
	var wg sync.WaitGroup
	refused := make([]error, 40)
	for i := range refused {
		wg.Go(func() { _, refused[i] = e.Book(t.Context(), request(slots[0], fmt.Sprint("k", i), 1)) })
	}
	inside(t, e, 10)
	must(e.Book(t.Context(), request(slots[1], "other", 1)))(t)
	release()
	wg.Wait()
	first.wg.Wait()
	turnedAway := 0
	for _, err := range refused {
		if jema.KindOf(err) == jema.KindUnavailable {
			turnedAway++
		} else if err != nil {
			t.Error(err)
		}
	}
	if turnedAway == 0 {
		t.Error("forty more fitted into half of a queue of twenty")
	}
	w.Holds()
}

// The same with a contact's lock, which an edition that limits its visitors'
// bookings takes: a stranger who holds it delays that contact alone.
func TestALockedContactDelaysNobodyElse(t *testing.T) {
	w := storetest.New(t)
	if _, err := w.DB.Exec(`UPDATE edition SET bookings_per_visitor = 3`); err != nil {
		t.Fatal(err)
	}
	slots := manySlots(w, 2, 50)
	e := engine(t, w)
	tx, err := w.DB.Beginx()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	contact := request(slots[0], "held", 1).Contact()
	if _, err := tx.Exec(`SELECT pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 5))`, contact[:]); err != nil {
		t.Fatal(err)
	}
	held := inBackground(t, e, request(slots[0], "held", 1))
	others := inBackground(t, e, append(requests(slots[0], "same", 5), requests(slots[1], "other", 5)...)...)
	others.wg.Wait()
	if err := errors.Join(others.errs...); err != nil {
		t.Error(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	held.wg.Wait()
	if held.errs[0] != nil {
		t.Error(held.errs[0])
	}
	w.Holds()
}

// A batch that waits for what it cannot have at once refuses all 80 bookings of
// other slots; were it not so, the tests above would prove nothing.
func TestControlABatchThatWaitsIsHeldUp(t *testing.T) {
	w := storetest.New(t)
	slots := manySlots(w, 2, 5)
	holdSlots(t, w, slots[0])
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	batch := []postgres.PreparedRequest{prepared(t, request(slots[0], "a", 1), "00000001"),
		prepared(t, request(slots[1], "b", 1), "00000002")}
	if _, err := w.Store.BookBatch(ctx, storetest.Now, batch); err == nil {
		t.Error("a batch that waits for its locks passed a locked slot")
	}
}

func prepared(t *testing.T, r jema.BookingRequest, code string) postgres.PreparedRequest {
	return postgres.PreparedRequest{BookingRequest: r, Code: code, TokenHash: tokenHash(t, r.Key)}
}

// Three programs with one slot: no visitor is refused as unavailable, and
// Postgres has seen no deadlock.
func TestThreeProgramsAtOneSlot(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 500)
	other := w.Opening("Dorure").Slot("2027-04-10", 600, 660, 500)
	const programs, clients, each = 3, 16, 20
	var wg sync.WaitGroup
	failed := make([]error, programs*clients)
	for p := range programs {
		e := engine(t, w)
		for c := range clients {
			wg.Go(func() {
				for n := range each {
					at := slot
					if n%5 == 4 {
						at = other
					}
					r := request(at, fmt.Sprintf("p%d-%d-%d", p, c, n), 1)
					r.Wait = true
					if _, err := e.Book(t.Context(), r); err != nil {
						failed[p*clients+c] = err
					}
				}
			})
		}
	}
	wg.Wait()
	if err := errors.Join(failed...); err != nil {
		t.Error(err)
	}
	var bookings, deadlocks int
	if err := w.DB.Get(&bookings, `SELECT count(*) FROM booking`); err != nil || bookings != programs*clients*each {
		t.Errorf("%d bookings, %v", bookings, err)
	}
	if err := w.DB.Get(&deadlocks,
		`SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`); err != nil || deadlocks != 0 {
		t.Errorf("%d deadlocks, %v", deadlocks, err)
	}
	w.Holds()
}
