package plan

import (
	"slices"

	"jema/internal/jema"
)

// Resolve turns the content of a phrase into spans, sorted, or returns the first
// fault that prevents it. whole is the stretch of the whole phrase.
func Resolve(items []Item, f Frame, whole Mark) ([]jema.Span, *Fault) {
	if !f.sound() {
		return nil, NewFault(BadFrame, whole)
	}
	spans, fault := resolve(items, f, whole)
	if fault != nil {
		if spans, ok := withoutHeading(items, f, whole); ok {
			return spans, nil
		}
	}
	return spans, fault
}

func resolve(items []Item, f Frame, whole Mark) ([]jema.Span, *Fault) {
	items, fault := counted(items, f)
	if fault != nil {
		return nil, fault
	}
	items, unbroken := withoutUnbroken(items)
	items, fault = bind(impliedDay(addedDays(bothHalves(halves(items))), f), f)
	if fault != nil {
		return nil, fault
	}
	if items, fault = repeat(items); fault != nil {
		return nil, fault
	}
	if fault := headingApart(items, f); fault != nil {
		return nil, fault
	}
	blocks, after, fault := split(items, whole)
	if fault != nil {
		return nil, fault
	}
	var groups []*group
	for i, b := range blocks {
		some, fault := b.groups(i, f)
		if fault != nil {
			return nil, fault
		}
		groups = append(groups, some...)
	}
	if tangled(groups, after) {
		return nil, NewFault(TooLong, whole)
	}
	if fault := name(groups, f); fault != nil {
		return nil, fault
	}
	if fault := scope(groups, after, f); fault != nil {
		return nil, fault
	}
	found, fault := spans(groups, f)
	if fault != nil {
		return nil, fault
	}
	return join(found, unbroken, f)
}

// impliedDay adds the only day there is, in an edition of one day.
func impliedDay(items []Item, f Frame) []Item {
	says := slices.ContainsFunc(items, func(it Item) bool { return it.Kind == OnDays })
	if says || f.From != f.To || len(items) == 0 {
		return items
	}
	day := Item{Mark: items[0].Mark, Kind: OnDays, Days: []Days{{Mark: items[0].Mark, Shape: Every}}}
	return append([]Item{day}, items...)
}

// name resolves the days of every group in three turns: days of their own, days that
// depend on days named elsewhere, and « the other days ».
func name(groups []*group, f Frame) *Fault {
	var named []jema.Date
	for turn := range 3 {
		slices.SortFunc(named, jema.Date.Compare)
		named = slices.Compact(named)
		cal := calendar{frame: f, named: slices.Clone(named)}
		if turn == 2 {
			cal.others = slices.DeleteFunc(f.Days(), func(d jema.Date) bool { return slices.Contains(named, d) })
		}
		for i, g := range groups {
			if g.turn() != turn {
				continue
			}
			cal.before, cal.moves = nil, g.adjusts(f)
			if i > 0 {
				cal.before = datesOf(groups[i-1].on)
			}
			var fault *Fault
			if g.on, fault = cal.days(g.days); fault != nil {
				return fault
			}
			for _, d := range g.on {
				named = append(named, d.date)
			}
		}
	}
	return nil
}

// mostTangled bounds how many exceptions are compared with how many groups, so that no
// text overloads a server: sixty groups may have sixty exceptions.
const mostTangled = 3_600

// tangled reports whether the phrase has more exceptions, for as many groups, than
// anybody could follow.
func tangled(groups []*group, after []exception) bool {
	n := len(after)
	for _, g := range groups {
		n += len(g.takes) + len(g.loose)
	}
	return n*len(groups) > mostTangled
}

func datesOf(on []dayPart) []jema.Date {
	var out []jema.Date
	for _, d := range on {
		out = append(out, d.date)
	}
	return out
}

// mostSpans bounds how many spans one phrase may give, so that no text overloads a server.
const mostSpans = 20_000

func spans(groups []*group, f Frame) ([]jema.Span, *Fault) {
	for _, check := range []func([]*group, Frame) *Fault{closedAndOpen, emptyExceptions, emptyPauses, halfOfAll} {
		if fault := check(groups, f); fault != nil {
			return nil, fault
		}
	}
	var all table
	total := 0
	var early []*group
	for i, g := range groups {
		if g.adjusts(f) && i == 0 && g.hours[0].Hours.Shift == 0 && restated(groups, f) {
			early = append(early, g) // « samedi nous fermons à 17h. Donc : samedi 10h-17h »
			continue
		}
		if g.adjusts(f) {
			if fault := all.adjust(g, previous(groups, i), f); fault != nil {
				return nil, fault
			}
			continue
		}
		if g.keeps() {
			all.free = f.Kind == Free
			if fault := all.keep(g, previous(groups, i), f); fault != nil {
				return nil, fault
			}
			continue
		}
		found, fault := g.spans(f)
		if fault != nil {
			return nil, fault
		}
		if total += len(found); total > mostSpans {
			return nil, NewFault(TooLong, g.hours[0].Mark)
		}
		if fault := all.add(g, found, f); fault != nil {
			return nil, fault
		}
	}
	for _, g := range early {
		if fault := all.confirm(g); fault != nil {
			return nil, fault
		}
	}
	if fault := announced(groups, total); f.Kind == Slots && fault != nil {
		return nil, fault
	}
	return all.spans(), nil
}

// previous returns the group before groups[i], nil for the first.
func previous(groups []*group, i int) *group {
	if i == 0 {
		return nil
	}
	return groups[i-1]
}

// announced compares a number such as « three departures » with the starts that
// were read: of one day or all days of its group, or of the whole phrase.
func announced(groups []*group, total int) *Fault {
	for _, g := range groups {
		for _, it := range g.counts {
			if n := it.Number; n != g.perDay && n != g.total && n != total {
				return NewFault(CountMismatch, it.Mark).Number(n, g.perDay)
			}
		}
	}
	return nil
}
