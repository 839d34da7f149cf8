package booking_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// Two slots between which bookings move while their places are offered,
// answered, and become more or fewer: a history of all that is linearizable,
// too, if every answer could have been given by a pair that does one thing at a
// time.

const pairKeys = 14

// deed is what a client does in a pair of slots: book with a key, answer or
// move what it booked, or give a slot another capacity.
type deed struct {
	pair, key, n int
	what         string
}

// pair compares with ==.
type pair struct {
	capacity, taken [2]int
	status, first   [pairKeys]jema.BookingStatus
	slot            [pairKeys]int
	order           [2]string // of the keys that wait
}

func letterOf(key int) string { return string(rune('a' + key)) }

func (p pair) free(slot int) int { return p.capacity[slot] - p.taken[slot] }

// do is what a pair that does one thing at a time answers.
func (p pair) do(d deed) (said string, after pair) {
	switch {
	case d.what == "size":
		return p.size(d.n%2, 3+d.n%5)
	case d.what == "book":
		return p.book(d.key)
	case p.first[d.key] == "":
		return "missing", p
	case d.what == "move":
		return p.move(d.key, d.n%2)
	}
	status := p.status[d.key]
	switch d.what + " " + string(status) {
	case "accept waiting", "accept cancelled", "decline waiting":
		return "gone", p
	case "decline confirmed":
		return "confirmed already", p
	case "accept offered", "accept confirmed":
		p.status[d.key] = jema.Confirmed
		return "done", p
	}
	if status != jema.BookingCancelled {
		p = p.leaves(d.key, jema.BookingCancelled)
	}
	return "done", p
}

func (p pair) book(key int) (string, pair) {
	if p.first[key] != "" {
		return string(p.first[key]), p
	}
	slot := key % 2
	switch {
	case partyOf(key) <= p.free(slot):
		p.taken[slot] += partyOf(key)
		p.status[key], p.first[key] = jema.Confirmed, jema.Confirmed
	case waitsOf(key):
		p.order[slot] += letterOf(key)
		p.status[key], p.first[key] = jema.Waiting, jema.Waiting
	default:
		return "full", p
	}
	p.slot[key] = slot
	return string(p.first[key]), p
}

// leaves takes a booking out of its slot, whose places are offered on.
func (p pair) leaves(key int, becomes jema.BookingStatus) pair {
	slot := p.slot[key]
	if p.status[key] != jema.Waiting {
		p.taken[slot] -= partyOf(key)
	}
	p.order[slot] = strings.ReplaceAll(p.order[slot], letterOf(key), "")
	p.status[key] = becomes
	return p.offers(slot)
}

func (p pair) offers(slot int) pair {
	still := ""
	for _, letter := range p.order[slot] {
		key := int(letter - 'a')
		if partyOf(key) > p.free(slot) {
			still += string(letter)
			continue
		}
		p.taken[slot] += partyOf(key)
		p.status[key] = jema.Offered
	}
	p.order[slot] = still
	return p
}

func (p pair) move(key, to int) (string, pair) {
	switch {
	case to == p.slot[key] && p.status[key] == jema.Confirmed:
		return "done", p
	case to == p.slot[key]:
		return "elsewhere", p
	case p.status[key] == jema.BookingCancelled:
		return "not live", p
	case partyOf(key) > p.free(to):
		return "full", p
	}
	p = p.leaves(key, jema.Confirmed)
	p.slot[key] = to
	p.taken[to] += partyOf(key)
	return "done", p
}

func (p pair) size(slot, n int) (string, pair) {
	if n < p.taken[slot] {
		return "below", p
	}
	p.capacity[slot] = n // every party that waits fits: none is larger than three
	return "done", p.offers(slot)
}

var onePair = porcupine.Model{
	Init: func() any { return pair{capacity: [2]int{4, 4}} },
	Step: func(state, input, output any) (bool, any) {
		said, after := state.(pair).do(input.(deed))
		return said == output.(string), after
	},
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		var parts [][]porcupine.Operation
		at := map[int]int{}
		for _, o := range history {
			n := o.Input.(deed).pair
			if _, known := at[n]; !known {
				at[n] = len(parts)
				parts = append(parts, nil)
			}
			parts[at[n]] = append(parts[at[n]], o)
		}
		return parts
	},
}

// recordDeeds lets clients do deeds at once, as record does.
func recordDeeds(pairs, clients, each int, do func(deed) string) (all []porcupine.Operation) {
	var clock atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for client := range clients {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(11, uint64(client)))
			for range each {
				d := deed{random.IntN(pairs), random.IntN(pairKeys), random.IntN(1000),
					[]string{"book", "book", "book", "cancel", "accept", "decline", "move", "size"}[random.IntN(8)]}
				call := clock.Add(1)
				said := do(d)
				o := porcupine.Operation{ClientId: client, Input: d, Call: call, Output: said, Return: clock.Add(1)}
				mu.Lock()
				all = append(all, o)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return all
}

func TestHistoriesOfLivesAreLinearizable(t *testing.T) {
	w := storetest.New(t)
	const pairs = 6
	slots := manySlots(w, 2*pairs, 4)
	e := engine(t, w)
	ctx := context.WithoutCancel(t.Context())
	history := recordDeeds(pairs, 12, 50, func(d deed) string {
		name := fmt.Sprintf("paire %d %d", d.pair, d.key)
		hash, now := tokenHash(t, name), storetest.Now
		var err error
		switch d.what {
		case "book":
			r := request(slots[2*d.pair+d.key%2], name, partyOf(d.key))
			r.Wait = waitsOf(d.key)
			answer, err := e.Book(ctx, r)
			return saidOfDeed(t, string(answer.Status), err)
		case "size":
			err = w.Store.ReviseSlot(ctx, w.Territory.ID, slots[2*d.pair+d.n%2], postgres.SlotRevision{Capacity: new(3 + d.n%5)},
				now)
		case "move":
			err = w.Store.MoveBooking(ctx, w.Territory.ID, hash, slots[2*d.pair+d.n%2], now)
		case "cancel":
			err = w.Store.CancelBooking(ctx, w.Territory.ID, hash, now)
		case "accept":
			err = w.Store.AcceptOffer(ctx, w.Territory.ID, hash, now)
		case "decline":
			err = w.Store.DeclineOffer(ctx, w.Territory.ID, hash, now)
		}
		return saidOfDeed(t, "done", err)
	})
	if got := porcupine.CheckOperationsTimeout(onePair, history, 2*time.Minute); got != porcupine.Ok {
		t.Errorf("the history is %s", got)
	}
	w.Holds()
	seen := map[string]int{}
	for _, o := range history {
		seen[o.Input.(deed).what+" "+o.Output.(string)]++
	}
	for _, said := range []string{"book waiting", "accept done", "decline done", "move done", "move full",
		"size below", "size done"} {
		if seen[said] == 0 {
			t.Errorf("nobody was told %q: %v", said, seen)
		}
	}
	// The control: an answer that was not given is found out.
	for _, told := range [][2]string{{"full", "done"}, {"gone", "done"}, {"below", "done"}} {
		refuses(t, onePair, history, told[0], told[1])
	}
}

func saidOfDeed(t *testing.T, said string, err error) string {
	for refusal, word := range map[error]string{jema.ErrSlotFull: "full", jema.ErrBookingMissing: "missing",
		jema.ErrOfferGone:   "gone",
		jema.ErrOfferAnswer: "confirmed already", jema.ErrElsewhere: "elsewhere", jema.ErrNothingLive: "not live"} {
		if errors.Is(err, refusal) {
			return word
		}
	}
	if refused, ok := errors.AsType[*jema.Error](err); ok && refused.Message == "slot.below_taken" {
		return "below"
	}
	if err != nil {
		t.Errorf("somebody was told %v", err)
	}
	return said
}
