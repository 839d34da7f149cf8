package plan

import "slices"

// halves gives days that only name a part of the day the hours given for that part
// before all days: « Matin : 9h-12h. Après-midi : 14h-18h. Mardi : matin. »
func halves(items []Item) []Item {
	items = definedFirst(items)
	first := slices.IndexFunc(items, func(it Item) bool { return it.Kind == OnDays })
	if first < 2 || items[first].Gap != Strong {
		return items
	}
	defined, ok := definitions(items[:first])
	if !ok {
		return items
	}
	var out []Item
	for i := first; i < len(items); {
		j := i + 1
		for j < len(items) && items[j].Kind != OnDays && items[j].Gap != Strong {
			j++
		}
		said, ok := spelled(items[i:j], defined)
		if !ok {
			return items
		}
		out = append(out, said...)
		i = j
	}
	return out
}

// definedFirst puts the hours of the parts of the day before the days where they come
// last: « Samedi toute la journée, dimanche le matin seulement. Le matin 9h-12h,
// l’après-midi 14h-18h ».
func definedFirst(items []Item) []Item {
	n := len(items)
	for n > 0 && (items[n-1].Kind == InPart || items[n-1].Kind == AtHours) {
		n--
	}
	for n < len(items) && items[n].Gap != Strong {
		n++ // a part of the day that belongs to the days before
	}
	if n == 0 || n == len(items) || items[0].Kind != OnDays || has(items[:n], AtHours) {
		return items
	}
	if _, ok := definitions(items[n:]); !ok {
		return items
	}
	out := append(slices.Clone(items[n:]), items[:n]...)
	out[len(items)-n].Gap = Strong
	return out
}

// definitions reads the hours of each part of the day, and nothing else.
func definitions(items []Item) (map[Part][]Item, bool) {
	out := map[Part][]Item{}
	var part Part
	for _, it := range items {
		switch {
		case it.Kind == InPart && out[it.Part] == nil:
			part = it.Part
		case it.Kind == AtHours && part != 0 && it.Hours.Form == Between && it.Hours.fits(part):
			out[part] = append(out[part], it)
		default:
			return nil, false
		}
	}
	return out, len(out) > 0
}

// spelled writes the hours of one statement of days; false if it names no part of
// the day for some of them, or one without hours.
func spelled(items []Item, defined map[Part][]Item) ([]Item, bool) {
	if items[0].Kind != OnDays || has(items, AtHours) {
		return items, true
	}
	if has(items, Except) {
		return wholeDays(items, defined)
	}
	var after []Part
	for _, it := range items[1:] {
		switch it.Kind {
		case InPart:
			after = append(after, it.Part)
		case WholeDay:
			after = append(after, Morning, Afternoon)
		case Only:
		default:
			return nil, false
		}
	}
	var out []Item
	list := items[0].Days
	// « mardi matin, samedi matin et après-midi »
	ofLast := slices.ContainsFunc(list, func(d Days) bool { return d.Part != 0 })
	for n, d := range list {
		var parts []Part
		if d.Part != 0 {
			parts = append(parts, d.Part)
		}
		if !ofLast || n+1 == len(list) {
			parts = append(parts, after...)
		}
		d.Part = 0
		out = append(out, Item{Mark: d.Mark, Kind: OnDays, Gap: Strong, Days: []Days{d}})
		for _, p := range parts {
			for _, h := range defined[p] {
				h.Gap = Weak
				out = append(out, h)
			}
		}
		if len(parts) == 0 || out[len(out)-1].Kind == OnDays {
			return nil, false
		}
	}
	return out, true
}

// wholeDays gives days that name no part of the day the hours of all parts, less
// what is excepted: « tous les jours, sauf le vendredi matin ».
func wholeDays(items []Item, defined map[Part][]Item) ([]Item, bool) {
	other := func(it Item) bool { return it.Kind != OnDays && it.Kind != Except }
	if slices.ContainsFunc(items, other) || partOf(items[0].Days) != 0 || items[1].Kind != Except {
		return nil, false
	}
	out := []Item{items[0]}
	for _, p := range []Part{Morning, Afternoon, Evening} {
		for _, h := range defined[p] {
			h.Gap = Weak
			out = append(out, h)
		}
	}
	return append(out, items[1:]...), true
}

// addedDays puts days behind the hours of an addition or a closing before them where
// days lead: « tous les jours à 11h, plus une à 17h le samedi », « fermeture à 18h le
// dimanche et à 20h le vendredi ».
func addedDays(items []Item) []Item {
	lead, _ := first(items, OnDays, AtHours)
	items = slices.Clone(items)
	for i := 1; i+1 < len(items) && lead.Kind == OnDays; i++ {
		h, d := items[i], items[i+1]
		closing := func(it Item) bool { return it.Kind == AtHours && it.Hours.Form == Until && it.Hours.Led }
		ends := i+2 == len(items) || items[i+2].Gap == Strong || closing(items[i+2])
		if h.Kind != AtHours || !h.Adds && !closing(h) || d.Kind != OnDays || d.Gap != NoGap || !ends {
			continue
		}
		d.Gap, d.Adds, d.And = h.Gap, true, h.And
		h.Gap, h.Adds, h.And = NoGap, false, false
		items[i], items[i+1] = d, h
	}
	return items
}
