package booking_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres/storetest"
)

// Twenty requests of one visitor for twenty slots at once, where an edition
// allows three: three are booked. The desk may go on.
func TestAVisitorHoldsAsManyAsTheEditionAllows(t *testing.T) {
	w := storetest.New(t)
	if _, err := w.DB.Exec(`UPDATE edition SET bookings_per_visitor = 3`); err != nil {
		t.Fatal(err)
	}
	o := w.Opening("Tournage")
	var slots []jema.SlotID
	for i := range 20 {
		slots = append(slots, o.Slot("2027-04-10", jema.Clock(480+20*i), jema.Clock(495+20*i), 5))
	}
	e := engine(t, w)
	ask := func(i int, origin string) (jema.BookingAnswer, error) {
		r := request(slots[i], fmt.Sprintf("%s%d", origin, i), 1)
		r.Email, r.Origin = "meme.personne@example.org", origin
		return e.Book(t.Context(), r)
	}
	answers, refusals := make([]jema.BookingAnswer, 20), make([]error, 20)
	var wg sync.WaitGroup
	for i := range slots {
		wg.Go(func() { answers[i], refusals[i] = ask(i, jema.OriginWeb) })
	}
	wg.Wait()
	booked, one := 0, jema.BookingAnswer{}
	for i, err := range refusals {
		switch {
		case err == nil:
			booked++
			one = answers[i]
		case !errors.Is(err, jema.ErrEnoughBookings):
			t.Errorf("request %d: %v", i, err)
		}
	}
	if booked != 3 {
		t.Errorf("%d bookings where three are allowed", booked)
	}
	if _, err := ask(0, jema.OriginDesk); err != nil {
		t.Errorf("the desk: %v", err)
	}
	if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash(one.Token), storetest.Now); err != nil {
		t.Fatal(err)
	}
	again := request(slots[19], "again", 1)
	again.Email = "meme.personne@example.org"
	if _, err := e.Book(t.Context(), again); err != nil && !errors.Is(err, jema.ErrAlreadyBooked) {
		t.Errorf("after a cancellation: %v", err)
	}
	w.Holds()
}
