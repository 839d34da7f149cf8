package french

import "jema/internal/schedule/plan"

// slashRanges reads « 14h/18h » and « 9h/12h - 14h/18h » as free hours, where
// starts alone would mean nothing. Of slots, a slash only separates.
func (c *hourClause) slashRanges(i int) int {
	if c.frame.Kind == plan.Slots && !c.slashSessions {
		return i
	}
	pair := func(i int) bool {
		bare := c.is(i, number) && c.is(i+2, number) && c.bareHours(i)
		half := c.is(i, clock) && c.is(i+1, slash) && c.is(i+2, number) && c.clockish(i+2) && c.clockAt(i) < c.clockAt(i+2) &&
			!c.is(i+3, month, people, minuteUnit, years, money, number) // « 9.30/12 »
		return bare || half || c.clockish(i) && c.is(i+1, slash) && c.is(i+2, clock) && (c.is(i, clock) || c.at(i).width > 0)
	}
	if !pair(i) {
		return i
	}
	j := i + 3
	if c.is(j, dash) && pair(j+1) {
		j += 4
	}
	if c.is(j, dash, at, slash) && c.clockish(j+1) {
		return i
	}
	for k := i; k < j; k += 4 {
		c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Between, From: c.clockAt(k), To: c.clockAt(k + 2)}},
			k, k+3)
		c.gap = plan.Weak
	}
	c.gap = plan.NoGap
	return j
}

// pairsOfHours reports whether all slots are written in twos with a slash, of two hours
// at most, some day having two such pairs, and no duration that would make starts of
// them: « sam 9h/10h30, 11h/12h30 ».
func (p *passage) pairsOfHours() bool {
	if p.frame.Kind == plan.Free || p.frame.Minutes > 0 || p.speaksOf(each, perHour, lasts, minuteUnit, half,
		quarter, number) {
		return false
	}
	twice := false
	for i := 0; i < len(p.row); i++ {
		if !p.is(i, clock) {
			continue
		}
		lasting := p.clockAt(i+2) - p.clockAt(i)
		if !p.is(i+1, slash) || !p.is(i+2, clock) || lasting <= 0 || lasting > 120 || p.is(i+3, slash, dash, at) {
			return false
		}
		twice = twice || p.is(i+3, comma, and) && p.is(i+4, clock)
		i += 2
	}
	return twice
}

// betweenLists reports whether the dash at i only is between two lists of starts, those
// of the morning and those of the afternoon: « 10h, 11h - 14h, 15h ».
func (p *passage) betweenLists(i int) bool {
	return p.frame.Kind == plan.Slots && p.is(i, dash) && p.is(i-1, clock) && p.is(i-2, comma) && p.is(i-3, clock) &&
		!p.is(i-4, dash) && p.is(i+1, clock) && p.is(i+2, comma) && p.is(i+3, clock) && !p.is(i+4, dash) &&
		!p.speaksOf(each, perHour)
}

// listedStarts reads « à 10, 11 et 14h », where only the last start bears its
// unit. They must follow each other in time.
func (c *hourClause) listedStarts(i int) int {
	if c.frame.Kind != plan.Slots || !c.is(i, at) || !c.is(i+1, number) {
		return i
	}
	j := i + 1
	goesOn := func(k int) bool { return c.is(k+1, comma, and) && !c.at(k+1).parted && !c.at(k+2).parted }
	for c.is(j, number) && c.at(j).width > 0 && goesOn(j) && c.clockish(j+2) && c.clockAt(j) < c.clockAt(j+2) {
		j += 2
	}
	if j == i+1 || !c.is(j, clock) || c.at(i+1).smallHours(c.clockAt(i+1)) || c.connector(j+1, false) > j+1 {
		return i
	}
	for k := i + 1; k <= j; k += 2 {
		c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Start, From: c.clockAt(k)}}, k, k+1)
		c.gap = plan.Weak
	}
	c.gap = plan.NoGap
	return j + 1
}
