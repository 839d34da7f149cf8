package booking_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// One network asks for three hundred bookings of many slots at once, through
// both lines: what its limit allows is booked, not one more; and what is left
// of it then, not one less. A family that comes meanwhile notices nothing.
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
	e := booking.New(pool.BookBatch, newLinks(t), func() time.Time { return storetest.Now }, booking.BySlot(pool.BookSlot))
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
