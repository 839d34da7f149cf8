package jema_test

import (
	"fmt"
	"testing"
	"time"

	"jema/internal/jema"
)

func TestOpenDaysAreThoseOfThePublic(t *testing.T) {
	at := func(day int) jema.Interval {
		start := time.Date(2027, 4, day, 8, 0, 0, 0, time.UTC)
		return jema.Interval{Start: start, End: start.Add(time.Hour)}
	}
	slot := func(day int, audience string, state jema.SlotState) jema.Slot {
		return jema.Slot{Interval: at(day), Audience: audience, Stored: state}
	}
	e := jema.Entry{Hours: []jema.Interval{at(11), at(9)}, Slots: []jema.Slot{
		slot(6, jema.AudienceSchools, jema.SlotOpen), slot(7, jema.AudiencePublic, jema.SlotCancelled),
		slot(10, jema.AudiencePublic, jema.SlotClosed), slot(9, jema.AudiencePublic, jema.SlotOpen)}}
	if got := fmt.Sprint(e.OpenDays(time.UTC)); got != "[2027-04-09 2027-04-10 2027-04-11]" {
		t.Errorf("the public may come on %s", got)
	}
}
