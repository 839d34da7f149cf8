package french

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// away reads what takes days or hours away: « sauf le dimanche matin », « fermé
// le lundi », « pause de 13h à 14h ».
func (p *parser) away(i int) (int, *plan.Fault) {
	switch p.at(i).kind {
	case except:
		return p.excepts.except(i)
	case doubtful:
		if end, _ := p.partAt(i + 1); end > i+1 && p.at(i).text == "sans" {
			return p.excepts.except(i)
		}
	case clock, number, half:
		return p.excepts.lengthOfPause(i)
	case closed, pause:
		if j := p.hours.untilHour(i); j > i {
			return j, nil
		}
		return p.excepts.closed(i)
	}
	return i, nil
}

// fillers skips what may be between the marker and what it takes.
func (c *awayClause) fillers(i int) int {
	changeNothing := []kind{nothing, event, begins, dayWord, only}
	for c.is(i, colon, open) || c.is(i, changeNothing...) && !c.contrasts(i) ||
		c.is(i, at, atThe, of, elided, ofThe, article) &&
			c.is(i+1, changeNothing...) {
		i++
	}
	return i
}

// contrasts reports whether « mais » is at i: what follows is no longer taken away.
func (r row) contrasts(i int) bool { return r.is(i, nothing) && r.at(i).text == "mais" }

// except reads « sauf » with its days, part of the day or hours.
func (c *exceptClause) except(i int) (int, *plan.Fault) {
	if c.exceptThat(i + 1) {
		c.gap = max(c.gap, plan.Weak)
		return i + 2, nil
	}
	j := c.fillers(i + 1)
	if c.is(j, pause) {
		return c.closed(j) // « sauf pause de 12h à 14h »
	}
	c.excepting = true
	list, end, fault := c.dayList(j)
	c.excepting = false
	if fault != nil {
		return i, fault
	}
	if end > j {
		if k := c.exceptPart(list, i, end); k > end {
			return k, nil
		}
		if fault := c.exceptClear(list, j, end); fault != nil {
			return i, fault
		}
		c.add(plan.Item{Kind: plan.Except, Days: list, Closed: c.at(i).value == negating}, i, end)
		return end, nil
	}
	if h, end, ok := c.rangeAt(j); ok {
		return c.addPause(i, end, h, nil)
	}
	if end, part := c.partAt(j); end > j {
		return c.takePart(i, end, part), nil
	}
	if end := c.exceptStarts(i, j); end > j {
		return end, nil
	}
	if _, fault := c.refused(j); fault != nil {
		return i, fault
	}
	return i, c.fault(plan.ExceptNothing, i, i+1)
}

// exceptThat reports whether « que » at i leads to an end of the hours that is moved:
// « pareil sauf qu'on ferme à 17h ».
func (c *exceptClause) exceptThat(i int) bool {
	if c.at(i).text != "que" && c.at(i).text != "qu" {
		return false
	}
	last := c.last()
	for i++; c.is(i, nothing); i++ {
	}
	return last != nil && last.Kind == plan.Again && c.is(i, begins, ends, closed, until, since)
}

// exceptPart reads « sauf samedi : le matin uniquement », which leaves a part of
// the day.
func (c *exceptClause) exceptPart(list []plan.Days, i, j int) int {
	k := j
	for c.is(k, colon, open, comma, only) {
		k++
	}
	end, part := c.partAt(k)
	if end == k || !c.is(k-1, only) && !c.is(end, only) || c.at(i).value == negating {
		return j
	}
	if c.is(end, only) {
		end++
	}
	if !c.ends(end) || c.is(end, comma) && c.clockish(end+1) {
		return j
	}
	c.gap = max(c.gap, plan.Strong)
	c.add(plan.Item{Kind: plan.OnDays, Days: list}, i, j)
	c.add(plan.Item{Kind: plan.InPart, Part: part}, j, end)
	c.add(plan.Item{Kind: plan.Only}, j, end)
	c.gap = plan.Strong // the days behind it are no more of its own
	return end
}

// takePart takes a part of the day away: from the days right before it, if hours
// precede these and none follow, « 9h-18h tous les jours, vendredi pas l'après-midi ».
func (c *awayClause) takePart(i, end int, part plan.Part) int {
	n := len(c.items)
	if last := c.last(); n > 1 && last.Kind == plan.OnDays && c.gap != plan.Strong && last.Gap != plan.NoGap &&
		!last.And && !last.Adds && c.saidHours() && c.closesDays(end) && !c.hasDaysBehind(end) {
		for k := range last.Days {
			last.Days[k].Part = part
		}
		last.Kind, last.Mark = plan.Except, last.Mark.To(c.mark(i, end))
		c.gap, c.and = plan.NoGap, false
		return end
	}
	c.add(plan.Item{Kind: plan.Except, Part: part}, i, end)
	return end
}

// exceptStarts reads « sauf 16h », « sauf à 12h et 13h le dimanche » of slots.
func (c *exceptClause) exceptStarts(i, j int) int {
	var starts []jema.Clock
	for c.is(j, at, of, article) {
		j++
	}
	for c.frame.Kind == plan.Slots && c.is(j, clock) && !c.oneHour(j) && !c.at(j).smallHours(c.clockAt(j)) {
		starts = append(starts, c.clockAt(j))
		if j++; c.is(j, and, comma) && c.is(j+1, clock) {
			j++
		}
	}
	if len(starts) == 0 {
		return i
	}
	list, end := c.daysBehind(j)
	c.add(plan.Item{Kind: plan.Except, Starts: starts, Days: list}, i, end)
	return end
}

// exceptClear refuses « sauf lundi et mardi matin », where the part may be of
// one day or of all, and « sauf mercredi, samedi 10h-12h », where the last day
// may be excepted or begin a statement.
func (c *awayClause) exceptClear(list []plan.Days, i, j int) *plan.Fault {
	n := len(list) - 1
	if fault := c.exceptsMore(i, j); fault != nil || n == 0 {
		return fault
	}
	if last := list[n]; last.Part != 0 && list[n-1].Part == 0 {
		switch c.frame.Picked(plan.PartOfWhich) {
		case 0:
			return c.fault(plan.PartOfWhich, i, j)
		case 2:
			for k := range list {
				list[k].Part = last.Part
			}
		}
	}
	k := j
	for c.is(k, colon, comma, dash) {
		k++
	}
	apart := func(d plan.Days) bool { return !d.And }
	joined := !(c.is(j, colon) && c.is(i-1, closed)) && !slices.ContainsFunc(list[1:], apart)
	if _, _, hours := c.rangeAt(k); (hours || c.is(k, clock) || c.is(k, at) && c.clockish(k+1)) && !joined {
		return c.fault(plan.ExceptHours, i, k+1)
	}
	return nil
}

// exceptsMore refuses « sauf dimanche 11 9 avril »: a day follows those taken away at j with
// nothing between.
func (c *awayClause) exceptsMore(i, j int) *plan.Fault {
	if c.is(j, date) || c.is(j, number) && c.is(j+1, month) {
		return c.fault(plan.DaysTwice, i, j+1)
	}
	return nil
}

// partAt reads « le matin », « l'après-midi ».
func (r row) partAt(i int) (int, plan.Part) {
	j := i
	for r.is(j, article, atThe, each) {
		j++
	}
	if r.is(j, part) {
		return j + 1, plan.Part(r.at(j).value)
	}
	return i, 0
}

// shortPause reads « pause d'une heure à 13h ».
func (c *awayClause) shortPause(i, j int) (int, *plan.Fault) {
	for c.is(j, of, elided, article) {
		j++
	}
	n, end := c.length(j)
	if !c.is(i, pause) || end == j || !c.is(end, at, since) || !c.is(end+1, clock) {
		return i, nil
	}
	from := c.clockAt(end + 1)
	list, after := c.daysOfPause(end + 2)
	return c.addPause(i, after, hourRange{from: from, to: from + jema.Clock(n)}, list)
}

// lengthOfPause reads « 1h de pause à midi ».
func (c *awayClause) lengthOfPause(i int) (int, *plan.Fault) {
	n, j := c.length(i)
	if j == i || !c.is(j, of) || !c.is(j+1, pause) || !c.is(j+2, at, since) || !c.is(j+3, clock) ||
		c.frame.Kind == plan.Slots {
		return i, nil
	}
	from := c.clockAt(j + 3)
	list, after := c.daysOfPause(j + 4)
	return c.addPause(i, after, hourRange{from: from, to: from + jema.Clock(n)}, list)
}

// daysApart reports whether the days given last lead to the word at i and do not go on
// with a list: « …, jeudi fermé de 12h à 15h », not « 10h-18h mardi & jeudi avec une
// pause ».
func (d *draft) daysApart(i int) bool {
	last := d.last()
	return !last.And && !last.Adds && last.End == d.at(i-1).End
}

// ends reports whether a statement ends at i.
func (r row) ends(i int) bool {
	return i >= len(r) || r.is(i, strong, comma, slash, open, shut, and, dash)
}

// daysBehind reads « le dimanche » behind the hours of a break, unless hours
// follow: then those days begin a statement of their own.
func (c *dayClause) daysBehind(i int) ([]plan.Days, int) {
	list, end, fault := c.dayList(i)
	if fault != nil || end == i {
		return nil, i
	}
	k := end
	for c.is(k, colon, of, at, comma, article, part) {
		k++
	}
	if c.is(k, clock) {
		return nil, i
	}
	if _, _, ok := c.rangeAt(end); ok {
		return nil, i
	}
	return list, end
}

// daysOfPause reads the days of a break, unless they are those of the hours before
// it: « de 10h à 18h avec une pause à 13h le dimanche ».
func (c *awayClause) daysOfPause(i int) ([]plan.Days, int) {
	lead := slices.IndexFunc(c.items, func(it plan.Item) bool { return it.Kind == plan.OnDays || it.Kind == plan.AtHours })
	last := c.last()
	if last != nil && last.Kind == plan.AtHours && c.items[lead].Kind == plan.AtHours && c.gap != plan.Strong {
		return nil, i
	}
	return c.daysBehind(i)
}

// pauseClear refuses « fermé de 12h à 14h et de 16h à 17h »: it is unclear
// whether the second range is closed or open.
func (c *awayClause) pauseClear(i int) *plan.Fault {
	if !c.is(i, and) || c.frame.Picked(plan.PauseOrOpen) == 2 {
		return nil
	}
	if _, end, ok := c.rangeAt(i + 1); ok {
		return c.fault(plan.PauseOrOpen, i+1, end)
	}
	return nil
}

func (c *awayClause) addPause(i, j int, h hourRange, list []plan.Days) (int, *plan.Fault) {
	if h.dayOrHour {
		return i, c.fault(plan.DayOrHour, i, j).Number(h.from.Hour())
	}
	if h.to <= h.from {
		return i, c.fault(plan.ClockOrder, i, j).Clock(h.from, h.to)
	}
	c.add(plan.Item{Kind: plan.Pause, Days: list, Hours: plan.Hours{Form: plan.Between, From: h.from, To: h.to}}, i, j)
	return j, nil
}
