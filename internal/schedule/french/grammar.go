package french

import (
	"slices"
	"strings"

	"jema/internal/schedule/plan"
)

// parser reads lexemes into items. Its methods take the place where something
// may begin and return the place behind it, or the same place if it does not.
type parser struct {
	lexemes          []lexeme
	kinds            kindSet // of all lexemes
	byDay            bool    // one of them is an hour of the day, and no length
	frame            plan.Frame
	items            []plan.Item
	noHours          int // so many of them give no hours
	gap              plan.Gap
	and, adds        bool // « et » stands in the gap; « + » or « ainsi que »
	visit, several   bool // one visit is spoken of; several of anything are
	departures       bool // departures are, which a range holds several of
	activity, visits bool // what lasts as long as its hours is spoken of; what may come several times within them

	slashSessions bool // slots are written as ranges with a slash: « 9h/10h30, 11h/12h30 »

	further bool // « aussi » was said: what a part of the day leads to is added

	inARow bool // what takes place follows each other without a break
	apart  int  // minutes between what takes place one after the other

	event bool // something that takes place is spoken of since the last item
	depth int  // open brackets

	// Move only looks for dates: it returns no questions and notes where they are.
	moving    bool
	excepting bool // reading the days behind « sauf »
	listing   bool // reading the second day of a list or a later one
	dates     map[plan.Mark]written
}

// written is where a day's number (or figures), month and year are among the
// lexemes, -1 for what is not written.
type written struct{ number, month, year int }

// parse reads all lexemes into items.
func (p *parser) parse() *plan.Fault {
	for i := 0; i < len(p.lexemes); {
		j, fault := p.item(i)
		switch {
		case fault != nil:
			return fault
		case j > i:
			i = j
		case p.at(i).loose:
			i++
		default:
			return p.misplaced(i)
		}
	}
	return nil
}

// at returns lexeme i; beyond the ends, one of no kind.
func (p *parser) at(i int) lexeme {
	if i < 0 || i >= len(p.lexemes) {
		return lexeme{kind: -1}
	}
	return p.lexemes[i]
}

func (p *parser) is(i int, kinds ...kind) bool {
	if i < 0 || i >= len(p.lexemes) {
		return slices.Contains(kinds, -1)
	}
	return slices.Contains(kinds, p.lexemes[i].kind)
}

// mark is the stretch of lexemes i to j-1.
func (p *parser) mark(i, j int) plan.Mark {
	return p.at(i).Mark.To(p.at(max(i, j-1)).Mark)
}

func (p *parser) fault(c plan.Code, i, j int) *plan.Fault { return plan.NewFault(c, p.mark(i, j)) }

// add appends an item read from lexemes i to j-1.
func (p *parser) add(it plan.Item, i, j int) {
	it.Mark, it.Gap, it.And, it.Adds, it.Enclosed = p.mark(i, j), p.gap, p.and, p.adds, p.depth > 0
	it.Event = p.event && p.gap != plan.Strong || p.at(i).strange
	p.event = false
	p.items = append(p.items, it)
	p.gap, p.and, p.adds = plan.NoGap, p.further && it.Kind == plan.InPart, false
	p.further = p.and
}

func (p *parser) last() *plan.Item {
	if len(p.items) == 0 {
		return nil
	}
	return &p.items[len(p.items)-1]
}

// item reads whatever begins at i.
func (p *parser) item(i int) (int, *plan.Fault) {
	for _, read := range []func(int) int{p.bracketEnds, p.sameEnd, p.sameDayEnd, p.otherDaysLeft,
		p.interval, p.separator} {
		if j := read(i); j > i {
			return j, nil
		}
	}
	for _, read := range []func(int) (int, *plan.Fault){
		p.refused, p.shift, p.away, p.step, p.remark, p.duration, p.bound, p.hours, p.days, p.aside,
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
func (p *parser) behindHours(i int) bool {
	last := p.last()
	return last != nil && last.Kind == plan.AtHours && last.End == p.at(i-1).End
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
		return !hour && i+1 < len(p.lexemes)
	}
	if p.clockish(i + 1) {
		_, _, ok := p.rangeAt(i + 1)
		return ok
	}
	return true
}

// refused stops at words that never mean hours.
func (p *parser) refused(i int) (int, *plan.Fault) {
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
func (p *parser) meetingPoint(i int) bool {
	if p.is(i-1, over, each, only, nothing, of, appointment, doubtful) {
		return false
	}
	return p.is(i+1, at, article, colon, weekday, clock, atThe)
}

// unknownEnd takes the unknown words that follow each other together.
func (p *parser) unknownEnd(i int) int {
	for p.is(i, unknown) {
		i++
	}
	return i
}

// misplaced is the fault of a lexeme that nothing could be made of.
func (p *parser) misplaced(i int) *plan.Fault {
	for j := i; j < len(p.lexemes) && j < i+4; j++ {
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
		return p.also(i), nil
	case p.is(i, like):
		return p.like(i)
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
		p.inARow = true
		return j + 1, nil
	case p.is(j, event):
		p.takesPlace(j)
		return j + 1, nil
	case p.is(j, dayWord) && p.is(j-1, each):
		return i, nil
	case p.is(j, nothing) && strings.HasPrefix(p.at(j).text, "ouvert") && p.gap == plan.Weak && p.opensOthers(j+1):
		return i, plan.NewFault(plan.NoHours, p.last().Mark) // « montage mardi, ouvert jeudi 10h-18h »
	case p.is(j, nothing) && p.at(j).value == unbroken:
		return p.unbrokenDays(i, j), nil
	case p.is(j, following) && p.announcesDays(j), p.is(j, nothing, people, included, perDay, begins, dayWord, meeting):
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
func (p *parser) like(i int) (int, *plan.Fault) {
	list, j, fault := p.dayList(i + 1)
	if fault != nil {
		return i, fault
	}
	if j == i+1 || len(list) != 1 || list[0].Shape != plan.One {
		return i, p.fault(plan.Stray, i, i+1)
	}
	if last := p.last(); p.behindDays() && last.End == p.at(i-1).End && p.hoursAt(j) {
		list[0].And = true
		last.Days, last.Mark = append(last.Days, list...), last.Mark.To(p.mark(i, j))
		return j, nil // « le vendredi comme le samedi : 10h-19h »
	}
	p.add(plan.Item{Kind: plan.Again, Days: list}, i, j)
	return j, nil
}

// takesPlace notes that something which takes place is spoken of between the
// item before and the next of the statement.
func (p *parser) takesPlace(i int) {
	place := p.is(i-1, article) && (p.at(i-1).text != "les" && p.at(i-1).text != "des")
	p.activity = p.activity || p.at(i).value >= activity && !place
	p.visits = p.visits || p.at(i).value < activity
	p.visit = p.visit || p.at(i).text == "visite" || p.at(i).text == "demonstration"
	p.departures = p.departures || p.at(i).text == "departs" || p.at(i).text == "passages" || p.at(i).text == "rotations"
	p.several = p.several || strings.HasSuffix(p.at(i).text, "s")
	if last := p.last(); last != nil && p.gap != plan.Strong {
		last.Event = true
	}
	p.event = true
}

// also reads « aussi »: behind days that have no hours, the hours before it are
// theirs as well; elsewhere it only adds.
func (p *parser) also(i int) int {
	last := p.last()
	if last != nil && last.Kind == plan.OnDays && p.gap == plan.NoGap && p.ends(i+1) {
		p.add(plan.Item{Kind: plan.Again}, i, i+1)
		return i + 1
	}
	p.and, p.further = true, true
	return i + 1
}
