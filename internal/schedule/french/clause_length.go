package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// lengthClause reads how long something lasts and how often it starts.
type lengthClause struct{ *draft }

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
