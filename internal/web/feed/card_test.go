package feed

import (
	"testing"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/web/page"
)

// A picture that is shared names no day on which the public may not come.
func TestCardNamesDaysOfThePublic(t *testing.T) {
	l := page.Layout{Voice: catalogue.In("fr"), Edition: storetest.Edition(1)}
	slot := func(day int, audience string, state jema.SlotState) jema.Slot {
		start := time.Date(2027, 4, day, 10, 0, 0, 0, l.Edition.Zone)
		return jema.Slot{Interval: jema.Interval{Start: start, End: start.Add(time.Hour)}, Audience: audience, Stored: state}
	}
	e := jema.Entry{Commune: jema.Commune{Name: "Romans"}, Slots: []jema.Slot{
		slot(8, jema.AudienceSchools, jema.SlotOpen), slot(9, jema.AudiencePublic, jema.SlotCancelled),
		slot(10, jema.AudiencePublic, jema.SlotOpen)}}
	if got, want := openingCard(l, e).Foot, "Romans, samedi\u00a010\u00a0avril\u00a02027"; got != want {
		t.Errorf("the card's foot is %q, want %q", got, want)
	}
}
