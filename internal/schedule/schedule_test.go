package schedule

import (
	"errors"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/text"
)

func date(s string) jema.Date {
	d, err := jema.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// edition is Tuesday 6 to Sunday 11 April 2027.
func edition(k Kind, minutes int) Frame {
	return Frame{From: date("2027-04-06"), To: date("2027-04-11"), Kind: k, Minutes: minutes}
}

// season is six weeks, Monday 22 March to Sunday 2 May 2027.
func season(k Kind) Frame { return Frame{From: date("2027-03-22"), To: date("2027-05-02"), Kind: k} }

// compact writes spans shortly, days with the same hours together:
// « sa10 di11 10:00-12:00 14:00-18:00 ».
func compact(spans []jema.Span) string {
	var days, hours []string
	for i, s := range spans {
		if i == 0 || spans[i-1].Day != s.Day {
			days = append(days, text.Weekday(s.Day)[:2]+s.Day.String()[8:])
			hours = append(hours, "")
		}
		hours[len(hours)-1] += " " + s.From.String() + "-" + s.To.String()
	}
	var out strings.Builder
	for i := range days {
		out.WriteString(days[i])
		if i+1 < len(days) && hours[i] == hours[i+1] {
			out.WriteString(" ")
			continue
		}
		out.WriteString(hours[i])
		if i+1 < len(days) {
			out.WriteString(" | ")
		}
	}
	return out.String()
}

// reading is a phrase and what it gives: compact spans, or « ✗ [words pointed
// at] both sentences ».
type reading struct {
	kind    Kind
	minutes int
	phrase  string
	want    string
}

func (r reading) got(f Frame) string {
	f.Kind, f.Minutes = r.kind, r.minutes
	spans, err := Parse(r.phrase, f)
	var p *ProblemError
	if errors.As(err, &p) {
		return plainSpaces("✗ [" + p.Words + "] " + p.Error())
	}
	return compact(spans)
}

func plainSpaces(s string) string {
	return strings.NewReplacer(text.NoBreak, " ", text.NarrowNoBreak, " ").Replace(s)
}

func checkAll(t *testing.T, f Frame, readings []reading) {
	t.Helper()
	for _, r := range readings {
		if got := r.got(f); got != r.want {
			t.Errorf("%q\n got %s\nwant %s", r.phrase, got, r.want)
		}
		f.Kind, f.Minutes = r.kind, r.minutes
		sound(t, r.phrase, f)
	}
}

func TestOpenings(t *testing.T) { checkAll(t, edition(Free, 0), openings) }
func TestForms(t *testing.T)    { checkAll(t, edition(Free, 0), forms) }
func TestSlots(t *testing.T)    { checkAll(t, edition(Free, 0), slots) }
func TestRefused(t *testing.T)  { checkAll(t, edition(Free, 0), refused) }
func TestSeason(t *testing.T)   { checkAll(t, season(Free), seasons) }

func TestOneDayNeedsNoDay(t *testing.T) {
	day := Frame{From: date("2027-04-10"), To: date("2027-04-10")}
	checkAll(t, day, []reading{
		{Free, 0, "10h-12h et 14h-18h", "sa10 10:00-12:00 14:00-18:00"},
		{Slots, 60, "10h, 11h30, 14h et 16h", "sa10 10:00-11:00 11:30-12:30 14:00-15:00 16:00-17:00"},
	})
}

func TestUnsoundFrame(t *testing.T) {
	for _, f := range []Frame{
		{},
		{From: date("2027-04-11"), To: date("2027-04-06")},
		{From: date("2027-04-06"), To: date("2029-04-06")},
		{From: date("2027-04-06"), To: date("2027-04-11"), Minutes: -1},
		{From: date("2027-04-06"), To: date("2027-04-11"), Minutes: 1441},
	} {
		_, err := Parse("samedi 10h-12h", f)
		var p *ProblemError
		if !errors.As(err, &p) || !strings.Contains(p.Message, "édition") {
			t.Errorf("%v: %v", f, err)
		}
	}
}

func TestLongTextIsRefusedInTime(t *testing.T) {
	for _, part := range []string{"samedi ", "10h-12h ", "9, ", "tous les jours 0h-24h ; ", "(1h)",
		"sauf lundi ", "-/", "é", "samedi : 10h ; sauf dimanche ; ", "a | b\n"} {
		for _, k := range []Kind{Free, Slots} {
			sound(t, strings.Repeat(part, 10_000/len(part)), edition(k, 0))
			_, err := Parse(strings.Repeat(part, 1_000_000/len(part)), edition(k, 0))
			soundProblem(t, strings.Repeat(part, 1_000_000/len(part)), err)
		}
	}
}
