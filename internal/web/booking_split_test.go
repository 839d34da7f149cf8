package web

import (
	"fmt"
	"net/url"
	"testing"
)

func TestAPartyTooLargeForASlotComesInSeveralGroups(t *testing.T) {
	s := newTestSite(t)
	opening := s.Opening("Tournage")
	opening.Slot("2027-04-09", 600, 660, 4)
	chosen := opening.Slot("2027-04-10", 600, 660, 4)
	near := opening.Slot("2027-04-10", 700, 760, 3)
	v := s.visitor()
	proposed, form := v.booked(opening.ID, chosen, "party_size", "7", "wait", "1")
	proposed.tells(t, 422, "Venir en plusieurs groupes", "4 personnes", "3 personnes", "Rien n’est encore réservé")
	form = url.Values{"name": form["name"], "email": form["email"]}
	for _, part := range proposed.page.Find("input[name=part]").EachIter() {
		value, _ := part.Attr("value")
		form.Add("part", value)
	}
	for range 2 { // sent twice, booked once
		done := v.post(fmt.Sprintf("/evenements/%d/groupe", opening.ID), form)
		done.tells(t, 200, "Vos groupes", "Voir cette réservation")
		if n := done.page.Find(`a[href^="/r/"]`).Length(); n != 2 {
			t.Errorf("%d bookings, want 2", n)
		}
	}
	var taken, waiting int
	if err := s.DB.QueryRow(`SELECT sum(taken), sum(waiting) FROM slot WHERE id IN ($1, $2)`, chosen, near).Scan(&taken,
		&waiting); err != nil || taken != 7 || waiting != 0 {
		t.Errorf("%d taken, %d wait, %v", taken, waiting, err)
	}
	v.post(fmt.Sprintf("/evenements/%d/groupe", opening.ID), url.Values{"part": {"1:2:x"}}).tells(t, 422)
	s.Holds()
}
