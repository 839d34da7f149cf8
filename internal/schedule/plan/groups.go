package plan

import (
	"slices"

	"jema/internal/jema"
)

// group is days with the hours they have in common, and what is stated of both.
type group struct {
	block    int
	days     []Days
	on       []dayPart
	hours    []Item
	parts    []Item
	counts   []Item
	bounds   []Item // FirstAt, LastAt
	and      bool   // « and » leads to it
	adds     bool   // it adds to the hours said before it
	led      Gap    // what separates it from what is before
	takes    []Item // Except and Pause that concern this group
	only     bool   // these hours and no others
	onlyDays bool   // « only » stands between a part of the day with its hours and their days
	busy     bool   // it speaks of something that takes place within the hours
	except   *Item  // the exception that these hours stand for
	loose    []Item // those at the end of the block, which may concern others
	perDay   int    // how many slots one of its days has
	total    int
}

// sweeping reports whether the group names days without naming each.
func (g *group) sweeping() bool {
	return slices.ContainsFunc(g.days, func(d Days) bool { return d.Shape != One })
}

// includes reports whether that date, or a part of it, is among the days of the group.
func (g *group) includes(day jema.Date) bool {
	return slices.ContainsFunc(g.on, func(on dayPart) bool { return on.date == day })
}

// turn returns when the days of the group can be resolved: 0 at once, 1 when others
// are named, 2 when all others are.
func (g *group) turn() int {
	n := 0
	for _, d := range g.days {
		switch d.Shape {
		case FirstDay, LastDay:
			n = max(n, 1)
		case Others:
			n = 2
		}
	}
	return n
}

// grouper walks a block. lead is the kind that opens a new group.
type grouper struct {
	frame  Frame
	block  int
	lead   ItemKind
	groups []*group

	added    int  // how many elements the days said last have
	onlyThen bool // « only » stands between an exception and what follows

	thenParts []Item // the parts of the day named there

	moreStarts bool // more hours follow those behind an exception

	before []Item // what was said before the first group
}

// groups cuts a block into days with their hours.
func (b block) groups(n int, f Frame) ([]*group, *Fault) {
	lead, _ := first(b.items, OnDays, AtHours)
	w := grouper{frame: f, block: n, lead: lead.Kind}
	for i := range b.items {
		if fault := w.take(b.items, i); fault != nil {
			return nil, fault
		}
	}
	w.turn()
	w.narrow()
	for _, g := range w.groups {
		if fault := g.whole(); fault != nil {
			return nil, fault
		}
	}
	if fault := w.pulledBack(); fault != nil {
		return nil, fault
	}
	w.loosen(b.items)
	return w.groups, nil
}

func (w *grouper) current() *group {
	if len(w.groups) == 0 {
		return nil
	}
	return w.groups[len(w.groups)-1]
}

func (w *grouper) take(items []Item, i int) *Fault {
	it, g := items[i], w.current()
	if it.Kind != OnDays && it.Kind != AtHours {
		w.remark(items, i)
		return nil
	}
	if it.Kind == AtHours && g != nil && len(g.hours) > 0 && len(g.days) > 0 {
		// With hours leading, a comma makes them those of the next group.
		if except, ok := lastExcept(items[:i]); ok && (w.lead == OnDays || it.Gap != Weak) {
			w.moreStarts = i+1 < len(items) && items[i+1].Kind == AtHours
			return w.instead(it, except)
		}
	}
	if w.lead == AtHours && it.Kind == AtHours && it.Gap == NoGap && i > 0 && items[i-1].Kind == OnDays &&
		g.answered(AtHours) {
		// « 14h-18h mardi et mercredi 9h-12h jeudi »: whose are the second hours?
		if list := items[i-1].Days; len(list) > 1 && list[len(list)-1].And && !list[len(list)-1].Apart {
			return NewFault(NoDays, it.Mark)
		}
	}
	if w.lead == AtHours && it.Kind == AtHours && i > 0 && items[i-1].Kind == OnDays && len(items[i-1].Days) > 2 &&
		items[i-1].Gap == NoGap && g != nil && len(g.hours) > 0 && moreHours(items[i:]) && it.Hours.Form == Between &&
		(it.Gap == NoGap || it.Gap == Colon) && !endsApart(items[i-1].Days) {
		return NewFault(NoDays, it.Mark) // « 9h-12h mer, jeu, ven 10h-18h »
	}
	if w.lead == AtHours && it.Kind == AtHours && !it.Same && i > 0 && i+1 < len(items) && items[i+1].Same &&
		items[i-1].Kind == OnDays && len(items[i-1].Days) > 1 && g != nil && len(g.hours) > 0 {
		return NewFault(NoDays, it.Mark) // « 9h-17h du 6 au 9, sam 10h-18h, idem dim »
	}
	if w.adding(items, i) {
		return w.addition(it)
	}
	if g != nil && g.adds && it.Kind == AtHours && !has(items[i:], OnDays) {
		g.add(it)
		return nil
	}
	if w.flips(items, i) {
		w.flip(it)
		return nil
	}
	if g == nil || it.Kind == w.lead && g.answered(w.lead) {
		g = &group{block: w.block, and: it.And, led: it.Gap}
		w.groups = append(w.groups, g)
		for _, b := range w.before {
			g.add(b)
		}
		w.before = nil
	}
	g.add(it)
	w.added = len(it.Days)
	return nil
}

// endsApart reports whether a list of days is whole before its last one: « mardi et
// mercredi, jeudi ».
func endsApart(list []Days) bool {
	n := len(list)
	return list[n-1].Apart && !list[n-1].And && list[n-2].And
}

// moreHours reports whether more hours than days come in the statement.
func moreHours(items []Item) bool {
	n := 0
	for i, it := range items {
		switch {
		case i > 0 && it.Gap == Strong:
			return n > 0
		case it.Kind == AtHours:
			n++
		case it.Kind == OnDays:
			n--
		}
	}
	return n > 0
}

// adding reports whether the days at i, with hours of their own, come on top of
// what came before: « 14h-18h du mardi au dimanche + samedi 10h-12h ».
func (w *grouper) adding(items []Item, i int) bool {
	if !items[i].Adds || items[i].Kind != OnDays || w.current() == nil {
		return false
	}
	for _, it := range items[i+1:] {
		if it.Kind == AtHours || it.Kind == OnDays {
			return it.Kind == AtHours && it.Gap != Weak
		}
	}
	return false
}

// addition begins a group of its own for added days. Days before it that have no
// hours must not take those of the addition.
func (w *grouper) addition(it Item) *Fault {
	w.narrow()
	if g := w.current(); len(g.hours) == 0 {
		return NewFault(NoHours, g.days[0].Mark)
	}
	if w.lead == AtHours && len(it.Days) > 1 && !w.current().sweeping() {
		return NewFault(DaysTwice, it.Mark) // « 10h-18h vendredi + samedi, dimanche 10h-17h »
	}
	next := &group{block: w.block, and: true, adds: true, led: it.Gap}
	next.add(it)
	w.groups = append(w.groups, next)
	return nil
}

// flips reports whether hours lead, but the hours at i answer the days before
// them: « 10h-18h du mardi au vendredi, le samedi 9h-12h ».
func (w *grouper) flips(items []Item, i int) bool {
	g := w.current()
	if w.lead != AtHours || items[i].Kind != AtHours || g == nil || len(g.hours) == 0 || i == 0 {
		return false
	}
	days := items[i-1]
	if days.Kind != OnDays || items[i].Gap != NoGap && items[i].Gap != Colon || has(items[i:], OnDays) {
		return false
	}
	moves := items[i].Hours.Form == Until || items[i].Hours.Form == Since
	if len(days.Days) < len(g.days) {
		return days.Gap != NoGap || moves
	}
	w.added = 1 // the last of one list
	last := days.Days[len(days.Days)-1]
	return len(days.Days) > 1 && (!last.And || last.Apart)
}

// flip begins a group of the hours with the days given last.
func (w *grouper) flip(it Item) {
	g := w.current()
	n := len(g.days) - w.added
	next := &group{block: w.block, days: slices.Clone(g.days[n:]), led: Weak}
	g.days = g.days[:n:n]
	next.add(it)
	w.groups = append(w.groups, next)
}

// turn reads « samedi de 10h à 12h et de 14h à 18h le dimanche »: days at the
// very end, joined to the second of two hours, have no other hours to take.
func (w *grouper) turn() {
	n := len(w.groups) - 1
	if n < 1 || w.lead != OnDays {
		return
	}
	last, before := w.groups[n], w.groups[n-1]
	m := len(before.hours) - 1
	if len(last.hours) > 0 || last.led != NoGap || m < 1 || before.hours[m].Gap == NoGap &&
		!before.partLeads(before.hours[m]) {
		return
	}
	if form := before.hours[m].Hours.Form; m != 1 && form != Until && form != Since {
		return
	}
	last.hours, before.hours = before.hours[m:], before.hours[:m:m]
	var moved []Item
	before.parts = slices.DeleteFunc(before.parts, func(p Item) bool {
		late := p.Start > before.hours[m-1].Start
		if late {
			moved = append(moved, p)
		}
		return late
	})
	last.and = last.hours[0].And || slices.ContainsFunc(moved, func(p Item) bool { return p.And })
}

// narrow reads « tous les jours 14h-18h, du mardi au dimanche »: a range at the
// end that has no hours specifies which days « every day » means.
func (w *grouper) narrow() {
	n := len(w.groups) - 1
	if n < 1 || w.lead != OnDays || len(w.groups[n].hours) > 0 {
		return
	}
	every := func(d Days) bool { return d.Shape != Every }
	spans := func(d Days) bool { return d.Shape != Range }
	if last, before := w.groups[n], w.groups[n-1]; !slices.ContainsFunc(before.days, every) &&
		!slices.ContainsFunc(last.days, spans) && !last.only {
		before.days = append(slices.Clone(last.days), before.days...)
		w.groups = w.groups[:n]
	}
}

// pulledBack refuses « tous les jours 14h-18h du mardi au vendredi et samedi
// 10h-12h »: the range right behind hours of every day may specify which days these
// are, so that hours further on must not reach back to it.
func (w *grouper) pulledBack() *Fault {
	every := func(d Days) bool { return d.Shape != Every }
	for i := 1; i < len(w.groups) && w.lead == OnDays; i++ {
		g := w.groups[i]
		if g.led == NoGap && g.days[0].Shape != One && !slices.ContainsFunc(w.groups[i-1].days, every) {
			return NewFault(NoHours, g.days[0].Mark)
		}
	}
	return nil
}

// partLeads reports whether a part of the day comes before those hours and is
// set apart from what precedes it: « , et le matin de 10h à 12h ».
func (g *group) partLeads(h Item) bool {
	for _, p := range g.parts {
		if p.Gap != NoGap && p.Start < h.Start && h.Start-p.End < 8 {
			return true
		}
	}
	return false
}

// answered reports whether the group has what the leading kind calls for.
func (g *group) answered(lead ItemKind) bool {
	if lead == OnDays {
		return len(g.hours) > 0
	}
	return len(g.days) > 0
}

// remark gives what is neither day nor hour to the group it is about: the one
// after it when it is directly before its first word, else the one before.
func (w *grouper) remark(items []Item, i int) {
	it, g := items[i], w.current()
	if it.Kind == Only && i > 0 && items[i-1].Kind == Except {
		w.onlyThen = true
		return
	}
	if it.Kind == InPart && w.onlyThen {
		w.thenParts = append(w.thenParts, it)
		return
	}
	next := i + 1
	opens := next < len(items) && items[next].Kind == w.lead && items[next].Gap != Weak && it.Gap != NoGap
	if g == nil || opens && g.answered(w.lead) && it.Kind != Except && it.Kind != Pause {
		w.before = append(w.before, it)
		return
	}
	g.add(it)
}

func (g *group) add(it Item) {
	g.busy = g.busy || it.Event
	switch it.Kind {
	case OnDays:
		days := slices.Clone(it.Days)
		days[0].And = days[0].And || len(g.days) > 0 && it.Gap == NoGap
		g.days = append(g.days, days...)
	case Only:
		g.only = true
		g.onlyDays = len(g.days) == 0 && len(g.parts) > 0 && len(g.hours) > 0
	case AtHours:
		g.and = g.and || len(g.hours) == 0 && it.And
		g.hours = append(g.hours, it)
	case InPart:
		g.parts = append(g.parts, it)
	case Announced:
		g.counts = append(g.counts, it)
	case FirstAt, LastAt:
		g.bounds = append(g.bounds, it)
	case Except, Pause:
		g.takes = append(g.takes, it)
	}
}

// whole refuses a group that lacks days or hours.
func (g *group) whole() *Fault {
	switch {
	case g.keeps():
		return nil
	case len(g.days) == 0:
		return NewFault(NoDays, g.hours[0].Mark)
	case len(g.hours) == 0 && len(g.parts) > 0:
		return NewFault(VaguePart, g.parts[0].Mark)
	case len(g.hours) == 0:
		return NewFault(NoHours, g.days[0].Mark.To(g.days[len(g.days)-1].Mark))
	}
	return nil
}

// loosen sets apart the exceptions given last in a block of several groups.
func (w *grouper) loosen(items []Item) {
	if len(w.groups) < 2 {
		return
	}
	last := Item{}
	for _, it := range items {
		if it.Kind == OnDays || it.Kind == AtHours {
			last = it
		}
	}
	g := w.current()
	g.takes = slices.DeleteFunc(g.takes, func(it Item) bool {
		// « dimanche idem sauf 16h » speaks of Sunday alone.
		loose := it.Start > last.Start && (!it.Enclosed || last.Enclosed) && (!last.Same || it.Gap != NoGap)
		if loose {
			g.loose = append(g.loose, it)
		}
		return loose
	})
}
