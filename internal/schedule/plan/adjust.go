package plan

import (
	"slices"

	"jema/internal/jema"
)

// adjusts reports whether the group only moves an end of hours given elsewhere:
// « on Saturday until 19 h ».
func (g *group) adjusts(f Frame) bool {
	if f.Kind != Free || len(g.hours) != 1 {
		return false
	}
	form := g.completed(g.hours[0].Hours, f).Form
	return form == Since || form == Until
}

// adjust moves the beginning or the end of the hours of the group's days. Days
// without hours of their own take those of the group before, if these are one
// stretch.
func (t *table) adjust(g, before *group, f Frame) *Fault {
	h := g.hours[0]
	for _, on := range g.on {
		td := t.day(on.date)
		base := td.spans
		if len(base) == 0 && h.Hours.Form == Since && h.Hours.Shift == 0 && g.except == nil {
			return NewFault(OpenEnd, h.Mark).Clock(h.Hours.From) // nobody said until when
		}
		if len(base) == 0 && before != nil && len(before.hours) == 1 && before.hours[0].Hours.Form == Between {
			base = []jema.Span{{Day: on.date, From: before.hours[0].Hours.From, To: before.hours[0].Hours.To}}
		}
		if len(base) == 0 && g.except != nil && before != nil && len(before.hours) > 1 {
			// « 9h-12h / 14h-18h, sauf dimanche, fermeture à 17h »
			said, fault := before.pieces(f)
			if fault != nil {
				return fault
			}
			if base, fault = before.onDay(on.date, said, f); fault != nil {
				return fault
			}
		}
		moved, fault := h.move(base, g.mentionsPart())
		if fault != nil {
			return fault
		}
		if len(base) > 0 && td.settled(h.Hours.Form, len(g.on)) && !slices.Equal(base, moved) {
			a, b := last(base), last(moved)
			return NewFault(Overlap, h.Mark).Day(on.date).Clock(a.From, a.To, b.From, b.To)
		}
		td.move(h.Hours.Form, len(g.on))
		td.spans, td.width, td.sweep = moved, len(g.on), g.sweeping()
	}
	return nil
}

// restated reports whether every day of the first group, which has only one
// end, has its hours in another group.
func restated(groups []*group, f Frame) bool {
	for _, on := range groups[0].on {
		again := slices.ContainsFunc(groups[1:], func(g *group) bool {
			return !g.adjusts(f) && len(g.hours) > 0 && g.includes(on.date)
		})
		if !again {
			return false
		}
	}
	return true
}

// confirm wants the one end of the hours that a group gives to be theirs already.
func (t *table) confirm(g *group) *Fault {
	h := g.hours[0]
	for _, on := range g.on {
		base := t.day(on.date).spans
		moved, fault := h.move(base, g.mentionsPart())
		if fault != nil {
			return fault
		}
		if !slices.Equal(base, moved) {
			a, b := last(base), last(moved)
			return NewFault(Overlap, h.Mark).Day(on.date).Clock(a.From, a.To, b.From, b.To)
		}
	}
	return nil
}

// settled reports whether the day already has hours of its own, or an end that was
// moved of no more days than now: a second end contradicts them.
func (td *tableDay) settled(end Form, width int) bool {
	n, ok := td.moved[end]
	return td.replaced || ok && n <= width
}

// move notes that an end of the day's hours was moved, given for width days.
func (td *tableDay) move(end Form, width int) {
	if td.moved == nil {
		td.moved = map[Form]int{}
	}
	td.moved[end] = width
}

// shifted specifies where an end moves that only moves by some minutes.
func (h Hours) shifted(base []jema.Span) Hours {
	switch {
	case h.Shift == 0 || len(base) == 0:
	case h.Form == Until:
		h.To = base[len(base)-1].To + jema.Clock(h.Shift)
	default:
		h.From = base[0].From + jema.Clock(h.Shift)
	}
	h.From, h.To = max(h.From, 0), min(h.To, endOfDay)
	return h
}

// mentionsPart reports whether the group speaks of a part of the day.
func (g *group) mentionsPart() bool { return g.mentions(Morning) || g.mentions(Afternoon) }

// move returns the spans of a day with one end moved. An end that falls between
// two of them, or speaks of one part of the day, is refused with a question.
func (it Item) move(base []jema.Span, parted bool) ([]jema.Span, *Fault) {
	h := it.Hours.shifted(base)
	fault := NewFault(OpenEnd, it.Mark).Clock(h.From)
	if h.Form == Until {
		fault = NewFault(OpenStart, it.Mark).Clock(h.To)
	}
	if len(base) == 0 || parted {
		return nil, fault
	}
	out := slices.Clone(base)
	if h.Form == Until {
		for len(out) > 1 && out[len(out)-1].From >= h.To {
			out = out[:len(out)-1]
		}
		last := &out[len(out)-1]
		if h.To <= last.From || h.To > last.To && len(out) < len(base) {
			return nil, fault
		}
		last.To = h.To
		return out, nil
	}
	if h.Again {
		if len(out) != 2 || h.From < out[0].To || h.From >= out[1].To {
			return nil, fault
		}
		out[1].From = h.From
		return out, nil
	}
	for len(out) > 1 && out[0].To <= h.From {
		out = out[1:]
	}
	if h.From >= out[0].To || h.From < out[0].From && len(out) < len(base) {
		return nil, fault
	}
	out[0].From = h.From
	return out, nil
}
