package plan

import (
	"slices"

	"jema/internal/jema"
)

// emptyPauses refuses « mardi 10h-18h, fermé dimanche 10h-17h »: a break on a day that has
// no hours it could cut may as well give that day its hours.
func emptyPauses(groups []*group, f Frame) *Fault {
	done := map[Mark]bool{}
	for _, g := range groups {
		for _, it := range g.takes {
			if it.Kind != Pause || len(it.Days) == 0 || done[it.Mark] {
				continue
			}
			done[it.Mark] = true
			named := it
			named.Days = slices.DeleteFunc(slices.Clone(it.Days), func(d Days) bool { return d.Shape != One })
			t, fault := resolveTaken(named, f)
			if fault != nil {
				return fault
			}
			for _, on := range t.on {
				cut := func(g *group) bool { return g.meetsPause(it.Hours, on.date) }
				if !slices.ContainsFunc(groups, cut) {
					return NewFault(ExceptHours, it.Mark)
				}
			}
		}
	}
	return nil
}

// meetsPause reports whether the group has hours on that day that the break meets. Hours
// with only one end may.
func (g *group) meetsPause(pause Hours, day jema.Date) bool {
	if !g.includes(day) {
		return false
	}
	return slices.ContainsFunc(g.hours, func(h Item) bool {
		return h.Hours.Form != Between || h.Hours.From < pause.To && pause.From < h.Hours.To
	})
}
