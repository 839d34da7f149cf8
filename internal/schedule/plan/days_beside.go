package plan

import (
	"slices"

	"jema/internal/jema"
)

// beside returns the days that follow the last of those named before, or the one
// that precedes the first: « les jours suivants », « la veille ».
func (c calendar) beside(list []Days, i int) ([]jema.Date, *Fault) {
	d := list[i]
	if len(c.before) == 0 {
		return nil, NewFault(Relative, d.Mark)
	}
	if d.Shape == Preceding {
		return c.within(d, slices.MinFunc(c.before, jema.Date.Compare).AddDays(-1), 1)
	}
	first := slices.MaxFunc(c.before, jema.Date.Compare).AddDays(1)
	if d.To == (Day{}) {
		return c.within(d, first, d.Count)
	}
	last, fault := c.end(list, i, true)
	if fault != nil {
		return nil, fault
	}
	if d.To.Bare() {
		last = first.AddDays((int(d.To.Weekday-first.Weekday()) + 7) % 7)
	}
	if first.Compare(last) > 0 {
		return nil, NewFault(DayOrder, d.Mark).Day(first, last)
	}
	return c.within(d, first, first.DaysUntil(last)+1)
}

// within returns n days from first on, up to the end of the edition if n is 0.
// They must all lie in the edition.
func (c calendar) within(d Days, first jema.Date, n int) ([]jema.Date, *Fault) {
	last := c.frame.To
	if n > 0 {
		last = first.AddDays(n - 1)
	}
	if !c.frame.Contains(first) || !c.frame.Contains(last) {
		return nil, NewFault(Outside, d.Mark)
	}
	return daysBetween(first, last), nil
}

// openRange reads « à partir de jeudi » and « jusqu'à vendredi » as days up to the
// end of the edition, and from its beginning.
func (c calendar) openRange(list []Days, i int) ([]jema.Date, *Fault) {
	d := list[i]
	day := d.From
	if d.Shape == UpTo {
		day = d.To
	}
	var end jema.Date
	if day.Bare() {
		same := c.frame.weekdays(day.Weekday)
		if len(same) != 1 {
			return nil, NewFault(Outside, day.Mark)
		}
		end = same[0]
	} else {
		var fault *Fault
		if end, fault = c.end(list, i, d.Shape == UpTo); fault != nil {
			return nil, fault
		}
	}
	if d.Shape == UpTo {
		return daysBetween(c.frame.From, end), nil
	}
	return daysBetween(end, c.frame.To), nil
}

// cut returns the days of the edition where a range of dates begins before it and
// ends behind it; nil for any other range.
func (c calendar) cut(d Days, first, last jema.Date, faults ...*Fault) []jema.Date {
	out := 0
	for n, end := range []Day{d.From, d.To} {
		date := []jema.Date{first, last}[n]
		switch {
		case end.Bare(), !date.Valid(), end.Named && date.Weekday() != end.Weekday:
			return nil
		case faults[n] != nil && faults[n].Code != Outside:
			return nil
		case faults[n] != nil:
			out++
		}
	}
	if out < 2 || d.To.Month == 0 || first.Compare(last) > 0 {
		return nil
	}
	days := slices.DeleteFunc(c.frame.Days(), func(d jema.Date) bool {
		return d.Compare(first) < 0 ||
			d.Compare(last) > 0
	})
	if len(days) < 2 {
		return nil
	}
	return days
}
