package french

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// hours reads a range, a start, or a start without end, and closes a start with
// « jusqu'à ».
func (c *hourClause) hours(i int) (int, *plan.Fault) {
	if j := c.untilHour(i); j > i {
		return j, nil
	}
	if j := c.slashRanges(i); j > i {
		return j, nil
	}
	if j := c.listedStarts(i); j > i {
		return j, nil
	}
	if h, j, ok := c.rangeAt(i); ok {
		if c.torn(i, j) {
			return i, c.fault(plan.Stray, i, j)
		}
		end, fault := c.addRange(h, i, j)
		if last := c.last(); fault == nil && c.is(end, included) && c.frame.Kind == plan.Slots {
			last.Hours.Through = true
			return end + 1, nil
		}
		return end, fault
	}
	if c.is(i, between) && c.clockish(i+1) {
		return i, c.fault(plan.Stray, i, i+2)
	}
	return c.start(i)
}

func (c *hourClause) addRange(h hourRange, i, j int) (int, *plan.Fault) {
	if h.dayOrHour && c.frame.Picked(plan.DayOrHour) != 2 {
		return i, c.fault(plan.DayOrHour, i, j).Number(h.from.Hour())
	}
	if h.from == 24*60 {
		return i, c.fault(plan.Midnight, i, j)
	}
	if h.early && c.frame.Picked(plan.EarlyClock) == 2 {
		if h.from += 12 * 60; h.to <= h.from {
			h.to += 12 * 60
		}
	} else if h.early && c.frame.Picked(plan.EarlyClock) == 0 {
		return i, c.fault(plan.EarlyClock, i, j).Number(h.from.Hour(), h.from.Hour()+12)
	}
	c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Between, From: h.from, To: h.to}}, i, j)
	return j, nil
}

// hourRange is a range of hours as read. dayOrHour marks one without any unit,
// early one that begins in the night, if the afternoon is not meant.
type hourRange struct {
	from, to         jema.Clock
	dayOrHour, early bool
}

// one reports whether « un » or « une » is at i.
func (r row) one(i int) bool { return r.is(i, number) && r.at(i).value == 1 && r.at(i).width == 0 }

// torn reports whether words were set aside between the first hour of a range and
// what joins it to the second: « visite à 10h, et pour finir à 14h » is none.
func (c *rangeClause) torn(i, j int) bool {
	for ; i < j-1; i++ {
		if c.clockish(i) {
			return c.at(i + 1).parted
		}
	}
	return false
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

// ofTheDay moves a range to the afternoon that its end speaks of, « de 2 h à 6 h
// de l'après-midi », and marks one that begins in the small hours.
func (c *rangeClause) ofTheDay(h hourRange, i, j int) hourRange {
	from, to := c.at(i), c.at(j)
	if to.shifted && !from.shifted && !from.early && h.from <= 8*60 && h.from+12*60 < h.to {
		h.from += 12 * 60
	}
	if from.shifted && !to.shifted && !to.early && h.to <= h.from && h.to >= 60 && h.to+12*60 > h.from {
		h.to += 12 * 60 // « deux heures de l'après-midi à six heures »
	}
	if c.ofAfternoon() && h.from < 8*60 && h.to <= 8*60 && h.from >= 60 && h.from < h.to {
		return hourRange{from: h.from + 12*60, to: h.to + 12*60}
	}
	if c.ofEvening() && h.from >= 5*60 && h.from < h.to && h.to <= 11*60 && !from.shifted && !to.shifted {
		return hourRange{from: h.from + 12*60, to: h.to + 12*60}
	}
	h.early = from.smallHours(h.from) && !to.early
	return h
}

// ofAfternoon reports whether the afternoon or the evening was spoken of directly
// before.
func (c *rangeClause) ofAfternoon() bool { return c.partBefore() >= plan.Afternoon }

// ofEvening reports whether the evening was, and no other part of the day with it,
// so that « six heures » is 18 h.
func (c *rangeClause) ofEvening() bool {
	if c.partBefore() != plan.Evening {
		return false
	}
	for i := len(c.items) - 1; i >= 0 && c.items[i].Kind != plan.AtHours; i-- {
		it := c.items[i]
		other := func(d plan.Days) bool { return d.Part != plan.Evening && d.Part != 0 }
		if it.Part == plan.Morning || it.Part == plan.Afternoon || slices.ContainsFunc(it.Days, other) {
			return false
		}
	}
	return true
}

// partBefore returns the part of the day spoken of directly before, 0 if none.
func (d *draft) partBefore() plan.Part {
	last := d.last()
	switch {
	case last == nil || d.gap == plan.Strong:
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
func (l lexeme) smallHours(at jema.Clock) bool {
	return at >= 60 && at < 6*60 && !l.early
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

// clockish reports whether an hour or a number that may be one is at i.
func (r row) clockish(i int) bool {
	return r.is(i, clock) || r.is(i, number) && r.at(i).value <= 24 && !r.at(i).ordinal
}

// oneHour reports whether « une heure » is at i: how long, never when.
func (r row) oneHour(i int) bool { return r.at(i).inWords && r.at(i).value < 120 }

func (r row) clockAt(i int) jema.Clock {
	if r.is(i, clock) {
		return jema.Clock(r.at(i).value)
	}
	return jema.NewClock(r.at(i).value, 0)
}

// rangeAt reads « de 10h à 12h », « 10-12h », « entre midi et deux », « dès 14h
// jusqu'à 18h ». At least one of the two hours bears its unit, except behind
// « de » and « entre », where two bare numbers are read to raise a question.
func (c *rangeClause) rangeAt(i int) (hourRange, int, bool) {
	lead := i
	for c.is(i, of, ofThe, at, since, between, article) && !c.clockish(i) {
		i++
	}
	// A number behind « du » or « les » is a day's.
	bareDay := c.is(i, number) && c.is(i-1, ofThe, article)
	if !c.clockish(i) || c.oneHour(i) || c.one(i) || bareDay {
		return hourRange{}, lead, false
	}
	j := c.connector(i+1, i > lead && c.is(i-1, between))
	if j == i+1 && !c.runTogether(i) || !c.clockish(j) || c.betweenLists(i+1) {
		return hourRange{}, lead, false
	}
	h := c.ofTheDay(hourRange{from: c.clockAt(i), to: c.clockAt(j)}, i, j)
	if c.midiEtDeux(i, j) {
		h.to = jema.NewClock(14, 0)
		return h, j + 1, true
	}
	if c.is(i, number) && c.is(j, number) && c.bareHours(i) {
		return h, j + 1, true
	}
	if c.is(i, number) && c.is(j, number) {
		bare := i > lead && c.is(i-1, of, between) && !c.is(j+1, month, people, years, minuteUnit, date, event, number)
		h.dayOrHour = true
		return h, j + 1, bare
	}
	inDate := c.is(j+1, slash) && c.is(j+2, number) && c.at(j+2).glued
	if c.is(j, number) && (c.is(j+1, month, people, years, minuteUnit) || inDate || c.at(j).value == 0) {
		return hourRange{}, lead, false
	}
	if h.to == 0 && h.from > 0 {
		h.to = 24 * 60
	}
	return h, j + 1, true
}

// midiEtDeux reports whether lexemes i and j are noon and the two o'clock that
// people mean by it.
func (c *rangeClause) midiEtDeux(i, j int) bool {
	two := c.is(j, number) && c.at(j).value == 2 || c.is(j, clock) && c.at(j).value == 120 && c.is(j-1, and)
	return two && c.is(i, clock) && c.at(i).value == 12*60
}

// connector passes over what joins the two ends of a range: a dash, « à »,
// « jusqu'à », a comma before the latter, or « et » behind « entre ».
func (r row) connector(i int, between bool) int {
	j := i
	if r.is(j, comma) && r.is(j+1, until) {
		j++
	}
	for r.is(j, dash, at, atThe, until) {
		j++
	}
	if j == i && between && r.is(j, and) {
		j++
	}
	return j
}

// start reads an hour alone.
func (c *hourClause) start(i int) (int, *plan.Fault) {
	j, form := i, plan.Start
	for c.is(j, at, since, of, ofThe, atThe, article) {
		if c.is(j, since) || c.at(j).kind == ofThe && c.is(j+1, clock) {
			form = plan.Since
		}
		j++
	}
	if !c.is(j, clock) || c.oneHour(j) {
		return i, nil
	}
	if c.is(j-1, of) && j > i {
		form = plan.Since
	}
	if c.at(j).value == 24*60 {
		return i, c.fault(plan.Midnight, i, j+1)
	}
	from := c.clockAt(j)
	if c.at(j).smallHours(from) {
		switch c.frame.Picked(plan.EarlyClock) {
		case 0:
			return i, c.fault(plan.EarlyClock, i, j+1).Number(from.Hour(), from.Hour()+12)
		case 2:
			from += 12 * 60
		}
	}
	if c.frame.Kind == plan.Free && c.opens(i) {
		form = plan.Since
	}
	if form == plan.Start && c.closesToo(i) {
		c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Until, To: from, Led: true}}, i, j+1)
		return j + 1, nil
	}
	c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: form, From: from, Led: form == plan.Since && c.opens(i),
		Again: form == plan.Since && c.opensAgain(i)}}, i, j+1)
	return j + 1, nil
}

// closesToo reports whether « et à 20h » at i goes on with hours of closing, each
// before its day: « fermeture à 18h le dimanche et à 20h le vendredi ».
func (c *hourClause) closesToo(i int) bool {
	n := len(c.items)
	if c.frame.Kind != plan.Free || !c.and || !c.is(i, at) || n < 2 || c.gap == plan.Strong ||
		c.items[n-1].Kind != plan.OnDays {
		return false
	}
	last := c.items[n-2]
	return last.Kind == plan.AtHours && last.Hours.Form == plan.Until && last.Hours.Led
}

// opensAgain reports whether the hour at i is that of an opening behind a break:
// « réouverture à 15h ».
func (c *hourClause) opensAgain(i int) bool {
	for c.is(i-1, colon, nothing, of, only, negation) {
		i--
	}
	return c.is(i-1, begins) && c.at(i-1).value == again
}

// opens reports whether « ouverture » or « début » leads to the hour at i.
func (c *hourClause) opens(i int) bool {
	for c.is(i-1, colon, nothing, of, only, negation) {
		i--
	}
	return c.is(i-1, begins)
}

// untilHour gives the start before it its end: « dès 14h et jusqu'à 18h »,
// « ouverture 10h, fermeture 18h ».
func (c *hourClause) untilHour(i int) int {
	j := i
	if c.is(j, ends) || c.is(j, closed) && c.at(j).value == closing && !c.at(j).accented {
		for j++; c.is(j, colon, at, of, nothing) || c.is(j, comma) && c.is(j+1, at); j++ {
		}
	} else if c.is(j, until) {
		j++
	}
	if j == i || !c.is(j, clock) || c.connector(j+1, false) > j+1 && c.clockish(c.connector(j+1, false)) {
		return i
	}
	last := c.last()
	if c.prolongs(i, j) {
		last.Hours.To, c.gap = c.clockAt(j), plan.NoGap
		last.Mark = last.Mark.To(c.at(j).Mark)
		return j + 1
	}
	open := last != nil && last.Kind == plan.AtHours && (last.Hours.Form == plan.Start || last.Hours.Form == plan.Since)
	if !open || c.gap == plan.Strong && (last.Hours.Form != plan.Since || !c.is(i, ends, closed)) {
		led := c.is(i, ends, closed)
		c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: plan.Until, To: c.clockAt(j), Led: led}}, i, j+1)
		return j + 1
	}
	last.Hours.Form, last.Hours.To = plan.Between, c.clockAt(j)
	last.Mark = last.Mark.To(c.at(j).Mark)
	c.gap = plan.NoGap
	return j + 1
}
