package content

import (
	"fmt"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// englishSpeech is British: « Saturday 10 April 2027 », « from 10:30 am to
// noon ».
var englishSpeech = Speech{Day: englishDay, DayMonth: englishDayMonth, Days: englishPeriod, Names: englishDays,
	Clock:  englishClock,
	FromTo: func(from, to jema.Clock) string { return "from " + englishClock(from) + " to " + englishClock(to) },
	Range: func(from, to jema.Clock) string {
		return englishClock(from) + text.NoBreak + "–" + text.NoBreak + englishClock(to)
	},
	Minutes: englishMinutes, Count: englishCount, Join: englishJoin, Point: "."}

func englishShort(d jema.Date) string {
	return d.Weekday().String() + text.NoBreak + strconv.Itoa(d.Day)
}

func englishDayMonth(d jema.Date) string { return englishShort(d) + text.NoBreak + d.Month.String() }

func englishDay(d jema.Date) string { return englishDayMonth(d) + text.NoBreak + strconv.Itoa(d.Year) }

// englishPeriod is « from Tuesday 6 to Sunday 11 April 2027 ».
func englishPeriod(from, to jema.Date) string {
	if from == to {
		return englishDay(from)
	}
	first := englishShort(from)
	if from.Month != to.Month || from.Year != to.Year {
		first = englishDayMonth(from)
	}
	if from.Year != to.Year {
		first = englishDay(from)
	}
	return "from " + first + " to " + englishDay(to)
}

func englishDays(days []jema.Date) string {
	first, last := days[0], days[len(days)-1]
	sameMonth := first.Month == last.Month && first.Year == last.Year
	switch {
	case len(days) == 1:
		return englishDayMonth(first)
	case inARow(days) && sameMonth:
		return "from " + englishShort(first) + " to " + englishDayMonth(last)
	case inARow(days):
		return "from " + englishDayMonth(first) + " to " + englishDayMonth(last)
	}
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = englishDayMonth(d)
		if sameMonth && i+1 < len(days) {
			names[i] = englishShort(d)
		}
	}
	return englishJoin(names)
}

// englishClock is « 10:30 am », « 2 pm », « noon », « midnight ».
func englishClock(c jema.Clock) string {
	switch c {
	case 12 * 60:
		return "noon"
	case 0, 24 * 60:
		return "midnight"
	}
	half := "am"
	if c.Hour() >= 12 {
		half = "pm"
	}
	hour := strconv.Itoa((c.Hour()+11)%12 + 1)
	if c.Minute() > 0 {
		hour += fmt.Sprintf(":%02d", c.Minute())
	}
	return hour + text.NoBreak + half
}

func englishMinutes(n int) string {
	switch {
	case n < 60:
		return strconv.Itoa(n) + text.NoBreak + "min"
	case n%60 == 0:
		return strconv.Itoa(n/60) + text.NoBreak + "h"
	}
	return fmt.Sprintf("%d%sh%s%02d%smin", n/60, text.NoBreak, text.NoBreak, n%60, text.NoBreak)
}

func englishCount(n int, one, many string) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if n == 1 {
		return s + text.NoBreak + one
	}
	return s + text.NoBreak + many
}

func englishJoin(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
