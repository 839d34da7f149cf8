package plan

import "slices"

// halfOfAll refuses « samedi et dimanche 10h-18h, fermé le matin »: the part of the
// day is taken from every day that has hours in it, so that they contradict each
// other.
func halfOfAll(groups []*group, f Frame) *Fault {
	copied := func(it Item) bool { return it.Same }
	for _, g := range groups {
		if slices.ContainsFunc(g.hours, copied) {
			continue // « samedi idem, mais sans l'après-midi »
		}
		for _, it := range g.takes {
			if it.Kind != Except || len(it.Starts) > 0 || it.Part == 0 && partOf(it.Days) == 0 {
				continue
			}
			t, fault := resolveTaken(it, f)
			if fault != nil {
				return fault
			}
			spared := func(d dayPart) bool { return len(t.from(d.date)) == 0 }
			if !slices.ContainsFunc(g.on, spared) && t.touches(g) {
				return NewFault(HalfOfAll, it.Mark)
			}
		}
	}
	return nil
}
