package page

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// TimesLine is what happens at the same times on one day or on several:
// « samedi 10 et dimanche 11 avril » and « de 10 h à 12 h et de 14 h à 18 h ».
type TimesLine struct {
	Days  string
	Times string
}

// HoursLines puts free visiting hours into lines, days with equal hours together.
func HoursLines(hours []jema.Interval, e jema.Edition) []TimesLine {
	return ByDay(hours, e, func(s jema.Span) string { return text.FromTo(s.From, s.To) }, "")
}

// slotLines puts the starts of bookable slots into lines: « à 14 h et à 15 h ».
func slotLines(slots []jema.Slot, e jema.Edition) []TimesLine {
	starts := make([]jema.Interval, 0, len(slots))
	for _, s := range slots {
		if s.Stored != jema.SlotCancelled {
			starts = append(starts, s.Interval)
		}
	}
	return ByDay(starts, e, func(s jema.Span) string { return text.Clock(s.From) }, "à ")
}

type dayTimes struct {
	days  []jema.Date
	times []string
}

// ByDay writes the times of each day and joins days with the same times.
func ByDay(intervals []jema.Interval, e jema.Edition, say func(jema.Span) string, before string) []TimesLine {
	var days []dayTimes
	for _, i := range intervals {
		s := i.Span(e.Zone)
		if n := len(days); n == 0 || days[n-1].days[0] != s.Day {
			days = append(days, dayTimes{days: []jema.Date{s.Day}})
		}
		last := &days[len(days)-1]
		if t := say(s); !slices.Contains(last.times, t) {
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
		lines[i] = TimesLine{daysTogether(d.days), before + text.Join(d.times)}
	}
	return lines
}

// daysTogether names days: « du mardi 6 au jeudi 8 avril » for three or more
// in a row, else « mardi 6, samedi 10 et dimanche 11 avril »; the month is
// written where it ends.
func daysTogether(days []jema.Date) string {
	last := len(days) - 1
	if last >= 2 && days[0].DaysUntil(days[last]) == last {
		return "du " + dayIn(days[0], days[last]) + " au " + text.DayMonth(days[last])
	}
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = text.DayMonth(d)
		if i < last {
			names[i] = dayIn(d, days[i+1])
		}
	}
	return text.Join(names)
}

// dayIn names a day without its month where the next one has the same.
func dayIn(d, next jema.Date) string {
	if d.Month == next.Month {
		return text.Weekday(d) + text.NoBreak + text.DayNumber(d)
	}
	return text.DayMonth(d)
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
