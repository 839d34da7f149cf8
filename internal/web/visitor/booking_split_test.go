package visitor

import (
	"fmt"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

func TestSplitParty(t *testing.T) {
	at := func(hour, capacity, taken int) jema.Slot {
		start := storetest.Now.AddDate(0, 0, 1).Add(time.Duration(hour) * time.Hour)
		return jema.Slot{ID: jema.SlotID(hour), Interval: jema.Interval{Start: start, End: start.Add(time.Hour)},
			Audience: jema.AudiencePublic,
			Capacity: capacity, Taken: taken, Stored: jema.SlotOpen, BookingOpen: true}
	}
	slots := []jema.Slot{at(1, 6, 0), at(2, 6, 5), at(3, 6, 0), at(4, 6, 6), at(5, 6, 0)}
	for party, want := range map[int]string{7: "[2:1 3:6]", 12: "[3:6 5:6]", 13: "[1:6 2:1 3:6]",
		19: "[1:6 2:1 3:6 5:6]", 20: "[]"} {
		var got []string
		for _, p := range (split{chosen: slots[2], party: party, zone: time.UTC}).over(slots, storetest.Now) {
			got = append(got, fmt.Sprintf("%d:%d", p.Slot.ID, p.Size))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%d people: %v, want %s", party, got, want)
		}
	}
}
