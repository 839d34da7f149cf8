package booking_test

import (
	"testing"

	"jema/internal/links"
)

// An offer that lasts twelve hours without pausing at night must be over in the
// morning of the short night. Otherwise the test that offers pause in that
// night proves nothing.
func TestControlAClockThatGoesAtNight(t *testing.T) {
	w := newWatch(t, "2027-04-10")
	evening := at(t, "2027-03-27 19:00")
	w.book(evening, "un", 2)
	w.book(evening, "deux", 2)
	if err := w.Store.CancelBooking(t.Context(), w.Territory.ID, links.Hash("un"), evening); err != nil {
		t.Fatal(err)
	}
	w.mailed()
	if _, err := w.DB.Exec(`UPDATE booking SET offer_expires_at = offered_at + interval '12 hours' WHERE status =
		'offered'`); err != nil {
		t.Fatal(err)
	}
	w.rounds(at(t, "2027-03-28 03:00"))
	w.stands(map[string]string{"deux": "offered"})
	w.rounds(at(t, "2027-03-28 08:00"))
	w.stands(map[string]string{"deux": "cancelled"})
}
