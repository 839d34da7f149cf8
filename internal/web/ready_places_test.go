package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// A booking changes the numbers on an event's page, to people and to programs, without
// rendering it; a slot that becomes full, or free again, changes more than numbers.
func TestABookingRendersNoEventPage(t *testing.T) {
	s := newTestSite(t)
	o := s.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 8)
	event := fmt.Sprintf("/evenements/%d", o.ID)
	for _, at := range []struct {
		taken, waiting, renders int
		words, number           string
	}{
		{0, 0, 1, "il reste 8 places", "8"}, {3, 0, 1, "il reste 5 places", "5"}, {7, 0, 1, "il reste 1 place", "1"},
		{8, 0, 2, "complet", "0"}, {8, 2, 2, "2 demandes en attente", "0"}, {6, 0, 3, "il reste 2 places", "2"},
	} {
		s.DB.MustExec(`UPDATE slot SET taken = $2, waiting = $3, changed_at = clock_timestamp() WHERE id = $1`, slot,
			at.taken, at.waiting)
		got := s.visitor().get(event)
		got.tells(t, http.StatusOK, at.words)
		data := got.page.Find(`script[type="application/ld+json"]`).Text()
		if n := strings.Count(data, `"remainingAttendeeCapacity":`+at.number); n != 2 {
			t.Errorf("%d taken: programs read %d times that %s places are left, want twice: %s", at.taken, n, at.number, data)
		}
		if strings.ContainsAny(got.body, "\x01\x02\x03") || s.zipped(event) == "" {
			t.Errorf("%d taken: a mark was left in the page", at.taken)
		}
		if n := s.renders.counts()[event]; n != at.renders {
			t.Errorf("%d taken: the page was rendered %d times, want %d", at.taken, n, at.renders)
		}
	}
}
