package french

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// rangeClause reads two hours that belong together, « de 10h à 12h ».
type rangeClause struct{ *draft }

// atNoon reports whether the hours are when people have lunch.
func (h hourRange) atNoon() bool { return h.from >= 11*60+30 && h.to <= 14*60+30 }

// hourRange is a range of hours as read. dayOrHour marks one without any unit,
// early one that begins in the night, if the afternoon is not meant.
type hourRange struct {
	from, to         jema.Clock
	dayOrHour, early bool
}

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

// earlyMorning is the hour from which « de 9h » is a time of day rather than a
// duration.
const earlyMorning = 8 * 60
