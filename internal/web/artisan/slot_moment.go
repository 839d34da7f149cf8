package artisan

import (
	"time"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// momentLayout is how a browser's field of a day and a time sends them.
const momentLayout = "2006-01-02T15:04"

// momentField is a moment as such a field shows it, "" for none.
func momentField(t time.Time, e jema.Edition) string {
	if t.IsZero() {
		return ""
	}
	return t.In(e.Zone).Format(momentLayout)
}

// closing writes the moment at which something closes; midnight is that of the day
// that ends: « dimanche 11 avril 2027 à minuit ».
func closing(l page.Layout, t time.Time) string {
	if at := t.In(l.Edition.Zone); at.Hour() == 0 && at.Minute() == 0 {
		return l.T("slot_page.midnight", "day", l.Voice.Day(jema.DateOf(at).AddDays(-1)))
	}
	return l.DayMoment(t)
}

// readMoment reads what such a field sends, by the clock of the edition; the
// zero time when it was left empty. What is no moment is noted as a problem.
func readMoment(typed, field string, e jema.Edition, p *jema.Problems) time.Time {
	if typed == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation(momentLayout, typed, e.Zone)
	if err != nil {
		p.Add(field, "slot_page.bookable_wrong")
		return time.Time{}
	}
	return t
}
