package plan

import (
	"time"

	"jema/internal/jema"
)

// dated is a day number with the month it inherits from its neighbours in the
// list: « 10 et 11 avril », « 9 avril, 10 et 11 ».
type dated struct {
	Day
	right, left *Day // the nearest neighbours that say their month
}

// resolveDate returns the one day of the edition that a numbered day names.
func resolveDate(d dated, f Frame) (jema.Date, *Fault) {
	date, fault := d.date(f)
	if fault != nil {
		return date, fault
	}
	switch {
	case !date.Valid():
		return date, NewFault(Impossible, d.Mark).Day(date).Number(daysIn(date))
	case !f.Contains(date):
		return date, NewFault(Outside, d.Mark).Day(date)
	case d.Named && date.Weekday() != d.Weekday && f.Picked(WrongWeekday) == 1:
		return date, nil
	case d.Named && date.Weekday() != d.Weekday && f.Picked(WrongWeekday) == 2 && len(f.weekdays(d.Weekday)) == 1:
		return f.weekdays(d.Weekday)[0], nil
	case d.Named && date.Weekday() != d.Weekday:
		return date, NewFault(WrongWeekday, d.Mark).Day(date).Day(f.weekdays(d.Weekday)...)
	}
	return date, nil
}

// date completes what was written; the result need not exist.
func (d dated) date(f Frame) (jema.Date, *Fault) {
	if d.Month != 0 {
		return inYear(d.Day, time.Month(d.Month), f), nil
	}
	if d.right != nil {
		return besides(d.Day, *d.right, -1, d.Number > d.right.Number, f), nil
	}
	if d.left != nil {
		return besides(d.Day, *d.left, 1, d.Number < d.left.Number, f), nil
	}
	return d.only(f)
}

// besides gives d the month of its neighbour, or the month next to that when
// the numbers turn over (« du 30 au 2 avril ») and only this one is possible.
func besides(d, neighbour Day, step int, turned bool, f Frame) jema.Date {
	same := inYear(d, time.Month(neighbour.Month), f)
	if f.Contains(same) && same.Valid() || !turned {
		return same
	}
	month := (neighbour.Month+step+11)%12 + 1 // December and January are neighbours
	if other := inYear(d, time.Month(month), f); other.Valid() && f.Contains(other) {
		return other
	}
	return same
}

// inYear finds the year of a day and month: the one written, else the one that
// puts it in the edition, else one in which it exists.
func inYear(d Day, m time.Month, f Frame) jema.Date {
	if d.Year != 0 {
		return jema.Date{Year: d.Year, Month: m, Day: d.Number}
	}
	best := jema.Date{Year: f.From.Year, Month: m, Day: d.Number}
	for y := f.From.Year; y <= f.To.Year; y++ {
		date := jema.Date{Year: y, Month: m, Day: d.Number}
		if date.Valid() && f.Contains(date) {
			return date
		}
		if date.Valid() && !best.Valid() {
			best = date
		}
	}
	return best
}

// only finds the day of the edition for a number without any month.
func (d dated) only(f Frame) (jema.Date, *Fault) {
	all := f.Numbered(d.Number)
	var same []jema.Date
	for _, c := range all {
		if d.Named && c.Weekday() == d.Weekday {
			same = append(same, c)
		}
	}
	if len(same) > 0 {
		all = same
	}
	switch {
	case len(all) == 1:
		return all[0], nil
	case len(all) > 1 && f.Picked(WhichMonth) > 0:
		return all[min(f.Picked(WhichMonth), len(all))-1], nil
	case len(all) > 1:
		return jema.Date{}, NewFault(WhichMonth, d.Mark).Day(all...)
	}
	return jema.Date{}, d.outside(f)
}

// outside is the fault of a number that the edition does not have: with the
// date it must mean when the edition lies within one month.
func (d dated) outside(f Frame) *Fault {
	fault := NewFault(Outside, d.Mark)
	guess := jema.Date{Year: f.From.Year, Month: f.From.Month, Day: d.Number}
	if f.From.Month != f.To.Month {
		return fault
	}
	if !guess.Valid() {
		return NewFault(Impossible, d.Mark).Day(guess).Number(daysIn(guess))
	}
	return fault.Day(guess)
}

func monthBefore(d jema.Date) jema.Date {
	if d.Month == time.January {
		return jema.Date{Year: d.Year - 1, Month: time.December, Day: d.Day}
	}
	return jema.Date{Year: d.Year, Month: d.Month - 1, Day: d.Day}
}

// Written returns the dates that the numbered days of a list mean, whether or
// not they lie in the edition or agree with their weekday. Days that do not
// exist, or whose month is ambiguous, are left out.
func Written(list []Days, f Frame) map[Mark]jema.Date {
	out := map[Mark]jema.Date{}
	list = inheritYears(list)
	for i := range list {
		for _, last := range []bool{false, true} {
			d := neighbours(list, i, last)
			if d.Number == 0 {
				continue
			}
			if date, fault := d.date(f); fault == nil && date.Valid() {
				out[d.Mark] = date
			}
		}
	}
	return out
}

func daysIn(d jema.Date) int {
	return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// weekdays returns the edition's days of that weekday.
func (f Frame) weekdays(w time.Weekday) []jema.Date {
	if !f.sound() {
		return nil
	}
	var out []jema.Date
	first := f.From.AddDays((int(w-f.From.Weekday()) + 7) % 7)
	for d := first; d.Compare(f.To) <= 0; d = d.AddDays(7) {
		out = append(out, d)
	}
	return out
}
