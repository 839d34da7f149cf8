package plan

import (
	"slices"

	"jema/internal/jema"
)

// Same is days that have the same hours; the spans bear the first of the days.
type Same struct {
	Days  []jema.Date
	Hours []jema.Span
}

// Gather groups the days of sorted spans by their hours, in the order of each
// group's first day: what a printer needs to print hours once.
func Gather(spans []jema.Span) []Same {
	var out []Same
	for len(spans) > 0 {
		n := 0
		for n < len(spans) && spans[n].Day == spans[0].Day {
			n++
		}
		i := slices.IndexFunc(out, func(s Same) bool { return sameHours(s.Hours, spans[:n]) })
		if i < 0 {
			i = len(out)
			out = append(out, Same{Hours: spans[:n]})
		}
		out[i].Days = append(out[i].Days, spans[0].Day)
		spans = spans[n:]
	}
	return out
}

func sameHours(a, b []jema.Span) bool {
	return slices.EqualFunc(a, b, func(x, y jema.Span) bool { return x.From == y.From && x.To == y.To })
}

// Run is days that follow each other.
type Run struct{ First, Last jema.Date }

// Length returns the number of its days.
func (r Run) Length() int { return r.First.DaysUntil(r.Last) + 1 }

// Runs cuts sorted days into runs.
func Runs(days []jema.Date) []Run {
	var out []Run
	for _, d := range days {
		if n := len(out); n > 0 && out[n-1].Last.AddDays(1) == d {
			out[n-1].Last = d
			continue
		}
		out = append(out, Run{d, d})
	}
	return out
}

// Rhythm is departures at one step within stretches of a day.
type Rhythm struct {
	Step      int
	Stretches [][2]jema.Clock
}

// RhythmOf finds the rhythm of a day's slots: five of them or more, all of the
// given duration (0: each lasts until the next would start), in stretches of at
// least two. A reader of departures finds the same slots again.
func RhythmOf(day []jema.Span, minutes int) (Rhythm, bool) {
	if len(day) < 5 {
		return Rhythm{}, false
	}
	r := Rhythm{Step: int(day[1].From - day[0].From)}
	for _, s := range day {
		r.Step = min(r.Step, gapAfter(day, s))
	}
	want := minutes
	if want == 0 {
		want = r.Step
	}
	from := day[0].From
	for i, s := range day {
		if s.Minutes() != want || r.Step == 0 {
			return Rhythm{}, false
		}
		if i+1 < len(day) && int(day[i+1].From-s.From) == r.Step {
			continue
		}
		if from == s.From {
			return Rhythm{}, false
		}
		end := min(max(s.To, s.From+jema.Clock(r.Step)), endOfDay)
		r.Stretches = append(r.Stretches, [2]jema.Clock{from, end})
		if i+1 < len(day) {
			from = day[i+1].From
		}
	}
	return r, true
}

// gapAfter returns the minutes from s to the next start, a whole day if s is
// the last.
func gapAfter(day []jema.Span, s jema.Span) int {
	i := slices.Index(day, s)
	if i+1 >= len(day) {
		return int(endOfDay)
	}
	return int(day[i+1].From - s.From)
}
