package plan

import "slices"

// bind gives steps and durations to the hours they belong to. A single one holds
// for the whole phrase. Of several, if the first stands before any hours, each
// holds for the hours after it; otherwise for the hours before it.
func bind(items []Item, f Frame) ([]Item, *Fault) {
	items = slices.Clone(items)
	for _, it := range items {
		if it.Kind != EveryStep && it.Kind != Lasting {
			continue
		}
		if f.Kind == Free && it.Kind == EveryStep {
			return nil, NewFault(StepInFree, it.Mark)
		}
		if it.Minutes <= 0 || it.Minutes > int(endOfDay) {
			return nil, NewFault(BadLength, it.Mark)
		}
		if f.Kind == Slots && it.Kind == Lasting && !it.Own && f.Minutes > 0 && it.Minutes != f.Minutes {
			return nil, NewFault(LengthConflict, it.Mark).Number(it.Minutes, f.Minutes)
		}
	}
	if f.Kind == Free && !startsAlone(items) {
		return items, nil
	}
	if rough, ok := first(items, Lasting); ok && rough.Vague {
		return nil, NewFault(Vague, rough.Mark)
	}
	if fault := lastingTwice(items); fault != nil {
		return nil, fault
	}
	spread(items, EveryStep, func(h *Hours, n int) { h.Step = n })
	spread(items, Lasting, func(h *Hours, n int) { h.Length = n })
	if f.Kind == Free {
		return items, checkAnnounced(items)
	}
	chain(items)
	sessions(items, f)
	return items, lengths(items)
}

// startsAlone reports whether all hours of a phrase are starts. Such starts, with a
// duration, are free hours. A start beside a range happens within the range.
func startsAlone(items []Item) bool {
	return !slices.ContainsFunc(items, func(it Item) bool { return it.Kind == AtHours && it.Hours.Form != Start })
}

// checkAnnounced refuses « three departures » where the starts of free hours do not
// add up to it, on one day or over several.
func checkAnnounced(items []Item) *Fault {
	starts := 0
	for _, it := range items {
		if it.Kind == AtHours {
			starts++
		}
	}
	for _, it := range items {
		if it.Kind == Announced && (starts == 0 || it.Number%starts != 0) {
			return NewFault(CountMismatch, it.Mark).Number(it.Number, starts)
		}
	}
	return nil
}

// lastingTwice refuses two different durations with no hours between them: only
// one can be meant.
func lastingTwice(items []Item) *Fault {
	var last *Item
	for i, it := range items {
		switch {
		case it.Kind == Lasting && last != nil && last.Minutes != it.Minutes:
			return NewFault(LengthConflict, it.Mark).Number(it.Minutes, last.Minutes)
		case it.Kind == Lasting:
			last = &items[i]
		case it.Kind == AtHours:
			last = nil
		}
	}
	return nil
}

// spread hands the minutes of every item of that kind to its hours.
func spread(items []Item, kind ItemKind, set func(*Hours, int)) {
	var at []int
	for i, it := range items {
		if it.Kind == kind {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return
	}
	firstHours := slices.IndexFunc(items, func(it Item) bool {
		return it.Kind == AtHours && (kind != EveryStep || it.Hours.Form != Start)
	})
	for i := range items {
		if items[i].Kind != AtHours {
			continue
		}
		if from := governs(items, at, i, at[0] < firstHours); from >= 0 {
			set(&items[i].Hours, items[from].Minutes)
		}
	}
}

// governs finds which of the items at these places holds for items[i], -1 if
// none does. A duration in brackets holds only for the start right before it,
// unless it ends a list of starts (endsList).
func governs(items []Item, at []int, i int, leading bool) int {
	if len(at) == 1 {
		return at[0]
	}
	if leading {
		n := len(at) - 1
		for n >= 0 && at[n] > i {
			n--
		}
		return at[max(n, 0)]
	}
	for _, a := range at {
		if a > i {
			if items[a].Own && a != i+1 && !endsList(items, i, a) {
				return -1
			}
			return a
		}
	}
	return -1
}

// endsList reports whether the duration in brackets at items[a] is the only one of the
// starts listed for the same days: « à 10h, 14h et 16h30 (1h) ».
func endsList(items []Item, i, a int) bool {
	first := i
	for first > 0 && items[first-1].Kind != OnDays {
		if items[first-1].Kind == Lasting {
			return false
		}
		first--
	}
	other := func(it Item) bool { return it.Kind != AtHours || it.Gap == Strong }
	return !slices.ContainsFunc(items[i+1:a], other) && (a+1 == len(items) || items[a+1].Kind == OnDays)
}

// lengths refuses hours without a duration where two or more durations stand in
// brackets.
func lengths(items []Item) *Fault {
	own := 0
	for _, it := range items {
		if it.Kind == Lasting && it.Own {
			own++
		}
	}
	for _, it := range items {
		if own > 1 && it.Kind == AtHours && it.Hours.Length == 0 {
			return NewFault(NoLength, it.Mark).Clock(it.Hours.From)
		}
	}
	return nil
}
