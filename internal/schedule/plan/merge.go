package plan

import (
	"slices"

	"jema/internal/jema"
)

// table collects the spans of the groups, day by day.
type table struct {
	days  []*tableDay
	free  bool
	frame Frame
}

type tableDay struct {
	date  jema.Date
	spans []jema.Span
	width int  // over how many days the group spoke that said them
	sweep bool // it named them without naming each

	replaced bool         // hours said of fewer days stand for those said before
	moved    map[Form]int // the ends that were moved, and over how many days
}

func (t *table) spans() []jema.Span {
	var out []jema.Span
	for _, d := range t.days {
		out = append(out, d.spans...)
	}
	slices.SortFunc(out, jema.Span.Compare)
	return out
}

func (t *table) day(d jema.Date) *tableDay {
	for _, td := range t.days {
		if td.date == d {
			return td
		}
	}
	td := &tableDay{date: d}
	t.days = append(t.days, td)
	return td
}

// add puts the spans of a group beside those of the groups before it.
func (t *table) add(g *group, found []jema.Span, f Frame) *Fault {
	t.free, t.frame = f.Kind == Free, f
	slices.SortFunc(found, jema.Span.Compare)
	for len(found) > 0 {
		date := found[0].Day
		n := 0
		for n < len(found) && found[n].Day == date {
			n++
		}
		some, fault := t.distinct(found[:n], g)
		if fault != nil {
			return fault
		}
		if fault := t.day(date).merge(some, len(g.on), t, g); fault != nil {
			return fault
		}
		found = found[n:]
	}
	return nil
}

// distinct drops spans given twice and refuses free hours that overlap.
func (t *table) distinct(day []jema.Span, g *group) ([]jema.Span, *Fault) {
	day = slices.Compact(slices.Clone(day))
	for i := 1; i < len(day); i++ {
		if t.clash(day[i-1], day[i]) {
			return nil, overlap(g, day[i-1], day[i])
		}
	}
	return day, nil
}

// clash reports whether two spans of a day cannot both be meant. Slots may run
// side by side, but one start has one duration.
func (t *table) clash(a, b jema.Span) bool {
	if t.free {
		return a.From < b.To && b.From < a.To
	}
	return a.From == b.From
}

func (t *table) covers(wide, narrow []jema.Span) bool {
	for _, n := range narrow {
		in := func(w jema.Span) bool { return w == n || t.free && w.From <= n.From && n.To <= w.To }
		if !slices.ContainsFunc(wide, in) {
			return false
		}
	}
	return true
}

// firstClash finds the first two spans that cannot both be meant, going through
// both sorted lists once.
func (t *table) firstClash(old, more []jema.Span) (a, b jema.Span, found bool) {
	for i, j := 0, 0; i < len(old) && j < len(more); {
		switch {
		case t.clash(old[i], more[j]):
			return old[i], more[j], true
		case old[i].From < more[j].From:
			i++
		default:
			j++
		}
	}
	return a, b, false
}

// merge adds the hours that one more group gives for this day. Hours beside those
// already given are added. Where they overlap, the same hours are the same, and
// hours given for fewer days replace the others if they leave none of them
// untouched and are not those of something that takes place; anything else may
// mean two things.
func (td *tableDay) merge(more []jema.Span, width int, t *table, g *group) *Fault {
	old := td.spans
	a, b, clash := t.firstClash(old, more)
	if td.chosen(more, clash && g.busy, t) {
		return nil
	}
	switch {
	case len(old) == 0, g.only && !g.onlyDays && width <= td.width:
		td.spans, td.width, td.sweep = more, width, g.sweeping()
	case !clash && td.sweep != g.sweeping() && !g.and && !g.onlyDays:
		return NewFault(AddOrReplace, g.hours[0].Mark).Day(td.date)
	case !clash:
		td.spans, td.width = append(slices.Clone(old), more...), min(td.width, width)
		slices.SortFunc(td.spans, jema.Span.Compare)
	case slices.Equal(old, more):
		td.width = min(td.width, width)
	case width < td.width && t.covers(more, old):
		td.spans, td.width, td.replaced = more, width, true
	case td.width < width && t.covers(old, more):
	case width < td.width && t.free && !g.busy && (touchesAll(more, old) || amongst(more, old)):
		td.spans, td.width, td.replaced = more, width, true
	default:
		return overlap(g, a, b)
	}
	return nil
}

// chosen settles an ambiguity if its answer was given: to add the
// hours or to leave those they lie in, or to replace the others by them.
func (td *tableDay) chosen(more []jema.Span, within bool, t *table) bool {
	way := max(t.frame.Picked(AddOrReplace), t.frame.Picked(Overlap))
	switch {
	case len(td.spans) == 0 || slices.Equal(td.spans, more) || way == 0:
		return false
	case way == 2:
		td.spans = more
	case !within || !t.covers(td.spans, more):
		td.spans = append(untouched(td.spans, more), more...)
	}
	slices.SortFunc(td.spans, jema.Span.Compare)
	return true
}

// untouched are the spans of old that no new one meets.
func untouched(old, more []jema.Span) []jema.Span {
	return slices.DeleteFunc(slices.Clone(old), func(o jema.Span) bool { return touchesAll(more, []jema.Span{o}) })
}

// amongst reports whether the new hours are some of the old ones: given once more
// of fewer days, they leave out the others.
func amongst(more, old []jema.Span) bool {
	return !slices.ContainsFunc(more, func(m jema.Span) bool { return !slices.Contains(old, m) })
}

// touchesAll reports whether no stretch of old is left untouched by the new ones:
// only then do they replace it implicitly.
func touchesAll(more, old []jema.Span) bool {
	for _, o := range old {
		if !slices.ContainsFunc(more, func(m jema.Span) bool { return m.From < o.To && o.From < m.To }) {
			return false
		}
	}
	return true
}

func overlap(g *group, a, b jema.Span) *Fault {
	m := g.hours[0].Mark
	for _, h := range g.hours {
		if h.Hours.From == b.From {
			m = h.Mark
		}
	}
	return NewFault(Overlap, m).Day(a.Day).Clock(a.From, a.To, b.From, b.To)
}
