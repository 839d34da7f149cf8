package plan

import (
	"slices"

	"jema/internal/jema"
)

// through lets the last departure start at the end of a range that a last
// departure is given to start at.
func (g *group) through(h Hours, f Frame) Hours {
	if f.Kind != Slots || h.Form != Between || h.Step == 0 {
		return h
	}
	atEnd := func(b Item) bool { return b.Kind == LastAt && b.Hours.From == h.To }
	if slices.ContainsFunc(g.bounds, atEnd) || f.Picked(LastStart) == 2 && h.endsOnStep() {
		h.Through = true
	}
	return h
}

// longStep is from how many minutes on visits are no short ones.
const longStep = 60

// endsOnStep reports whether a departure would fall on the end of the range.
func (h Hours) endsOnStep() bool { return (h.To-h.From)%jema.Clock(h.Step) == 0 }

// lastUnclear reports whether « toutes les heures de 14h à 17h », of one hour each,
// leaves open that one starts at 17 h: nothing else in the phrase settles it, and
// the duration was unknown before. Short visits that follow each other end
// with their range.
func (g *group) lastUnclear(h Hours, f Frame) bool {
	started := func(it Item) bool { return it.Hours.Form == Start }
	settled := len(g.bounds) > 0 || len(g.counts) > 0 || slices.ContainsFunc(g.hours, started)
	long := h.Step >= longStep && (h.Length == 0 || h.Length == h.Step)
	settled = settled || h.Filled || h.Through || f.Minutes > 0 || f.Picked(LastStart) > 0
	return long && !settled && h.To < endOfDay && h.endsOnStep()
}
