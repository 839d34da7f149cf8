package french

import (
	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// exceptClause reads « sauf » and what it takes away.
type exceptClause struct{ closedClause } // « sauf pause de 12h à 14h »

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
