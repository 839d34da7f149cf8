package plan

import (
	"slices"

	"jema/internal/jema"
)

// withoutStarts drops the starts of one day that are excepted by their hour:
// « 14h, 15h et 16h, sauf 16h le dimanche ». Each must be there.
func (g *group) withoutStarts(day []jema.Span, d jema.Date, f Frame) ([]jema.Span, *Fault) {
	for _, it := range g.takes {
		if len(it.Starts) == 0 {
			continue
		}
		t, fault := resolveTaken(it, f)
		if fault != nil {
			return nil, fault
		}
		if len(t.Days) > 0 && !slices.ContainsFunc(t.on, func(on dayPart) bool { return on.date == d }) {
			continue
		}
		for _, at := range it.Starts {
			n := len(day)
			day = slices.DeleteFunc(day, func(s jema.Span) bool { return s.From == at })
			if len(day) == n {
				return nil, NewFault(ExceptNothing, it.Mark)
			}
		}
	}
	return day, nil
}

// withoutStart turns an exception of days into one of a start on these days.
func (g *group) withoutStart(except, start Item) {
	g.amend(except, func(it *Item) { it.Starts = []jema.Clock{start.Hours.From} })
}

// takesStart reports whether the item excepts a start that the group has.
func (it Item) takesStart(g *group) bool {
	return slices.ContainsFunc(g.hours, func(h Item) bool {
		return slices.Contains(it.Starts, h.Hours.From) || h.Hours.Step > 0
	})
}
