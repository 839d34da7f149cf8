package french

import "jema/internal/schedule/plan"

// remarkClause reads numbers that are no hours, and the bounds of departures.
type remarkClause struct{ *draft }

// bound reads « dernière entrée à 17h30 ».
func (c *remarkClause) bound(i int) (int, *plan.Fault) {
	if !c.is(i, firstOf, lastOf) {
		return i, nil
	}
	j := i + 1
	for c.is(j, at, colon, nothing, begins) || c.is(j, of, elided, ofThe, article, event) {
		j++
	}
	if !c.is(j, clock) {
		return i, c.fault(plan.Stray, i, i+1)
	}
	if c.is(i, firstOf) && c.onlyBounds() {
		c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Since, From: c.clockAt(j)}}, i, j+1)
		return j + 1, nil
	}
	k := plan.FirstAt
	if c.is(i, lastOf) {
		k = plan.LastAt
	}
	c.add(plan.Item{Kind: k, Hours: plan.Hours{From: c.clockAt(j)}}, i, j+1)
	for k == plan.LastAt && c.is(j+1, and, comma) && c.is(j+2, clock) && c.connector(j+3, false) == j+3 {
		c.add(plan.Item{Kind: k, Hours: plan.Hours{From: c.clockAt(j + 2)}}, j+2, j+3)
		j += 2
	}
	return j + 1, nil
}

// onlyBounds reports whether the phrase gives no hours but those of a first and a
// last departure, which then are the hours.
func (c *remarkClause) onlyBounds() bool {
	for i := range c.row {
		j := i
		for c.is(j-1, at, colon, nothing, begins) || c.is(j-1, event) && c.is(j-2, of, ofThe, elided) {
			j--
		}
		if c.is(i, clock) && !c.is(j-1, firstOf, lastOf) && !c.is(i-1, each, lasts) && !c.excepted(j) {
			return false
		}
	}
	return c.frame.Kind == plan.Slots
}

// excepted reports whether the hour at i is one of those behind « sauf ».
func (c *remarkClause) excepted(i int) bool {
	for c.is(i-1, clock, and, comma, at) {
		i--
	}
	return c.is(i-1, except)
}

// remark reads numbers that are no hours: « 30 élèves », « dès 8 ans »,
// « 5 € », and « 3 départs », which is compared with what is read.
func (c *remarkClause) remark(i int) (int, *plan.Fault) {
	j := i
	for c.is(j, since, until, at, atThe, of, ofThe, per, article, nothing, people) && !c.is(j+1, each) {
		j++
	}
	n := c.at(j)
	if n.kind != number {
		return i, nil
	}
	k := j + 1
	if c.is(k, at, dash) && c.is(k+1, number) {
		k += 2 // « de 8 à 12 ans »
	}
	if c.is(k, comma) && c.is(k+1, number) && c.at(k+1).glued && c.is(k+2, money) {
		k += 2
	}
	switch {
	case c.is(k, people) && c.is(k+1, each) && c.ends(k+2):
		return k + 2, nil // « (8 places chaque) »
	case c.is(k, people, money):
		return k + 1, nil
	case c.is(k, years):
		if c.is(k+1, and) {
			return k + 2, nil // « et plus », « et + »
		}
		return k + 1, nil
	case c.is(k, event) && k == j+1 && !c.eventPerHour(j):
		c.announce(n, i, k+1)
		return k + 1, nil
	case j > i+1 && c.is(j-1, of) && c.is(j-2, people) && k == j+1 && !c.is(k, month):
		return k, nil // « groupes de 10 »
	}
	return i, nil
}

// announce notes a number of departures, to be compared with those read. « Une
// visite » announces nothing.
func (c *remarkClause) announce(n lexeme, i, j int) {
	if n.value > 1 {
		c.add(plan.Item{Kind: plan.Announced, Number: n.value}, i, j)
	}
}
