package calendar

import (
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
)

func property(t *testing.T, c interface {
	GetProperty(ics.ComponentProperty) *ics.IANAProperty
}, name ics.ComponentProperty) string {
	t.Helper()
	p := c.GetProperty(name)
	if p == nil {
		t.Fatalf("there is no %s", name)
	}
	return p.Value
}

// TestTimeZone compares the zone rules of the calendar file with Go's, at every
// half hour of the year.
func TestTimeZone(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "Indian/Reunion", "America/Cayenne", "Australia/Lord_Howe", "UTC"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		year := time.Date(2027, 1, 1, 0, 0, 0, 0, zone)
		tz := timeZone(zone, year.AddDate(0, 3, 9), year.AddDate(0, 3, 9))
		for at := year; at.Before(year.AddDate(1, 0, 0)); at = at.Add(30 * time.Minute) {
			_, want := at.Zone()
			if got := described(t, tz, at); got != utcOffset(want) {
				t.Fatalf("%s at %s: described %s, is %s", name, at, got, utcOffset(want))
			}
		}
	}
}

// described reads a VTIMEZONE as a calendar program does: the last stretch that
// has begun.
func described(t *testing.T, tz *ics.VTimezone, at time.Time) (offset string) {
	t.Helper()
	var last time.Time
	for _, c := range tz.SubComponents() {
		part, ok := c.(interface {
			GetProperty(ics.ComponentProperty) *ics.IANAProperty
		})
		if !ok {
			t.Fatalf("a part of the zone is a %T", c)
		}
		begin, err := time.Parse(localTime+"-0700", property(t, part, ics.ComponentPropertyDtStart)+property(t, part,
			"TZOFFSETFROM"))
		if err != nil {
			t.Fatal(err)
		}
		if !begin.After(at) && !begin.Before(last) {
			last, offset = begin, property(t, part, "TZOFFSETTO")
		}
	}
	return offset
}
