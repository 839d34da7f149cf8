package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// parser reads lexemes into items: it knows which clause may begin where. The clauses
// take the place where they may begin, and return the place behind them, or the same
// place if they do not.
type parser struct {
	*draft
	days    *dayClause
	hours   *hourClause
	ends    *endClause
	excepts *exceptClause
	agains  *againClause
	events  *eventClause
	lengths *lengthClause
	remarks *remarkClause
}

func newParser(p *passage) *parser {
	d := &draft{passage: p}
	days, events := newDayClause(d), &eventClause{draft: d}
	return &parser{
		draft: d, days: days, events: events,
		hours: &hourClause{days}, ends: &endClause{days}, agains: &againClause{days},
		excepts: &exceptClause{closedClause{awayClause{days}}},
		lengths: &lengthClause{d}, remarks: &remarkClause{d},
	}
}

// parse reads all lexemes into items.
func (p *parser) parse() ([]plan.Item, *plan.Fault) {
	for i := 0; i < len(p.row); {
		j, fault := p.item(i)
		switch {
		case fault != nil:
			return nil, fault
		case j > i:
			i = j
		case p.at(i).loose:
			i++
		default:
			return nil, p.misplaced(i)
		}
	}
	return p.events.marked(), nil
}

// item reads whatever begins at i.
func (p *parser) item(i int) (int, *plan.Fault) {
	for _, read := range []func(int) int{p.ends.bracketEnds, p.ends.sameEnd, p.ends.sameDayEnd, p.agains.otherDaysLeft,
		p.events.interval, p.separator} {
		if j := read(i); j > i {
			return j, nil
		}
	}
	for _, read := range []func(int) (int, *plan.Fault){
		p.refused, p.ends.shift, p.away, p.lengths.step, p.remarks.remark, p.lengths.duration, p.remarks.bound,
		p.hours.hours, p.days.days, p.aside,
	} {
		if j, fault := read(i); fault != nil || j > i {
			return j, fault
		}
	}
	return i, nil
}

// separator notes what is between two items.
func (p *parser) separator(i int) int {
	switch p.at(i).kind {
	case strong:
		p.gap = plan.Strong
	case slash:
		// Between hours it only lists them; else it begins a statement.
		p.gap = max(p.gap, plan.Weak)
		ofDay := p.is(i-1, clock, shut) && p.is(i+1, part) && p.last() != nil && p.last().Kind == plan.AtHours
		more := p.behindHours(i) && p.is(i+1, of) && p.clockish(i+2) // « 9h-12h / de 14h à 18h »
		if !ofDay && !more && (!p.is(i-1, clock, number) || !p.clockish(i+1)) {
			p.gap = plan.Strong
		}
	case comma, and:
		p.gap = max(p.gap, plan.Weak)
		p.and = p.and || p.is(i, and)
		p.adds = p.adds || p.is(i, and) && p.at(i).value == adding
	case colon:
		p.gap = max(p.gap, plan.Colon)
	case dash:
		if !p.dashSeparates(i) {
			return i
		}
		p.gap = max(p.gap, plan.Weak)
	case open:
		p.depth++
		p.gap = max(p.gap, plan.Weak)
	case shut:
		p.depth = max(0, p.depth-1)
		p.gap = max(p.gap, plan.Weak)
	default:
		return i
	}
	return i + 1
}

// dashSeparates distinguishes a dash between statements from one that would make a
// range: beside a lone hour it is none.
func (p *parser) dashSeparates(i int) bool {
	last := p.last()
	if !p.behindHours(i) {
		return true
	}
	if last.Hours.Form != plan.Between && p.betweenLists(i) {
		return true
	}
	if last.Hours.Form != plan.Between {
		hour := p.clockish(i+1) && !p.is(i+2, people, money, years, minuteUnit, event)
		return !hour && i+1 < len(p.row)
	}
	if p.clockish(i + 1) {
		_, _, ok := p.days.rangeAt(i + 1)
		return ok
	}
	return true
}

// aside passes over what changes nothing, and the little words before it.
func (p *parser) aside(i int) (int, *plan.Fault) {
	j := i
	for p.is(j, at, atThe, of, elided, ofThe, article, each, per) {
		j++
	}
	switch {
	case p.is(i, also):
		return p.agains.also(i), nil
	case p.is(i, like):
		return p.agains.like(i)
	case p.is(j, same):
		p.add(plan.Item{Kind: plan.Again}, i, j+1)
		return j + 1, nil
	case p.is(j, only):
		p.add(plan.Item{Kind: plan.Only}, i, j+1)
		return j + 1, nil
	case p.is(i, nothing) && p.at(i).text == "ouu":
		p.gap = max(p.gap, plan.Colon) // « sauf samedi où… »
		return i + 1, nil
	case p.is(i, during):
		return i + 1, nil
	case p.is(j, successive):
		p.events.inARow = true
		return j + 1, nil
	case p.is(j, event):
		p.events.takesPlace(j)
		return j + 1, nil
	case p.is(j, dayWord) && p.is(j-1, each):
		return i, nil
	case p.is(j, nothing) && strings.HasPrefix(p.at(j).text, "ouvert") && p.gap == plan.Weak && p.days.opensOthers(j+1):
		return i, plan.NewFault(plan.NoHours, p.last().Mark) // « montage mardi, ouvert jeudi 10h-18h »
	case p.is(j, nothing) && p.at(j).value == unbroken:
		return p.agains.unbrokenDays(i, j), nil
	case p.is(j, following) && p.days.announcesDays(j),
		p.is(j, nothing, people, included, perDay, begins, dayWord, meeting):
		return j + 1, nil
	case p.is(j, part):
		p.add(plan.Item{Kind: plan.InPart, Part: plan.Part(p.at(j).value)}, i, j+1)
		return j + 1, nil
	case p.is(j, wholeDay):
		p.add(plan.Item{Kind: plan.WholeDay}, i, j+1)
		return j + 1, nil
	case p.one(j) &&
		p.is(j+1, nothing, event, pause, closed, begins, at, article, part, weekday, colon, only):
		return j + 1, nil // « une visite », « une pause de… »
	}
	return i, nil
}

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
