package web

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
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
	if err := s.DB.QueryRow(`SELECT sum(taken), sum(waiting) FROM slot WHERE id IN ($1, $2)`, chosen, near).Scan(&taken, &waiting); err != nil || taken != 7 || waiting != 0 {
		t.Errorf("%d taken, %d wait, %v", taken, waiting, err)
	}
	v.post(fmt.Sprintf("/evenements/%d/groupe", opening.ID), url.Values{"part": {"1:2:x"}}).tells(t, 422)
	s.Holds()
}

func TestSplitParty(t *testing.T) {
	at := func(hour, capacity, taken int) jema.Slot {
		start := storetest.Now.AddDate(0, 0, 1).Add(time.Duration(hour) * time.Hour)
		return jema.Slot{ID: int64(hour), Interval: jema.Interval{Start: start, End: start.Add(time.Hour)}, Audience: jema.AudiencePublic,
			Capacity: capacity, Taken: taken, Stored: jema.SlotOpen, BookingOpen: true}
	}
	slots := []jema.Slot{at(1, 6, 0), at(2, 6, 5), at(3, 6, 0), at(4, 6, 6), at(5, 6, 0)}
	for party, want := range map[int]string{7: "[2:1 3:6]", 12: "[3:6 5:6]", 13: "[1:6 2:1 3:6]", 19: "[1:6 2:1 3:6 5:6]", 20: "[]"} {
		var got []string
		for _, p := range (split{chosen: slots[2], party: party, zone: time.UTC}).over(slots, storetest.Now) {
			got = append(got, fmt.Sprintf("%d:%d", p.Slot.ID, p.Size))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%d people: %v, want %s", party, got, want)
		}
	}
}
