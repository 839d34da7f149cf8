package booking_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// A recorded history is linearizable if every answer could have been given by
// a slot that does one thing at a time, in an order that nobody who looked at
// a clock could contradict.

// Every slot of a history has this capacity and these keys. A key always makes
// the same request.
const (
	historyCapacity = 5
	historyKeys     = 24
)

func partyOf(key int) int { return 1 + key%3 }
func waitsOf(key int) bool {
	return key%2 == 0
}

// step is what a client does: book with a key, or cancel what it booked.
type step struct {
	slot, key int
	cancel    bool
}

// seats is a slot between two steps. It compares with ==.
type seats struct {
	taken  int
	status [historyKeys]jema.BookingStatus
	first  [historyKeys]jema.BookingStatus
	order  string // of the keys that wait
}

// do is what a slot that does one thing at a time answers.
func (s seats) do(k step) (said string, after seats) {
	switch {
	case !k.cancel && s.first[k.key] != "":
		return string(s.first[k.key]), s
	case !k.cancel && partyOf(k.key) <= historyCapacity-s.taken:
		s.taken += partyOf(k.key)
		s.status[k.key], s.first[k.key] = jema.Confirmed, jema.Confirmed
		return string(jema.Confirmed), s
	case !k.cancel && waitsOf(k.key):
		s.order += string(rune('a' + k.key))
		s.status[k.key], s.first[k.key] = jema.Waiting, jema.Waiting
		return string(jema.Waiting), s
	case !k.cancel:
		return "full", s
	case s.first[k.key] == "":
		return "missing", s
	}
	return "cancelled", s.cancelled(k.key)
}

func (s seats) cancelled(key int) seats {
	if s.status[key] == jema.Confirmed {
		s.taken -= partyOf(key)
	}
	s.status[key] = jema.BookingCancelled
	still := ""
	for _, letter := range s.order {
		waiting := int(letter - 'a')
		switch {
		case s.status[waiting] != jema.Waiting:
		case partyOf(waiting) <= historyCapacity-s.taken:
			s.taken += partyOf(waiting)
			s.status[waiting] = jema.Confirmed // or offered: its places are held
		default:
			still += string(letter)
		}
	}
	s.order = still
	return s
}

var oneSlot = porcupine.Model{
	Init: func() any { return seats{} },
	Step: func(state, input, output any) (bool, any) {
		said, after := state.(seats).do(input.(step))
		return said == output.(string), after
	},
	Partition: func(history []porcupine.Operation) (parts [][]porcupine.Operation) {
		at := map[int]int{}
		for _, o := range history {
			slot := o.Input.(step).slot
			if _, known := at[slot]; !known {
				at[slot] = len(parts)
				parts = append(parts, nil)
			}
			parts[at[slot]] = append(parts[at[slot]], o)
		}
		return parts
	},
}

// record lets clients take steps at once and notes when each began, when it
// ended and what its answer was.
func record(slots, clients, steps int, do func(step) string) []porcupine.Operation {
	var clock atomic.Int64
	history := make([][]porcupine.Operation, clients)
	var wg sync.WaitGroup
	for client := range clients {
		wg.Go(func() {
			random := rand.New(rand.NewPCG(7, uint64(client)))
			for range steps {
				k := step{slot: random.IntN(slots), key: random.IntN(historyKeys), cancel: random.IntN(3) == 0}
				call := clock.Add(1)
				said := do(k)
				history[client] = append(history[client], porcupine.Operation{ClientId: client, Input: k, Call: call, Output: said,
					Return: clock.Add(1)})
			}
		})
	}
	wg.Wait()
	var all []porcupine.Operation
	for _, h := range history {
		all = append(all, h...)
	}
	return all
}

func TestHistoriesAreLinearizable(t *testing.T) {
	w := storetest.New(t)
	slots := manySlots(w, 8, historyCapacity)
	e := engine(t, w)
	history := record(len(slots), 16, 60, func(k step) string {
		name := fmt.Sprintf("%d-%d", k.slot, k.key)
		if k.cancel {
			return saidOf(t, "cancelled", w.Store.CancelBooking(context.WithoutCancel(t.Context()), w.Territory.ID,
				tokenHash(t, name), storetest.Now))
		}
		r := request(slots[k.slot], name, partyOf(k.key))
		r.Wait = waitsOf(k.key)
		answer, err := e.Book(t.Context(), r)
		return saidOf(t, string(answer.Status), err)
	})
	if got := porcupine.CheckOperationsTimeout(oneSlot, history, 2*time.Minute); got != porcupine.Ok {
		t.Errorf("the history is %s", got)
	}
	w.Holds()
	for _, told := range [][2]string{{"full", "confirmed"}, {"confirmed", "full"}, {"waiting", "confirmed"}} {
		refuses(t, oneSlot, history, told[0], told[1])
	}
}

func saidOf(t *testing.T, said string, err error) string {
	switch {
	case err == nil:
		return said
	case errors.Is(err, jema.ErrSlotFull):
		return "full"
	case errors.Is(err, jema.ErrBookingMissing):
		return "missing"
	}
	t.Errorf("somebody was told %v", err)
	return "?"
}

// refuses fails when the model accepts every history in which one answer of a kind is
// changed to another.
func refuses(t *testing.T, model porcupine.Model, history []porcupine.Operation, from, to string) {
	t.Helper()
	refused := slices.ContainsFunc(forge(history, from, to), func(forged []porcupine.Operation) bool {
		return porcupine.CheckOperationsTimeout(model, forged, 2*time.Minute) == porcupine.Illegal
	})
	if !refused {
		t.Errorf("with a %s told as %s no history is refused", from, to)
	}
}

// forge returns the history with one answer of a kind changed to another, for each of
// the last answers of the kind. One alone may be right by chance: an answer that
// overlaps a cancellation could have come after it.
func forge(history []porcupine.Operation, from, to string) (forgeries [][]porcupine.Operation) {
	var of []int
	for i, o := range history {
		if o.Output == from {
			of = append(of, i)
		}
	}
	slices.SortFunc(of, func(a, b int) int { return cmp.Compare(history[b].Return, history[a].Return) })
	for _, i := range of[:min(len(of), 10)] {
		forged := slices.Clone(history)
		forged[i].Output = to
		forgeries = append(forgeries, forged)
	}
	return forgeries
}

// A slot that looks first and writes later is what the check must reject; with
// a guard around both, the same slot is accepted.
func TestControlUnguardedHistoryIsRejected(t *testing.T) {
	var guard sync.Mutex
	for name, c := range map[string]struct {
		lock, unlock func()
		want         porcupine.CheckResult
	}{
		"unguarded": {func() {}, func() {}, porcupine.Illegal},
		"guarded":   {guard.Lock, guard.Unlock, porcupine.Ok},
	} {
		var slots [8]atomic.Pointer[seats]
		for i := range slots {
			slots[i].Store(&seats{})
		}
		history := record(len(slots), 16, 60, func(k step) string {
			c.lock()
			defer c.unlock()
			seen := slots[k.slot].Load()
			time.Sleep(50 * time.Microsecond)
			said, after := seen.do(k)
			slots[k.slot].Store(&after)
			return said
		})
		if got := porcupine.CheckOperationsTimeout(oneSlot, history, 2*time.Minute); got != c.want {
			t.Errorf("%s: the history is %s", name, got)
		}
	}
}
