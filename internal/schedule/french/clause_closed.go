package french

import "jema/internal/schedule/plan"

// closedClause reads « fermé » and « pause » with what is closed.
type closedClause struct{ awayClause }

// closed reads « fermé » or « pause » with days, hours, or both in either order.
func (c *closedClause) closed(i int) (int, *plan.Fault) {
	j := c.fillers(i + 1)
	if h, end, ok := c.rangeAt(j); ok {
		if c.is(i, pause) && h.from < 6*60 { // « pause de 1h à 13h » lasts one hour
			return i, c.fault(plan.PauseHours, i, end)
		}
		list, after := c.daysOfPause(end)
		if len(list) == 0 && c.behindDays() && c.daysApart(i) && c.saidHours() && c.closesDays(after) {
			// « jeudi fermé de 12h à 15h »
			list, c.gap = c.last().Days, c.last().Gap
			c.items = c.items[:len(c.items)-1]
		}
		if fault := c.pauseClear(after); fault != nil {
			return i, fault
		}
		if len(list) == 0 && (h.to-h.from > longestBreak || c.is(i, closed) && c.behindDays() && !h.atNoon()) {
			return i, c.fault(plan.ExceptHours, i, after) // « samedi x 9h-12h »
		}
		return c.addPause(i, after, h, list)
	}
	if end, fault := c.shortPause(i, j); fault != nil || end > i {
		return end, fault
	}
	c.excepting = true
	list, end, fault := c.dayList(j)
	c.excepting = false
	if fault != nil {
		return i, fault
	}
	if end > j && c.is(i, closed) && (j == i+1 || c.is(i+1, open)) && c.behindDaysOrColon() {
		return c.closedBetween(i, end, list)
	}
	if end > j {
		if h, after, ok := c.rangeAt(end); ok {
			return c.closedHours(i, after, h, list)
		}
		if c.is(i, pause) {
			return i, c.fault(plan.PauseHours, i, end)
		}
		if fault := c.exceptClear(list, j, end); fault != nil {
			return i, fault
		}
		c.add(plan.Item{Kind: plan.Except, Days: list, Closed: true}, i, end)
		return end, nil
	}
	if end, part := c.partAt(j); end > j && c.is(i, closed) {
		return c.takePart(i, end, part), nil
	}
	return c.closedAlone(i, j)
}

// longestBreak is more minutes than a break of every day has.
const longestBreak = 5 * 60

// closedAlone reads « lundi : fermé », where neither hours nor days follow; j is
// behind the fillers.
func (c *closedClause) closedAlone(i, j int) (int, *plan.Fault) {
	whole := i + 1
	if c.is(whole, wholeDay) {
		whole++
	}
	if last := c.last(); c.is(i, closed) && last != nil && last.Kind == plan.OnDays &&
		(c.ends(whole) || c.contrasts(whole)) {
		return c.closeLast(whole - 1) // « lundi : fermé »
	}
	if last := c.last(); c.is(i, closed) && last != nil && last.Kind == plan.InPart && c.gap == plan.NoGap &&
		c.ends(whole) {
		last.Kind, last.Mark = plan.Except, last.Mark.To(c.at(whole-1).Mark)
		return whole, nil // « jeudi : matin fermé, 14h-20h »
	}
	if last := c.last(); c.is(i, closed) && last != nil && last.Kind == plan.Except &&
		c.gap != plan.Strong && c.ends(whole) {
		return whole, nil // « sauf le lundi, où c'est fermé »
	}
	if _, fault := c.refused(j); fault != nil {
		return i, fault
	}
	return i, c.fault(plan.PauseHours, i, i+1)
}

// closedHours reads « fermé dimanche de 14h à 16h ». Behind several days the hours may as
// well be those of the last day, « fermé lundi et dimanche 10h-17h », unless people have
// lunch then.
func (c *closedClause) closedHours(i, after int, h hourRange, list []plan.Days) (int, *plan.Fault) {
	last := list[len(list)-1]
	if len(list) == 1 || c.is(i, pause) || last.And && h.atNoon() {
		return c.addPause(i, after, h, list)
	}
	switch c.frame.Picked(plan.ExceptHours) {
	case 0:
		return i, c.fault(plan.ExceptHours, i, after)
	case 2:
		return c.addPause(i, after, h, list)
	}
	at := c.lexemeAt(last.Start)
	c.add(plan.Item{Kind: plan.Except, Days: list[:len(list)-1], Closed: true}, i, at)
	c.gap = plan.Strong
	return at, nil
}

// closedBetween reads « fermé » at i between days with nothing else beside it; those
// behind it end at end. It closes the days before it in « mardi fermé mercredi 9h-12h »,
// those behind it in « 9h-12h mardi fermé mercredi » and « du mardi au dimanche fermé jeudi ».
func (c *closedClause) closedBetween(i, end int, list []plan.Days) (int, *plan.Fault) {
	before := c.last().Days
	if c.is(i+1, open) {
		return i, c.fault(plan.Stray, i, i+1) // « mardi fermé (samedi) »
	}
	hoursBehind := c.clockish(c.connector(end, false)) || c.hoursAt(end)
	switch {
	case c.gap == plan.Colon && hoursBehind:
		return c.closeLast(i) // « mercredi : fermé jeudi : 10h-18h »
	case !c.hoursLead() && c.closesDays(end), c.hoursLead() && !hoursBehind, before[0].Shape != plan.One && !hoursBehind:
		c.add(plan.Item{Kind: plan.Except, Days: list, Closed: true}, i, end)
		return end, nil
	case !c.hoursLead() && len(before) == 1 && before[0].Shape == plan.One:
		return c.closeLast(i)
	}
	return i, c.fault(plan.Stray, i, i+1)
}

// closeLast makes the days given last closed ones, of which those in a bracket are alone:
// « vendredi et samedi (dimanche fermé) ». Behind hours that they may be the days of, it
// is unclear which of several are closed.
func (c *closedClause) closeLast(i int) (int, *plan.Fault) {
	last := c.last()
	if n := c.inBracket(*last); n > 0 {
		rest := *last
		rest.Days, last.Days = last.Days[n:], last.Days[:n]
		last.Mark = last.Days[0].Mark.To(last.Days[n-1].Mark)
		rest.Mark = rest.Days[0].Mark.To(c.at(i).Mark)
		c.items = append(c.items, rest)
		last = c.last()
	} else if c.closesOthers() {
		return i, c.fault(plan.Stray, i, i+1)
	}
	last.Kind, last.Closed = plan.Except, true
	last.Mark = last.Mark.To(c.at(i).Mark)
	c.gap, c.and = plan.NoGap, false
	return i + 1, nil
}

// closesOthers reports whether the days given last may be closed in part or together with
// those before them: « 10h-18h mardi, mercredi et jeudi fermé », « mardi + mercredi fermé ».
func (c *closedClause) closesOthers() bool {
	n := len(c.items) - 1
	last := c.items[n]
	if n == 0 || last.Gap == plan.Strong {
		return false
	}
	before := c.items[n-1]
	return before.Kind == plan.AtHours && len(last.Days) > 1 && c.hoursLead() ||
		before.Kind == plan.OnDays && (last.Gap == plan.NoGap || last.Adds)
}

// inBracket returns the place of the first of the days that are in a bracket which is not
// closed behind them, 0 if there is none.
func (c *closedClause) inBracket(it plan.Item) int {
	for n := len(it.Days) - 1; n > 0; n-- {
		switch at := c.lexemeAt(it.Days[n].Start); {
		case c.is(at-1, shut):
			return 0
		case c.is(at-1, open):
			return n
		}
	}
	return 0
}
