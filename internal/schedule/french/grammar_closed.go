package french

import "jema/internal/schedule/plan"

// closed reads « fermé » or « pause » with days, hours, or both in either order.
func (p *parser) closed(i int) (int, *plan.Fault) {
	j := p.fillers(i + 1)
	if h, end, ok := p.rangeAt(j); ok {
		if p.is(i, pause) && h.from < 6*60 { // « pause de 1h à 13h » lasts one hour
			return i, p.fault(plan.PauseHours, i, end)
		}
		list, after := p.daysOfPause(end)
		if len(list) == 0 && p.behindDays() && p.daysApart(i) && p.saidHours() && p.closesDays(after) {
			// « jeudi fermé de 12h à 15h »
			list, p.gap = p.last().Days, p.last().Gap
			p.items = p.items[:len(p.items)-1]
		}
		if fault := p.pauseClear(after); fault != nil {
			return i, fault
		}
		if len(list) == 0 && (h.to-h.from > longestBreak || p.is(i, closed) && p.behindDays() && !h.atNoon()) {
			return i, p.fault(plan.ExceptHours, i, after) // « samedi x 9h-12h »
		}
		return p.addPause(i, after, h, list)
	}
	if end, fault := p.shortPause(i, j); fault != nil || end > i {
		return end, fault
	}
	p.excepting = true
	list, end, fault := p.dayList(j)
	p.excepting = false
	if fault != nil {
		return i, fault
	}
	if end > j && p.is(i, closed) && (j == i+1 || p.is(i+1, open)) && p.behindDaysOrColon() {
		return p.closedBetween(i, end, list)
	}
	if end > j {
		if h, after, ok := p.rangeAt(end); ok {
			return p.closedHours(i, after, h, list)
		}
		if p.is(i, pause) {
			return i, p.fault(plan.PauseHours, i, end)
		}
		if fault := p.exceptClear(list, j, end); fault != nil {
			return i, fault
		}
		p.add(plan.Item{Kind: plan.Except, Days: list, Closed: true}, i, end)
		return end, nil
	}
	if end, part := p.partAt(j); end > j && p.is(i, closed) {
		return p.takePart(i, end, part), nil
	}
	return p.closedAlone(i, j)
}

// longestBreak is more minutes than a break of every day has.
const longestBreak = 5 * 60

// closedAlone reads « lundi : fermé », where neither hours nor days follow; j is
// behind the fillers.
func (p *parser) closedAlone(i, j int) (int, *plan.Fault) {
	whole := i + 1
	if p.is(whole, wholeDay) {
		whole++
	}
	if last := p.last(); p.is(i, closed) && last != nil && last.Kind == plan.OnDays &&
		(p.ends(whole) || p.contrasts(whole)) {
		return p.closeLast(whole - 1) // « lundi : fermé »
	}
	if last := p.last(); p.is(i, closed) && last != nil && last.Kind == plan.InPart && p.gap == plan.NoGap &&
		p.ends(whole) {
		last.Kind, last.Mark = plan.Except, last.Mark.To(p.at(whole-1).Mark)
		return whole, nil // « jeudi : matin fermé, 14h-20h »
	}
	if last := p.last(); p.is(i, closed) && last != nil && last.Kind == plan.Except &&
		p.gap != plan.Strong && p.ends(whole) {
		return whole, nil // « sauf le lundi, où c'est fermé »
	}
	if _, fault := p.refused(j); fault != nil {
		return i, fault
	}
	return i, p.fault(plan.PauseHours, i, i+1)
}

// behindDays reports whether nothing but days comes before.
func (p *parser) behindDays() bool {
	last := p.last()
	return last != nil && last.Kind == plan.OnDays && p.gap == plan.NoGap
}

// behindDaysOrColon reports whether nothing but days comes before, and perhaps a colon.
func (p *parser) behindDaysOrColon() bool {
	last := p.last()
	return last != nil && last.Kind == plan.OnDays && (p.gap == plan.NoGap || p.gap == plan.Colon)
}

// closedHours reads « fermé dimanche de 14h à 16h ». Behind several days the hours may as
// well be those of the last day, « fermé lundi et dimanche 10h-17h », unless people have
// lunch then.
func (p *parser) closedHours(i, after int, h hourRange, list []plan.Days) (int, *plan.Fault) {
	last := list[len(list)-1]
	if len(list) == 1 || p.is(i, pause) || last.And && h.atNoon() {
		return p.addPause(i, after, h, list)
	}
	switch p.frame.Picked(plan.ExceptHours) {
	case 0:
		return i, p.fault(plan.ExceptHours, i, after)
	case 2:
		return p.addPause(i, after, h, list)
	}
	at := p.lexemeAt(last.Start)
	p.add(plan.Item{Kind: plan.Except, Days: list[:len(list)-1], Closed: true}, i, at)
	p.gap = plan.Strong
	return at, nil
}

// atNoon reports whether the hours are when people have lunch.
func (h hourRange) atNoon() bool { return h.from >= 11*60+30 && h.to <= 14*60+30 }

// lexemeAt returns the place of the lexeme that begins at that byte.
func (p *parser) lexemeAt(start int) int {
	i := 0
	for i < len(p.lexemes) && p.at(i).Start < start {
		i++
	}
	return i
}

// closedBetween reads « fermé » at i between days with nothing else beside it; those
// behind it end at end. It closes the days before it in « mardi fermé mercredi 9h-12h »,
// those behind it in « 9h-12h mardi fermé mercredi » and « du mardi au dimanche fermé jeudi ».
func (p *parser) closedBetween(i, end int, list []plan.Days) (int, *plan.Fault) {
	before := p.last().Days
	if p.is(i+1, open) {
		return i, p.fault(plan.Stray, i, i+1) // « mardi fermé (samedi) »
	}
	hoursBehind := p.clockish(p.connector(end, false)) || p.hoursAt(end)
	switch {
	case p.gap == plan.Colon && hoursBehind:
		return p.closeLast(i) // « mercredi : fermé jeudi : 10h-18h »
	case !p.hoursLead() && p.closesDays(end), p.hoursLead() && !hoursBehind, before[0].Shape != plan.One && !hoursBehind:
		p.add(plan.Item{Kind: plan.Except, Days: list, Closed: true}, i, end)
		return end, nil
	case !p.hoursLead() && len(before) == 1 && before[0].Shape == plan.One:
		return p.closeLast(i)
	}
	return i, p.fault(plan.Stray, i, i+1)
}

// hoursLead reports whether hours come before days in the statement.
func (p *parser) hoursLead() bool {
	lead := false
	for i := len(p.items) - 1; i >= 0; i-- {
		it := p.items[i]
		if it.Kind == plan.AtHours || it.Kind == plan.OnDays {
			lead = it.Kind == plan.AtHours
		}
		if it.Gap == plan.Strong {
			break
		}
	}
	return lead
}

// closeLast makes the days given last closed ones, of which those in a bracket are alone:
// « vendredi et samedi (dimanche fermé) ». Behind hours that they may be the days of, it
// is unclear which of several are closed.
func (p *parser) closeLast(i int) (int, *plan.Fault) {
	last := p.last()
	if n := p.inBracket(*last); n > 0 {
		rest := *last
		rest.Days, last.Days = last.Days[n:], last.Days[:n]
		last.Mark = last.Days[0].Mark.To(last.Days[n-1].Mark)
		rest.Mark = rest.Days[0].Mark.To(p.at(i).Mark)
		p.items = append(p.items, rest)
		last = p.last()
	} else if p.closesOthers() {
		return i, p.fault(plan.Stray, i, i+1)
	}
	last.Kind, last.Closed = plan.Except, true
	last.Mark = last.Mark.To(p.at(i).Mark)
	p.gap, p.and = plan.NoGap, false
	return i + 1, nil
}

// closesOthers reports whether the days given last may be closed in part or together with
// those before them: « 10h-18h mardi, mercredi et jeudi fermé », « mardi + mercredi fermé ».
func (p *parser) closesOthers() bool {
	n := len(p.items) - 1
	last := p.items[n]
	if n == 0 || last.Gap == plan.Strong {
		return false
	}
	before := p.items[n-1]
	return before.Kind == plan.AtHours && len(last.Days) > 1 && p.hoursLead() ||
		before.Kind == plan.OnDays && (last.Gap == plan.NoGap || last.Adds)
}

// inBracket returns the place of the first of the days that are in a bracket which is not
// closed behind them, 0 if there is none.
func (p *parser) inBracket(it plan.Item) int {
	for n := len(it.Days) - 1; n > 0; n-- {
		switch at := p.lexemeAt(it.Days[n].Start); {
		case p.is(at-1, shut):
			return 0
		case p.is(at-1, open):
			return n
		}
	}
	return 0
}
