package booking_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
	"jema/internal/work"
)

// TestPanicOfARequest harms that request alone: those in its batch are booked,
// and the engine goes on, whether requests come in batches or one by one.
func TestPanicOfARequest(t *testing.T) {
	for name, options := range map[string][]booking.Option{"batches": nil, "single": {booking.Single()}} {
		t.Run(name, func(t *testing.T) {
			w := storetest.New(t)
			slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 500)
			list := requests(slot, "r", 6)
			list[3].PartySize = 7 // the one that throws
			e := booking.New(func(ctx context.Context, now time.Time, r []postgres.PreparedRequest) ([]postgres.BookingOutcome,
				error) {
				for _, one := range r {
					if one.PartySize == 7 {
						panic("thrown in a batch")
					}
				}
				return w.Store.BookBatch(ctx, now, r)
			}, newLinks(t), func() time.Time { return storetest.Now }, options...)
			var all sync.WaitGroup
			errs := make([]error, len(list))
			for i, r := range list {
				all.Go(func() { _, errs[i] = e.Book(t.Context(), r) })
			}
			all.Wait()
			for i, err := range errs {
				p, thrown := errors.AsType[*work.PanicError](err)
				if thrown != (i == 3) || i != 3 && err != nil {
					t.Errorf("request %d: %v", i, err)
				}
				if thrown && !strings.Contains(string(p.Stack), "TestPanicOfARequest") {
					t.Error("the stack is not that of the panic")
				}
			}
			if a, err := e.Book(t.Context(), request(slot, "after", 1)); err != nil || a.Status != jema.Confirmed {
				t.Errorf("after it: %v, %v", a.Status, err)
			}
			if err := e.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestUpkeepGoesOn after its clock has thrown in every task: the stack is
// logged, and the next round does the work.
func TestUpkeepGoesOn(t *testing.T) {
	w := storetest.New(t)
	var log safeBuffer
	var mu sync.Mutex
	thrown, after := 0, make(chan struct{})
	now := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		if thrown++; thrown <= 6 { // the tasks of a round, and the reminders
			panic("thrown by a clock")
		}
		if thrown == 12 {
			close(after)
		}
		return storetest.Now
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		booking.NewUpkeep(w.Store, now, slog.New(slog.NewTextHandler(&log, nil))).Run(ctx)
	}()
	select {
	case <-after:
	case <-time.After(2 * time.Minute):
		t.Error("the upkeep does not go on")
	}
	stop()
	<-ended
	if said := log.String(); !strings.Contains(said, "thrown by a clock") || !strings.Contains(said, "TestUpkeepGoesOn") {
		t.Errorf("logged: %s", said)
	}
}

// safeBuffer is a buffer that several may write to.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
