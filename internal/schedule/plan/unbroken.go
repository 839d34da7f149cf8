package plan

import (
	"slices"

	"jema/internal/jema"
)

// longestBreak is how many minutes lie at most between two stretches of hours
// that « sans interruption » joins.
const longestBreak = 3 * 60

// withoutUnbroken takes the days out that are given as open without a break.
// What follows one of them retains the gap before it.
func withoutUnbroken(items []Item) (rest, unbroken []Item) {
	gap := NoGap
	for _, it := range items {
		if it.Kind == Unbroken {
			unbroken, gap = append(unbroken, it), max(gap, it.Gap)
			continue
		}
		it.Gap, gap = max(it.Gap, gap), NoGap
		rest = append(rest, it)
	}
	return rest, unbroken
}

// join makes one stretch of the hours of the days that are open without a break.
func join(spans []jema.Span, unbroken []Item, f Frame) ([]jema.Span, *Fault) {
	for _, it := range unbroken {
		on, fault := calendar{frame: f}.days(it.Days)
		if fault != nil {
			return nil, fault
		}
		for _, d := range on {
			if spans, fault = joinDay(spans, d, it, f); fault != nil {
				return nil, fault
			}
		}
	}
	return spans, nil
}

func joinDay(spans []jema.Span, d dayPart, it Item, f Frame) ([]jema.Span, *Fault) {
	var day, rest []jema.Span
	for _, s := range spans {
		if s.Day == d.date {
			day = append(day, s)
		} else {
			rest = append(rest, s)
		}
	}
	if len(day) == 0 || d.part != 0 || f.Kind == Slots {
		return nil, NewFault(NoHours, it.Mark)
	}
	for i := 1; i < len(day); i++ {
		if day[i].From-day[i-1].To > longestBreak {
			return nil, NewFault(Doubtful, it.Mark)
		}
	}
	day[0].To = day[len(day)-1].To
	rest = append(rest, day[0])
	slices.SortFunc(rest, jema.Span.Compare)
	return rest, nil
}
