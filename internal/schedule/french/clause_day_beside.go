package french

import "jema/internal/schedule/plan"

// daysBehind reads « le dimanche » behind the hours of a break, unless hours
// follow: then those days begin a statement of their own.
func (c *dayClause) daysBehind(i int) ([]plan.Days, int) {
	list, end, fault := c.dayList(i)
	if fault != nil || end == i {
		return nil, i
	}
	k := end
	for c.is(k, colon, of, at, comma, article, part) {
		k++
	}
	if c.is(k, clock) {
		return nil, i
	}
	if _, _, ok := c.rangeAt(end); ok {
		return nil, i
	}
	return list, end
}

// fixedDays reads days that follow from other days or from the edition. The
// articles and prepositions before them are the items from i to j.
func (c *dayClause) fixedDays(i, j int) (plan.Days, int, bool) {
	d, end, ok := c.openRange(i)
	if !ok {
		d, end, ok = c.besideDays(j)
	}
	d.Mark = c.mark(i, end)
	return d, end, ok
}

// besideDays reads days that follow from other days: « les deux jours suivants », « les jours
// suivants jusqu'au dimanche 11 », « le lendemain », « la veille ».
func (c *dayClause) besideDays(i int) (plan.Days, int, bool) {
	d, j := plan.Days{Shape: plan.Following}, i
	if d, end, ok := c.outerDays(i); ok {
		return d, end, true
	}
	if c.is(j, number) && c.is(j+1, following) && c.at(j+1).value == 0 {
		d.Count, j = c.at(j).value, j+1
	}
	switch {
	case c.is(j, preceding):
		d.Shape = plan.Preceding
		return d, j + 1, true
	case !c.is(j, following), c.announcesDays(j):
		return d, i, false
	}
	if d.Count == 0 {
		d.Count = c.at(j).value
	}
	if to, end, ok := c.rangeEnd(j + 1); ok && d.Count == 0 {
		d.To = to
		return d, end, true
	}
	end, part := c.partBehind(j + 1)
	d.Part = part
	return d, end, true
}

// outerDays reads « les deux derniers jours », « les trois derniers ».
func (c *dayClause) outerDays(i int) (plan.Days, int, bool) {
	d := plan.Days{Shape: plan.FirstDay}
	if !c.is(i, number) || c.at(i).value < 2 || !c.is(i+1, firstDay, lastDay, relative) {
		return d, i, false
	}
	word := c.at(i + 1)
	switch {
	case word.kind == lastDay && word.value == 1, word.text == "derniers" && c.hoursAt(i+2):
		d.Shape = plan.LastDay
	case word.kind == firstDay && word.value == 1, word.text == "premiers" && c.hoursAt(i+2):
	default:
		return d, i, false
	}
	d.Count = c.at(i).value
	return d, i + 2, true
}

// announcesDays reports whether « les jours suivants : » at i only leads to a list
// of days.
func (c *dayClause) announcesDays(i int) bool {
	if !c.is(i+1, colon) {
		return false
	}
	_, j, fault := c.dayList(i + 2)
	return fault != nil || j > i+2
}

// openRange reads « à partir de jeudi », « dès le 9 avril », « jusqu'au vendredi
// inclus », where no hour follows.
func (c *dayClause) openRange(i int) (plan.Days, int, bool) {
	d, j := plan.Days{Shape: plan.Onward}, i+1
	switch {
	case c.is(i, until):
		d.Shape = plan.UpTo
	case !c.is(i, since) || c.at(i).text == "depuis":
		return d, i, false
	}
	for c.is(j, article, ofThe) {
		j++
	}
	day, end, ok := c.day(j)
	if !ok || c.clockish(j) && day.Month == 0 && !c.is(j-1, article, ofThe) && c.at(i).text != "du" &&
		c.at(i).text != "au" {
		return d, i, false
	}
	if d.From = day; d.Shape == plan.UpTo {
		d.From, d.To = plan.Day{}, day
	}
	if c.is(end, included) {
		end++
	}
	to := end
	for c.is(to, and, comma) {
		to++
	}
	if last, far, ok := c.rangeEnd(to); ok && c.is(to, until) && d.Shape == plan.Onward {
		d.Shape, d.To, end = plan.Range, last, far // « à partir du 8 et jusqu'au 11 »
	}
	return d, end, true
}

// opensOthers reports whether days with hours begin at i, after a last statement
// of days without hours.
func (c *dayClause) opensOthers(i int) bool {
	if last := c.last(); last == nil || last.Kind != plan.OnDays {
		return false
	}
	_, j, fault := c.dayList(i)
	return fault == nil && j > i && c.hoursAt(j)
}

// partOfDays reads « les matinées du week-end », whose little words begin at i.
func (c *dayClause) partOfDays(i, j int) (plan.Days, int, *plan.Fault) {
	if !c.is(j, part) || !c.is(j+1, of, ofThe) || !c.is(j+2, weekday, weekend, everyDay, article) {
		return plan.Days{}, i, nil
	}
	d, end, fault := c.dayElement(j + 2)
	if fault != nil || end == j+2 || d.Part != 0 {
		return plan.Days{}, i, fault
	}
	d.Part, d.Mark = plan.Part(c.at(j).value), c.mark(i, end)
	return d, end, nil
}

// namedShapes are the days that one word or two name together.
var namedShapes = map[kind]plan.Shape{everyDay: plan.Every, weekend: plan.Weekend, workweek: plan.Workweek,
	otherDays: plan.Others, firstDay: plan.FirstDay, lastDay: plan.LastDay}

// namedDays reads the days that are named together.
func (c *dayClause) namedDays(i int) (plan.Days, int, bool) {
	count := 0
	if c.is(i, number) && c.at(i).value > 1 && c.is(i-1, article) && c.is(i+1, otherDays) {
		count, i = c.at(i).value, i+1 // « les deux autres jours »
	}
	shape, ok := namedShapes[c.at(i).kind]
	if many := c.is(i, firstDay, lastDay) && c.at(i).value == 1; !ok || many {
		return plan.Days{}, i, false
	}
	end, part := c.partBehind(i + 1)
	return plan.Days{Shape: shape, Part: part, Count: count}, end, true
}

// wholeDays reports whether the lexemes are days and nothing else. A number alone
// is none: it may count something.
func (c *dayClause) wholeDays() bool {
	list, j, fault := c.dayList(0)
	if fault != nil || j == 0 {
		return false
	}
	for c.is(j, colon) {
		j++
	}
	d := list[0]
	return j == len(c.row) && (d.Shape != plan.One || d.From.Named || d.From.Month != 0) && d.Part == 0
}
