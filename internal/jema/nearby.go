package jema

import (
	"cmp"
	"math"
	"slices"
)

// Away returns how far an opening of another commune is, in kilometres as the crow
// flies: from the nearest workshop of the programme's commune whose address is
// published, or from the middle of the commune where nothing opens. Where the
// address of either is withheld, the middle of its commune replaces it, and public
// is false: such a distance may order a list, but is never printed.
func (p Programme) Away(e Entry) (km float64, public bool) {
	middle := Site{Lat: p.Commune.Lat, Lon: p.Commune.Lon}
	from, known := []Site{middle}, len(p.Entries) == 0
	for _, own := range p.Entries {
		if lat, lon, ok := own.Position(); ok {
			if !known {
				from, known = nil, true
			}
			from = append(from, Site{Lat: lat, Lon: lon})
		}
	}
	to := Site{Lat: e.Commune.Lat, Lon: e.Commune.Lon}
	lat, lon, ok := e.Position()
	if ok {
		to = Site{Lat: lat, Lon: lon}
	}
	km = math.Inf(1)
	for _, site := range from {
		if site.located() && to.located() {
			km = min(km, distance(site, to))
		}
	}
	return km, known && ok && !math.IsInf(km, 1)
}

// SortNearby orders what opens in the neighbouring communes by distance; of the
// same distance, by the number of the opening.
func (p Programme) SortNearby() {
	away := make(map[OpeningID]float64, len(p.Nearby))
	for _, e := range p.Nearby {
		away[e.Opening.ID], _ = p.Away(e)
	}
	slices.SortStableFunc(p.Nearby, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(away[x.Opening.ID], away[y.Opening.ID]), cmp.Compare(x.Opening.ID, y.Opening.ID))
	})
}
