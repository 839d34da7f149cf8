package jema_test

import (
	"math"
	"slices"
	"testing"

	"jema/internal/jema"
)

// at is an opening at a place east of the programme's commune, in kilometres.
func at(id jema.OpeningID, km float64, public bool) jema.Entry {
	const oneKilometre = 1 / 111.195 // of a meridian, in degrees
	e := jema.Entry{Opening: jema.Opening{ID: id}, Commune: jema.Commune{Lat: 45.2 + oneKilometre, Lon: 5}}
	e.Workshop = jema.Workshop{Lat: 45 + km*oneKilometre, Lon: 5, PublishAddress: public}
	return e
}

// What opens close by is ordered by distance, which is public where both places are.
func TestNearbyByDistance(t *testing.T) {
	town := jema.Commune{Lat: 45, Lon: 5}
	for name, c := range map[string]struct {
		own    []jema.Entry
		order  []jema.OpeningID
		km     float64 // to 2
		public bool
	}{
		"nothing opens":     {nil, []jema.OpeningID{3, 2, 1, 4}, 5, true},
		"two workshops":     {[]jema.Entry{at(8, 4.5, true), at(9, 1, true)}, []jema.OpeningID{2, 3, 1, 4}, 0.5, true},
		"one is withheld":   {[]jema.Entry{at(8, 4, false)}, []jema.OpeningID{3, 2, 1, 4}, 5, false},
		"beyond all others": {[]jema.Entry{at(9, 30, true)}, []jema.OpeningID{4, 1, 2, 3}, 25, true},
	} {
		p := jema.Programme{Commune: town, Entries: c.own,
			Nearby: []jema.Entry{at(1, 9, true), at(2, 5, true), at(3, 2, true), at(4, 1, false)}}
		p.SortNearby()
		var order []jema.OpeningID
		for _, e := range p.Nearby {
			order = append(order, e.Opening.ID)
			km, public := p.Away(e)
			if e.Opening.ID == 4 && public {
				t.Errorf("%s: the distance of a withheld address is public", name)
			}
			if e.Opening.ID == 2 && (math.Abs(km-c.km) > 0.01 || public != c.public) {
				t.Errorf("%s: %g km, public %t", name, km, public)
			}
		}
		if !slices.Equal(order, c.order) {
			t.Errorf("%s: ordered %v", name, order)
		}
	}
}
