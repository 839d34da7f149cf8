package french

import (
	"slices"

	"jema/internal/schedule/plan"
)

// fixedDays reads days that follow from other days or from the edition. The
// articles and prepositions before them are the items from i to j.
func (p *parser) fixedDays(i, j int) (plan.Days, int, bool) {
	d, end, ok := p.openRange(i)
	if !ok {
		d, end, ok = p.besideDays(j)
	}
	d.Mark = p.mark(i, end)
	return d, end, ok
}

// besideDays reads days that follow from other days: « les deux jours suivants », « les jours
// suivants jusqu'au dimanche 11 », « le lendemain », « la veille ».
func (p *parser) besideDays(i int) (plan.Days, int, bool) {
	d, j := plan.Days{Shape: plan.Following}, i
	if d, end, ok := p.outerDays(i); ok {
		return d, end, true
	}
	if p.is(j, number) && p.is(j+1, following) && p.at(j+1).value == 0 {
		d.Count, j = p.at(j).value, j+1
	}
	switch {
	case p.is(j, preceding):
		d.Shape = plan.Preceding
		return d, j + 1, true
	case !p.is(j, following), p.announcesDays(j):
		return d, i, false
	}
	if d.Count == 0 {
		d.Count = p.at(j).value
	}
	if to, end, ok := p.rangeEnd(j + 1); ok && d.Count == 0 {
		d.To = to
		return d, end, true
	}
	end, part := p.partBehind(j + 1)
	d.Part = part
	return d, end, true
}

// outerDays reads « les deux derniers jours », « les trois derniers ».
func (p *parser) outerDays(i int) (plan.Days, int, bool) {
	d := plan.Days{Shape: plan.FirstDay}
	if !p.is(i, number) || p.at(i).value < 2 || !p.is(i+1, firstDay, lastDay, relative) {
		return d, i, false
	}
	word := p.at(i + 1)
	switch {
	case word.kind == lastDay && word.value == 1, word.text == "derniers" && p.hoursAt(i+2):
		d.Shape = plan.LastDay
	case word.kind == firstDay && word.value == 1, word.text == "premiers" && p.hoursAt(i+2):
	default:
		return d, i, false
	}
	d.Count = p.at(i).value
	return d, i + 2, true
}

// hoursAt reports whether hours begin at i.
func (p *parser) hoursAt(i int) bool {
	for p.is(i, of, colon, comma) {
		i++
	}
	return p.clockish(i)
}

// announcesDays reports whether « les jours suivants : » at i only leads to a list
// of days.
func (p *parser) announcesDays(i int) bool {
	if !p.is(i+1, colon) {
		return false
	}
	_, j, fault := p.dayList(i + 2)
	return fault != nil || j > i+2
}

// openRange reads « à partir de jeudi », « dès le 9 avril », « jusqu'au vendredi
// inclus », where no hour follows.
func (p *parser) openRange(i int) (plan.Days, int, bool) {
	d, j := plan.Days{Shape: plan.Onward}, i+1
	switch {
	case p.is(i, until):
		d.Shape = plan.UpTo
	case !p.is(i, since) || p.at(i).text == "depuis":
		return d, i, false
	}
	for p.is(j, article, ofThe) {
		j++
	}
	day, end, ok := p.day(j)
	if !ok || p.clockish(j) && day.Month == 0 && !p.is(j-1, article, ofThe) && p.at(i).text != "du" &&
		p.at(i).text != "au" {
		return d, i, false
	}
	if d.From = day; d.Shape == plan.UpTo {
		d.From, d.To = plan.Day{}, day
	}
	if p.is(end, included) {
		end++
	}
	to := end
	for p.is(to, and, comma) {
		to++
	}
	if last, far, ok := p.rangeEnd(to); ok && p.is(to, until) && d.Shape == plan.Onward {
		d.Shape, d.To, end = plan.Range, last, far // « à partir du 8 et jusqu'au 11 »
	}
	return d, end, true
}

// opensOthers reports whether days with hours begin at i, after a last statement
// of days without hours.
func (p *parser) opensOthers(i int) bool {
	if last := p.last(); last == nil || last.Kind != plan.OnDays {
		return false
	}
	_, j, fault := p.dayList(i)
	return fault == nil && j > i && p.hoursAt(j)
}

// partOfDays reads « les matinées du week-end », whose little words begin at i.
func (p *parser) partOfDays(i, j int) (plan.Days, int, *plan.Fault) {
	if !p.is(j, part) || !p.is(j+1, of, ofThe) || !p.is(j+2, weekday, weekend, everyDay, article) {
		return plan.Days{}, i, nil
	}
	d, end, fault := p.dayElement(j + 2)
	if fault != nil || end == j+2 || d.Part != 0 {
		return plan.Days{}, i, fault
	}
	d.Part, d.Mark = plan.Part(p.at(j).value), p.mark(i, end)
	return d, end, nil
}

// besidesWeekend reports whether « semaine » at i means the days outside the week-end.
func (p *parser) besidesWeekend(i int) bool {
	if !p.is(i, relative) || p.at(i).text != "semaine" {
		return false
	}
	leads := (i == 0 || p.is(i-1, strong)) && p.is(i+1, colon, dash)
	return p.is(i+1, colon, clock, of, dash) && p.speaksOf(weekend) || leads && p.namesDay(6, 0)
}

// namesDay reports whether the phrase contains one of these weekdays.
func (p *parser) namesDay(days ...int) bool {
	return slices.ContainsFunc(p.lexemes, func(l lexeme) bool {
		return l.kind == weekday &&
			slices.Contains(days, l.value)
	})
}

// awaitsHours reports whether days were given that have no hours yet.
func (p *parser) awaitsHours() bool {
	for i := len(p.items) - 1; i >= 0 && p.items[i].Kind != plan.AtHours; i-- {
		if p.items[i].Kind == plan.OnDays {
			return true
		}
	}
	return false
}

// namedShapes are the days that one word or two name together.
var namedShapes = map[kind]plan.Shape{everyDay: plan.Every, weekend: plan.Weekend, workweek: plan.Workweek,
	otherDays: plan.Others, firstDay: plan.FirstDay, lastDay: plan.LastDay}

// namedDays reads the days that are named together.
func (p *parser) namedDays(i int) (plan.Days, int, bool) {
	count := 0
	if p.is(i, number) && p.at(i).value > 1 && p.is(i-1, article) && p.is(i+1, otherDays) {
		count, i = p.at(i).value, i+1 // « les deux autres jours »
	}
	shape, ok := namedShapes[p.at(i).kind]
	if many := p.is(i, firstDay, lastDay) && p.at(i).value == 1; !ok || many {
		return plan.Days{}, i, false
	}
	end, part := p.partBehind(i + 1)
	return plan.Days{Shape: shape, Part: part, Count: count}, end, true
}

// partBehind reads a part of the day that directly follows its day.
func (p *parser) partBehind(i int) (int, plan.Part) {
	j := i
	if p.is(j, atThe) {
		j++
	}
	if p.is(j, part) {
		return j + 1, plan.Part(p.at(j).value)
	}
	return i, 0
}
