package jema

import (
	"testing"
	"time"
)

func inParis(t *testing.T, s string) time.Time {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04:05", s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// The night of 28 March 2027 has no hour between two and three.
func TestOfferEnds(t *testing.T) {
	const far = "2027-04-10 14:00:00"
	for _, c := range []struct{ name, now, start, ends, callBy string }{
		{"twelve hours of day", "2027-03-01 09:00:00", far, "2027-03-02 09:00:00", "2027-03-03 09:00:00"},
		{"from the first hour of day", "2027-03-01 08:00:00", far, "2027-03-01 20:00:00", "2027-03-02 20:00:00"},
		{"in the evening", "2027-03-01 19:30:00", far, "2027-03-02 19:30:00", "2027-03-03 19:30:00"},
		{"when the clock stops", "2027-03-01 20:00:00", far, "2027-03-02 20:00:00", "2027-03-03 20:00:00"},
		{"in the night", "2027-03-01 23:10:00", far, "2027-03-02 20:00:00", "2027-03-03 20:00:00"},
		{"before dawn", "2027-03-01 05:00:00", far, "2027-03-01 20:00:00", "2027-03-02 20:00:00"},
		{"over the short night", "2027-03-27 19:00:00", far, "2027-03-28 19:00:00", "2027-03-29 19:00:00"},
		{"within the short night", "2027-03-28 01:59:59", far, "2027-03-28 20:00:00", "2027-03-29 20:00:00"},
		{"over the long night", "2027-10-30 19:00:00", "2027-11-30 14:00:00", "2027-10-31 19:00:00", "2027-11-01 19:00:00"},
		{"a quarter of two days", "2027-04-09 14:00:00", far, "2027-04-09 17:00:00", "2027-04-09 20:00:00"},
		{"a quarter of what the night leaves", "2027-04-09 23:00:00", "2027-04-10 10:00:00", "2027-04-10 08:30:00",
			"2027-04-10 09:00:00"},
		{"a quarter in the evening", "2027-04-09 19:30:00", "2027-04-10 10:00:00", "2027-04-10 08:07:30",
			"2027-04-10 08:45:00"},
		{"just three hours before", "2027-04-10 11:00:00", far, "2027-04-10 11:45:00", "2027-04-10 12:30:00"},
		{"less than three hours before", "2027-04-10 11:00:01", far, "", ""},
		{"too little day left", "2027-04-09 23:00:00", "2027-04-10 08:59:00", "", "2027-04-10 08:29:30"},
		{"no day left", "2027-04-09 23:00:00", "2027-04-10 08:00:00", "", ""},
		{"once it has begun", "2027-04-10 15:00:00", far, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			now, start := inParis(t, c.now), inParis(t, c.start)
			ends, may := OfferEnds(now, start, now.Location())
			same(t, "offer", ends, may, c.ends)
			ends, may = OfferCallBy(now, start, now.Location())
			same(t, "call", ends, may, c.callBy)
		})
	}
}

func same(t *testing.T, what string, got time.Time, may bool, want string) {
	t.Helper()
	if may != (want != "") || may && !got.Equal(inParis(t, want)) {
		t.Errorf("%s until %v (%v), want %q", what, got, may, want)
	}
}

// Whatever the moment, an offer leaves its party some day to answer, ends in
// the day, and well before the visit; twelve hours are twelve hours on the
// clock of the day, the change of hours or not.
func TestOfferEndsAlways(t *testing.T) {
	start := inParis(t, "2027-03-29 10:00:00")
	zone := start.Location()
	for now := start.Add(-72 * time.Hour); now.Before(start); now = now.Add(7 * time.Minute) {
		ends, may := OfferEnds(now, start, zone)
		if !may {
			if start.Sub(now) > 15*time.Hour {
				t.Errorf("nothing is offered at %v", now)
			}
			continue
		}
		clock := NewClock(ends.In(zone).Hour(), ends.In(zone).Minute())
		lasts := awake(now, ends, zone, time.Hour*1000)
		if clock < 8*60 || clock > 20*60 || !ends.After(now) || !ends.Before(start) || lasts < OfferShortest ||
			lasts > OfferLasts ||
			lasts > awake(now, start, zone, time.Hour*1000)/4 {
			t.Errorf("offered at %v until %v, %v of day", now, ends, lasts)
		}
	}
}

func TestDaytime(t *testing.T) {
	for now, want := range map[string]string{
		"2027-03-01 19:59:59": "2027-03-01 19:59:59", "2027-03-01 20:00:00": "2027-03-02 08:00:00",
		"2027-03-28 01:30:00": "2027-03-28 08:00:00", "2027-03-28 08:00:00": "2027-03-28 08:00:00",
	} {
		if got := Daytime(inParis(t, now), inParis(t, now).Location()); !got.Equal(inParis(t, want)) {
			t.Errorf("%s: %v, want %s", now, got, want)
		}
	}
}
