package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// step reads what specifies how often something starts: « toutes les 45 minutes »,
// « chaque demi-heure », « une visite par heure ».
func (c *lengthClause) step(i int) (int, *plan.Fault) {
	if c.is(i, each) {
		n, j := c.length(i + 1)
		if j == i+1 {
			n, j = c.unitAlone(i + 1)
		}
		if j == i+1 {
			return i, nil
		}
		c.add(plan.Item{Kind: plan.EveryStep, Minutes: n}, i, j)
		return j, nil
	}
	if c.is(i, per) && c.is(i+1, event) && c.is(i+2, of, elided) {
		if n, j := c.length(i + 3); j > i+3 {
			c.add(plan.Item{Kind: plan.EveryStep, Minutes: n}, i, j) // « par tranches de 30 minutes »
			return j, nil
		}
	}
	return c.perHour(i)
}

// perHour reads « deux départs par heure ».
func (c *lengthClause) perHour(i int) (int, *plan.Fault) {
	j, n := i, 1
	if c.is(j, number) {
		n = c.at(j).value
		j++
	}
	for c.is(j, event, nothing, begins) {
		j++
	}
	if !c.is(j, perHour) || j == i && n == 1 {
		return i, nil
	}
	if n < 1 || n > 60 || 60%n != 0 {
		return i, c.fault(plan.BadLength, i, j+1)
	}
	c.add(plan.Item{Kind: plan.EveryStep, Minutes: 60 / n}, i, j+1)
	return j + 1, nil
}

// unitAlone reads « heures », « demi-heures », « quarts d'heure ».
func (r row) unitAlone(i int) (int, int) {
	minutes := map[kind]int{hourUnit: 60, half: 30, quarter: 15}
	n, ok := minutes[r.at(i).kind]
	if !ok {
		return 0, i
	}
	if r.is(i+1, andHalf) && n == 60 {
		return 90, i + 2
	}
	return n, i + 1
}

// length reads a duration: « 45 min », « 1h30 », « une demi-heure ».
func (r row) length(i int) (int, int) {
	switch {
	case r.is(i, clock) && r.at(i).plain:
		return r.at(i).value, i + 1
	case r.is(i, number) && r.is(i+1, minuteUnit):
		return r.at(i).value, i + 2
	case r.is(i, number) && r.at(i).value <= 3 && r.is(i+1, half, quarter):
		n, _ := r.unitAlone(i + 1)
		return n * r.at(i).value, i + 2
	}
	return 0, i
}

// interval reads « 15 min de battement entre chaque »: how long lies between what
// takes place one after the other.
func (c *eventClause) interval(i int) int {
	n, j := c.length(i)
	for c.is(j, of, elided, pause) {
		j++
	}
	if j == i || !c.is(j, between) || !c.is(j+1, each) {
		return i
	}
	j += 2
	for c.is(j, event, people, nothing) {
		j++
	}
	if !c.ends(j) {
		return i
	}
	c.inARow, c.apart = true, n
	return j
}

// duration reads how long one visit lasts.
func (c *lengthClause) duration(i int) (int, *plan.Fault) {
	if c.is(i, lasts) {
		j := i + 1
		for c.is(j, colon, of, nothing, event) {
			j++
		}
		n, end := c.length(j)
		if end == j {
			if _, fault := c.refused(j); fault != nil {
				return i, fault
			}
			return i, c.fault(plan.Stray, i, i+1)
		}
		c.add(plan.Item{Kind: plan.Lasting, Minutes: n, Vague: c.roughly(end)}, i, c.roughEnd(end))
		return c.roughEnd(end), nil
	}
	j := i
	for c.is(j, of, elided, during) {
		j++
	}
	n, end := c.length(j)
	if end == j || !c.lastsHere(i, j, end) {
		return i, nil
	}
	before := i - 1
	for c.at(before).loose {
		before--
	}
	if c.at(j).parted && c.is(before, clock) && c.clockish(c.connector(end, false)) {
		return i, c.fault(plan.Stray, i, end) // « 10 heures (parking) 30 minutes à 12 heures »
	}
	last := c.last()
	if c.is(end, each) && c.ends(end+1) {
		end++ // « 1h chaque »
	}
	own := c.is(i-1, open) && last != nil && last.Kind == plan.AtHours && last.Hours.Form == plan.Start &&
		last.End == c.at(i-2).End
	c.add(plan.Item{Kind: plan.Lasting, Minutes: n, Own: own, Vague: c.roughly(end)}, i, c.roughEnd(end))
	return c.roughEnd(end), nil
}

// roughly reports whether « environ » is right behind the length of something within
// free hours, which it leaves as they are: « durée 30 min environ ».
func (c *lengthClause) roughly(end int) bool {
	return c.frame.Kind == plan.Free && c.is(end, vague) && strings.HasPrefix(c.at(end).text, "environ") &&
		c.is(end-1, minuteUnit)
}

func (c *lengthClause) roughEnd(end int) int {
	if c.roughly(end) {
		end++
	}
	return end
}

// lastsHere reports whether the length at j is a duration and no hour. Minutes
// always are, « d'1h » and « une heure » too; « (1h30) » is behind hours, and
// « visite de 1h » where neither a range goes on from it nor the day is likely
// to have begun.
func (c *lengthClause) lastsHere(i, j, end int) bool {
	switch {
	case !c.is(j, clock), c.at(j).inWords && c.at(j).value < 120, c.tooEarly(i, j, end):
		return true
	case c.is(j-1, elided, during) && j > i, c.is(end, of, elided, per) && c.is(end+1, event, nothing):
		return c.at(j).value < earlyMorning
	case c.is(i-1, colon) && c.is(i-2, event):
		return j == i && c.at(j).value < 6*60
	case c.is(i-1, open) && c.is(end, shut):
		last := c.last()
		return j == i && last != nil && (last.Kind == plan.AtHours || last.Kind == plan.EveryStep)
	case j > i && c.is(i-1, event, nothing) && !strings.HasPrefix(c.at(i-1).text, "ouvert"):
		to := c.connector(end, false)
		length, start := c.at(j).value, c.at(to).value
		if c.is(end, at) && c.is(to, clock) && length < 6*60 && start >= earlyMorning {
			return true // « séances de 1h30 à 10h »
		}
		return length < earlyMorning && (to == end || !c.clockish(to))
	}
	return false
}

// tooEarly reports whether the hour at j is no start of slots that others start by
// day: « samedi 10h et 14h, 1h30 », « atelier 2 h à 9h30 ».
func (c *lengthClause) tooEarly(i, j, end int) bool {
	l := c.at(j)
	listed := l.value >= 120 && l.value%60 == 0 && c.is(i-1, comma, and, slash, dash) && c.is(i-2, clock)
	if c.frame.Kind != plan.Slots || l.value < 60 || l.value > 4*60 || l.early || l.shifted ||
		c.is(j-1, at, since, between) || listed {
		return false
	}
	to := c.connector(end, false)
	if to > end && c.clockish(to) && !(c.is(end, at) && c.is(i-1, event) && c.clockAt(to) >= earlyMorning) {
		return false
	}
	return c.byDay
}

// earlyMorning is the hour from which « de 9h » is a time of day rather than a
// duration.
const earlyMorning = 8 * 60

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

func (r row) eventPerHour(i int) bool {
	for i++; r.is(i, event, nothing); i++ {
	}
	return r.is(i, perHour)
}
