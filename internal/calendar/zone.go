package calendar

import (
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"
)

// timeZone describes a zone's clock as it goes from one moment to another: what
// it shows at the first, and every change from the start of that year to the
// end of the last. A calendar program that lacks the zone's name still computes
// the hour.
func timeZone(zone *time.Location, from, to time.Time) *ics.VTimezone {
	tz := ics.NewTimezone(zone.String())
	end := time.Date(to.In(zone).Year()+1, 1, 1, 0, 0, 0, 0, zone)
	for t := time.Date(from.In(zone).Year(), 1, 1, 0, 0, 0, 0, zone); t.Before(end); {
		start, next := t.ZoneBounds()
		tz.Components = append(tz.Components, observance(t, start))
		if next.IsZero() {
			break
		}
		t = next
	}
	return tz
}

// observance describes the clock at t, which has gone so since start, or
// always when start is zero. What begins a stretch is written as the clock
// showed it just before.
func observance(t, start time.Time) ics.Component {
	name, offset := t.Zone()
	before := offset
	since := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	if !start.IsZero() {
		_, before = start.Add(-time.Second).Zone()
		since = start.UTC().Add(time.Duration(before) * time.Second)
	}
	base := ics.ComponentBase{}
	base.SetProperty(ics.ComponentPropertyDtStart, since.Format(localTime))
	base.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), utcOffset(before))
	base.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), utcOffset(offset))
	base.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	if t.IsDST() {
		return &ics.Daylight{ComponentBase: base}
	}
	return &ics.Standard{ComponentBase: base}
}

// utcOffset writes seconds east of Greenwich as +0200.
func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}
