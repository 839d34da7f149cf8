package postgres_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// rivals book, wait and cancel in the same slots at the same instant.
type rivals struct {
	t     *testing.T
	w     *storetest.World
	slots []jema.SlotID
	code  atomic.Int64
	mu    sync.Mutex
	keys  []string // of all bookings that were made
}

func TestRivalsBookWaitAndCancel(t *testing.T) {
	w := storetest.New(t)
	r := &rivals{t: t, w: w}
	for i := range 3 {
		o := w.Opening(fmt.Sprintf("Tournage %d", i))
		for hour := range jema.Clock(4) {
			r.slots = append(r.slots, o.Slot("2027-04-10", 600+60*hour, 660+60*hour, 5))
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Go(func() { r.act(ctx, rand.New(rand.NewPCG(1, uint64(i))), i) })
	}
	wg.Wait()
	w.Holds()
	r.nobodyWaitsWhoCouldCome()
	var live, cancelled int
	if err := w.DB.QueryRow(`SELECT count(*) FILTER (WHERE status <> 'cancelled'), count(*) FILTER (WHERE status =
		'cancelled') FROM booking`).
		Scan(&live, &cancelled); err != nil || live < 20 || cancelled < 20 {
		t.Errorf("%d live and %d cancelled bookings (%v): too few to have met", live, cancelled, err)
	}
}

// act is what one rival does: now a batch over several slots in any order, now
// a cancellation of whatever booking, perhaps somebody else's and perhaps done.
func (r *rivals) act(ctx context.Context, random *rand.Rand, rival int) {
	for turn := range 8 {
		if key := r.any(random); key != "" && random.IntN(2) == 0 {
			if err := r.w.Store.CancelBooking(ctx, r.w.Territory.ID, links.Hash(key), storetest.Now); err != nil {
				r.t.Errorf("cancelling: %v", err)
			}
			continue
		}
		var batch []postgres.PreparedRequest
		for i := range 1 + random.IntN(4) {
			q := request(r.slots[random.IntN(len(r.slots))], fmt.Sprintf("%d-%d-%d", rival, turn, i), 1+random.IntN(5))
			q.Wait = random.IntN(3) > 0
			batch = append(batch, postgres.PreparedRequest{BookingRequest: q, TokenHash: links.Hash(q.Key),
				Code: fmt.Sprintf("%08d", r.code.Add(1))})
		}
		outcomes, err := r.w.Store.BookBatch(ctx, storetest.Now, batch)
		if err != nil {
			r.t.Errorf("booking: %v", err)
		}
		r.remember(batch, outcomes)
	}
}

func (r *rivals) any(random *rand.Rand) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.keys) == 0 {
		return ""
	}
	return r.keys[random.IntN(len(r.keys))]
}

func (r *rivals) remember(batch []postgres.PreparedRequest, outcomes []postgres.BookingOutcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, o := range outcomes {
		if o.Outcome == "created" {
			r.keys = append(r.keys, batch[i].Key)
		}
	}
}

func (r *rivals) nobodyWaitsWhoCouldCome() {
	r.t.Helper()
	var n int
	err := r.w.DB.Get(&n, `SELECT count(*) FROM booking b JOIN slot s ON s.id = b.slot_id
		WHERE b.status = 'waiting' AND b.party_size <= s.capacity - s.taken`)
	if err != nil || n != 0 {
		r.t.Errorf("%d parties wait for places that are free (%v)", n, err)
	}
}
