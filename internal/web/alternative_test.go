package web

import (
	"fmt"
	"net/http"
	"reflect"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// Where a party could go instead is the same whether it is found in what the pages show
// or by the statement.
func TestAlternativesOfThePagesAreThoseOfTheDatabase(t *testing.T) {
	s := newTestSite(t)
	crafts, communes := []string{"ceramiste", "bottier-main", ""}, []string{"26281", "26034", "26124"}
	var slots []jema.SlotID
	var openings []*storetest.Opening
	for i := range 14 {
		shop := s.Workshop(fmt.Sprint("Atelier ", i), 0)
		shop.CraftSlug, shop.CommuneINSEE = crafts[i%len(crafts)], communes[i/2%len(communes)]
		if shop.CraftSlug == "" {
			shop.CraftOther = "Sculpture sur glace"
		}
		if i%4 == 0 {
			shop.Lat, shop.Lon = 45.05+float64(i)/200, 5.04
		}
		shop, err := s.Store.SaveWorkshop(t.Context(), shop, storetest.Now)
		if err != nil {
			t.Fatal(err)
		}
		o := s.OpeningIn(shop, fmt.Sprint("Visite ", i), jema.Approved)
		openings = append(openings, o)
		for n := range 1 + i%3 {
			at := jema.Clock(600 + 60*n + 7*i)
			slots = append(slots, o.Slot(fmt.Sprintf("2027-04-%02d", 9+(i+n)%3), at, at+40, 2+(i+n)%5))
		}
	}
	s.exec(`UPDATE slot SET taken = capacity WHERE id % 5 = 0`)
	s.exec(`UPDATE slot SET state = 'closed' WHERE id % 7 = 0`)
	s.exec(`UPDATE slot SET audience = 'schools' WHERE id % 11 = 0 AND taken = 0`)
	s.exec(`UPDATE opening SET state = 'cancelled' WHERE id = $1`, openings[13].ID)
	found := 0
	for i, slot := range slots[:len(slots)-2] {
		s.exec(`UPDATE slot SET taken = 0, state = 'open', audience = 'public' WHERE id = $1`, slot)
		v := s.visitOf(slot, fmt.Sprint("essai", i), 1+i%2)
		s.visitor().get(fmt.Sprintf("/evenements/%d", v.Slot.OpeningID)).wants(t, http.StatusOK)
		state, ready := s.site.Public.Current()
		got, isThere := state.Alternatives(v, 5)
		want, err := s.Store.Alternatives(t.Context(), postgres.AlternativeSearch{TerritoryID: s.Territory.ID,
			BookingID: v.Booking.ID, Most: 5}, s.site.Now())
		if err != nil || !ready || !isThere || !reflect.DeepEqual(inUTC(got), inUTC(want)) {
			t.Errorf("slot %d, %d people:\n%+v\nof the database:\n%+v %v", slot, v.Booking.PartySize, got, want, err)
		}
		found += len(want)
	}
	if found < 3*len(slots) {
		t.Errorf("%d alternatives in all: the world is too small", found)
	}
}

// visitOf books a slot and returns the visit.
func (s *testSite) visitOf(slot jema.SlotID, key string, party int) postgres.Visit {
	s.t.Helper()
	answer, err := s.site.Engine.Book(s.t.Context(), jema.BookingRequest{SlotID: slot, Key: key, Name: "Camille Essai",
		Email: key + "@example.org", PartySize: party, Language: "fr", Origin: jema.OriginWeb})
	s.must(err)
	v, err := s.Store.BookingByToken(s.t.Context(), s.Territory.ID, links.Hash(answer.Token), s.site.Now())
	s.must(err)
	return v
}

func inUTC(list []jema.Alternative) []jema.Alternative {
	for i := range list {
		list[i].Start, list[i].End = list[i].Start.UTC().Round(time.Second), list[i].End.UTC().Round(time.Second)
	}
	return list
}
