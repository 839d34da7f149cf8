package web

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
)

// Codes are not tried through from one machine, whatever the contact and the
// code; nor is an address book tried on a slot.
func TestAMachineDoesNotTryForEver(t *testing.T) {
	s := newTestSite(t)
	v := s.visitor()
	ask := func(i int) answer {
		return v.post("/retrouver", url.Values{"code": {fmt.Sprintf("%08d", i)},
			"reach": {fmt.Sprintf("v%d@example.org", i)}})
	}
	for i := range 60 {
		if got := ask(i).StatusCode; got != http.StatusOK {
			t.Fatalf("try %d: %d", i+1, got)
		}
	}
	refused := ask(999)
	refused.tells(t, http.StatusTooManyRequests, "Trop d’essais pour le moment")
	if cookies := refused.Header.Values("Set-Cookie"); len(cookies) != 0 {
		t.Errorf("a cookie is set: %q", cookies)
	}
	v.get("/retrouver").tells(t, http.StatusOK)

	opening := s.Opening("Tournage")
	slot := opening.Slot("2027-04-10", 600, 660, 8)
	v.linked(opening.ID, slot)
	for range s.Territory.ClientBookings / 4 {
		got, _ := v.booked(opening.ID, slot)
		got.tells(t, http.StatusOK, "Demande reçue")
	}
	// From then on the network gets the same answer for contacts without
	// bookings.
	for _, email := range []string{"camille@example.org", "personne@example.org"} {
		got, _ := v.booked(opening.ID, slot, "email", email)
		got.tells(t, http.StatusTooManyRequests, "beaucoup de réservations viennent d’être faites")
	}
	s.Holds()
}
