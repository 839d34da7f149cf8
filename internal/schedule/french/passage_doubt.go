package french

import "jema/internal/schedule/plan"

// A number may be a day or an hour. These decide which, or return a question.

// shortYear reports whether « 27 » behind a month is the year of the edition.
func (p *passage) shortYear(i int) bool {
	return p.is(i, number) && p.at(i).width == 2 && p.at(i).value == p.frame.From.Year%100 &&
		!p.startsRange(i) && !p.bareHours(i)
}

// unclear reports whether « 14-18 » may be hours as well as days.
func (p *passage) unclear(from, to plan.Day, i int) bool {
	bare := to.Month == 0 && from.Month == 0 && !to.Named && to.Number != 0
	return bare && !p.is(i-1, article, ofThe) && p.connectedByDash(i)
}

func (p *passage) connectedByDash(i int) bool {
	for ; p.is(i, weekday, number, article); i++ {
	}
	return p.is(i, dash)
}

// datesWeekday reports whether the edition has the weekday before i on the day
// of that number.
func (p *passage) datesWeekday(i int) bool {
	for _, d := range p.frame.Numbered(p.at(i).value) {
		if p.is(i-1, weekday) && int(d.Weekday()) == p.at(i-1).value {
			return true
		}
	}
	return false
}

// dayOrHour reports whether « samedi 10 à 14h » or « samedi 10 - 14h » may as
// well be the 10th at 14 h as from 10 h to 14 h. A dash without spaces joins
// hours; of slots, « à » means a start unless departures are spoken of.
func (p *passage) dayOrHour(i int) bool {
	if !p.is(i, number) || !p.startsRange(i) || !p.datesWeekday(i) || p.is(i+1, slash) {
		return false
	}
	if p.is(i+1, at) {
		return !p.saysStart(i)
	}
	return !p.at(i+1).glued || !p.at(i+2).glued
}

// saysStart reports whether « à » behind the number at i leads to a start: of
// slots it does, unless departures are spoken of.
func (p *passage) saysStart(i int) bool {
	return p.is(i+1, at) && p.frame.Kind == plan.Slots && !p.speaksOf(each, perHour)
}

// listedHour reports whether a number further down a list may be the list's last
// day or begin hours: « les 10 et 11 à 14h », « vendredi 9 et 10-12h ».
func (p *passage) listedHour(i int) bool {
	if !p.is(i, number) || !p.startsRange(i) || p.is(i-1, article, ofThe, atThe) || p.saysStart(i) {
		return false
	}
	return len(p.frame.Numbered(p.at(i).value)) > 0 && (p.is(i+1, at) || p.is(i-1, and))
}

// startsRange reports whether the number at i and what follows are a range of
// hours that does not leave a range of its own behind: « 9 - 14h-18h » is the
// 9th.
func (p *passage) startsRange(i int) bool {
	j := i + 1
	for p.is(j, dash, at, slash) {
		j++
	}
	if j == i+1 || !p.is(j, clock) || p.at(i).value > 24 {
		return false
	}
	k := p.connector(j+1, false)
	if p.is(k, slash) && p.is(k+1, clock) && p.frame.Kind == plan.Free {
		far := p.connector(k+2, false)
		return far > k+2 && p.clockish(far) && !p.is(far+1, slash) // « jeu. 8 - 9h/11h45 » is the 8th
	}
	return k == j+1 || !p.clockish(k)
}

// afterStart reports whether the number at i follows a start that it may go on from: « à 9h
// et 11, mercredi à 10h ».
func (p *passage) afterStart(i int) bool {
	if p.frame.Kind != plan.Slots || !p.is(i, number) || !p.is(i-1, and, comma, slash) || !p.is(i-2, clock) {
		return false
	}
	k := i
	for p.is(k, number, and, comma, dash) {
		k++
	}
	return p.clockish(i) && !p.is(k, month) && p.is(i+1, -1, strong, comma, and, slash, shut, open)
}

// runTogether reports whether two hours that follow each other without a sign are
// a range: of free hours « 9h12h » and « 10 12h » mean nothing else.
func (p *passage) runTogether(i int) bool {
	if p.frame.Kind != plan.Free || !p.is(i+1, clock) || p.at(i+1).parted || p.clockAt(i) >= p.clockAt(i+1) {
		return false
	}
	if p.is(i+2, dash, at, until) && (!p.is(i+3, clock) || !p.is(i+4, clock)) {
		return false // the second hour begins a range of its own
	}
	return p.is(i, clock) || p.clockish(i) && p.at(i).width > 0 && p.at(i).value >= 5
}

// bareHours reports whether the numbers at i and behind its dash are hours although
// neither has a unit: they cannot be days of the edition, or are behind a
// weekday that they do not date.
func (p *passage) bareHours(i int) bool {
	j := i + 1
	for p.is(j, dash, at, slash) && !(p.is(j, slash) && p.frame.Kind == plan.Slots) {
		j++
	}
	from, to := p.at(i), p.at(j)
	if j == i+1 || j > i+2 || from.kind != number || to.kind != number || from.ordinal || to.ordinal ||
		from.doubt || to.doubt {
		return false
	}
	led := p.is(i-1, article, ofThe, atThe) || p.is(j+1, slash, dash) && p.is(j+2, month)
	counts := p.is(j+1, month, people, years, money, minuteUnit, hourUnit, event, date)
	if led || counts || from.value < 5 || from.value >= to.value || to.value > 24 {
		return false
	}
	days := len(p.frame.Numbered(from.value)) > 0 && len(p.frame.Numbered(to.value)) > 0
	return !days || p.is(i-1, weekday) && !p.datesWeekday(i) || p.frame.Picked(plan.DayOrHour) == 2
}
