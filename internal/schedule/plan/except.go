package plan

import (
	"slices"

	"jema/internal/jema"
)

// taken is an Except or Pause with its days resolved.
type taken struct {
	Item
	on []dayPart // every day if the item names none
}

func resolveTaken(it Item, f Frame) (taken, *Fault) {
	t := taken{Item: it}
	if len(it.Days) == 0 {
		return t, nil
	}
	on, fault := calendar{frame: f, excepted: true, closed: it.Closed}.days(it.Days)
	t.on = on
	return t, fault
}

// from returns what the item takes from that day: nothing, a part of the day
// (0: all of it), or for a Pause its hours.
func (t taken) from(d jema.Date) (parts []Part) {
	if len(t.Days) == 0 {
		return []Part{t.Part}
	}
	for _, on := range t.on {
		if on.date == d {
			parts = append(parts, on.part)
		}
	}
	return parts
}

// takeAway removes exceptions and breaks from the hours of one day.
func (g *group) takeAway(pieces []piece, d jema.Date, f Frame) ([]piece, *Fault) {
	for _, it := range g.takes {
		if len(it.Starts) > 0 {
			continue // see withoutStarts
		}
		t, fault := resolveTaken(it, f)
		if fault != nil {
			return nil, fault
		}
		for _, part := range t.from(d) {
			if pieces, fault = t.cut(pieces, part); fault != nil {
				return nil, fault
			}
		}
	}
	return pieces, nil
}

func (t taken) cut(pieces []piece, part Part) ([]piece, *Fault) {
	var out []piece
	for _, p := range pieces {
		from, to, fault := t.stretch(p, part)
		if fault != nil {
			return nil, fault
		}
		if p.start {
			kept, fault := t.cutStart(p, from, to)
			if fault != nil {
				return nil, fault
			}
			out = append(out, kept...)
			continue
		}
		out = append(out, p.without(from, to)...)
	}
	return out, nil
}

// without returns what is left of a stretch.
func (p piece) without(from, to jema.Clock) []piece {
	if to <= p.from || p.to <= from {
		return []piece{p}
	}
	var out []piece
	if p.from < from {
		before := p
		before.to, before.through = from, false
		out = append(out, before)
	}
	if to < p.to {
		after := p
		after.from = to
		out = append(out, after)
	}
	return out
}

// cutStart drops a start that falls in an excepted part of the day. A start
// that somebody wrote down and a break that covers it contradict each other.
func (t taken) cutStart(p piece, from, to jema.Clock) ([]piece, *Fault) {
	if t.Kind == Pause {
		if p.from < to && from < p.from+jema.Clock(p.length) {
			return nil, NewFault(StartInPause, p.Mark).Clock(p.from)
		}
		return []piece{p}, nil
	}
	if from <= p.from && p.from < to {
		return nil, nil
	}
	return []piece{p}, nil
}

// stretch returns what is to be taken from p. Hours of the morning belong to it
// to their end, be that half past twelve: half a day takes nothing from the
// other half. Hours of the whole day are cut at noon. Where the afternoon ends
// and the evening begins is undefined, so hours that such an edge would cut are
// refused.
func (t taken) stretch(p piece, part Part) (from, to jema.Clock, fault *Fault) {
	if t.Kind == Pause {
		return t.Hours.From, t.Hours.To, nil
	}
	edge := NewFault(PartEdge, t.Mark)
	morning := p.from < noon && p.to <= lateMorning
	switch part {
	case Morning:
		if morning && !p.start {
			return 0, p.to, nil
		}
		return 0, noon, nil
	case Afternoon:
		if p.to > eightPM || p.from >= sixPM {
			return 0, 0, edge
		}
		if morning && !p.start {
			return endOfDay, endOfDay, nil
		}
		return noon, endOfDay, nil
	case Evening:
		if p.from < sixPM && p.to > sixPM || p.start && p.from >= fivePM && p.from < sixPM {
			return 0, 0, edge
		}
		return sixPM, endOfDay, nil
	}
	return 0, endOfDay, nil
}

// scope settles which groups the exceptions concern that come last in a
// block of several groups, or in a statement of their own.
func scope(groups []*group, after []exception, f Frame) *Fault {
	if fault := elsewhere(groups, f); fault != nil {
		return fault
	}
	for i, g := range groups {
		for _, it := range g.loose {
			var others []*group
			for j, o := range groups {
				if j != i && o.block == g.block {
					others = append(others, o)
				}
			}
			if fault := settle(it, g, others, f); fault != nil {
				return fault
			}
		}
	}
	for _, ex := range after {
		for _, g := range groups {
			if g.block < ex.until {
				g.takes = append(g.takes, ex.Item)
			}
		}
	}
	return nil
}

// elsewhere gives an exception that names days of other groups alone to these.
func elsewhere(groups []*group, f Frame) *Fault {
	for _, g := range groups {
		for _, it := range slices.Clone(g.takes) {
			t, fault := resolveTaken(it, f)
			if fault != nil {
				return fault
			}
			if len(it.Days) == 0 || t.meets(g) {
				continue
			}
			for _, o := range groups {
				if o != g && t.meets(o) && !slices.ContainsFunc(o.takes, func(x Item) bool { return x.Mark == it.Mark }) {
					o.takes = append(o.takes, it)
				}
			}
		}
	}
	return nil
}

// meets reports whether the item names a day of the group.
func (t taken) meets(g *group) bool {
	return slices.ContainsFunc(g.on, func(d dayPart) bool { return len(t.from(d.date)) > 0 })
}

// settle gives a loose exception to its own group, or to the others if only
// they can be meant. If both can, it returns a question.
func settle(it Item, own *group, others []*group, f Frame) *Fault {
	t, fault := resolveTaken(it, f)
	if fault != nil {
		return fault
	}
	others = slices.DeleteFunc(others, func(o *group) bool { return !t.touches(o) })
	switch {
	case len(others) == 0:
		own.takes = append(own.takes, it)
	case t.touches(own) && f.Picked(ExceptWhich) == 0:
		return NewFault(ExceptWhich, it.Mark)
	case t.touches(own) && f.Picked(ExceptWhich) == 1:
		own.takes = append(own.takes, it)
	case t.touches(own):
		own.takes = append(own.takes, it)
		for _, o := range others {
			o.takes = append(o.takes, it)
		}
	default:
		for _, o := range others {
			o.takes = append(o.takes, it)
		}
	}
	return nil
}

// touches reports whether the item would change the hours of a group.
func (t taken) touches(g *group) bool {
	for _, d := range g.on {
		for _, part := range t.from(d.date) {
			if len(t.Starts) > 0 && t.takesStart(g) {
				return true
			}
			if len(t.Starts) > 0 {
				continue
			}
			if t.Kind == Except && part == 0 {
				return true
			}
			for _, h := range g.hours {
				from, to, fault := t.stretch(piece{from: h.Hours.From, to: max(h.Hours.From+1, h.Hours.To)}, part)
				if fault != nil || h.Hours.From < to && from < max(h.Hours.From+1, h.Hours.To) {
					return true
				}
			}
		}
	}
	return false
}

// closedAndOpen refuses a day that one statement names as closed and another
// names with hours.
func closedAndOpen(groups []*group, f Frame) *Fault {
	done := map[Mark]bool{} // exceptions that other hours replace, and closings compared with all groups
	for _, g := range groups {
		if g.except != nil {
			done[g.except.Mark] = true
		}
	}
	for i, g := range groups {
		for _, it := range g.takes {
			if it.Kind != Except || len(it.Starts) > 0 || len(it.Days) == 0 || partOf(it.Days) != 0 || done[it.Mark] {
				continue
			}
			within := groups[i : i+1]
			if it.Closed {
				within, done[it.Mark] = groups, true
			}
			for _, o := range within {
				m, ok := o.opens(it, f)
				if ok && len(o.hours) > 0 && (len(g.on) > 1 || it.Closed) {
					return NewFault(ClosedAndOpen, m)
				}
			}
		}
	}
	return nil
}

// emptyExceptions refuses « sauf samedi : 10h-12h » where Saturday is no day of
// the others: it is unclear what it is an exception to.
func emptyExceptions(groups []*group, _ Frame) *Fault {
	for _, g := range groups {
		if g.except == nil {
			continue
		}
		meets := func(o *group) bool {
			return o != g && slices.ContainsFunc(o.on, func(d dayPart) bool { return g.includes(d.date) })
		}
		if !slices.ContainsFunc(groups, meets) {
			return NewFault(ExceptNothing, g.except.Mark)
		}
	}
	return nil
}

// opens reports whether the group names as open one of the days that the item
// takes away: by itself, or if it closes them as an end of a range or half of a
// week-end.
func (g *group) opens(it Item, f Frame) (Mark, bool) {
	if m, ok := g.names(it, f); ok {
		return m, true
	}
	for _, d := range g.days {
		for _, t := range it.Days {
			if t.Part != 0 {
				continue // half a day taken leaves it open
			}
			if t.Shape == One && (d.ends(t.From) || d.Shape == Weekend && t.From.Named && t.From.Weekday%6 == 0) ||
				t.Shape == Weekend && d.endsAtWeekend() {
				return d.Mark, true
			}
		}
	}
	return Mark{}, false
}

// ends reports whether a range of days names that one as its first or last.
func (d Days) ends(day Day) bool {
	same := func(end Day) bool {
		return end.Named && day.Named && end.Weekday == day.Weekday || end.Number != 0 && end.Number == day.Number
	}
	return d.Shape == Range && (same(d.From) || same(d.To))
}

// endsAtWeekend reports whether a range of days names a Saturday or a Sunday.
func (d Days) endsAtWeekend() bool {
	rests := func(end Day) bool { return end.Named && end.Weekday%6 == 0 }
	return d.Shape == Range && (rests(d.From) || rests(d.To))
}

// names reports whether the group names one of the days that the item takes away,
// by its weekday or by its date.
func (g *group) names(it Item, f Frame) (Mark, bool) {
	for _, t := range it.Days {
		if t.Shape != One || t.Part != 0 {
			continue
		}
		for i, d := range g.days {
			same := t.From.Named && t.From.Weekday == d.From.Weekday && d.From.Named || t.From.Number != 0 &&
				t.From.Number == d.From.Number
			if d.Shape == One && (same || sameDay(g.days, i, t, f)) {
				return d.Mark, true
			}
		}
	}
	return Mark{}, false
}

// sameDay reports whether the day list[i] and the excepted one are the same, named
// in different ways: « les 10 et 11 avril, fermé dimanche ».
func sameDay(list []Days, i int, excepted Days, f Frame) bool {
	day, fault := calendar{frame: f}.one(list, i)
	off, fault2 := calendar{frame: f, excepted: true, closed: true}.days([]Days{excepted})
	return fault == nil && fault2 == nil && len(day) == 1 && len(off) == 1 && day[0] == off[0].date
}

// lastExcept returns an exception of days that directly precedes.
func lastExcept(items []Item) (Item, bool) {
	for i := len(items) - 1; i >= 0; i-- {
		switch items[i].Kind {
		case Except:
			return items[i], len(items[i].Days) > 0
		case OnDays, AtHours, Pause:
			return Item{}, false
		}
	}
	return Item{}, false
}

// without turns an exception of days into one of their hours only.
func (g *group) without(except, hours Item) {
	g.amend(except, func(it *Item) { it.Kind, it.Hours = Pause, hours.Hours })
}

// amend changes an exception wherever the group has it.
func (g *group) amend(except Item, change func(*Item)) {
	for i := range g.takes {
		if g.takes[i].Mark == except.Mark {
			change(&g.takes[i])
		}
	}
}
