package schedule

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jema/internal/jema"
	"jema/internal/proptest"
)

// frames draws editions of 1 to 60 days, over the ends of months and years.
func frames() *rapid.Generator[Frame] {
	return rapid.Custom(func(t *rapid.T) Frame {
		from := jema.Date{Year: 2026, Month: time.January, Day: 1}.AddDays(rapid.IntRange(0, 1200).Draw(t, "first day"))
		f := Frame{From: from, To: from.AddDays(rapid.IntRange(0, 59).Draw(t, "more days"))}
		if rapid.Bool().Draw(t, "slots") {
			f.Kind = Slots
			f.Minutes = rapid.SampledFrom([]int{0, 0, 20, 30, 45, 60, 90, 420, 1440}).Draw(t, "minutes")
		}
		return f
	})
}

// days draws sorted, disjoint spans of one day, touching ones among them, and
// often departures at one step, which a printer writes in another way.
func daySpans(t *rapid.T, f Frame, d jema.Date) []jema.Span {
	var out []jema.Span
	step := rapid.SampledFrom([]int{1, 5, 15, 30, 60}).Draw(t, "grid")
	at := rapid.IntRange(0, 1430/step).Draw(t, "start") * step
	n := rapid.IntRange(1, 9).Draw(t, "spans")
	regular := rapid.Bool().Draw(t, "regular")
	length := 0
	for i := 0; i < n; i++ {
		if length == 0 || !regular {
			length = rapid.IntRange(1, max(1, 240/step)).Draw(t, "length") * step
			if f.Minutes > 0 && rapid.Bool().Draw(t, "known length") {
				length = f.Minutes
			}
		}
		if at+length > 24*60 {
			break
		}
		out = append(out, jema.Span{Day: d, From: jema.Clock(at), To: jema.Clock(at + length)})
		at += length + rapid.SampledFrom([]int{0, 0, 0, step, 60}).Draw(t, "pause")
	}
	return out
}

func spansIn(f Frame) *rapid.Generator[[]jema.Span] {
	return rapid.Custom(func(t *rapid.T) []jema.Span {
		var out []jema.Span
		length := f.From.DaysUntil(f.To) + 1
		few := rapid.IntRange(1, length).Draw(t, "one day in")
		var same []jema.Span
		for i := 0; i < length; i++ {
			d := f.From.AddDays(i)
			if rapid.IntRange(1, few).Draw(t, "here") != 1 {
				continue
			}
			if same == nil || rapid.Bool().Draw(t, "other hours") {
				same = daySpans(t, f, d)
			}
			for _, s := range same {
				out = append(out, jema.Span{Day: d, From: s.From, To: s.To})
			}
		}
		return out
	})
}

func TestPrintThenParse(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		f := frames().Draw(t, "edition")
		want := spansIn(f).Draw(t, "spans")
		if len(want) == 0 {
			return
		}
		phrase := Print(want, f)
		got, err := Parse(phrase, f)
		if err != nil {
			t.Fatalf("%s\n%v", phrase, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%s", phrase, diff)
		}
	})
}

// sound checks what every answer must hold, and that what was read can be
// printed and read again.
func sound(t *testing.T, phrase string, f Frame) {
	spans, err := Parse(phrase, f)
	if err != nil {
		soundProblem(t, phrase, err)
		return
	}
	if len(spans) == 0 || !slices.IsSortedFunc(spans, jema.Span.Compare) {
		t.Fatalf("%q: %d spans, unsorted or none", phrase, len(spans))
	}
	for i, s := range spans {
		if s.From < 0 || s.To > 24*60 || s.From >= s.To || s.Day.Compare(f.From) < 0 || s.Day.Compare(f.To) > 0 {
			t.Fatalf("%q: impossible span %v", phrase, s)
		}
		if i > 0 && f.Kind == Free && spans[i-1].Day == s.Day && spans[i-1].To > s.From {
			t.Fatalf("%q: %v overlaps %v", phrase, spans[i-1], s)
		}
	}
	printed := Print(spans, f)
	again, err := Parse(printed, f)
	if err != nil || !slices.Equal(spans, again) {
		t.Fatalf("%q\n%q\n%v\n%v %v", phrase, printed, spans, again, err)
	}
}

func soundProblem(t *testing.T, phrase string, err error) {
	var p *ProblemError
	switch {
	case !errors.As(err, &p):
		t.Fatalf("%q: %T is no ProblemError", phrase, err)
	case p.Start < 0 || p.Start > p.End || p.End > len(phrase) || phrase[p.Start:p.End] != p.Words:
		t.Fatalf("%q: %q at %d:%d", phrase, p.Words, p.Start, p.End)
	case p.Message == "" || strings.Count(p.Question, "?") != 1 || !strings.HasSuffix(p.Question, "?"):
		t.Fatalf("%q: says %q and asks %q", phrase, p.Message, p.Question)
	case !utf8.ValidString(p.Error()) || strings.ContainsAny(p.Error(), "\n\r\x00"):
		t.Fatalf("%q: %q is no line of text", phrase, p.Error())
	}
}

func FuzzParse(f *testing.F) {
	for _, table := range [][]reading{openings, forms, slots, refused, seasons} {
		for _, r := range table {
			f.Add(r.phrase, r.minutes)
		}
	}
	f.Add("Open Sat & Sun from 10.30 am to 6pm, April 10th, 1.5 hours each", 0)
	f.Add("Ven | Sam | Dim\n9h-12h | 14h-17h\n", 0)
	f.Add("\x00\xff samedi", 0)
	f.Add("(((((samedi/-/,:10h", -5)
	week, winter := edition(Free, 0), Frame{From: date("2027-12-20"), To: date("2028-02-06")}
	f.Fuzz(func(t *testing.T, phrase string, minutes int) {
		for _, frame := range []Frame{week, winter} {
			for _, kind := range []Kind{Free, Slots} {
				frame.Kind, frame.Minutes = kind, minutes
				if frame.Minutes < 0 || frame.Minutes > 1440 {
					_, err := Parse(phrase, frame)
					soundProblem(t, phrase, err)
					continue
				}
				sound(t, phrase, frame)
				if utf8.ValidString(phrase) && !utf8.ValidString(Move(phrase, frame, 52)) {
					t.Fatalf("%q: moved to invalid text", phrase)
				}
			}
		}
	})
}
