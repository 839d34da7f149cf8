package plan

import (
	"slices"

	"jema/internal/jema"
)

// neighbours returns one end of list[i] with the nearest days that give their
// month, which it inherits when it gives none itself.
func neighbours(list []Days, i int, last bool) dated {
	var all []*Day
	at := 0
	for j := range list {
		for k, d := range []*Day{&list[j].From, &list[j].To} {
			if j == i && (k == 1) == last {
				at = len(all)
			}
			if d.Number != 0 || j == i {
				all = append(all, d)
			}
		}
	}
	out := dated{Day: *all[at]}
	for j := at + 1; j < len(all) && out.right == nil; j++ {
		if all[j].Month != 0 {
			out.right = all[j]
		}
	}
	for j := at - 1; j >= 0 && out.left == nil; j-- {
		if all[j].Month != 0 {
			out.left = all[j]
		}
	}
	return out
}

// inheritYears gives a month without a year the year that the next day of the
// list gives for the same month: « 9 avril et 10 avril 2026 ».
func inheritYears(list []Days) []Days {
	list = slices.Clone(list)
	var next Day
	for i := len(list) - 1; i >= 0; i-- {
		for _, d := range []*Day{&list[i].To, &list[i].From} {
			if d.Year == 0 && d.Month != 0 && d.Month == next.Month {
				d.Year = next.Year
			}
			if d.Number != 0 {
				next = *d
			}
		}
	}
	return list
}

// distribute reads « samedi et dimanche 10 et 11 avril », where the names come
// first and the numbers after, and gives each number its name.
func (c calendar) distribute(list []Days) []Days {
	for i := range list {
		if list[i].Shape != One || !list[i].From.Named || list[i].From.Number == 0 {
			continue
		}
		n := 0 // numbers that follow without a name
		for j := i + 1; j < len(list) && list[j].Shape == One && !list[j].From.Named; j++ {
			n++
		}
		if n > 0 && n <= i && c.pairs(list, i, n) {
			out := slices.Clone(list[:i-n])
			for k := 0; k <= n; k++ {
				d := list[i+k]
				d.From.Weekday, d.From.Named = list[i-n+k].From.Weekday, true
				out = append(out, d)
			}
			return append(out, list[i+n+1:]...)
		}
	}
	return list
}

// pairs reports whether the n names before list[i] and its own are, in order, the
// weekdays of its number and the n numbers after it.
func (c calendar) pairs(list []Days, i, n int) bool {
	for k := 0; k <= n; k++ {
		name := list[i-n+k]
		if name.Shape != One || k < n && !name.From.Bare() {
			return false
		}
		d := neighbours(list, i+k, false)
		d.Named = false
		date, fault := resolveDate(d, c.frame)
		if fault != nil || date.Weekday() != name.From.Weekday {
			return false
		}
	}
	return true
}

// withoutEvery drops « every day » beside days that specify which: « du jeudi au
// dimanche, tous les jours ».
func withoutEvery(elements []element) ([]element, *Fault) {
	isEvery := func(e element) bool { return e.Shape == Every }
	isOpen := func(e element) bool { return e.Shape == Onward || e.Shape == UpTo }
	whole := elements[0].Mark.To(elements[len(elements)-1].Mark)
	if others := slices.DeleteFunc(slices.Clone(elements), isEvery); len(others) > 1 &&
		slices.ContainsFunc(others, isOpen) {
		return nil, NewFault(DaysTwice, whole) // « jusqu'au 11 avril, le samedi »
	}
	if !slices.ContainsFunc(elements, isEvery) {
		return elements, nil
	}
	rest := slices.DeleteFunc(slices.Clone(elements), func(e element) bool { return isEvery(e) || e.Included })
	if len(rest) == 0 {
		return slices.DeleteFunc(slices.Clone(elements), func(e element) bool { return !isEvery(e) }), nil
	}
	for _, e := range rest {
		if e.Shape == Others || e.Shape == One && !e.dated {
			return nil, NewFault(DaysTwice, whole)
		}
	}
	return rest, nil
}

// spellOut reads weekdays beside the dates they mean: « samedi et
// dimanche (10 et 11 avril) », « du 6 au 30 avril, les samedis ».
func spellOut(elements []element, f Frame) ([]element, *Fault) {
	var out []element
	for i := 0; i < len(elements); {
		names := run(elements[i:], func(e element) bool { return !e.dated && e.Shape != Others })
		dates := run(elements[i+names:], func(e element) bool { return e.dated })
		switch g, e := elements[i:i+names], elements[i+names:i+names+dates]; {
		case names > 0 && spells(g, e):
			out = append(out, weekendOf(g, e, f)...)
			i += names + dates
		case names > 0 && dates > 0 && e[0].Of:
			return nil, NewFault(DaysTwice, g[names-1].Mark.To(e[0].Mark)) // « le week-end du 9 avril », a Friday
		case names > 0 && dates > 0 && meet(g, e):
			return nil, NewFault(DaysTwice, g[0].Mark.To(e[dates-1].Mark)) // « du mardi au samedi, vendredi 9 et samedi 10 »
		case names > 0:
			out = append(out, g...)
			i += names
		default:
			n, fault := narrowed(elements[i:], &out)
			if fault != nil {
				return nil, fault
			}
			i += n
		}
	}
	return out, nil
}

func run(elements []element, is func(element) bool) int {
	n := 0
	for n < len(elements) && is(elements[n]) {
		n++
	}
	return n
}

// spells reports whether the dates fall on the weekdays named, and leave none out.
func spells(names, dates []element) bool {
	named, said := union(names), union(dates)
	if len(said) == 0 {
		return false
	}
	onSameDay := func(list []jema.Date, d jema.Date) bool {
		return slices.ContainsFunc(list, func(o jema.Date) bool { return o.Weekday() == d.Weekday() })
	}
	for _, d := range said {
		if !onSameDay(named, d) {
			return false
		}
	}
	if len(names) == 1 && names[0].Shape == Weekend {
		return true
	}
	for _, d := range named {
		if !onSameDay(said, d) {
			return false
		}
	}
	return true
}

// weekendOf completes « le week-end du 10 avril » with the other day of it.
func weekendOf(names, dates []element, f Frame) []element {
	said := union(dates)
	if len(names) != 1 || names[0].Shape != Weekend || len(said) != 1 {
		return dates
	}
	other := said[0].AddDays(1)
	if said[0].Weekday() == 0 {
		other = said[0].AddDays(-1)
	}
	if f.Contains(other) {
		dates = slices.Clone(dates)
		dates[0].dates = append(slices.Clone(dates[0].dates), other)
	}
	return dates
}

// meet reports whether both name one of the same days.
func meet(a, b []element) bool {
	named := union(a)
	return slices.ContainsFunc(union(b), func(d jema.Date) bool { return slices.Contains(named, d) })
}

func union(elements []element) []jema.Date {
	var out []jema.Date
	for _, e := range elements {
		out = append(out, e.dates...)
	}
	return out
}

// narrowed takes a dated element and, if it is a range, the weekdays after it
// that only specify which of its days count. It returns how many it took.
func narrowed(elements []element, out *[]element) (int, *Fault) {
	first := elements[0]
	names := run(elements[1:], func(e element) bool { return !e.dated && e.Shape != Others })
	if first.Shape != Range || names == 0 {
		*out = append(*out, first)
		return 1, nil
	}
	named := union(elements[1 : 1+names])
	inside := slices.DeleteFunc(slices.Clone(first.dates), func(d jema.Date) bool { return !slices.Contains(named, d) })
	if len(inside) == 0 {
		*out = append(*out, first)
		return 1, nil
	}
	partly := slices.ContainsFunc(elements[1:1+names], func(e element) bool {
		return !slices.ContainsFunc(e.dates, func(d jema.Date) bool { return slices.Contains(inside, d) })
	})
	if partly || elements[1].And {
		return 0, NewFault(DaysTwice, first.Mark.To(elements[names].Mark))
	}
	first.dates = inside
	*out = append(*out, first)
	return 1 + names, nil
}
