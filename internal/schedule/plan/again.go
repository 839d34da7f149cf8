package plan

import (
	"slices"

	"jema/internal/jema"
)

// repeat replaces « the same » by the hours given last before it. Where days
// lead and it is before its days, its hours go behind them.
func repeat(items []Item) ([]Item, *Fault) {
	if !has(items, Again) {
		return items, nil
	}
	lead, _ := first(items, OnDays, AtHours)
	var out []Item
	for i := 0; i < len(items); i++ {
		it := items[i]
		if it.Kind != Again {
			out = append(out, it)
			continue
		}
		if len(it.Days) == 0 && !has(out, AtHours) && i+2 < len(items) && items[i+1].Kind == OnDays &&
			items[i+2].Kind == AtHours {
			continue // « mêmes horaires samedi et dimanche : 10h-18h »
		}
		days := awaiting(out)
		if days == nil && lead.Kind == OnDays && i+1 < len(items) && items[i+1].Kind == OnDays {
			i++
			next := items[i]
			next.Gap = max(next.Gap, it.Gap)
			days = next.Days
			out = append(out, next)
			if i+1 < len(items) && items[i+1].Kind == AtHours && items[i+1].Hours.Form == Between && items[i+1].Gap == NoGap {
				return nil, NewFault(NoDays, items[i+1].Mark) // « idem dim. vendredi 18h-22h »
			}
		} else if days == nil && lead.Kind == OnDays {
			return nil, NewFault(NoDays, it.Mark)
		}
		copies, fault := again(it, out, days)
		if fault != nil {
			return nil, fault
		}
		copies, n, fault := butFor(copies, items[i+1:])
		if fault != nil {
			return nil, fault
		}
		out = append(out, copies...)
		i += n
	}
	return out, nil
}

// butFor changes copied hours as the next items specify, and returns how many of them it
// took: « the same, but until 17 h », « the same, but only the afternoon ».
func butFor(copies, next []Item) ([]Item, int, *Fault) {
	switch {
	case len(next) == 0 || next[0].Gap == Strong:
	case next[0].Kind == AtHours && (next[0].Hours.Form == Until || next[0].Hours.Form == Since):
		moved, fault := endAt(copies, next[0])
		if fault == nil && len(next) > 1 && next[1].Gap != Strong && next[1].Kind == AtHours &&
			next[1].Hours.Form+next[0].Hours.Form == Until+Since {
			moved, fault = endAt(moved, next[1])
			return moved, 2, fault
		}
		return moved, 1, fault
	case onlyPart(next):
		part, _ := first(next[:2], InPart)
		left := slices.DeleteFunc(slices.Clone(copies), func(c Item) bool {
			return c.Kind == AtHours && !c.Hours.fits(part.Part)
		})
		if !has(left, AtHours) {
			return nil, 0, NewFault(VaguePart, part.Mark)
		}
		return left, 2, nil
	}
	return copies, 0, nil
}

// onlyPart reports whether « only the afternoon » comes next, in either order.
func onlyPart(next []Item) bool {
	if len(next) < 2 || next[1].Gap == Strong {
		return false
	}
	a, b := next[0].Kind, next[1].Kind
	return a == InPart && b == Only || a == Only && b == InPart
}

// awaiting returns the days given last, if no hours follow them yet.
func awaiting(items []Item) []Days {
	for i := len(items) - 1; i >= 0; i-- {
		switch items[i].Kind {
		case OnDays:
			return items[i].Days
		case AtHours:
			return nil
		}
	}
	return nil
}

// again copies the hours and breaks that were given last, those of one part of
// the day if the days that take them are parts of days.
func again(it Item, before []Item, days []Days) ([]Item, *Fault) {
	end := len(before)
	if len(it.Days) > 0 {
		if end = hoursOf(before, it.Days[0]); end == 0 {
			return nil, NewFault(NoHours, it.Mark)
		}
	}
	start := end
	for start > 0 && before[start-1].Kind != AtHours {
		start--
	}
	for start > 0 && before[start-1].Kind != OnDays && before[start-1].Kind != Except {
		start--
	}
	part := partOf(days)
	var out []Item
	for _, b := range before[start:end] {
		if b.Kind != AtHours && (b.Kind != Pause || len(b.Days) > 0) || b.Kind == AtHours && !b.Hours.fits(part) {
			continue
		}
		b.Mark, b.Gap, b.And, b.Enclosed, b.Same = it.Mark, Weak, false, false, true
		if len(out) == 0 {
			b.Gap, b.And = it.Gap, it.And
		}
		out = append(out, b)
	}
	if !slices.ContainsFunc(out, func(o Item) bool { return o.Kind == AtHours }) {
		return nil, NewFault(NoHours, it.Mark)
	}
	return out, nil
}

// hoursOf returns the end of what was given for the days that name this one.
func hoursOf(items []Item, d Days) int {
	found := 0
	for i, it := range items {
		if it.Kind != OnDays {
			continue
		}
		names := slices.ContainsFunc(it.Days, func(o Days) bool {
			return o.Shape == One && (d.From.Named && o.From.Named && o.From.Weekday == d.From.Weekday || d.From.Number != 0 &&
				o.From.Number == d.From.Number)
		})
		if !names {
			continue
		}
		for found = i + 1; found < len(items) && items[found].Kind != OnDays; found++ {
		}
	}
	return found
}

// endAt moves one end of copied hours: « the same, but until 17 h », « from 11 h ».
func endAt(copies []Item, until Item) ([]Item, *Fault) {
	if until.Hours.Form == Since {
		return startAt(copies, until)
	}
	last := &copies[len(copies)-1].Hours
	if until.Hours.Shift != 0 {
		until.Hours.To = min(last.To+jema.Clock(until.Hours.Shift), endOfDay)
	}
	if until.Hours.To <= last.From {
		return nil, NewFault(OpenStart, until.Mark).Clock(until.Hours.To)
	}
	last.To = until.Hours.To
	return copies, nil
}

// startAt moves the beginning of copied hours.
func startAt(copies []Item, since Item) ([]Item, *Fault) {
	i := slices.IndexFunc(copies, func(c Item) bool { return c.Kind == AtHours })
	first := &copies[i].Hours
	if since.Hours.Shift != 0 {
		since.Hours.From = max(first.From+jema.Clock(since.Hours.Shift), 0)
	}
	if first.Form != Between || since.Hours.From >= first.To || since.Hours.Again {
		return nil, NewFault(OpenEnd, since.Mark).Clock(since.Hours.From)
	}
	first.From = since.Hours.From
	return copies, nil
}

// partOf returns the part of the day that all days share.
func partOf(days []Days) Part {
	if len(days) == 0 || slices.ContainsFunc(days, func(d Days) bool { return d.Part != days[0].Part }) {
		return 0
	}
	return days[0].Part
}

func (h Hours) fits(part Part) bool { return piece{from: h.From, to: h.To}.fits(part) }
