package plan

import (
	"slices"

	"jema/internal/jema"
)

// longestHeading is more days than anybody lists above a programme.
const longestHeading = 31

// withoutHeading reads « le week-end : samedi 10h-19h, dimanche 10h-17h », where
// the days named first only announce those that follow: read without them, the
// rest has hours on exactly those days.
func withoutHeading(items []Item, f Frame, whole Mark) ([]jema.Span, bool) {
	first := slices.IndexFunc(items, func(it Item) bool { return it.Kind == OnDays })
	if first < 0 || slices.ContainsFunc(items[:first], func(it Item) bool { return it.Kind == AtHours }) {
		return nil, false
	}
	for _, it := range items[first+1:] {
		if it.Kind == Except || it.Kind == Pause {
			return nil, false // « tous les jours sauf mardi » is more than a heading
		}
		if it.Kind == OnDays || it.Kind == AtHours {
			break
		}
	}
	list := items[first].Days
	for n := 1; n <= min(len(list), longestHeading); n++ {
		on, fault := calendar{frame: f}.days(list[:n])
		if fault != nil || len(on) < 2 {
			continue
		}
		rest := slices.Clone(items)
		if n < len(list) {
			rest[first].Days = list[n:]
		} else {
			rest = slices.Delete(rest, first, first+1)
		}
		if spans, fault := resolve(rest, f, whole); fault == nil && onDays(spans, on) {
			return spans, true
		}
	}
	return nil, false
}

// onDays reports whether the spans lie on those days and leave none out.
func onDays(spans []jema.Span, on []dayPart) bool {
	var have, want []jema.Date
	for _, s := range spans {
		have = append(have, s.Day)
	}
	for _, d := range on {
		if d.part != 0 {
			return false
		}
		want = append(want, d.date)
	}
	slices.SortFunc(have, jema.Date.Compare)
	slices.SortFunc(want, jema.Date.Compare)
	return slices.Equal(slices.Compact(have), slices.Compact(want))
}

// headingApart refuses « le week-end : samedi 10h-18h », whose heading has days that
// nothing else speaks of. A range of dates only specifies which days are meant.
func headingApart(items []Item, f Frame) *Fault {
	for i := 1; i < len(items); i++ {
		head, it := items[i-1], items[i]
		both := head.Kind == OnDays && it.Kind == OnDays
		if dated := both && head.Days[0].Shape == Range && head.Days[0].From.Number != 0; !both || dated || it.Gap != Colon {
			continue
		}
		on, fault := calendar{frame: f}.days(head.Days)
		under, fault2 := calendar{frame: f}.days(it.Days)
		if fault != nil || fault2 != nil || sameDates(on, under) {
			continue
		}
		return NewFault(DaysTwice, head.Mark.To(it.Mark))
	}
	return nil
}

func sameDates(a, b []dayPart) bool {
	return slices.Equal(slices.Compact(datesOf(a)), slices.Compact(datesOf(b)))
}
