package french

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// hours reads a range, a start, or a start without end, and closes a start with
// « jusqu'à ».
func (p *parser) hours(i int) (int, *plan.Fault) {
	if j := p.untilHour(i); j > i {
		return j, nil
	}
	if j := p.slashRanges(i); j > i {
		return j, nil
	}
	if j := p.listedStarts(i); j > i {
		return j, nil
	}
	if h, j, ok := p.rangeAt(i); ok {
		if p.torn(i, j) {
			return i, p.fault(plan.Stray, i, j)
		}
		end, fault := p.addRange(h, i, j)
		if last := p.last(); fault == nil && p.is(end, included) && p.frame.Kind == plan.Slots {
			last.Hours.Through = true
			return end + 1, nil
		}
		return end, fault
	}
	if p.is(i, between) && p.clockish(i+1) {
		return i, p.fault(plan.Stray, i, i+2)
	}
	return p.start(i)
}

func (p *parser) addRange(h hourRange, i, j int) (int, *plan.Fault) {
	if h.dayOrHour && p.frame.Picked(plan.DayOrHour) != 2 {
		return i, p.fault(plan.DayOrHour, i, j).Number(h.from.Hour())
	}
	if h.from == 24*60 {
		return i, p.fault(plan.Midnight, i, j)
	}
	if h.early && p.frame.Picked(plan.EarlyClock) == 2 {
		if h.from += 12 * 60; h.to <= h.from {
			h.to += 12 * 60
		}
	} else if h.early && p.frame.Picked(plan.EarlyClock) == 0 {
		return i, p.fault(plan.EarlyClock, i, j).Number(h.from.Hour(), h.from.Hour()+12)
	}
	p.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Between, From: h.from, To: h.to}}, i, j)
	return j, nil
}

// hourRange is a range of hours as read. dayOrHour marks one without any unit,
// early one that begins in the night, if the afternoon is not meant.
type hourRange struct {
	from, to         jema.Clock
	dayOrHour, early bool
}

// one reports whether « un » or « une » is at i.
func (p *parser) one(i int) bool { return p.is(i, number) && p.at(i).value == 1 && p.at(i).width == 0 }

// torn reports whether words were set aside between the first hour of a range and
// what joins it to the second: « visite à 10h, et pour finir à 14h » is none.
func (p *parser) torn(i, j int) bool {
	for ; i < j-1; i++ {
		if p.clockish(i) {
			return p.at(i + 1).parted
		}
	}
	return false
}

// runTogether reports whether two hours that follow each other without a sign are
// a range: of free hours « 9h12h » and « 10 12h » mean nothing else.
func (p *parser) runTogether(i int) bool {
	if p.frame.Kind != plan.Free || !p.is(i+1, clock) || p.at(i+1).parted || p.clockAt(i) >= p.clockAt(i+1) {
		return false
	}
	if p.is(i+2, dash, at, until) && (!p.is(i+3, clock) || !p.is(i+4, clock)) {
		return false // the second hour begins a range of its own
	}
	return p.is(i, clock) || p.clockish(i) && p.at(i).width > 0 && p.at(i).value >= 5
}

// ofTheDay moves a range to the afternoon that its end speaks of, « de 2 h à 6 h
// de l'après-midi », and marks one that begins in the small hours.
func (p *parser) ofTheDay(h hourRange, i, j int) hourRange {
	from, to := p.at(i), p.at(j)
	if to.shifted && !from.shifted && !from.early && h.from <= 8*60 && h.from+12*60 < h.to {
		h.from += 12 * 60
	}
	if from.shifted && !to.shifted && !to.early && h.to <= h.from && h.to >= 60 && h.to+12*60 > h.from {
		h.to += 12 * 60 // « deux heures de l'après-midi à six heures »
	}
	if p.ofAfternoon() && h.from < 8*60 && h.to <= 8*60 && h.from >= 60 && h.from < h.to {
		return hourRange{from: h.from + 12*60, to: h.to + 12*60}
	}
	if p.ofEvening() && h.from >= 5*60 && h.from < h.to && h.to <= 11*60 && !from.shifted && !to.shifted {
		return hourRange{from: h.from + 12*60, to: h.to + 12*60}
	}
	h.early = p.smallHours(from, h.from) && !to.early
	return h
}

// ofAfternoon reports whether the afternoon or the evening was spoken of directly
// before.
func (p *parser) ofAfternoon() bool { return p.partBefore() >= plan.Afternoon }

// ofEvening reports whether the evening was, and no other part of the day with it,
// so that « six heures » is 18 h.
func (p *parser) ofEvening() bool {
	if p.partBefore() != plan.Evening {
		return false
	}
	for i := len(p.items) - 1; i >= 0 && p.items[i].Kind != plan.AtHours; i-- {
		it := p.items[i]
		other := func(d plan.Days) bool { return d.Part != plan.Evening && d.Part != 0 }
		if it.Part == plan.Morning || it.Part == plan.Afternoon || slices.ContainsFunc(it.Days, other) {
			return false
		}
	}
	return true
}

// partBefore returns the part of the day spoken of directly before, 0 if none.
func (p *parser) partBefore() plan.Part {
	last := p.last()
	switch {
	case last == nil || p.gap == plan.Strong:
		return 0
	case last.Kind == plan.OnDays:
		return last.Days[len(last.Days)-1].Part
	case last.Kind == plan.InPart:
		return last.Part
	}
	return 0
}

// smallHours reports whether a time may be of the night or of the afternoon.
// Nobody opens before six without a word for the morning.
func (p *parser) smallHours(l lexeme, c jema.Clock) bool {
	return c >= 60 && c < 6*60 && !l.early
}

// bareHours reports whether the numbers at i and behind its dash are hours although
// neither has a unit: they cannot be days of the edition, or are behind a
// weekday that they do not date.
func (p *parser) bareHours(i int) bool {
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

// clockish reports whether an hour or a number that may be one is at i.
func (p *parser) clockish(i int) bool {
	return p.is(i, clock) || p.is(i, number) && p.at(i).value <= 24 && !p.at(i).ordinal
}

// oneHour reports whether « une heure » is at i: how long, never when.
func (p *parser) oneHour(i int) bool { return p.at(i).inWords && p.at(i).value < 120 }

func (p *parser) clockAt(i int) jema.Clock {
	if p.is(i, clock) {
		return jema.Clock(p.at(i).value)
	}
	return jema.NewClock(p.at(i).value, 0)
}

// rangeAt reads « de 10h à 12h », « 10-12h », « entre midi et deux », « dès 14h
// jusqu'à 18h ». At least one of the two hours bears its unit, except behind
// « de » and « entre », where two bare numbers are read to raise a question.
func (p *parser) rangeAt(i int) (hourRange, int, bool) {
	lead := i
	for p.is(i, of, ofThe, at, since, between, article) && !p.clockish(i) {
		i++
	}
	// A number behind « du » or « les » is a day's.
	bareDay := p.is(i, number) && p.is(i-1, ofThe, article)
	if !p.clockish(i) || p.oneHour(i) || p.one(i) || bareDay {
		return hourRange{}, lead, false
	}
	j := p.connector(i+1, i > lead && p.is(i-1, between))
	if j == i+1 && !p.runTogether(i) || !p.clockish(j) || p.betweenLists(i+1) {
		return hourRange{}, lead, false
	}
	h := p.ofTheDay(hourRange{from: p.clockAt(i), to: p.clockAt(j)}, i, j)
	if p.midiEtDeux(i, j) {
		h.to = jema.NewClock(14, 0)
		return h, j + 1, true
	}
	if p.is(i, number) && p.is(j, number) && p.bareHours(i) {
		return h, j + 1, true
	}
	if p.is(i, number) && p.is(j, number) {
		bare := i > lead && p.is(i-1, of, between) && !p.is(j+1, month, people, years, minuteUnit, date, event, number)
		h.dayOrHour = true
		return h, j + 1, bare
	}
	inDate := p.is(j+1, slash) && p.is(j+2, number) && p.at(j+2).glued
	if p.is(j, number) && (p.is(j+1, month, people, years, minuteUnit) || inDate || p.at(j).value == 0) {
		return hourRange{}, lead, false
	}
	if h.to == 0 && h.from > 0 {
		h.to = 24 * 60
	}
	return h, j + 1, true
}

// midiEtDeux reports whether lexemes i and j are noon and the two o'clock that
// people mean by it.
func (p *parser) midiEtDeux(i, j int) bool {
	two := p.is(j, number) && p.at(j).value == 2 || p.is(j, clock) && p.at(j).value == 120 && p.is(j-1, and)
	return two && p.is(i, clock) && p.at(i).value == 12*60
}

// connector passes over what joins the two ends of a range: a dash, « à »,
// « jusqu'à », a comma before the latter, or « et » behind « entre ».
func (p *parser) connector(i int, between bool) int {
	j := i
	if p.is(j, comma) && p.is(j+1, until) {
		j++
	}
	for p.is(j, dash, at, atThe, until) {
		j++
	}
	if j == i && between && p.is(j, and) {
		j++
	}
	return j
}

// start reads an hour alone.
func (p *parser) start(i int) (int, *plan.Fault) {
	j, form := i, plan.Start
	for p.is(j, at, since, of, ofThe, atThe, article) {
		if p.is(j, since) || p.at(j).kind == ofThe && p.is(j+1, clock) {
			form = plan.Since
		}
		j++
	}
	if !p.is(j, clock) || p.oneHour(j) {
		return i, nil
	}
	if p.is(j-1, of) && j > i {
		form = plan.Since
	}
	if p.at(j).value == 24*60 {
		return i, p.fault(plan.Midnight, i, j+1)
	}
	from := p.clockAt(j)
	if p.smallHours(p.at(j), from) {
		switch p.frame.Picked(plan.EarlyClock) {
		case 0:
			return i, p.fault(plan.EarlyClock, i, j+1).Number(from.Hour(), from.Hour()+12)
		case 2:
			from += 12 * 60
		}
	}
	if p.frame.Kind == plan.Free && p.opens(i) {
		form = plan.Since
	}
	if form == plan.Start && p.closesToo(i) {
		p.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Until, To: from, Led: true}}, i, j+1)
		return j + 1, nil
	}
	p.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: form, From: from, Led: form == plan.Since && p.opens(i),
		Again: form == plan.Since && p.opensAgain(i)}}, i, j+1)
	return j + 1, nil
}

// closesToo reports whether « et à 20h » at i goes on with hours of closing, each
// before its day: « fermeture à 18h le dimanche et à 20h le vendredi ».
func (p *parser) closesToo(i int) bool {
	n := len(p.items)
	if p.frame.Kind != plan.Free || !p.and || !p.is(i, at) || n < 2 || p.gap == plan.Strong ||
		p.items[n-1].Kind != plan.OnDays {
		return false
	}
	last := p.items[n-2]
	return last.Kind == plan.AtHours && last.Hours.Form == plan.Until && last.Hours.Led
}

// opensAgain reports whether the hour at i is that of an opening behind a break:
// « réouverture à 15h ».
func (p *parser) opensAgain(i int) bool {
	for p.is(i-1, colon, nothing, of, only, negation) {
		i--
	}
	return p.is(i-1, begins) && p.at(i-1).value == again
}

// opens reports whether « ouverture » or « début » leads to the hour at i.
func (p *parser) opens(i int) bool {
	for p.is(i-1, colon, nothing, of, only, negation) {
		i--
	}
	return p.is(i-1, begins)
}

// untilHour gives the start before it its end: « dès 14h et jusqu'à 18h »,
// « ouverture 10h, fermeture 18h ».
func (p *parser) untilHour(i int) int {
	j := i
	if p.is(j, ends) || p.is(j, closed) && p.at(j).value == closing && !p.at(j).accented {
		for j++; p.is(j, colon, at, of, nothing) || p.is(j, comma) && p.is(j+1, at); j++ {
		}
	} else if p.is(j, until) {
		j++
	}
	if j == i || !p.is(j, clock) || p.connector(j+1, false) > j+1 && p.clockish(p.connector(j+1, false)) {
		return i
	}
	last := p.last()
	if p.prolongs(i, j) {
		last.Hours.To, p.gap = p.clockAt(j), plan.NoGap
		last.Mark = last.Mark.To(p.at(j).Mark)
		return j + 1
	}
	open := last != nil && last.Kind == plan.AtHours && (last.Hours.Form == plan.Start || last.Hours.Form == plan.Since)
	if !open || p.gap == plan.Strong && (last.Hours.Form != plan.Since || !p.is(i, ends, closed)) {
		led := p.is(i, ends, closed)
		p.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Until, To: p.clockAt(j), Led: led}}, i, j+1)
		return j + 1
	}
	last.Hours.Form, last.Hours.To = plan.Between, p.clockAt(j)
	last.Mark = last.Mark.To(p.at(j).Mark)
	p.gap = plan.NoGap
	return j + 1
}
