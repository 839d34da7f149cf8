package plan

import (
	"slices"

	"jema/internal/jema"
)

// counted settles what « les deux jours » means: the days that the rest of the phrase
// names, if they are as many. Where it announces them, or repeats days that wait for
// their hours, it is left out; elsewhere it becomes these days.
func counted(items []Item, f Frame) ([]Item, *Fault) {
	is := func(it Item) bool { return len(it.Days) > 0 && it.Days[0].Shape == Counted }
	at := slices.IndexFunc(items, is)
	if at < 0 {
		return items, nil
	}
	var named []jema.Date
	for i, it := range items {
		if it.Kind != OnDays || i == at || is(it) {
			continue
		}
		on, fault := calendar{frame: f}.days(it.Days)
		if fault != nil {
			return nil, fault
		}
		named = append(named, datesOf(on)...)
	}
	slices.SortFunc(named, jema.Date.Compare)
	named = slices.Compact(named)
	wrong := func(it Item) bool { return is(it) && it.Days[0].Count != len(named) }
	if slices.ContainsFunc(items, wrong) {
		return nil, NewFault(Relative, items[at].Mark)
	}
	out := slices.Clone(items)
	alone := func(it Item) bool { return is(it) && it.Kind == OnDays }
	if !alone(out[at]) || slices.ContainsFunc(out[at+1:], is) {
		return spelledOut(out, named, is), nil
	}
	first := slices.IndexFunc(out, func(it Item) bool { return it.Kind == OnDays || it.Kind == AtHours })
	if first == at && at+1 < len(out) && out[at+1].Kind == OnDays || repeats(out, at) {
		if at+1 < len(out) {
			out[at+1].Gap = max(out[at+1].Gap, out[at].Gap)
		}
		return slices.Delete(out, at, at+1), nil
	}
	return spelledOut(out, named, is), nil
}

// spelledOut names the days where they are only counted.
func spelledOut(items []Item, named []jema.Date, is func(Item) bool) []Item {
	for i := range items {
		if !is(items[i]) {
			continue
		}
		mark, part := items[i].Days[0].Mark, items[i].Days[0].Part
		items[i].Days = nil
		for _, d := range named {
			day := Day{Mark: mark, Number: d.Day, Month: int(d.Month), Year: d.Year}
			items[i].Days = append(items[i].Days, Days{Mark: mark, Shape: One, From: day, Part: part})
		}
	}
	return items
}

// repeats reports whether the days at items[at] are those of the statement before, which
// has no hours of its own yet: « les 10 et 11. Ouvert de 10h à 18h les deux jours ».
func repeats(items []Item, at int) bool {
	start := at
	for start > 0 && items[start].Gap != Strong {
		start--
	}
	if has(items[start:at], OnDays) || !has(items[:start], OnDays) {
		return false
	}
	return !has(items[:start], AtHours)
}
