package booking_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
	"jema/internal/torture"
)

func TestAThousandForTheLastPlace(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 1)
	for name, e := range map[string]*booking.Engine{"batch": engine(t, w), "single": engine(t, w, booking.Single())} {
		if _, err := w.DB.Exec(`UPDATE slot SET capacity = capacity + 1 WHERE id = $1 AND taken > 0`, slot); err != nil {
			t.Fatal(err)
		}
		results := make([]error, 1000)
		var wg sync.WaitGroup
		for i := range results {
			wg.Go(func() { _, results[i] = e.Book(t.Context(), request(slot, fmt.Sprintf("%s%d", name, i), 1)) })
		}
		wg.Wait()
		booked := 0
		for _, err := range results {
			if err == nil {
				booked++
			} else if !errors.Is(err, jema.ErrSlotFull) {
				t.Errorf("%s: a rival was told %v", name, err)
			}
		}
		if booked != 1 {
			t.Errorf("%s: %d of a thousand rivals got the last place", name, booked)
		}
		w.Holds()
	}
}

// manySlots are n slots in openings of eight.
func manySlots(w *storetest.World, n, capacity int) (slots []jema.SlotID) {
	var o *storetest.Opening
	for i := range n {
		if i%8 == 0 {
			o = w.Opening(fmt.Sprintf("Tournage %d", i/8))
		}
		slots = append(slots, o.Slot("2027-04-10", jema.Clock(540+60*(i%8)), jema.Clock(600+60*(i%8)), capacity))
	}
	return slots
}

// Thousands of requests over many slots, one in ten sent twice at once, while
// others cancel what they find: every acknowledged answer is true afterwards.
func TestRushWhileOthersCancel(t *testing.T) {
	w := storetest.New(t)
	slots := manySlots(w, 24, 30)
	e := engine(t, w)
	var written bytes.Buffer
	load := torture.Load{Book: e.Book, Journal: torture.NewJournal(&written), Slots: slots, Clients: 64,
		Most: 50, Name: "rush"}
	ctx, done := context.WithCancel(t.Context())
	var cancelling sync.WaitGroup
	for i := range 4 {
		cancelling.Go(func() { cancelSome(ctx, t, w, uint64(i)) })
	}
	if err := load.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	done()
	cancelling.Wait()
	v := judge(t, w, &written)
	if v.Requested != 64*50 || v.Unanswered != 0 || v.Acknowledged < 500 || v.Refused < 100 || !v.Holds() {
		t.Errorf("%+v", v)
	}
	w.Holds()
}

func cancelSome(ctx context.Context, t *testing.T, w *storetest.World, seed uint64) {
	random := rand.New(rand.NewPCG(seed, seed))
	for ctx.Err() == nil {
		var key string
		if err := w.DB.Get(&key, `SELECT idempotency_key FROM booking WHERE status <> 'cancelled' OFFSET $1 LIMIT 1`,
			random.IntN(50)); err != nil {
			continue // fewer bookings than that yet
		}
		if err := w.Store.CancelBooking(context.WithoutCancel(ctx), w.Territory.ID, tokenHash(t, key),
			storetest.Now); err != nil {
			t.Errorf("cancelling %s: %v", key, err)
		}
	}
}

func tokenHash(t testing.TB, key string) []byte { return links.Hash(newLinks(t).ManageToken(key, 1)) }

func judge(t testing.TB, w *storetest.World, written *bytes.Buffer) torture.Verdict {
	t.Helper()
	lines, err := torture.ReadJournal(bytes.NewReader(written.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	v, err := torture.Judge(t.Context(), w.Store, lines)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// One key is sent for two slots at the same instant, in both lines and in
// opposite orders: one is booked, the other is refused as reused, and no lock
// is ever waited for in a circle.
func TestOneKeyInBothLines(t *testing.T) {
	w := storetest.New(t)
	slots := manySlots(w, 8, 5000)
	for round := range 20 {
		e := engine(t, w)
		var booked, reused sync.Map
		var wg sync.WaitGroup
		for i := range 200 {
			// Even slots see the keys in rising order, odd ones in falling order.
			key, at := i/2, slots[2*(i/2%4)]
			if i%2 == 1 {
				key, at = 99-i/2, slots[2*((99-i/2)%4)+1]
			}
			wg.Go(func() {
				name := fmt.Sprintf("%d-%d", round, key)
				_, err := e.Book(t.Context(), request(at, name, 1))
				switch {
				case err == nil:
					booked.Store(name, at)
				case errors.Is(err, jema.ErrKeyReused):
					reused.Store(name, at)
				default:
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		wg.Wait()
		if b, r := length(&booked), length(&reused); b != 100 || r != 100 {
			t.Fatalf("%d of 100 keys were booked, %d were told that they had served", b, r)
		}
	}
	w.Holds()
	var deadlocks int
	if err := w.DB.Get(&deadlocks,
		`SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`); err != nil || deadlocks != 0 {
		t.Errorf("%d deadlocks, %v", deadlocks, err)
	}
}

func length(m *sync.Map) (n int) {
	m.Range(func(any, any) bool { n++; return true })
	return n
}
