package plan

import "slices"

// instead reads « sauf le dimanche : 14h-18h » as a group of its own. Without
// the colon or brackets nothing distinguishes other hours from hours taken away.
func (w *grouper) instead(hours, except Item) *Fault {
	if w.current().lunch(hours) {
		w.current().without(except, hours)
		return nil
	}
	moves := !except.Closed && (hours.Hours.Led || w.current().shortened(hours)) // « sauf dimanche, fermeture à 17h »
	if except.Closed || !moves && hours.Gap != Colon && (!hours.Enclosed || except.Enclosed) && !w.onlyThen {
		switch w.frame.Picked(ExceptHours) {
		case 0:
			return NewFault(ExceptHours, except.Mark.To(hours.Mark))
		case 2:
			if hours.Hours.Form == Start && w.frame.Kind == Slots && !w.moreStarts {
				w.current().withoutStart(except, hours)
				return nil
			}
			if hours.Hours.Form != Between {
				return NewFault(ExceptHours, except.Mark.To(hours.Mark))
			}
			w.current().without(except, hours)
			return nil
		}
	}
	days := slices.Clone(except.Days)
	for i := range days {
		if moves && hours.Hours.Form == Until && days[i].Part == Afternoon {
			days[i].Part = 0 // « sauf jeudi après-midi, on ferme à 12h »
		}
	}
	next := &group{block: w.block, days: days, hours: []Item{hours}, parts: w.thenParts, except: &except}
	w.onlyThen, w.thenParts = false, nil
	w.groups = append(w.groups, next)
	return nil
}

// lunch reports whether the hours are around noon and within those of the group, so
// that « sauf dimanche 12h-14h » can only leave them out.
func (g *group) lunch(h Item) bool {
	if h.Hours.Form != Between || h.Gap == Colon || h.Hours.From < lunchFrom || h.Hours.To > lunchTo {
		return false
	}
	return slices.ContainsFunc(g.hours, func(o Item) bool {
		return o.Hours.Form == Between && o.Hours.From < h.Hours.From && h.Hours.To < o.Hours.To
	})
}

// shortened reports whether the hours are most of those of the group, which begins with
// them: « 10h-19h, sauf dimanche 10h-17h » leaves out no such stretch.
func (g *group) shortened(h Item) bool {
	if n := len(g.hours); n > 0 && h.Hours.Form == Until && h.Hours.Shift == 0 {
		// « sauf dimanche jusqu'à 17h »
		from, to := g.hours[0].Hours.From, g.hours[n-1].Hours.To
		return g.hours[n-1].Hours.Form == Between && h.Hours.To < to && 2*(h.Hours.To-from) > to-from
	}
	if len(g.hours) != 1 || g.hours[0].Hours.Form != Between || h.Hours.Form != Between {
		return false
	}
	all, part := g.hours[0].Hours, h.Hours
	return part.From == all.From && part.To < all.To && 4*(part.To-part.From) > 3*(all.To-all.From)
}

// lunchFrom and lunchTo are between when people have lunch.
const lunchFrom, lunchTo = 11*60 + 30, 14*60 + 30
