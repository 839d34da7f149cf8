package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// hourClause reads hours: ranges, starts, lists of either, and the end of a start.
type hourClause struct{ *dayClause } // whose days may be behind them

// prolongs reports whether « avec une nocturne jusqu'à 22h », whose hour is at j, makes
// the range right before it last longer. Days behind it would have it as theirs.
func (c *hourClause) prolongs(i, j int) bool {
	last := c.last()
	if last == nil || !isRange(*last) || c.gap == plan.Strong || c.frame.Kind != plan.Free ||
		c.clockAt(j) <= last.Hours.To {
		return false
	}
	k := i - 1
	for c.is(k, nothing) {
		k--
	}
	_, end, fault := c.dayList(j + 1)
	return c.is(k, event) && strings.HasPrefix(c.at(k).text, "nocturne") && fault == nil && end == j+1 && c.closesDays(j+1)
}

// hours reads a range, a start, or a start without end, and closes a start with
// « jusqu'à ».
func (c *hourClause) hours(i int) (int, *plan.Fault) {
	if j := c.untilHour(i); j > i {
		return j, nil
	}
	if j := c.slashRanges(i); j > i {
		return j, nil
	}
	if j := c.listedStarts(i); j > i {
		return j, nil
	}
	if h, j, ok := c.rangeAt(i); ok {
		if c.torn(i, j) {
			return i, c.fault(plan.Stray, i, j)
		}
		end, fault := c.addRange(h, i, j)
		if last := c.last(); fault == nil && c.is(end, included) && c.frame.Kind == plan.Slots {
			last.Hours.Through = true
			return end + 1, nil
		}
		return end, fault
	}
	if c.is(i, between) && c.clockish(i+1) {
		return i, c.fault(plan.Stray, i, i+2)
	}
	return c.start(i)
}

func (c *hourClause) addRange(h hourRange, i, j int) (int, *plan.Fault) {
	if h.dayOrHour && c.frame.Picked(plan.DayOrHour) != 2 {
		return i, c.fault(plan.DayOrHour, i, j).Number(h.from.Hour())
	}
	if h.from == 24*60 {
		return i, c.fault(plan.Midnight, i, j)
	}
	if h.early && c.frame.Picked(plan.EarlyClock) == 2 {
		if h.from += 12 * 60; h.to <= h.from {
			h.to += 12 * 60
		}
	} else if h.early && c.frame.Picked(plan.EarlyClock) == 0 {
		return i, c.fault(plan.EarlyClock, i, j).Number(h.from.Hour(), h.from.Hour()+12)
	}
	c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Between, From: h.from, To: h.to}}, i, j)
	return j, nil
}

// start reads an hour alone.
func (c *hourClause) start(i int) (int, *plan.Fault) {
	j, form := i, plan.Start
	for c.is(j, at, since, of, ofThe, atThe, article) {
		if c.is(j, since) || c.at(j).kind == ofThe && c.is(j+1, clock) {
			form = plan.Since
		}
		j++
	}
	if !c.is(j, clock) || c.oneHour(j) {
		return i, nil
	}
	if c.is(j-1, of) && j > i {
		form = plan.Since
	}
	if c.at(j).value == 24*60 {
		return i, c.fault(plan.Midnight, i, j+1)
	}
	from := c.clockAt(j)
	if c.at(j).smallHours(from) {
		switch c.frame.Picked(plan.EarlyClock) {
		case 0:
			return i, c.fault(plan.EarlyClock, i, j+1).Number(from.Hour(), from.Hour()+12)
		case 2:
			from += 12 * 60
		}
	}
	if c.frame.Kind == plan.Free && c.opens(i) {
		form = plan.Since
	}
	if form == plan.Start && c.closesToo(i) {
		c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Until, To: from, Led: true}}, i, j+1)
		return j + 1, nil
	}
	c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: form, From: from, Led: form == plan.Since && c.opens(i),
		Again: form == plan.Since && c.opensAgain(i)}}, i, j+1)
	return j + 1, nil
}

// closesToo reports whether « et à 20h » at i goes on with hours of closing, each
// before its day: « fermeture à 18h le dimanche et à 20h le vendredi ».
func (c *hourClause) closesToo(i int) bool {
	n := len(c.items)
	if c.frame.Kind != plan.Free || !c.and || !c.is(i, at) || n < 2 || c.gap == plan.Strong ||
		c.items[n-1].Kind != plan.OnDays {
		return false
	}
	last := c.items[n-2]
	return last.Kind == plan.AtHours && last.Hours.Form == plan.Until && last.Hours.Led
}

// opensAgain reports whether the hour at i is that of an opening behind a break:
// « réouverture à 15h ».
func (c *hourClause) opensAgain(i int) bool {
	for c.is(i-1, colon, nothing, of, only, negation) {
		i--
	}
	return c.is(i-1, begins) && c.at(i-1).value == again
}

// opens reports whether « ouverture » or « début » leads to the hour at i.
func (c *hourClause) opens(i int) bool {
	for c.is(i-1, colon, nothing, of, only, negation) {
		i--
	}
	return c.is(i-1, begins)
}

// untilHour gives the start before it its end: « dès 14h et jusqu'à 18h »,
// « ouverture 10h, fermeture 18h ».
func (c *hourClause) untilHour(i int) int {
	j := i
	if c.is(j, ends) || c.is(j, closed) && c.at(j).value == closing && !c.at(j).accented {
		for j++; c.is(j, colon, at, of, nothing) || c.is(j, comma) && c.is(j+1, at); j++ {
		}
	} else if c.is(j, until) {
		j++
	}
	if j == i || !c.is(j, clock) || c.connector(j+1, false) > j+1 && c.clockish(c.connector(j+1, false)) {
		return i
	}
	last := c.last()
	if c.prolongs(i, j) {
		last.Hours.To, c.gap = c.clockAt(j), plan.NoGap
		last.Mark = last.Mark.To(c.at(j).Mark)
		return j + 1
	}
	open := last != nil && last.Kind == plan.AtHours && (last.Hours.Form == plan.Start || last.Hours.Form == plan.Since)
	if !open || c.gap == plan.Strong && (last.Hours.Form != plan.Since || !c.is(i, ends, closed)) {
		led := c.is(i, ends, closed)
		c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Until, To: c.clockAt(j), Led: led}}, i, j+1)
		return j + 1
	}
	last.Hours.Form, last.Hours.To = plan.Between, c.clockAt(j)
	last.Mark = last.Mark.To(c.at(j).Mark)
	c.gap = plan.NoGap
	return j + 1
}

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
