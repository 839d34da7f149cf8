package french

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// away reads what takes days or hours away: « sauf le dimanche matin », « fermé
// le lundi », « pause de 13h à 14h ».
func (p *parser) away(i int) (int, *plan.Fault) {
	switch p.at(i).kind {
	case except:
		return p.except(i)
	case doubtful:
		if end, _ := p.partAt(i + 1); end > i+1 && p.at(i).text == "sans" {
			return p.except(i)
		}
	case clock, number, half:
		return p.lengthOfPause(i)
	case closed, pause:
		if j := p.untilHour(i); j > i {
			return j, nil
		}
		return p.closed(i)
	}
	return i, nil
}

// fillers skips what may be between the marker and what it takes.
func (p *parser) fillers(i int) int {
	changeNothing := []kind{nothing, event, begins, dayWord, only}
	for p.is(i, colon, open) || p.is(i, changeNothing...) && !p.contrasts(i) ||
		p.is(i, at, atThe, of, elided, ofThe, article) &&
			p.is(i+1, changeNothing...) {
		i++
	}
	return i
}

// contrasts reports whether « mais » is at i: what follows is no longer taken away.
func (p *parser) contrasts(i int) bool { return p.is(i, nothing) && p.at(i).text == "mais" }

// except reads « sauf » with its days, part of the day or hours.
func (p *parser) except(i int) (int, *plan.Fault) {
	if p.exceptThat(i + 1) {
		p.gap = max(p.gap, plan.Weak)
		return i + 2, nil
	}
	j := p.fillers(i + 1)
	if p.is(j, pause) {
		return p.closed(j) // « sauf pause de 12h à 14h »
	}
	p.excepting = true
	list, end, fault := p.dayList(j)
	p.excepting = false
	if fault != nil {
		return i, fault
	}
	if end > j {
		if k := p.exceptPart(list, i, end); k > end {
			return k, nil
		}
		if fault := p.exceptClear(list, j, end); fault != nil {
			return i, fault
		}
		p.add(plan.Item{Kind: plan.Except, Days: list, Closed: p.at(i).value == negating}, i, end)
		return end, nil
	}
	if h, end, ok := p.rangeAt(j); ok {
		return p.addPause(i, end, h, nil)
	}
	if end, part := p.partAt(j); end > j {
		return p.takePart(i, end, part), nil
	}
	if end := p.exceptStarts(i, j); end > j {
		return end, nil
	}
	if _, fault := p.refused(j); fault != nil {
		return i, fault
	}
	return i, p.fault(plan.ExceptNothing, i, i+1)
}

// exceptThat reports whether « que » at i leads to an end of the hours that is moved:
// « pareil sauf qu'on ferme à 17h ».
func (p *parser) exceptThat(i int) bool {
	if p.at(i).text != "que" && p.at(i).text != "qu" {
		return false
	}
	last := p.last()
	for i++; p.is(i, nothing); i++ {
	}
	return last != nil && last.Kind == plan.Again && p.is(i, begins, ends, closed, until, since)
}

// exceptPart reads « sauf samedi : le matin uniquement », which leaves a part of
// the day.
func (p *parser) exceptPart(list []plan.Days, i, j int) int {
	k := j
	for p.is(k, colon, open, comma, only) {
		k++
	}
	end, part := p.partAt(k)
	if end == k || !p.is(k-1, only) && !p.is(end, only) || p.at(i).value == negating {
		return j
	}
	if p.is(end, only) {
		end++
	}
	if !p.ends(end) || p.is(end, comma) && p.clockish(end+1) {
		return j
	}
	p.gap = max(p.gap, plan.Strong)
	p.add(plan.Item{Kind: plan.OnDays, Days: list}, i, j)
	p.add(plan.Item{Kind: plan.InPart, Part: part}, j, end)
	p.add(plan.Item{Kind: plan.Only}, j, end)
	p.gap = plan.Strong // the days behind it are no more of its own
	return end
}

// takePart takes a part of the day away: from the days right before it, if hours
// precede these and none follow, « 9h-18h tous les jours, vendredi pas l'après-midi ».
func (p *parser) takePart(i, end int, part plan.Part) int {
	n := len(p.items)
	if last := p.last(); n > 1 && last.Kind == plan.OnDays && p.gap != plan.Strong && last.Gap != plan.NoGap &&
		!last.And && !last.Adds && p.saidHours() && p.closesDays(end) && !p.hasDaysBehind(end) {
		for k := range last.Days {
			last.Days[k].Part = part
		}
		last.Kind, last.Mark = plan.Except, last.Mark.To(p.mark(i, end))
		p.gap, p.and = plan.NoGap, false
		return end
	}
	p.add(plan.Item{Kind: plan.Except, Part: part}, i, end)
	return end
}

// exceptStarts reads « sauf 16h », « sauf à 12h et 13h le dimanche » of slots.
func (p *parser) exceptStarts(i, j int) int {
	var starts []jema.Clock
	for p.is(j, at, of, article) {
		j++
	}
	for p.frame.Kind == plan.Slots && p.is(j, clock) && !p.oneHour(j) && !p.smallHours(p.at(j), p.clockAt(j)) {
		starts = append(starts, p.clockAt(j))
		if j++; p.is(j, and, comma) && p.is(j+1, clock) {
			j++
		}
	}
	if len(starts) == 0 {
		return i
	}
	list, end := p.daysBehind(j)
	p.add(plan.Item{Kind: plan.Except, Starts: starts, Days: list}, i, end)
	return end
}

// exceptClear refuses « sauf lundi et mardi matin », where the part may be of
// one day or of all, and « sauf mercredi, samedi 10h-12h », where the last day
// may be excepted or begin a statement.
func (p *parser) exceptClear(list []plan.Days, i, j int) *plan.Fault {
	n := len(list) - 1
	if fault := p.exceptsMore(i, j); fault != nil || n == 0 {
		return fault
	}
	if last := list[n]; last.Part != 0 && list[n-1].Part == 0 {
		switch p.frame.Picked(plan.PartOfWhich) {
		case 0:
			return p.fault(plan.PartOfWhich, i, j)
		case 2:
			for k := range list {
				list[k].Part = last.Part
			}
		}
	}
	k := j
	for p.is(k, colon, comma, dash) {
		k++
	}
	apart := func(d plan.Days) bool { return !d.And }
	joined := !(p.is(j, colon) && p.is(i-1, closed)) && !slices.ContainsFunc(list[1:], apart)
	if _, _, hours := p.rangeAt(k); (hours || p.is(k, clock) || p.is(k, at) && p.clockish(k+1)) && !joined {
		return p.fault(plan.ExceptHours, i, k+1)
	}
	return nil
}

// exceptsMore refuses « sauf dimanche 11 9 avril »: a day follows those taken away at j with
// nothing between.
func (p *parser) exceptsMore(i, j int) *plan.Fault {
	if p.is(j, date) || p.is(j, number) && p.is(j+1, month) {
		return p.fault(plan.DaysTwice, i, j+1)
	}
	return nil
}

// partAt reads « le matin », « l'après-midi ».
func (p *parser) partAt(i int) (int, plan.Part) {
	j := i
	for p.is(j, article, atThe, each) {
		j++
	}
	if p.is(j, part) {
		return j + 1, plan.Part(p.at(j).value)
	}
	return i, 0
}

// shortPause reads « pause d'une heure à 13h ».
func (p *parser) shortPause(i, j int) (int, *plan.Fault) {
	for p.is(j, of, elided, article) {
		j++
	}
	n, end := p.length(j)
	if !p.is(i, pause) || end == j || !p.is(end, at, since) || !p.is(end+1, clock) {
		return i, nil
	}
	from := p.clockAt(end + 1)
	list, after := p.daysOfPause(end + 2)
	return p.addPause(i, after, hourRange{from: from, to: from + jema.Clock(n)}, list)
}

// lengthOfPause reads « 1h de pause à midi ».
func (p *parser) lengthOfPause(i int) (int, *plan.Fault) {
	n, j := p.length(i)
	if j == i || !p.is(j, of) || !p.is(j+1, pause) || !p.is(j+2, at, since) || !p.is(j+3, clock) ||
		p.frame.Kind == plan.Slots {
		return i, nil
	}
	from := p.clockAt(j + 3)
	list, after := p.daysOfPause(j + 4)
	return p.addPause(i, after, hourRange{from: from, to: from + jema.Clock(n)}, list)
}

// daysApart reports whether the days given last lead to the word at i and do not go on
// with a list: « …, jeudi fermé de 12h à 15h », not « 10h-18h mardi & jeudi avec une
// pause ».
func (p *parser) daysApart(i int) bool {
	last := p.last()
	return !last.And && !last.Adds && last.End == p.at(i-1).End
}

// ends reports whether a statement ends at i.
func (p *parser) ends(i int) bool {
	return i >= len(p.lexemes) || p.is(i, strong, comma, slash, open, shut, and, dash)
}

// daysBehind reads « le dimanche » behind the hours of a break, unless hours
// follow: then those days begin a statement of their own.
func (p *parser) daysBehind(i int) ([]plan.Days, int) {
	list, end, fault := p.dayList(i)
	if fault != nil || end == i {
		return nil, i
	}
	k := end
	for p.is(k, colon, of, at, comma, article, part) {
		k++
	}
	if p.is(k, clock) {
		return nil, i
	}
	if _, _, ok := p.rangeAt(end); ok {
		return nil, i
	}
	return list, end
}

// daysOfPause reads the days of a break, unless they are those of the hours before
// it: « de 10h à 18h avec une pause à 13h le dimanche ».
func (p *parser) daysOfPause(i int) ([]plan.Days, int) {
	lead := slices.IndexFunc(p.items, func(it plan.Item) bool { return it.Kind == plan.OnDays || it.Kind == plan.AtHours })
	last := p.last()
	if last != nil && last.Kind == plan.AtHours && p.items[lead].Kind == plan.AtHours && p.gap != plan.Strong {
		return nil, i
	}
	return p.daysBehind(i)
}

// pauseClear refuses « fermé de 12h à 14h et de 16h à 17h »: it is unclear
// whether the second range is closed or open.
func (p *parser) pauseClear(i int) *plan.Fault {
	if !p.is(i, and) || p.frame.Picked(plan.PauseOrOpen) == 2 {
		return nil
	}
	if _, end, ok := p.rangeAt(i + 1); ok {
		return p.fault(plan.PauseOrOpen, i+1, end)
	}
	return nil
}

func (p *parser) addPause(i, j int, h hourRange, list []plan.Days) (int, *plan.Fault) {
	if h.dayOrHour {
		return i, p.fault(plan.DayOrHour, i, j).Number(h.from.Hour())
	}
	if h.to <= h.from {
		return i, p.fault(plan.ClockOrder, i, j).Clock(h.from, h.to)
	}
	p.add(plan.Item{Kind: plan.Pause, Days: list, Hours: plan.Hours{Form: plan.Between, From: h.from, To: h.to}}, i, j)
	return j, nil
}
