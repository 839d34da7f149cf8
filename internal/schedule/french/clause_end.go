package french

import (
	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// endClause reads what moves one end of hours given elsewhere: « (17h le dimanche) ».
type endClause struct{ *dayClause }

// pair is days and the one end of their hours that differs.
type pair struct {
	list     []plan.Days
	hours    plan.Hours
	from, to int // its lexemes
}

// bracketEnds reads « 10h-18h (17h le dimanche) » and « (sam. 18h, dim. 17h) »: a single
// hour in brackets behind a range moves the end that it is near to.
func (c *endClause) bracketEnds(i int) int {
	if !c.is(i, open) || c.depth > 0 || c.gap == plan.Strong {
		return i
	}
	first, last, ok := c.rangeBefore()
	if !ok {
		return i
	}
	var pairs []pair
	for j := i; !c.is(j, shut); {
		if j > i && !c.is(j, comma, and, slash) {
			return i
		}
		one, end := c.endOfDay(j+1, first, last)
		if end == j+1 {
			return i
		}
		pairs, j = append(pairs, one), end
	}
	end := pairs[len(pairs)-1].to + 1
	if !c.closesDays(end) {
		return i
	}
	for _, one := range pairs {
		c.gap = plan.Strong
		c.add(plan.Item{Kind: plan.OnDays, Days: one.list}, one.from, one.to)
		c.add(plan.Item{Kind: plan.AtHours, Hours: one.hours}, one.from, one.to)
	}
	c.gap = plan.Strong
	return end
}

// mostRanges is more ranges than a statement has.
const mostRanges = 60

// rangeBefore returns the beginning and the end of the last hours, perhaps with
// days behind them, where these are ranges.
func (c *endClause) rangeBefore() (from, to jema.Clock, ok bool) {
	n := len(c.items) - 1
	least := max(0, n-mostRanges)
	for n >= least && c.items[n].Kind == plan.OnDays {
		n--
	}
	if c.frame.Kind != plan.Free || n < 0 || !isRange(c.items[n]) {
		return 0, 0, false
	}
	to = c.items[n].Hours.To
	for ; n >= least && isRange(c.items[n]); n-- {
		from = c.items[n].Hours.From
	}
	return from, to, true
}

func isRange(it plan.Item) bool { return it.Kind == plan.AtHours && it.Hours.Form == plan.Between }

// endOfDay reads « 17h le dimanche » or « dim. 17h » at i, in which nothing was set aside.
func (c *endClause) endOfDay(i int, first, last jema.Clock) (pair, int) {
	j, led := c.untilWords(i)
	list, end, fault := c.dayList(j)
	if fault != nil {
		return pair{}, i
	}
	at := end
	if end > j {
		var later bool
		at, later = c.untilWords(end)
		led = led || later
	}
	if !c.is(at, clock) || c.at(at).early {
		return pair{}, i
	}
	stop := at + 1
	if end == j {
		if list, stop, fault = c.dayList(stop); fault != nil || stop == at+1 {
			return pair{}, i
		}
	}
	for k := i; k <= stop; k++ {
		if c.at(k).parted {
			return pair{}, i
		}
	}
	h, ok := movedEnd(c.clockAt(at), first, last, led)
	if !ok {
		return pair{}, i
	}
	return pair{list, h, i, stop}, stop
}

// untilWords passes over what may lead to the hour, and reports whether it means the end.
func (c *endClause) untilWords(i int) (int, bool) {
	last := false
	for c.is(i, colon, at, until, ends, nothing) || c.is(i, closed) && c.at(i).value == closing && !c.at(i).accented {
		last = last || !c.is(i, colon, at, nothing)
		i++
	}
	return i, last
}

// movedEnd decides which end of the hours from first to last an hour moves: one behind
// the last or near to it the end, one before the first the beginning. Others may be
// either.
func movedEnd(c, first, last jema.Clock, led bool) (plan.Hours, bool) {
	switch {
	case led, c > last, c >= 12*60 && c < last && 3*(last-c) <= last-first:
		return plan.Hours{Form: plan.Until, To: c, Led: true}, c > first
	case c < first && c >= 6*60:
		return plan.Hours{Form: plan.Since, From: c, Led: true}, true
	}
	return plan.Hours{}, false
}

// sameEnd passes over « on ferme à la même heure », which moves nothing.
func (c *endClause) sameEnd(i int) int {
	if !c.is(i, begins, ends) && (!c.is(i, closed) || c.at(i).value != closing || c.at(i).accented) {
		return i
	}
	j := i + 1
	for c.is(j, colon, at, nothing, article) {
		j++
	}
	if !c.is(j, same) || c.at(j).text != "heure" && c.at(j).text != "heures" {
		return i
	}
	return j + 1
}

// sameDayEnd reads « du samedi 10 avril 10h au samedi 10 avril 18h »: a start gets its
// end where both are of one day.
func (c *endClause) sameDayEnd(i int) int {
	n := len(c.items)
	if n < 2 || c.gap == plan.Strong || c.items[n-2].Kind != plan.OnDays || len(c.items[n-2].Days) != 1 {
		return i
	}
	day, last := c.items[n-2].Days[0], &c.items[n-1]
	j := c.connector(i, false)
	if c.is(i, slash) && c.is(i+1, date) {
		j = i + 1
	}
	if last.Kind != plan.AtHours || last.Hours.Form != plan.Start && last.Hours.Form != plan.Since || j == i ||
		day.Shape != plan.One {
		return i
	}
	for c.is(j, article, comma) {
		j++
	}
	again, end, ok := c.day(j)
	again.Mark = day.From.Mark
	if !ok || again != day.From {
		return i
	}
	for c.is(end, comma, at, nothing) {
		end++
	}
	if !c.is(end, clock) {
		return i
	}
	last.Hours.Form, last.Hours.To = plan.Between, c.clockAt(end)
	last.Mark = last.Mark.To(c.at(end).Mark)
	return end + 1
}

// shift reads « on ferme une heure plus tôt », « ouverture 30 min plus tard »: an
// end of hours given elsewhere, moved by some minutes.
func (c *endClause) shift(i int) (int, *plan.Fault) {
	form := plan.Since
	switch {
	case c.is(i, ends), c.is(i, closed) && c.at(i).value == closing && !c.at(i).accented:
		form = plan.Until
	case !c.is(i, begins):
		return i, nil
	}
	j := i + 1
	for c.is(j, colon, of, elided, at, nothing, article) {
		j++
	}
	n, end := c.length(j)
	after := c.is(end, vague) && c.at(end).text == "apres" && c.ends(end+1)
	ahead := c.is(end, earlier) || c.is(end, before) && c.ends(end+1)
	if end == j || !ahead && !after && !c.is(end, later) || c.frame.Kind == plan.Slots {
		return i, nil
	}
	if ahead {
		n = -n
	}
	c.add(plan.Item{Kind: plan.AtHours, Hours: plan.Hours{Form: form, Shift: n}}, i, end+1)
	return end + 1, nil
}
