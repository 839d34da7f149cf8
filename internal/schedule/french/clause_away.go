package french

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// awayClause reads the breaks and the parts of days that are taken away, by whatever word.
type awayClause struct{ *dayClause }

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
