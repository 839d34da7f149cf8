// Package plan is the part of the schedules that depends on no language: the items
// a phrase is made of once it has been read, the rules that turn them into
// days and hours of an edition, and the faults that forbid it.
//
// A room such as internal/schedule/french makes []Item out of words, and words
// out of a Fault. Nothing here holds a word that a person would read.
//
// Resolving goes through these steps, one file each:
//
//	blocks.go  items → blocks: what is between two strong separators
//	groups.go  block → groups: these days with these hours, in either order
//	bind.go    which departures and durations belong to which hours
//	days.go    days as written → days of the edition (one day: date.go)
//	hours.go   hours as written → stretches of a day, departures
//	except.go  what « except » and breaks take away
//	merge.go   groups → spans, refusing what contradicts itself
package plan

import (
	"time"

	"jema/internal/jema"
)

// Kind is how a phrase is to be read.
type Kind int

// Free hours let anybody walk in; Slots are bookable starts.
const (
	Free Kind = iota
	Slots
)

// Frame is the context in which the phrase is read: the first and the last day
// of the edition, what is read, and for slots how long one lasts in minutes,
// 0 if that is unknown.
type Frame struct {
	From, To jema.Date
	Kind     Kind
	Minutes  int
	Choice   Choice // the answer to a question asked before; none if zero
}

// Choice is one way to take what can be taken in two ways or more: where the
// fault of that code would be found, the reading goes on in this way, counted
// from 1: the first is what is named first (a day, a list, the last group, the
// morning, hours added or unchanged, hours instead), the second is the other.
type Choice struct {
	Code Code
	Way  int
}

// Picked returns the way chosen for a code, 0 if no way was chosen and the user must choose.
func (f Frame) Picked(c Code) int {
	if f.Choice.Code != c {
		return 0
	}
	return f.Choice.Way
}

// LongestEdition is the longest edition accepted, in days: within a year a day
// and a month name one day.
const LongestEdition = 366

const endOfDay = jema.Clock(24 * 60)

func (f Frame) sound() bool {
	if !f.From.Valid() || !f.To.Valid() || f.From.Compare(f.To) > 0 {
		return false
	}
	return f.From.DaysUntil(f.To) < LongestEdition && f.Minutes >= 0 && f.Minutes <= int(endOfDay)
}

// Contains reports whether d is a day of the edition.
func (f Frame) Contains(d jema.Date) bool { return f.From.Compare(d) <= 0 && d.Compare(f.To) <= 0 }

// Days returns the days of the edition in order, nil for an unsound frame.
func (f Frame) Days() []jema.Date {
	if !f.sound() {
		return nil
	}
	return daysBetween(f.From, f.To)
}

// Numbered returns the days of the edition that bear this number in their month.
func (f Frame) Numbered(n int) []jema.Date {
	var out []jema.Date
	for _, d := range f.Days() {
		if d.Day == n {
			out = append(out, d)
		}
	}
	return out
}

// Has reports whether the edition has that day of the week, Sunday being 0.
func (f Frame) Has(weekday int) bool { return len(f.weekdays(time.Weekday(weekday))) > 0 }

func daysBetween(from, to jema.Date) []jema.Date {
	var out []jema.Date
	for d := from; d.Compare(to) <= 0; d = d.AddDays(1) {
		out = append(out, d)
	}
	return out
}
