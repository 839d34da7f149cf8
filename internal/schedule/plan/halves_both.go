package plan

import "slices"

// bothHalves gives a day that names two parts, « samedi matin et après-midi », both of
// them where other days name a part as well: each day then takes the hours of its own
// parts, and none those that only another day has.
func bothHalves(items []Item) []Item {
	var out []Item
	for i := 0; i < len(items); {
		if items[i].Kind != OnDays {
			out = append(out, items[i])
			i++
			continue
		}
		n := i + 1
		for n < len(items) && items[n].Gap != Strong && (items[n].Kind == OnDays || items[n].Kind == InPart ||
			items[n].Kind == Only && has(items[n:], OnDays)) {
			n++
		}
		out = append(out, withHalves(items[i:n])...)
		i = n
	}
	return out
}

// withHalves moves the parts of the day into the days before them.
func withHalves(run []Item) []Item {
	days, parts := 0, 0
	for _, it := range run {
		days += len(it.Days)
		parts += len(slices.DeleteFunc(slices.Clone(it.Days), func(d Days) bool { return d.Part == 0 }))
	}
	last := run[len(run)-1]
	if days < 2 || !has(run, InPart) || parts < 2 && last.Kind == InPart {
		return run
	}
	var out []Item
	for _, it := range run {
		n := len(out) - 1
		switch {
		case it.Kind == Only && n >= 0 && out[n].Days[len(out[n].Days)-1].Part != 0:
			continue // « jeudi matin seulement, vendredi matin et après-midi »
		case it.Kind != InPart || n < 0:
			out = append(out, it)
			continue
		}
		day := out[n].Days[len(out[n].Days)-1]
		if day.Part == 0 || day.Part == it.Part {
			return run
		}
		day.Part, day.Mark = it.Part, it.Mark
		out[n].Days = append(slices.Clone(out[n].Days), day)
		out[n].Mark = out[n].Mark.To(it.Mark)
	}
	return out
}
