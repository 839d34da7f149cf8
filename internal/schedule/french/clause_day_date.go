package french

import (
	"time"

	"jema/internal/schedule/plan"
)

// written is where a day's number (or figures), month and year are among the
// lexemes, -1 for what is not written.
type written struct{ number, month, year int }

// dayElement reads one day or one range.
func (c *dayClause) dayElement(i int) (plan.Days, int, *plan.Fault) {
	j, stressed := i, false
	for c.is(j, article, of, ofThe, each, included) {
		stressed = stressed || c.is(j, included)
		j++
	}
	if c.besidesWeekend(j) {
		return plan.Days{Mark: c.mark(i, j+1), Shape: plan.Workweek}, j + 1, nil // « semaine : 14h-18h, WE : 10h-19h »
	}
	if c.is(j, part) && c.is(j-1, each) && !c.listing && !c.awaitsHours() {
		// « tous les matins » gives the days as well.
		return plan.Days{Mark: c.mark(i, j+1), Shape: plan.Every, Part: plan.Part(c.at(j).value)}, j + 1, nil
	}
	if c.is(j, countedDays) {
		if c.listing {
			return plan.Days{}, i, nil
		}
		return plan.Days{Mark: c.mark(i, j+1), Shape: plan.Counted, Count: c.at(j).value}, j + 1, nil
	}
	if d, end, ok := c.namedDays(j); ok {
		d.Mark = c.mark(i, end)
		d.Included = stressed
		return d, end, nil
	}
	if d, end, ok := c.fixedDays(i, j); ok {
		return d, end, nil
	}
	if d, end, fault := c.partOfDays(i, j); fault != nil || end > i {
		return d, end, fault
	}
	d, end, fault := c.calendarDay(i, j)
	d.Included = d.Included || stressed && end > i
	return d, end, fault
}

// calendarDay reads a day by its name or number, or a range of such days; the little
// words before it are lexemes i to j-1.
func (c *dayClause) calendarDay(i, j int) (plan.Days, int, *plan.Fault) {
	asks := !c.moving && c.frame.Picked(plan.DayOrHour) == 0
	if c.is(j, weekday) && c.dayOrHour(j+1) && asks {
		return plan.Days{}, i, c.fault(plan.DayOrHour, j+1, j+2).Number(c.at(j + 1).value)
	}
	if c.listing && c.is(j-1, of) && j > i && c.is(j, number) && c.startsRange(j) {
		return plan.Days{}, i, nil // « samedi et dimanche, de 10 à 12 heures »
	}
	if c.listing && c.listedHour(j) && asks {
		return plan.Days{}, i, c.fault(plan.DayOrHour, j, j+1).Number(c.at(j).value)
	}
	if c.afterStart(j) && asks {
		return plan.Days{}, i, c.fault(plan.DayOrHour, j, j+1).Number(c.at(j).value)
	}
	from, end, ok := c.day(j)
	if !ok {
		return plan.Days{}, i, nil
	}
	d := plan.Days{Shape: plan.One, From: from}
	to, far, ok := c.rangeEnd(end)
	if ok && c.unclear(from, to, j) {
		if c.moving {
			return plan.Days{}, i, nil
		}
		if asks {
			return d, i, c.fault(plan.DayOrHour, j, far).Number(from.Number)
		}
	}
	if ok {
		d.Shape, d.To, end = plan.Range, to, far
	}
	if c.is(end, included) {
		d.Included = d.Shape == plan.One
		end++
	}
	end, d.Part = c.partBehind(end)
	d.Mark = c.mark(i, end)
	return d, end, nil
}

// rangeEnd reads « au dimanche 11 avril », « - 11 ».
func (c *dayClause) rangeEnd(i int) (plan.Day, int, bool) {
	j := c.connector(i, false)
	if j == i || c.is(i, comma) {
		return plan.Day{}, i, false
	}
	if c.is(j, article) {
		j++
	}
	if c.is(i, at) && c.is(j, number) && !c.is(j+1, month) {
		return plan.Day{}, i, false
	}
	d, end, ok := c.day(j)
	// « vendredi - samedi - dimanche » lists its days.
	if ok && c.is(i, dash) && c.is(end, dash) && c.is(end+1, weekday) {
		return plan.Day{}, i, false
	}
	if ok && c.is(i, dash) && c.is(i-2, dash) && c.is(i-1, weekday) && c.is(i-3, weekday) {
		return plan.Day{}, i, false
	}
	return d, end, ok
}

// day reads one day: a weekday, a number, a month, a year, as many as there are.
func (c *dayClause) day(i int) (plan.Day, int, bool) {
	var d plan.Day
	j, w := i, written{number: -1, month: -1, year: -1}
	if c.is(j, weekday) {
		d.Named, d.Weekday = true, time.Weekday(c.at(j).value)
		j++
		if c.is(j, article) && c.is(j+1, number, date) {
			j++
		}
		if c.is(j, comma) && c.is(j+1, number) && c.is(j+2, month) || c.is(j, comma) && c.is(j+1, date) {
			j++ // « samedi, 10 avril »
		}
	}
	switch {
	case c.is(j, date):
		w.number = j
		d.Number, d.Month, d.Year = c.at(j).day.Number, c.at(j).day.Month, c.at(j).day.Year
		j++
	case c.dayNumber(j, d.Named):
		d.Number, w.number = c.at(j).value, j
		j++
		if c.is(j, month) {
			d.Month, w.month = c.at(j).value, j
			j++
			if c.is(j, number) && c.at(j).value >= 1000 && c.at(j).value < 10000 {
				d.Year, w.year = c.at(j).value, j
				j++
			} else if c.shortYear(j) && !c.moving {
				d.Year = 2000 + c.at(j).value
				j++
			}
		}
	case j > i && c.is(j-1, article, comma):
		j--
	}
	d.Mark = c.mark(i, j)
	if c.moving && d.Number != 0 {
		c.dates[d.Mark] = w
	}
	return d, j, j > i
}

// dayNumber reports whether the number at i is a day's, not an hour's: in
// « samedi 10-12h » it begins a range of hours.
func (c *dayClause) dayNumber(i int, named bool) bool {
	n, led := c.at(i), c.is(i-1, article, ofThe, atThe)
	switch {
	case n.doubt && !named, c.bareHours(i), named && c.runTogether(i) && !c.datesWeekday(i), !named && !led &&
		c.runTogether(i):
		return false
	case !c.is(i, number), n.ordinal && !named && c.is(i+1, weekday):
		return false
	case c.is(i+1, month):
		return true
	case c.is(i+1, people, years, money, minuteUnit, hourUnit), n.value == 0 || n.value > 31 && !named:
		return false
	case c.is(i+1, event):
		return named && n.width > 0 && c.datesWeekday(i) && !c.eventPerHour(i)
	case c.is(i+1, nothing, unknown, begins, dayWord, only):
		return named || led && !c.moving || c.listing && c.is(i+1, begins)
	case c.is(i+1, number) && c.at(i+1).width > 0 && !c.startsRange(i+1):
		return named
	case c.startsRange(i) && !named && c.listing && (c.saysStart(i) || c.frame.Picked(plan.DayOrHour) == 1):
		return true
	case c.startsRange(i):
		return led && !named || named && c.datesWeekday(i) &&
			(c.saysStart(i) || (c.moving || c.frame.Picked(plan.DayOrHour) == 1) && c.dayOrHour(i))
	}
	return n.width > 0 || named || led
}
