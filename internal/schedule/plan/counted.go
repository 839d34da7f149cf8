package plan

import (
	"slices"

	"jema/internal/jema"
)

// counted settles what « les deux jours » means: the days that the rest of the phrase
// names, if they are as many. Where it announces them, or repeats days that wait for
// their hours, it is left out; elsewhere it becomes these days.
func counted(items []Item, f Frame) ([]Item, *Fault) {
	is := func(it Item) bool { return it.Kind == OnDays && it.Days[0].Shape == Counted }
	at := slices.IndexFunc(items, is)
	if at < 0 {
		return items, nil
	}
	var named []jema.Date
	for i, it := range items {
		if it.Kind != OnDays || i == at {
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
	if len(named) != items[at].Days[0].Count {
		return nil, NewFault(Relative, items[at].Mark)
	}
	out := slices.Clone(items)
	first := slices.IndexFunc(out, func(it Item) bool { return it.Kind == OnDays || it.Kind == AtHours })
	if first == at && at+1 < len(out) && out[at+1].Kind == OnDays || repeats(out, at) {
		if at+1 < len(out) {
			out[at+1].Gap = max(out[at+1].Gap, out[at].Gap)
		}
		return slices.Delete(out, at, at+1), nil
	}
	mark := out[at].Days[0].Mark
	out[at].Days = nil
	for _, d := range named {
		day := Day{Mark: mark, Number: d.Day, Month: int(d.Month), Year: d.Year}
		out[at].Days = append(out[at].Days, Days{Mark: mark, Shape: One, From: day})
	}
	return out, nil
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
