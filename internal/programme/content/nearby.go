package content

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// collectNearby collects what opens in the neighbouring communes, by distance, with
// the codes of what must be booked.
func (c *Programme) collectNearby() {
	p := c.Raw
	p.Nearby = slices.Clone(p.Nearby)
	p.SortNearby()
	c.Nearby = c.collectEntries(p.Nearby)
	for i, e := range p.Nearby {
		if km, public := p.Away(e); public {
			c.Nearby[i].Away = c.Words.away(km)
		}
	}
	encodeAll(c.Nearby)
}

// away is a distance in words: with tenths below ten kilometres.
func (w *Words) away(km float64) string {
	switch tenths := int(math.Round(km * 10)); {
	case tenths < 10:
		return w.AwayLittle
	case tenths < 100:
		return fmt.Sprintf(w.Away, strconv.Itoa(tenths/10)+w.Say.Point+strconv.Itoa(tenths%10))
	}
	return fmt.Sprintf(w.Away, strconv.Itoa(int(math.Round(km))))
}
