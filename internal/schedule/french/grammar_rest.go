package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// step reads what specifies how often something starts: « toutes les 45 minutes »,
// « chaque demi-heure », « une visite par heure ».
func (p *parser) step(i int) (int, *plan.Fault) {
	if p.is(i, each) {
		n, j := p.length(i + 1)
		if j == i+1 {
			n, j = p.unitAlone(i + 1)
		}
		if j == i+1 {
			return i, nil
		}
		p.add(plan.Item{Kind: plan.EveryStep, Minutes: n}, i, j)
		return j, nil
	}
	if p.is(i, per) && p.is(i+1, event) && p.is(i+2, of, elided) {
		if n, j := p.length(i + 3); j > i+3 {
			p.add(plan.Item{Kind: plan.EveryStep, Minutes: n}, i, j) // « par tranches de 30 minutes »
			return j, nil
		}
	}
	return p.perHour(i)
}

// perHour reads « deux départs par heure ».
func (p *parser) perHour(i int) (int, *plan.Fault) {
	j, n := i, 1
	if p.is(j, number) {
		n = p.at(j).value
		j++
	}
	for p.is(j, event, nothing, begins) {
		j++
	}
	if !p.is(j, perHour) || j == i && n == 1 {
		return i, nil
	}
	if n < 1 || n > 60 || 60%n != 0 {
		return i, p.fault(plan.BadLength, i, j+1)
	}
	p.add(plan.Item{Kind: plan.EveryStep, Minutes: 60 / n}, i, j+1)
	return j + 1, nil
}

// unitAlone reads « heures », « demi-heures », « quarts d'heure ».
func (p *parser) unitAlone(i int) (int, int) {
	minutes := map[kind]int{hourUnit: 60, half: 30, quarter: 15}
	n, ok := minutes[p.at(i).kind]
	if !ok {
		return 0, i
	}
	if p.is(i+1, andHalf) && n == 60 {
		return 90, i + 2
	}
	return n, i + 1
}

// length reads a duration: « 45 min », « 1h30 », « une demi-heure ».
func (p *parser) length(i int) (int, int) {
	switch {
	case p.is(i, clock) && p.at(i).plain:
		return p.at(i).value, i + 1
	case p.is(i, number) && p.is(i+1, minuteUnit):
		return p.at(i).value, i + 2
	case p.is(i, number) && p.at(i).value <= 3 && p.is(i+1, half, quarter):
		n, _ := p.unitAlone(i + 1)
		return n * p.at(i).value, i + 2
	}
	return 0, i
}

// interval reads « 15 min de battement entre chaque »: how long lies between what
// takes place one after the other.
func (p *parser) interval(i int) int {
	n, j := p.length(i)
	for p.is(j, of, elided, pause) {
		j++
	}
	if j == i || !p.is(j, between) || !p.is(j+1, each) {
		return i
	}
	j += 2
	for p.is(j, event, people, nothing) {
		j++
	}
	if !p.ends(j) {
		return i
	}
	p.inARow, p.apart = true, n
	return j
}

// duration reads how long one visit lasts.
func (p *parser) duration(i int) (int, *plan.Fault) {
	if p.is(i, lasts) {
		j := i + 1
		for p.is(j, colon, of, nothing, event) {
			j++
		}
		n, end := p.length(j)
		if end == j {
			if _, fault := p.refused(j); fault != nil {
				return i, fault
			}
			return i, p.fault(plan.Stray, i, i+1)
		}
		p.add(plan.Item{Kind: plan.Lasting, Minutes: n, Vague: p.roughly(end)}, i, p.roughEnd(end))
		return p.roughEnd(end), nil
	}
	j := i
	for p.is(j, of, elided, during) {
		j++
	}
	n, end := p.length(j)
	if end == j || !p.lastsHere(i, j, end) {
		return i, nil
	}
	before := i - 1
	for p.at(before).loose {
		before--
	}
	if p.at(j).parted && p.is(before, clock) && p.clockish(p.connector(end, false)) {
		return i, p.fault(plan.Stray, i, end) // « 10 heures (parking) 30 minutes à 12 heures »
	}
	last := p.last()
	if p.is(end, each) && p.ends(end+1) {
		end++ // « 1h chaque »
	}
	own := p.is(i-1, open) && last != nil && last.Kind == plan.AtHours && last.Hours.Form == plan.Start &&
		last.End == p.at(i-2).End
	p.add(plan.Item{Kind: plan.Lasting, Minutes: n, Own: own, Vague: p.roughly(end)}, i, p.roughEnd(end))
	return p.roughEnd(end), nil
}

// roughly reports whether « environ » is right behind the length of something within
// free hours, which it leaves as they are: « durée 30 min environ ».
func (p *parser) roughly(end int) bool {
	return p.frame.Kind == plan.Free && p.is(end, vague) && strings.HasPrefix(p.at(end).text, "environ") &&
		p.is(end-1, minuteUnit)
}

func (p *parser) roughEnd(end int) int {
	if p.roughly(end) {
		end++
	}
	return end
}

// lastsHere reports whether the length at j is a duration and no hour. Minutes
// always are, « d'1h » and « une heure » too; « (1h30) » is behind hours, and
// « visite de 1h » where neither a range goes on from it nor the day is likely
// to have begun.
func (p *parser) lastsHere(i, j, end int) bool {
	switch {
	case !p.is(j, clock), p.at(j).inWords && p.at(j).value < 120, p.tooEarly(i, j, end):
		return true
	case p.is(j-1, elided, during) && j > i, p.is(end, of, elided, per) && p.is(end+1, event, nothing):
		return p.at(j).value < earlyMorning
	case p.is(i-1, colon) && p.is(i-2, event):
		return j == i && p.at(j).value < 6*60
	case p.is(i-1, open) && p.is(end, shut):
		last := p.last()
		return j == i && last != nil && (last.Kind == plan.AtHours || last.Kind == plan.EveryStep)
	case j > i && p.is(i-1, event, nothing) && !strings.HasPrefix(p.at(i-1).text, "ouvert"):
		to := p.connector(end, false)
		length, start := p.at(j).value, p.at(to).value
		if p.is(end, at) && p.is(to, clock) && length < 6*60 && start >= earlyMorning {
			return true // « séances de 1h30 à 10h »
		}
		return length < earlyMorning && (to == end || !p.clockish(to))
	}
	return false
}

// tooEarly reports whether the hour at j is no start of slots that others start by
// day: « samedi 10h et 14h, 1h30 », « atelier 2 h à 9h30 ».
func (p *parser) tooEarly(i, j, end int) bool {
	l := p.at(j)
	listed := l.value >= 120 && l.value%60 == 0 && p.is(i-1, comma, and, slash, dash) && p.is(i-2, clock)
	if p.frame.Kind != plan.Slots || l.value < 60 || l.value > 4*60 || l.early || l.shifted ||
		p.is(j-1, at, since, between) || listed {
		return false
	}
	to := p.connector(end, false)
	if to > end && p.clockish(to) && !(p.is(end, at) && p.is(i-1, event) && p.clockAt(to) >= earlyMorning) {
		return false
	}
	return p.byDay
}

// earlyMorning is the hour from which « de 9h » is a time of day rather than a
// duration.
const earlyMorning = 8 * 60

// bound reads « dernière entrée à 17h30 ».
func (p *parser) bound(i int) (int, *plan.Fault) {
	if !p.is(i, firstOf, lastOf) {
		return i, nil
	}
	j := i + 1
	for p.is(j, at, colon, nothing, begins) || p.is(j, of, elided, ofThe, article, event) {
		j++
	}
	if !p.is(j, clock) {
		return i, p.fault(plan.Stray, i, i+1)
	}
	if p.is(i, firstOf) && p.onlyBounds() {
		p.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Since, From: p.clockAt(j)}}, i, j+1)
		return j + 1, nil
	}
	k := plan.FirstAt
	if p.is(i, lastOf) {
		k = plan.LastAt
	}
	p.add(plan.Item{Kind: k, Hours: plan.Hours{From: p.clockAt(j)}}, i, j+1)
	for k == plan.LastAt && p.is(j+1, and, comma) && p.is(j+2, clock) && p.connector(j+3, false) == j+3 {
		p.add(plan.Item{Kind: k, Hours: plan.Hours{From: p.clockAt(j + 2)}}, j+2, j+3)
		j += 2
	}
	return j + 1, nil
}

// onlyBounds reports whether the phrase gives no hours but those of a first and a
// last departure, which then are the hours.
func (p *parser) onlyBounds() bool {
	for i := range p.lexemes {
		j := i
		for p.is(j-1, at, colon, nothing, begins) || p.is(j-1, event) && p.is(j-2, of, ofThe, elided) {
			j--
		}
		if p.is(i, clock) && !p.is(j-1, firstOf, lastOf) && !p.is(i-1, each, lasts) && !p.excepted(j) {
			return false
		}
	}
	return p.frame.Kind == plan.Slots
}

// excepted reports whether the hour at i is one of those behind « sauf ».
func (p *parser) excepted(i int) bool {
	for p.is(i-1, clock, and, comma, at) {
		i--
	}
	return p.is(i-1, except)
}

// remark reads numbers that are no hours: « 30 élèves », « dès 8 ans »,
// « 5 € », and « 3 départs », which is compared with what is read.
func (p *parser) remark(i int) (int, *plan.Fault) {
	j := i
	for p.is(j, since, until, at, atThe, of, ofThe, per, article, nothing, people) && !p.is(j+1, each) {
		j++
	}
	n := p.at(j)
	if n.kind != number {
		return i, nil
	}
	k := j + 1
	if p.is(k, at, dash) && p.is(k+1, number) {
		k += 2 // « de 8 à 12 ans »
	}
	if p.is(k, comma) && p.is(k+1, number) && p.at(k+1).glued && p.is(k+2, money) {
		k += 2
	}
	switch {
	case p.is(k, people) && p.is(k+1, each) && p.ends(k+2):
		return k + 2, nil // « (8 places chaque) »
	case p.is(k, people, money):
		return k + 1, nil
	case p.is(k, years):
		if p.is(k+1, and) {
			return k + 2, nil // « et plus », « et + »
		}
		return k + 1, nil
	case p.is(k, event) && k == j+1 && !p.eventPerHour(j):
		p.announce(n, i, k+1)
		return k + 1, nil
	case j > i+1 && p.is(j-1, of) && p.is(j-2, people) && k == j+1 && !p.is(k, month):
		return k, nil // « groupes de 10 »
	}
	return i, nil
}

// announce notes a number of departures, to be compared with those read. « Une
// visite » announces nothing.
func (p *parser) announce(n lexeme, i, j int) {
	if n.value > 1 {
		p.add(plan.Item{Kind: plan.Announced, Number: n.value}, i, j)
	}
}

func (p *parser) eventPerHour(i int) bool {
	for i++; p.is(i, event, nothing); i++ {
	}
	return p.is(i, perHour)
}
