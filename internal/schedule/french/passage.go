package french

import (
	"slices"

	"jema/internal/schedule/plan"
)

// passage is the lexemes to read, and the edition that they are about.
type passage struct {
	row
	frame plan.Frame
	kinds kindSet // of all lexemes
	byDay bool    // one of them is an hour of the day, and no length

	slashSessions bool // slots are written as ranges with a slash: « 9h/10h30, 11h/12h30 »
}

func newPassage(lexemes []lexeme, f plan.Frame) *passage {
	p := passage{row: lexemes, frame: f}
	for _, l := range lexemes {
		p.kinds.add(l.kind)
		p.byDay = p.byDay || l.kind == clock && l.value >= earlyMorning
	}
	p.slashSessions = p.pairsOfHours()
	return &p
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

// besidesWeekend reports whether « semaine » at i means the days outside the week-end.
func (p *passage) besidesWeekend(i int) bool {
	if !p.is(i, relative) || p.at(i).text != "semaine" {
		return false
	}
	leads := (i == 0 || p.is(i-1, strong)) && p.is(i+1, colon, dash)
	return p.is(i+1, colon, clock, of, dash) && p.speaksOf(weekend) || leads && p.namesDay(6, 0)
}

func (p *passage) speaksOf(kinds ...kind) bool {
	return slices.ContainsFunc(kinds, p.kinds.has)
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
