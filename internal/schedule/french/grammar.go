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

// written is where a day's number (or figures), month and year are among the
// lexemes, -1 for what is not written.
type written struct{ number, month, year int }

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

// mark is the stretch of lexemes i to j-1.
func (r row) mark(i, j int) plan.Mark {
	return r.at(i).Mark.To(r.at(max(i, j-1)).Mark)
}

func (r row) fault(c plan.Code, i, j int) *plan.Fault { return plan.NewFault(c, r.mark(i, j)) }

// add appends an item read from lexemes i to j-1.
func (d *draft) add(it plan.Item, i, j int) {
	it.Mark, it.Gap, it.And, it.Adds, it.Enclosed = d.mark(i, j), d.gap, d.and, d.adds, d.depth > 0
	it.Event = d.event && d.gap != plan.Strong || d.at(i).strange
	d.event = false
	d.items = append(d.items, it)
	d.gap, d.and, d.adds = plan.NoGap, d.further && it.Kind == plan.InPart, false
	d.further = d.and
}

func (d *draft) last() *plan.Item {
	if len(d.items) == 0 {
		return nil
	}
	return &d.items[len(d.items)-1]
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

// behindHours reports whether hours end right before i.
func (d *draft) behindHours(i int) bool {
	last := d.last()
	return last != nil && last.Kind == plan.AtHours && last.End == d.at(i-1).End
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

// refused stops at words that never mean hours.
func (p *passage) refused(i int) (int, *plan.Fault) {
	switch p.at(i).kind {
	case broken:
		return i, p.at(i).fault
	case unknown:
		return i, p.fault(plan.UnknownWord, i, p.unknownEnd(i))
	case sign:
		return i, p.fault(plan.UnknownSign, i, i+1)
	case ends:
		if p.at(i).accented && p.at(i).text == "termine" {
			return i, p.fault(plan.Doubtful, i, i+1) // « terminé »
		}
	case either:
		return i, p.fault(plan.Either, i, i+1)
	case appointment:
		return i, p.fault(plan.Appointment, i, i+1)
	case meeting:
		if !p.meetingPoint(i) {
			return i, p.fault(plan.Appointment, i, i+1)
		}
	case vague, before, earlier, later:
		return i, p.fault(plan.Vague, i, i+1)
	case doubtful, negation, over, label:
		if end, _ := p.partAt(i + 1); end > i+1 && p.at(i).text == "sans" {
			return i, nil
		}
		return i, p.fault(plan.Doubtful, i, i+1)
	case relative:
		if p.besidesWeekend(i) {
			return i, nil
		}
		return i, p.fault(plan.Relative, i, i+1)
	}
	return i, nil
}

// meetingPoint reports whether « rendez-vous » at i leads to a time, and is
// no demand to make one.
func (p *passage) meetingPoint(i int) bool {
	if p.is(i-1, over, each, only, nothing, of, appointment, doubtful) {
		return false
	}
	return p.is(i+1, at, article, colon, weekday, clock, atThe)
}

// unknownEnd takes the unknown words that follow each other together.
func (p *passage) unknownEnd(i int) int {
	for p.is(i, unknown) {
		i++
	}
	return i
}

// misplaced is the fault of a lexeme that nothing could be made of.
func (p *passage) misplaced(i int) *plan.Fault {
	for j := i; j < len(p.row) && j < i+4; j++ {
		if _, fault := p.refused(j); fault != nil {
			return fault
		}
	}
	if p.is(i, number) {
		j := i + 1
		for p.is(j, number) {
			j++
		}
		return p.fault(plan.UnknownNumber, i, j)
	}
	return p.fault(plan.Stray, i, i+1)
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
	case p.is(j, following) && p.days.announcesDays(j), p.is(j, nothing, people, included, perDay, begins, dayWord, meeting):
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

// like reads « comme samedi »: the hours of that day.
func (c *againClause) like(i int) (int, *plan.Fault) {
	list, j, fault := c.dayList(i + 1)
	if fault != nil {
		return i, fault
	}
	if j == i+1 || len(list) != 1 || list[0].Shape != plan.One {
		return i, c.fault(plan.Stray, i, i+1)
	}
	if last := c.last(); c.behindDays() && last.End == c.at(i-1).End && c.hoursAt(j) {
		list[0].And = true
		last.Days, last.Mark = append(last.Days, list...), last.Mark.To(c.mark(i, j))
		return j, nil // « le vendredi comme le samedi : 10h-19h »
	}
	c.add(plan.Item{Kind: plan.Again, Days: list}, i, j)
	return j, nil
}

// takesPlace notes that something which takes place is spoken of between the
// item before and the next of the statement.
func (c *eventClause) takesPlace(i int) {
	place := c.is(i-1, article) && (c.at(i-1).text != "les" && c.at(i-1).text != "des")
	c.activity = c.activity || c.at(i).value >= activity && !place
	c.visits = c.visits || c.at(i).value < activity
	c.visit = c.visit || c.at(i).text == "visite" || c.at(i).text == "demonstration"
	c.departures = c.departures || c.at(i).text == "departs" || c.at(i).text == "passages" || c.at(i).text == "rotations"
	c.several = c.several || strings.HasSuffix(c.at(i).text, "s")
	if last := c.last(); last != nil && c.gap != plan.Strong {
		last.Event = true
	}
	c.event = true
}

// also reads « aussi »: behind days that have no hours, the hours before it are
// theirs as well; elsewhere it only adds.
func (c *againClause) also(i int) int {
	last := c.last()
	if last != nil && last.Kind == plan.OnDays && c.gap == plan.NoGap && c.ends(i+1) {
		c.add(plan.Item{Kind: plan.Again}, i, i+1)
		return i + 1
	}
	c.and, c.further = true, true
	return i + 1
}
