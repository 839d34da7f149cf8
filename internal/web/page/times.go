package page

import (
	"slices"
	"strings"

	"jema/internal/jema"
)

// TimesLine is what happens at the same times on one day or on several:
// « samedi 10 et dimanche 11 avril » and « de 10 h à 12 h et de 14 h à 18 h ».
type TimesLine struct {
	Days  string
	Times string
}

// HoursLines puts free visiting hours into lines, days with equal hours together.
func HoursLines(l Layout, hours []jema.Interval) []TimesLine {
	return byDay(l, hours, func(s jema.Span) string { return l.Voice.FromTo(s.From, s.To) }, l.Voice.List)
}

// slotLines puts the starts of bookable slots into lines: « à 14 h et 15 h ».
func slotLines(l Layout, slots []jema.Slot) []TimesLine {
	starts := make([]jema.Interval, 0, len(slots))
	for _, s := range slots {
		if s.Stored != jema.SlotCancelled {
			starts = append(starts, s.Interval)
		}
	}
	return byDay(l, starts, func(s jema.Span) string { return l.Voice.Clock(s.From) }, l.Voice.Starts)
}

type dayTimes struct {
	days  []jema.Date
	times []string
}

// byDay writes the times of each day, one by one and then together, and joins days
// with the same times.
func byDay(l Layout, intervals []jema.Interval, one func(jema.Span) string,
	together func([]string) string) []TimesLine {
	var days []dayTimes
	for _, i := range intervals {
		s := i.Span(l.Edition.Zone)
		if n := len(days); n == 0 || days[n-1].days[0] != s.Day {
			days = append(days, dayTimes{days: []jema.Date{s.Day}})
		}
		last := &days[len(days)-1]
		if t := one(s); !slices.Contains(last.times, t) {
			last.times = append(last.times, t)
		}
	}
	var merged []dayTimes
	for _, d := range days {
		same := slices.IndexFunc(merged, func(m dayTimes) bool { return slices.Equal(m.times, d.times) })
		if same < 0 {
			merged = append(merged, d)
		} else {
			merged[same].days = append(merged[same].days, d.days...)
		}
	}
	lines := make([]TimesLine, len(merged))
	for i, d := range merged {
		lines[i] = TimesLine{l.Voice.DaysTogether(d.days), together(d.times)}
	}
	return lines
}

// OnDays selects what happens on some days; without days it selects everything.
func OnDays(e jema.Entry, days []jema.Date, edition jema.Edition) jema.Entry {
	if len(days) == 0 {
		return e
	}
	other := func(i jema.Interval) bool { return !slices.Contains(days, i.Span(edition.Zone).Day) }
	e.Hours = slices.DeleteFunc(slices.Clone(e.Hours), other)
	e.Slots = slices.DeleteFunc(slices.Clone(e.Slots), func(s jema.Slot) bool { return other(s.Interval) })
	return e
}

// Capital begins a line with a capital letter.
func Capital(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return strings.ToUpper(string(r[0])) + string(r[1:])
}
