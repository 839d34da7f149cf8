package jema

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without an hour or a zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day that t shows in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads an ISO 8601 day such as 2027-04-10.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a day written YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// String returns the ISO 8601 form, 2027-04-10.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// MarshalText makes a Date a JSON string in ISO 8601.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes, no day at all too.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if string(b) == (Date{}).String() {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d exists in the calendar (31 April does not).
func (d Date) Valid() bool { return DateOf(d.utc()) == d }

// AddDays moves by calendar days, whatever the clocks do.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// Compare orders two days: negative when d comes first.
func (d Date) Compare(e Date) int { return d.utc().Compare(e.utc()) }

// DaysUntil counts the calendar days from d to e.
func (d Date) DaysUntil(e Date) int { return int(e.utc().Sub(d.utc()).Hours() / 24) }

// Clock is a time of day in minutes since midnight, 0 to 1440.
type Clock int

// NewClock returns the time of day h hours and m minutes after midnight.
func NewClock(h, m int) Clock { return Clock(h*60 + m) }

// Hour and Minute are what a clock on the wall shows.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute returns the minute of the hour, 0 to 59.
func (c Clock) Minute() int { return int(c) % 60 }

// String returns the 24-hour form, 09:05.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute()) }

// Span is a stretch of one day in wall time, From before To. A To of 1440 is
// the midnight that ends the day.
type Span struct {
	Day      Date
	From, To Clock
}

// Compare orders spans by day, then by start, then by end.
func (s Span) Compare(o Span) int {
	if c := s.Day.Compare(o.Day); c != 0 {
		return c
	}
	if s.From != o.From {
		return int(s.From - o.From)
	}
	return int(s.To - o.To)
}

// Minutes returns how long the span lasts.
func (s Span) Minutes() int { return int(s.To - s.From) }

// Instant turns a wall time into the moment it names in a zone. A wall time
// that the spring change of the clocks skips is refused (28 March 2027, 02:30
// in Paris); one that the autumn change shows twice is refused too, because
// only its writer can decide which was meant.
func Instant(d Date, c Clock, zone *time.Location) (time.Time, error) {
	if c == 24*60 {
		d, c = d.AddDays(1), 0
	}
	t := time.Date(d.Year, d.Month, d.Day, c.Hour(), c.Minute(), 0, 0, zone)
	if t.Hour() != c.Hour() || t.Minute() != c.Minute() {
		return time.Time{}, Invalid("wall_time.skipped", "day", d.String(), "clock", c.String())
	}
	for _, shift := range []time.Duration{-time.Hour, time.Hour} {
		if o := t.Add(shift); o.Hour() == t.Hour() && DateOf(o) == d && o.Minute() == t.Minute() {
			return time.Time{}, Invalid("wall_time.twice", "day", d.String(), "clock", c.String())
		}
	}
	return t, nil
}

// Interval is a stretch between two moments, Start before End.
type Interval struct{ Start, End time.Time }

// Interval turns a span into moments of a zone. It refuses what Instant refuses.
func (s Span) Interval(zone *time.Location) (Interval, error) {
	start, err := Instant(s.Day, s.From, zone)
	if err != nil {
		return Interval{}, err
	}
	end, err := Instant(s.Day, s.To, zone)
	if err != nil {
		return Interval{}, err
	}
	return Interval{start, end}, nil
}

// Span turns an interval back into wall time. An interval that ends on the
// following midnight ends at 24:00 of its own day.
func (i Interval) Span(zone *time.Location) Span {
	start, end := i.Start.In(zone), i.End.In(zone)
	s := Span{Day: DateOf(start), From: NewClock(start.Hour(), start.Minute()), To: NewClock(end.Hour(), end.Minute())}
	if DateOf(end) != s.Day {
		s.To = 24 * 60
	}
	return s
}
