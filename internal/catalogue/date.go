package catalogue

import (
	"strconv"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// Weekday returns « samedi », or “Saturday”.
func (v *Voice) Weekday(d jema.Date) string { return v.rules.weekday(d) }

// dayOfMonth returns « samedi 10 », where the month is beside it.
func (v *Voice) dayOfMonth(d jema.Date) string {
	return v.rules.weekday(d) + text.NoBreak + v.rules.dayNumber(d)
}

// DayMonth returns « samedi 10 avril », or “Saturday 10 April”, which no line may break.
func (v *Voice) DayMonth(d jema.Date) string {
	return v.dayOfMonth(d) + text.NoBreak + v.rules.month(d.Month)
}

// Day returns « samedi 10 avril 2027 », or “Saturday 10 April 2027”.
func (v *Voice) Day(d jema.Date) string { return v.DayMonth(d) + text.NoBreak + strconv.Itoa(d.Year) }

// Days returns « du mardi 6 au dimanche 11 avril 2027 », or “Tuesday 6 to Sunday 11
// April 2027”, with month and year once when they are the same.
func (v *Voice) Days(from, to jema.Date) string {
	if from == to {
		return v.Say("date.on", "day", v.Day(from))
	}
	first := v.dayOfMonth(from)
	if from.Month != to.Month || from.Year != to.Year {
		first += text.NoBreak + v.rules.month(from.Month)
	}
	if from.Year != to.Year {
		first += text.NoBreak + strconv.Itoa(from.Year)
	}
	return v.Say("date.days", "first", first, "last", v.Day(to))
}

// DaysTogether names days: « du mardi 6 au jeudi 8 avril » for three or more in a
// row, else « mardi 6, samedi 10 et dimanche 11 avril »; the month is written where
// it ends. There is at least one.
func (v *Voice) DaysTogether(days []jema.Date) string {
	last := len(days) - 1
	short := func(d, next jema.Date) string {
		if d.Month == next.Month {
			return v.dayOfMonth(d)
		}
		return v.DayMonth(d)
	}
	if last >= 2 && days[0].DaysUntil(days[last]) == last {
		return v.Say("date.days", "first", short(days[0], days[last]), "last", v.DayMonth(days[last]))
	}
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = v.DayMonth(d)
		if i < last {
			names[i] = short(d, days[i+1])
		}
	}
	return v.List(names)
}

// Clock returns « 14 h 30 », or “14:30”.
func (v *Voice) Clock(c jema.Clock) string { return v.rules.clock(c) }

// ClockIn returns the time of day of a moment in a time zone.
func (v *Voice) ClockIn(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return v.Clock(jema.NewClock(t.Hour(), t.Minute()))
}

// FromTo returns « de 10 h à 12 h », or “10:00 to 12:00”.
func (v *Voice) FromTo(from, to jema.Clock) string { return v.rules.fromTo(from, to) }

// Starts returns « à 14 h et 15 h 30 », or “at 14:00 and 15:30”, of times of day.
func (v *Voice) Starts(clocks []string) string { return v.Say("date.starts", "times", v.List(clocks)) }

// Moment returns « samedi 20 mars à 9 h », or “Saturday 20 March at 09:00”.
func (v *Voice) Moment(t time.Time, zone *time.Location) string {
	return v.Say("date.moment", "day", v.DayMonth(jema.DateOf(t.In(zone))), "clock", v.ClockIn(t, zone))
}

// DayMoment is Moment with the year.
func (v *Voice) DayMoment(t time.Time, zone *time.Location) string {
	return v.Say("date.moment", "day", v.Day(jema.DateOf(t.In(zone))), "clock", v.ClockIn(t, zone))
}

// When returns « samedi 10 avril, de 14 h à 15 h », or “Saturday 10 April, 14:00 to 15:00”.
func (v *Voice) When(s jema.Span) string { return v.DayMonth(s.Day) + ", " + v.FromTo(s.From, s.To) }

// Minutes returns how long something lasts: « 1 h 30 », or “1 h 30 min”.
func (v *Voice) Minutes(n int) string { return v.rules.minutes(n) }

// Number writes an integer with its thousands apart: « 7 000 », or “7,000”.
func (v *Voice) Number(n int) string { return v.rules.number(n) }

// Colon is the sign between a name and its value, its own space before it.
func (v *Voice) Colon() string { return v.rules.colon }

// Typeset sets a sentence of this language, typed by a person.
func (v *Voice) Typeset(sentence string) string { return v.rules.typeset(sentence) }

// List writes words one after the other: « a, b et c », “a, b and c”.
func (v *Voice) List(words []string) string { return v.rules.list(words) }
