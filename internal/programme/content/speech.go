package content

import (
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// Speech writes days, hours and numbers in a language. It joins with no-break
// spaces what must not be broken over two lines.
type Speech struct {
	Day      func(jema.Date) string               // samedi 10 avril 2027
	DayMonth func(jema.Date) string               // samedi 10 avril
	Days     func(from, to jema.Date) string      // du mardi 6 au dimanche 11 avril 2027
	Names    func([]jema.Date) string             // samedi 10 et dimanche 11 avril
	Clock    func(jema.Clock) string              // 14 h 30
	FromTo   func(from, to jema.Clock) string     // de 10 h à 12 h: in text
	Range    func(from, to jema.Clock) string     // 10 h – 12 h: in tables
	Minutes  func(int) string                     // 1 h 30
	Count    func(n int, one, many string) string // 25 ateliers
	Join     func([]string) string                // a, b et c
	Point    string                               // between a number and its tenths
}

var frenchSpeech = Speech{Day: text.Day, DayMonth: text.DayMonth, Days: text.Days, Names: frenchDays, Clock: text.Clock,
	FromTo: text.FromTo, Range: text.Range, Minutes: text.Minutes, Count: text.Count, Join: text.Join, Point: ","}

// frenchDays is « samedi 10 et dimanche 11 avril », « du mardi 6 au dimanche
// 11 avril ».
func frenchDays(days []jema.Date) string {
	first, last := days[0], days[len(days)-1]
	month := text.NoBreak + text.Month(last.Month)
	short := func(d jema.Date) string { return text.Weekday(d) + text.NoBreak + text.DayNumber(d) }
	sameMonth := first.Month == last.Month && first.Year == last.Year
	switch {
	case len(days) == 1:
		return text.DayMonth(first)
	case inARow(days) && sameMonth:
		return "du " + short(first) + " au " + short(last) + month
	case inARow(days):
		return "du " + text.DayMonth(first) + " au " + text.DayMonth(last)
	}
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = text.DayMonth(d)
		if sameMonth {
			names[i] = short(d)
		}
	}
	if sameMonth {
		names[len(names)-1] += month
	}
	return text.Join(names)
}

// inARow reports whether there are three days or more, each the morrow of the
// one before.
func inARow(days []jema.Date) bool {
	return len(days) >= 3 && days[0].DaysUntil(days[len(days)-1]) == len(days)-1
}

// hours returns what happens on a day: stretches, or only when each begins.
func (s Speech) hours(spans []jema.Span, ends bool) string {
	var parts []string
	for _, x := range spans {
		part := s.Clock(x.From)
		if ends {
			// The words of a stretch stay together; a line breaks between two.
			part = strings.ReplaceAll(s.FromTo(x.From, x.To), " ", text.NoBreak)
		}
		known := false
		for _, p := range parts {
			known = known || p == part
		}
		if !known {
			parts = append(parts, part)
		}
	}
	joined := s.Join(parts)
	for _, and := range []string{" et ", " and "} {
		joined = strings.ReplaceAll(joined, and, strings.TrimSuffix(and, " ")+text.NoBreak)
	}
	return joined
}
