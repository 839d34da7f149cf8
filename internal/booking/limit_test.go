package booking_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// Requests that other lines have under way count with their places: one network
// sends parties of eight for many slots at once, and all lines together book no
// more than the network's places allow.
func TestPlacesAreCountedAcrossLines(t *testing.T) {
	w := storetest.New(t)
	const most = 40 // and 120 places
	if err := w.Store.SetClientBookings(t.Context(), w.Territory.ID, most); err != nil {
		t.Fatal(err)
	}
	pool, err := w.Store.BookingPool(booking.Workers+booking.ApartMost, w.Territory.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	// The first batch of each line waits until everybody else is in the queue, and
	// the second for that of the other line, so that both begin at once.
	var e *booking.Engine
	const visitors = 38 // fewer than the bookings that are allowed
	var turns [booking.Workers]atomic.Int64
	met := make(chan bool)
	batch := func(ctx context.Context, now time.Time, requests []postgres.PreparedRequest) ([]postgres.BookingOutcome,
		error) {
		switch line := requests[0].SlotID % booking.Workers; turns[line].Add(1) {
		case 1:
			for e.Inside() < visitors {
				time.Sleep(time.Millisecond)
			}
		case 2:
			select {
			case met <- true:
			case <-met:
			}
		}
		return pool.BookBatch(ctx, now, requests)
	}
	e = booking.New(batch, newLinks(t), func() time.Time { return storetest.Now }, booking.BySlot(pool.BookSlot),
		booking.Patient(busyMachine))
	slots := manySlots(w, 20, 500)
	var wg sync.WaitGroup
	var places atomic.Int64
	book := func(i int) {
		r := request(slots[i%len(slots)], fmt.Sprint("p", i), 8)
		r.Client = jema.Client{Near: 1}
		if _, err := e.Book(t.Context(), r); err == nil {
			places.Add(8)
		} else if !errors.Is(err, jema.ErrTooManyBookings) {
			t.Error(err)
		}
	}
	// The first batch of a line has one visitor, so that each line has a second batch.
	for i := range visitors {
		wg.Go(func() { book(i) })
		for line := slots[i%len(slots)] % booking.Workers; turns[line].Load() == 0; {
			time.Sleep(time.Millisecond)
		}
	}
	wg.Wait()
	if n := places.Load(); n > 3*most {
		t.Errorf("%d places, want %d at most", n, 3*most)
	}
	w.Holds()
}

// One network sends three hundred bookings of many slots at once, through both
// lines: exactly as many are booked as its limit allows, and later exactly as
// many as are left of it. A family that comes meanwhile is not affected.
func TestANetworkIsCountedAcrossLines(t *testing.T) {
	w := storetest.New(t)
	const most = 40
	if err := w.Store.SetClientBookings(t.Context(), w.Territory.ID, most); err != nil {
		t.Fatal(err)
	}
	pool, err := w.Store.BookingPool(booking.Workers+booking.ApartMost, w.Territory.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	e := booking.New(pool.BookBatch, newLinks(t), func() time.Time { return storetest.Now }, booking.BySlot(pool.BookSlot),
		booking.Patient(busyMachine))
	slots := manySlots(w, 20, 500)
	ask := func(network int64, i int) error {
		r := request(slots[i%len(slots)], fmt.Sprintf("n%d-%d", network, i), 1)
		r.Client = jema.Client{Near: network}
		_, err := e.Book(t.Context(), r)
		return err
	}
	rush, family := make([]error, 300), make([]error, 6)
	var wg sync.WaitGroup
	for i := range rush {
		wg.Go(func() { rush[i] = ask(1, i) })
	}
	for i := range family {
		wg.Go(func() { family[i] = ask(2, i) })
	}
	wg.Wait()
	if err := errors.Join(family...); err != nil {
		t.Errorf("the family: %v", err)
	}
	booked := 0
	for _, err := range rush {
		if err == nil {
			booked++
		} else if !errors.Is(err, jema.ErrTooManyBookings) {
			t.Errorf("the rush: %v", err)
		}
	}
	if booked > most {
		t.Errorf("%d bookings at once, want %d at most", booked, most)
	}
	for i := len(rush); i < len(rush)+most; i++ {
		if ask(1, i) == nil {
			booked++
		}
	}
	if booked != most {
		t.Errorf("%d bookings in all, want %d", booked, most)
	}
	if n := e.Busy(); n != 0 {
		t.Errorf("%d networks are still counted as under way", n)
	}
	w.Holds()
}
