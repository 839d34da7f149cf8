package jema

import (
	"testing"
	"time"
)

func TestADayMovesToTheSameWeekday(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	day := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	edition := func(from, to string) Edition { return Edition{StartsOn: day(from), EndsOn: day(to), Zone: paris} }
	tuesdayToSunday, nextYear := edition("2027-04-06", "2027-04-11"), edition("2028-04-04", "2028-04-09")
	weekend, long := edition("2028-04-08", "2028-04-09"), edition("2029-04-06", "2029-04-15")
	for _, c := range []struct {
		from, to Edition
		day      string
		want     string // "" for none
	}{
		{tuesdayToSunday, nextYear, "2027-04-06", "2028-04-04"},
		{tuesdayToSunday, nextYear, "2027-04-11", "2028-04-09"},
		{tuesdayToSunday, weekend, "2027-04-10", "2028-04-08"},
		{tuesdayToSunday, weekend, "2027-04-09", ""}, // a Friday, of which a weekend has none
		{tuesdayToSunday, long, "2027-04-10", "2029-04-07"},
		{tuesdayToSunday, long, "2027-04-06", "2029-04-10"}, // the only Tuesday comes later
		{long, nextYear, "2029-04-07", "2028-04-08"},
		{long, nextYear, "2029-04-14", ""}, // the second Saturday
		{tuesdayToSunday, nextYear, "2027-04-05", ""},
	} {
		moved, ok := c.from.DayIn(c.to, day(c.day))
		if ok != (c.want != "") || ok && moved.String() != c.want {
			t.Errorf("%s moves to %s (%v), want %q", c.day, moved, ok, c.want)
		}
	}
	summer := edition("2027-03-23", "2027-03-28") // the clocks skip two to three on its Sunday
	at, err := Span{Day: day("2027-04-11"), From: 600, To: 720}.Interval(paris)
	if err != nil {
		t.Fatal(err)
	}
	moved, ok := tuesdayToSunday.IntervalIn(summer, at)
	if want := (Span{Day: day("2027-03-28"), From: 600, To: 720}); !ok || moved.Span(paris) != want {
		t.Errorf("ten to noon moves to %v", moved.Span(paris))
	}
	night, err := Span{Day: day("2027-04-11"), From: 150, To: 200}.Interval(paris)
	if err != nil {
		t.Fatal(err)
	}
	if moved, ok := tuesdayToSunday.IntervalIn(summer, night); ok {
		t.Errorf("half past two moves to %v, an hour that the clocks skip", moved)
	}
}
