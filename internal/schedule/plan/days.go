package plan

import (
	"slices"
	"time"

	"jema/internal/jema"
)

// dayPart is a day of the edition, or only a part of it.
type dayPart struct {
	date jema.Date
	part Part
}

// element is one Days resolved: dated when it names numbers of the calendar,
// otherwise it means every such weekday of the edition.
type element struct {
	Days
	dates []jema.Date
	dated bool
}

// calendar resolves lists of days. An excepted weekday that the edition does not
// have is no fault.
type calendar struct {
	frame    Frame
	excepted bool
	closed   bool        // the phrase closes them, and does not only leave them out
	others   []jema.Date // the days that « the other days » means
	named    []jema.Date // the days named elsewhere
	before   []jema.Date // the days of the group before this one
	moves    bool        // the hours of these days only move an end
}

// mostDays is more days than one list of a year names.
const mostDays = 2 * LongestEdition

// days returns the days that a list names, in order.
func (c calendar) days(list []Days) ([]dayPart, *Fault) {
	if len(list) > mostDays {
		return nil, NewFault(TooLong, list[0].Mark.To(last(list).Mark))
	}
	list = c.distribute(inheritYears(list))
	var elements []element
	for i := range list {
		e, fault := c.element(list, i)
		if fault != nil {
			return nil, fault
		}
		elements = append(elements, e)
		c.before = e.dates
	}
	elements, fault := withoutEvery(elements)
	if fault != nil {
		return nil, fault
	}
	if elements, fault = spellOut(elements, c.frame); fault != nil {
		return nil, fault
	}
	return flatten(elements), nil
}

func flatten(elements []element) []dayPart {
	var out []dayPart
	for _, e := range elements {
		for _, d := range e.dates {
			if dp := (dayPart{d, e.Part}); !slices.Contains(out, dp) {
				out = append(out, dp)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b dayPart) int { return a.date.Compare(b.date) })
	return out
}

func (c calendar) element(list []Days, i int) (element, *Fault) {
	d := list[i]
	e := element{Days: d}
	var fault *Fault
	switch d.Shape {
	case One:
		e.dated = d.From.Number != 0
		e.dates, fault = c.one(list, i)
	case Range:
		e.dated = d.From.Number != 0 || d.To.Number != 0
		e.dates, fault = c.between(list, i)
	case Every:
		e.dates = c.frame.Days()
	case Others:
		e.dates = c.others
		if d.Count > 0 && d.Count != len(e.dates) {
			fault = NewFault(Relative, d.Mark)
		}
	case FirstDay, LastDay:
		e.dates = c.outermost(d.Shape, max(d.Count, 1))
	case Onward, UpTo:
		e.dated = d.From.Number != 0 || d.To.Number != 0
		e.dates, fault = c.openRange(list, i)
	case Counted:
		fault = NewFault(Relative, d.Mark) // see counted
	case Following, Preceding:
		e.dates, fault = c.beside(list, i)
	case Weekend:
		e.dates = c.on(time.Saturday, time.Sunday)
		if !c.excepted && !hasBoth(e.dates) {
			fault = NewFault(Outside, d.Mark)
		}
	case Workweek:
		e.dates = c.on(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
	}
	if fault == nil && len(e.dates) == 0 && !c.excepted {
		fault = NewFault(Outside, d.Mark)
	}
	return e, fault
}

// outermost returns the first or the last n of the days named elsewhere.
func (c calendar) outermost(s Shape, n int) []jema.Date {
	days := slices.Clone(c.named)
	if len(days) == 0 {
		days = c.frame.Days()
	}
	slices.SortFunc(days, jema.Date.Compare)
	days = slices.Compact(days)
	switch {
	case n > len(days), !c.moves && s == LastDay && last(days) != c.frame.To, !c.moves && s == FirstDay &&
		days[0] != c.frame.From:
		return nil // of the days named, or of the edition?
	case s == FirstDay:
		return days[:n]
	}
	return days[len(days)-n:]
}

func last[T any](list []T) T { return list[len(list)-1] }

func hasBoth(dates []jema.Date) bool {
	sat := slices.ContainsFunc(dates, func(d jema.Date) bool { return d.Weekday() == time.Saturday })
	sun := slices.ContainsFunc(dates, func(d jema.Date) bool { return d.Weekday() == time.Sunday })
	return sat && sun
}

func (c calendar) on(days ...time.Weekday) []jema.Date {
	var out []jema.Date
	for _, d := range c.frame.Days() {
		if slices.Contains(days, d.Weekday()) {
			out = append(out, d)
		}
	}
	return out
}

func (c calendar) one(list []Days, i int) ([]jema.Date, *Fault) {
	d := list[i].From
	if d.Bare() {
		return c.frame.weekdays(d.Weekday), nil
	}
	date, fault := resolveDate(neighbours(list, i, false), c.frame)
	if c.closed && fault != nil && fault.Code == Outside && d.Month != 0 &&
		(!d.Named || fault.Days[0].Weekday() == d.Weekday) {
		return nil, nil // closed on a day that the edition does not have
	}
	return []jema.Date{date}, fault
}

func (c calendar) between(list []Days, i int) ([]jema.Date, *Fault) {
	from, to := list[i].From, list[i].To
	if from.Bare() && to.Bare() {
		return c.weekdayRange(list[i])
	}
	first, fault := c.end(list, i, false)
	last, fault2 := c.end(list, i, true)
	if within := c.cut(list[i], first, last, fault, fault2); within != nil {
		return within, nil
	}
	if fault == nil {
		fault = fault2
	}
	if fault != nil {
		return nil, fault
	}
	// The end without a number is the nearest such weekday.
	if from.Bare() {
		first = last.AddDays(-(int(last.Weekday()-from.Weekday) + 7) % 7)
	}
	if to.Bare() {
		last = first.AddDays((int(to.Weekday-first.Weekday()) + 7) % 7)
	}
	for _, d := range []jema.Date{first, last} {
		if !c.frame.Contains(d) {
			return nil, NewFault(Outside, list[i].Mark).Day(d)
		}
	}
	if from.Month == 0 && from.Number > to.Number && first.Compare(last) > 0 {
		// « du 30 au 2 avril »
		if before := monthBefore(first); before.Valid() && c.frame.Contains(before) {
			first = before
		}
	}
	if first.Compare(last) > 0 {
		return nil, NewFault(DayOrder, list[i].Mark).Day(first, last)
	}
	return daysBetween(first, last), nil
}

func (c calendar) end(list []Days, i int, last bool) (jema.Date, *Fault) {
	d := neighbours(list, i, last)
	if d.Bare() {
		return jema.Date{}, nil
	}
	return resolveDate(d, c.frame)
}

// weekdayRange reads « du jeudi au samedi ». In an edition of more than a week
// it names every such run of days, over Sunday too.
func (c calendar) weekdayRange(d Days) ([]jema.Date, *Fault) {
	var names []time.Weekday
	for w := d.From.Weekday; ; w = (w + 1) % 7 {
		names = append(names, w)
		if w == d.To.Weekday {
			break
		}
	}
	dates := c.on(names...)
	if c.excepted {
		return dates, nil
	}
	for _, end := range []Day{d.From, d.To} {
		if len(c.frame.weekdays(end.Weekday)) == 0 && len(dates) > 1 && len(dates) < len(names) {
			return dates, nil // « du lundi au vendredi » of an edition that begins on Tuesday
		}
		if len(c.frame.weekdays(end.Weekday)) == 0 {
			return nil, NewFault(Outside, end.Mark)
		}
	}
	first, last := c.frame.weekdays(d.From.Weekday)[0], c.frame.weekdays(d.To.Weekday)[0]
	if c.frame.From.DaysUntil(c.frame.To) < 7 && first.Compare(last) > 0 {
		return nil, NewFault(DayOrder, d.Mark).Day(first, last)
	}
	return dates, nil
}
