package entry

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/schedule"
	"jema/internal/text"
	"jema/internal/web/artisan"
)

// timetable is what the words of free hours or of slots mean, period by period.
type timetable struct {
	Name  string // hours or slots: what the names of its fields begin with
	frame schedule.Frame
	spans []jema.Span
	clear bool // the words can be read
}

func timetableOf(name string, v url.Values, e jema.Edition) timetable {
	t := timetable{Name: name, frame: schedule.Frame{From: e.StartsOn, To: e.EndsOn, Kind: schedule.Free}}
	if name == "slots" {
		t.frame.Kind, t.frame.Minutes = schedule.Slots, exchange.Minutes(text.Line(v.Get("duration")))
	}
	words := v.Get(t.field())
	if strings.TrimSpace(words) == "" {
		t.clear = true
		return t
	}
	spans, err := schedule.Parse(words, t.frame)
	t.spans, t.clear = spans, err == nil
	slices.SortFunc(t.spans, jema.Span.Compare)
	return t
}

func (t timetable) field() string { return t.Name + "_text" }

// words writes the periods in good French; free hours that touch become one.
func (t timetable) words() string {
	spans := slices.Clone(t.spans)
	slices.SortFunc(spans, jema.Span.Compare)
	spans = slices.Compact(spans)
	if t.frame.Kind == schedule.Free {
		spans = artisan.Joined(spans)
	}
	if len(spans) == 0 {
		return ""
	}
	return schedule.Print(spans, t.frame)
}

// The usual hours of the big buttons: a morning and an afternoon.
const (
	noon                         = jema.Clock(13 * 60)
	morningFrom, morningTo       = jema.Clock(10 * 60), jema.Clock(12 * 60)
	afternoonFrom, afternoonTo   = jema.Clock(14 * 60), jema.Clock(18 * 60)
	morningMark, afternoonMark   = "am", "pm"
	periodsMost                  = 60 // that a page shows one by one
	halfField, halfSeparatorMark = "half", ":"
)

// halves names the half-days that the free hours fill, as their buttons do.
func (t timetable) halves() (list []string) {
	for _, s := range t.spans {
		if s.From < noon {
			list = append(list, s.Day.String()+halfSeparatorMark+morningMark)
		}
		if s.To > noon {
			list = append(list, s.Day.String()+halfSeparatorMark+afternoonMark)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// toggle makes the half-days be these: one that is added gets its usual hours, one
// that is gone loses what it had.
func (t *timetable) toggle(wanted []string, days []jema.Date) {
	had := t.halves()
	for _, day := range days {
		for _, mark := range []string{morningMark, afternoonMark} {
			name := day.String() + halfSeparatorMark + mark
			switch on, was := slices.Contains(wanted, name), slices.Contains(had, name); {
			case on && !was && mark == morningMark:
				t.spans = append(t.spans, jema.Span{Day: day, From: morningFrom, To: morningTo})
			case on && !was:
				t.spans = append(t.spans, jema.Span{Day: day, From: afternoonFrom, To: afternoonTo})
			case !on && was:
				t.spans = without(t.spans, day, mark == morningMark)
			}
		}
	}
}

// without cuts the morning or the afternoon of a day out of periods.
func without(spans []jema.Span, day jema.Date, morning bool) (left []jema.Span) {
	for _, s := range spans {
		switch {
		case s.Day != day:
		case morning && s.To <= noon, !morning && s.From >= noon:
			continue
		case morning && s.From < noon:
			s.From = min(afternoonFrom, s.To)
		case !morning && s.To > noon:
			s.To = max(morningTo, s.From)
		}
		if s.From < s.To {
			left = append(left, s)
		}
	}
	return left
}

// copyDay gives other days the periods of one.
func (t *timetable) copyDay(from string, to []string, days []jema.Date) {
	var pattern []jema.Span
	for _, s := range t.spans {
		if s.Day.String() == from {
			pattern = append(pattern, s)
		}
	}
	for _, day := range days {
		if day.String() == from || !slices.Contains(to, day.String()) {
			continue
		}
		t.spans = slices.DeleteFunc(t.spans, func(s jema.Span) bool { return s.Day == day })
		for _, s := range pattern {
			s.Day = day
			t.spans = append(t.spans, s)
		}
	}
}

// period is one row of the result, as it is edited.
type period struct{ Day, From, To string }

func (t timetable) periods() (list []period) {
	if len(t.spans) > periodsMost {
		return nil
	}
	for _, s := range t.spans {
		list = append(list, period{s.Day.String(), s.From.String(), s.To.String()})
	}
	return list
}

// periodsSent reads the rows of the result as they were sent; a row that is not
// whole, or was taken out, is left out.
func (t timetable) periodsSent(sent url.Values) (list []period) {
	day, from, to := sent[t.Name+"_day_is"], sent[t.Name+"_from_is"], sent[t.Name+"_to_is"]
	gone := sent[t.Name+"_gone"]
	for i := range day {
		if i < len(from) && i < len(to) && day[i] != "" && !slices.Contains(gone, strconv.Itoa(i)) {
			list = append(list, period{day[i], from[i], to[i]})
		}
	}
	return list
}

// rebuild makes the periods be those of the rows; false where one is no period.
func (t *timetable) rebuild(rows []period, days []jema.Date) bool {
	var spans []jema.Span
	for _, row := range rows {
		i := slices.IndexFunc(days, func(d jema.Date) bool { return d.String() == row.Day })
		from, okFrom := clockOf(row.From)
		to, okTo := clockOf(row.To)
		if i < 0 || !okFrom || !okTo || from >= to {
			return false
		}
		spans = append(spans, jema.Span{Day: days[i], From: from, To: to})
	}
	t.spans = spans
	return true
}

// clockOf reads « 14:30 », as a browser's field sends it.
func clockOf(typed string) (jema.Clock, bool) {
	at, err := time.Parse("15:04", text.Line(typed))
	return jema.NewClock(at.Hour(), at.Minute()), err == nil
}

// fingerprintOf the rows of a timetable, as a page holds it.
func fingerprintOf(rows []period) string {
	var all []string
	for _, r := range rows {
		all = append(all, r.Day+" "+r.From+" "+r.To)
	}
	return fingerprint(all)
}
