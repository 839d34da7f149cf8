package jema_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"jema/internal/jema"
)

func paris(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func day(t *testing.T, s string) jema.Date {
	t.Helper()
	d, err := jema.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestInstant(t *testing.T) {
	skipped, twice := jema.Invalid("wall_time.skipped"), jema.Invalid("wall_time.twice")
	for _, c := range []struct {
		day   string
		clock jema.Clock
		utc   string
		err   error
	}{
		{"2027-04-10", 600, "2027-04-10T08:00:00Z", nil},
		{"2027-01-10", 600, "2027-01-10T09:00:00Z", nil},
		{"2027-04-10", 0, "2027-04-09T22:00:00Z", nil},
		{"2027-04-10", 1440, "2027-04-10T22:00:00Z", nil},
		{"2027-12-31", 1440, "2027-12-31T23:00:00Z", nil},
		{"2027-03-28", 119, "2027-03-28T00:59:00Z", nil},
		{"2027-03-28", 120, "", skipped},
		{"2027-03-28", 150, "", skipped},
		{"2027-03-28", 179, "", skipped},
		{"2027-03-28", 180, "2027-03-28T01:00:00Z", nil},
		{"2027-03-28", 1440, "2027-03-28T22:00:00Z", nil},
		{"2027-10-31", 119, "2027-10-30T23:59:00Z", nil},
		{"2027-10-31", 120, "", twice},
		{"2027-10-31", 150, "", twice},
		{"2027-10-31", 179, "", twice},
		{"2027-10-31", 180, "2027-10-31T02:00:00Z", nil},
	} {
		got, err := jema.Instant(day(t, c.day), c.clock, paris(t))
		if !errors.Is(err, c.err) || err == nil && got.UTC().Format(time.RFC3339) != c.utc {
			t.Errorf("%s %v is %v, %v; want %s, %v", c.day, c.clock, got.UTC(), err, c.utc, c.err)
		}
	}
}

func TestSpansAndIntervals(t *testing.T) {
	for _, c := range []struct {
		day      string
		from, to jema.Clock
		lasts    time.Duration
	}{
		{"2027-04-10", 600, 720, 2 * time.Hour},
		{"2027-04-10", 0, 1440, 24 * time.Hour},
		{"2027-04-10", 1380, 1440, time.Hour},
		{"2027-03-28", 60, 240, 2 * time.Hour}, // an hour is skipped in it
		{"2027-10-31", 60, 240, 4 * time.Hour}, // an hour is had twice
	} {
		s := jema.Span{Day: day(t, c.day), From: c.from, To: c.to}
		i, err := s.Interval(paris(t))
		if err != nil || i.End.Sub(i.Start) != c.lasts {
			t.Errorf("%v lasts %v, %v, want %v", s, i.End.Sub(i.Start), err, c.lasts)
		}
		if back := i.Span(paris(t)); back != s {
			t.Errorf("%v came back as %v", s, back)
		}
	}
	for _, s := range []jema.Span{{Day: day(t, "2027-03-28"), From: 150, To: 240}, {Day: day(t, "2027-10-31"),
		From: 60, To: 150}} {
		if i, err := s.Interval(paris(t)); jema.KindOf(err) != jema.KindInvalid {
			t.Errorf("%v is %v, %v: its wall time should be refused", s, i, err)
		}
	}
}

func TestDates(t *testing.T) {
	d := day(t, "2027-02-27")
	for n, want := range map[int]string{0: "2027-02-27", 2: "2027-03-01", -58: "2026-12-31", 366: "2028-02-28",
		367: "2028-02-29", 29: "2027-03-28", 30: "2027-03-29"} {
		got := d.AddDays(n)
		if got.String() != want || d.DaysUntil(got) != n || got.AddDays(-n) != d {
			t.Errorf("%v and %d days is %v, %d days away; want %s", d, n, got, d.DaysUntil(got), want)
		}
		if c := d.Compare(got); (c < 0) != (n > 0) || (c == 0) != (n == 0) {
			t.Errorf("%v against %v: %d", d, got, c)
		}
	}
	if d.Weekday() != time.Saturday || d.IsZero() || !(jema.Date{}).IsZero() {
		t.Errorf("%v is a %v", d, d.Weekday())
	}
	for date, valid := range map[jema.Date]bool{{Year: 2028, Month: 2, Day: 29}: true, {Year: 2027, Month: 2,
		Day: 29}: false,
		{Year: 2027, Month: 4, Day: 31}: false, {Year: 2027, Month: 13, Day: 1}: false} {
		if date.Valid() != valid {
			t.Errorf("%v valid: %v", date, !valid)
		}
	}
	for _, s := range []string{"", "2027-4-10", "2027-02-29", "10/04/2027", "2027-04-10T10:00"} {
		if d, err := jema.ParseDate(s); err == nil {
			t.Errorf("%q was read as %v", s, d)
		}
	}
	// The day that a moment shows where it is, not in Greenwich.
	if got := jema.DateOf(time.Date(2027, 4, 9, 23, 0, 0, 0, time.UTC).In(paris(t))); got.String() != "2027-04-10" {
		t.Errorf("one in the morning in Paris is %v", got)
	}
}

func TestADateInJSON(t *testing.T) {
	b, err := json.Marshal(map[string]jema.Date{"day": day(t, "2027-04-10")})
	if err != nil || string(b) != `{"day":"2027-04-10"}` {
		t.Errorf("%s, %v", b, err)
	}
	var back map[string]jema.Date
	if err := json.Unmarshal(b, &back); err != nil || back["day"] != day(t, "2027-04-10") {
		t.Errorf("%v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"day":"demain"}`), &back); err == nil {
		t.Error("tomorrow was read as a day")
	}
}

func TestClocksAndSpans(t *testing.T) {
	if c := jema.NewClock(9, 5); c.String() != "09:05" || c.Hour() != 9 || c.Minute() != 5 ||
		jema.Clock(1440).String() != "24:00" {
		t.Errorf("%v", c)
	}
	a := jema.Span{Day: day(t, "2027-04-10"), From: 600, To: 720}
	for i, later := range []jema.Span{{Day: a.Day, From: 600, To: 721}, {Day: a.Day, From: 601, To: 610},
		{Day: a.Day.AddDays(1), From: 0, To: 10}} {
		if a.Compare(later) >= 0 || later.Compare(a) <= 0 {
			t.Errorf("span %d does not come after %v", i, a)
		}
	}
	if same := a; a.Compare(same) != 0 || a.Minutes() != 120 {
		t.Errorf("%v lasts %d minutes", a, a.Minutes())
	}
}
