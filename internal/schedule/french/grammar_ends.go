package french

import (
	"strings"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// pair is days and the one end of their hours that differs.
type pair struct {
	list     []plan.Days
	hours    plan.Hours
	from, to int // its lexemes
}

// bracketEnds reads « 10h-18h (17h le dimanche) » and « (sam. 18h, dim. 17h) »: a single
// hour in brackets behind a range moves the end that it is near to.
func (p *parser) bracketEnds(i int) int {
	if !p.is(i, open) || p.depth > 0 || p.gap == plan.Strong {
		return i
	}
	first, last, ok := p.rangeBefore()
	if !ok {
		return i
	}
	var pairs []pair
	for j := i; !p.is(j, shut); {
		if j > i && !p.is(j, comma, and, slash) {
			return i
		}
		one, end := p.endOfDay(j+1, first, last)
		if end == j+1 {
			return i
		}
		pairs, j = append(pairs, one), end
	}
	end := pairs[len(pairs)-1].to + 1
	if !p.closesDays(end) {
		return i
	}
	for _, one := range pairs {
		p.gap = plan.Strong
		p.add(plan.Item{Kind: plan.OnDays, Days: one.list}, one.from, one.to)
		p.add(plan.Item{Kind: plan.AtHours, Hours: one.hours}, one.from, one.to)
	}
	p.gap = plan.Strong
	return end
}

// mostRanges is more ranges than a statement has.
const mostRanges = 60

// rangeBefore returns the beginning and the end of the last hours, perhaps with
// days behind them, where these are ranges.
func (p *parser) rangeBefore() (from, to jema.Clock, ok bool) {
	n := len(p.items) - 1
	least := max(0, n-mostRanges)
	for n >= least && p.items[n].Kind == plan.OnDays {
		n--
	}
	if p.frame.Kind != plan.Free || n < 0 || !isRange(p.items[n]) {
		return 0, 0, false
	}
	to = p.items[n].Hours.To
	for ; n >= least && isRange(p.items[n]); n-- {
		from = p.items[n].Hours.From
	}
	return from, to, true
}

func isRange(it plan.Item) bool { return it.Kind == plan.AtHours && it.Hours.Form == plan.Between }

// endOfDay reads « 17h le dimanche » or « dim. 17h » at i, in which nothing was set aside.
func (p *parser) endOfDay(i int, first, last jema.Clock) (pair, int) {
	j, led := p.untilWords(i)
	list, end, fault := p.dayList(j)
	if fault != nil {
		return pair{}, i
	}
	at := end
	if end > j {
		var later bool
		at, later = p.untilWords(end)
		led = led || later
	}
	if !p.is(at, clock) || p.at(at).early {
		return pair{}, i
	}
	stop := at + 1
	if end == j {
		if list, stop, fault = p.dayList(stop); fault != nil || stop == at+1 {
			return pair{}, i
		}
	}
	for k := i; k <= stop; k++ {
		if p.at(k).parted {
			return pair{}, i
		}
	}
	h, ok := movedEnd(p.clockAt(at), first, last, led)
	if !ok {
		return pair{}, i
	}
	return pair{list, h, i, stop}, stop
}

// untilWords passes over what may lead to the hour, and reports whether it means the end.
func (p *parser) untilWords(i int) (int, bool) {
	last := false
	for p.is(i, colon, at, until, ends, nothing) || p.is(i, closed) && p.at(i).value == closing && !p.at(i).accented {
		last = last || !p.is(i, colon, at, nothing)
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

// prolongs reports whether « avec une nocturne jusqu'à 22h », whose hour is at j, makes
// the range right before it last longer. Days behind it would have it as theirs.
func (p *parser) prolongs(i, j int) bool {
	last := p.last()
	if last == nil || !isRange(*last) || p.gap == plan.Strong || p.frame.Kind != plan.Free ||
		p.clockAt(j) <= last.Hours.To {
		return false
	}
	k := i - 1
	for p.is(k, nothing) {
		k--
	}
	_, end, fault := p.dayList(j + 1)
	return p.is(k, event) && strings.HasPrefix(p.at(k).text, "nocturne") && fault == nil && end == j+1 && p.closesDays(j+1)
}

// sameEnd passes over « on ferme à la même heure », which moves nothing.
func (p *parser) sameEnd(i int) int {
	if !p.is(i, begins, ends) && (!p.is(i, closed) || p.at(i).value != closing || p.at(i).accented) {
		return i
	}
	j := i + 1
	for p.is(j, colon, at, nothing, article) {
		j++
	}
	if !p.is(j, same) || p.at(j).text != "heure" && p.at(j).text != "heures" {
		return i
	}
	return j + 1
}

// sameDayEnd reads « du samedi 10 avril 10h au samedi 10 avril 18h »: a start gets its
// end where both are of one day.
func (p *parser) sameDayEnd(i int) int {
	n := len(p.items)
	if n < 2 || p.gap == plan.Strong || p.items[n-2].Kind != plan.OnDays || len(p.items[n-2].Days) != 1 {
		return i
	}
	day, last := p.items[n-2].Days[0], &p.items[n-1]
	j := p.connector(i, false)
	if p.is(i, slash) && p.is(i+1, date) {
		j = i + 1
	}
	if last.Kind != plan.AtHours || last.Hours.Form != plan.Start && last.Hours.Form != plan.Since || j == i ||
		day.Shape != plan.One {
		return i
	}
	for p.is(j, article, comma) {
		j++
	}
	again, end, ok := p.day(j)
	again.Mark = day.From.Mark
	if !ok || again != day.From {
		return i
	}
	for p.is(end, comma, at, nothing) {
		end++
	}
	if !p.is(end, clock) {
		return i
	}
	last.Hours.Form, last.Hours.To = plan.Between, p.clockAt(end)
	last.Mark = last.Mark.To(p.at(end).Mark)
	return end + 1
}

// otherDaysLeft reads the « sinon » of « fermé mardi et mercredi, sinon 10h-18h
// » as every day, where nothing but days taken away came before it.
func (p *parser) otherDaysLeft(i int) int {
	if !p.is(i, doubtful) || p.at(i).text != "sinon" || len(p.items) == 0 {
		return i
	}
	for _, it := range p.items {
		if it.Kind != plan.Except || len(it.Days) == 0 {
			return i
		}
	}
	j := i + 1
	for p.is(j, colon, comma, nothing) {
		j++
	}
	if list, end, fault := p.dayList(j); fault == nil && end > j {
		if len(list) == 1 && (list[0].Shape == plan.Every || list[0].Shape == plan.Others) {
			return j
		}
		return i
	}
	h, end, ok := p.rangeAt(j)
	if !ok || h.dayOrHour {
		return i
	}
	if k := p.connector(end, false); !p.closesDays(end) && !p.is(end, and, comma, slash) || p.hasDaysBehind(k) {
		return i
	}
	p.add(plan.Item{Kind: plan.OnDays, Days: []plan.Days{{Mark: p.mark(i, i+1), Shape: plan.Every}}}, i, i+1)
	return j
}

// hasDaysBehind reports whether days come in the rest of the statement at i.
func (p *parser) hasDaysBehind(i int) bool {
	for ; i < len(p.lexemes) && !p.is(i, strong); i++ {
		if p.is(i, dayKinds...) {
			return true
		}
	}
	return false
}
