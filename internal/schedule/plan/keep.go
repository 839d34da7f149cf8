package plan

import "jema/internal/jema"

// keeps reports whether the group only specifies which part of the day is left
// of hours given elsewhere: « on Wednesday only the afternoon ».
func (g *group) keeps() bool {
	return g.only && len(g.hours) == 0 && len(g.days) > 0 && g.partSaid() != 0
}

// partSaid is the one part of the day that the group names, 0 if it names none
// or several.
func (g *group) partSaid() Part {
	part := partOf(g.days)
	for _, it := range g.parts {
		if part != 0 && it.Part != part {
			return 0
		}
		part = it.Part
	}
	return part
}

// keep restricts the hours of the group's days to those of one part of the day.
// Hours that its edge would cut are refused with a question.
func (t *table) keep(g, before *group, f Frame) *Fault {
	part, m := g.partSaid(), g.days[0].Mark
	if len(g.parts) > 0 {
		m = g.parts[0].Mark
	}
	for _, on := range g.on {
		td := t.day(on.date)
		if len(td.spans) == 0 && before != nil && len(before.hours) > 0 && len(before.on) > 0 {
			// Days without hours take those given just before.
			said, fault := before.pieces(f)
			if fault != nil {
				return fault
			}
			if td.spans, fault = before.onDay(on.date, said, f); fault != nil {
				return fault
			}
		}
		var left []jema.Span
		for _, s := range td.spans {
			p := piece{from: s.From, to: s.To}
			switch {
			case t.free && s.From < noon && s.To > lateMorning:
				return NewFault(PartEdge, m)
			case p.fits(part):
				left = append(left, s)
			}
		}
		if len(left) == 0 {
			return NewFault(VaguePart, m)
		}
		td.spans, td.width = left, len(g.on)
	}
	return nil
}
