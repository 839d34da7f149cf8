package text

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
)

// The spaces of French typography.
const (
	NoBreak       = "\u00a0" // before : € % and inside « »
	NarrowNoBreak = "\u202f" // before ; ! ? and between thousands
)

var weekdays = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
var months = [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	"septembre", "octobre", "novembre", "décembre"}

// Weekday returns « samedi ».
func Weekday(d jema.Date) string { return weekdays[d.Weekday()] }

// Month returns « avril ».
func Month(m time.Month) string { return months[m] }

// DayNumber returns « 10 », and « 1er » for the first of a month.
func DayNumber(d jema.Date) string {
	if d.Day == 1 {
		return "1er"
	}
	return strconv.Itoa(d.Day)
}

// DayMonth returns « samedi 10 avril », which no line may break.
func DayMonth(d jema.Date) string {
	return Weekday(d) + NoBreak + DayNumber(d) + NoBreak + Month(d.Month)
}

// Day returns « samedi 10 avril 2027 », which no line may break.
func Day(d jema.Date) string { return DayMonth(d) + NoBreak + strconv.Itoa(d.Year) }

// Days returns « du mardi 6 au dimanche 11 avril 2027 », with month and year
// once when they are the same.
func Days(from, to jema.Date) string {
	if from == to {
		return "le " + Day(from)
	}
	first := Weekday(from) + NoBreak + DayNumber(from)
	if from.Month != to.Month || from.Year != to.Year {
		first += NoBreak + Month(from.Month)
	}
	if from.Year != to.Year {
		first += NoBreak + strconv.Itoa(from.Year)
	}
	return "du " + first + " au " + Day(to)
}

// Clock returns « 14 h 30 », « 9 h 05 », « 10 h »; the end of a day is « minuit ».
func Clock(c jema.Clock) string {
	if c == 24*60 {
		return "minuit"
	}
	if c.Minute() == 0 {
		return strconv.Itoa(c.Hour()) + NoBreak + "h"
	}
	return fmt.Sprintf("%d%sh%s%02d", c.Hour(), NoBreak, NoBreak, c.Minute())
}

// FromTo returns « de 10 h à 12 h », for running text: a screen reader passes
// over a dash.
func FromTo(from, to jema.Clock) string { return "de " + Clock(from) + " à " + Clock(to) }

// Range returns « 10 h – 12 h », for tables only.
func Range(from, to jema.Clock) string { return Clock(from) + NoBreak + "–" + NoBreak + Clock(to) }

// Minutes returns how long something lasts: « 45 min », « 1 h », « 1 h 30 ».
func Minutes(n int) string {
	if n < 60 {
		return strconv.Itoa(n) + NoBreak + "min"
	}
	return Clock(jema.Clock(n))
}

// Number writes an integer with French thousands: 7 000.
func Number(n int) string { return grouped(n, NarrowNoBreak) }

// grouped writes an integer with a sign between its thousands.
func grouped(n int, between string) string {
	s := strconv.Itoa(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + between + s[i:]
	}
	return s
}

// Count writes a number with its noun, plural from two on, as French counts:
// « 0 place », « 1 place », « 1 500 places ».
func Count(n int, one, many string) string {
	noun := one
	if n >= 2 || n <= -2 {
		noun = many
	}
	return Number(n) + NoBreak + noun
}

// Join lists words: « a, b et c ».
func Join(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " et " + words[last]
}
