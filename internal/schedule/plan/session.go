package plan

import "jema/internal/jema"

// sessions reads ranges as single slots where the phrase states that they are: as
// long as one slot lasts, as many as the sessions announced, or so short or so
// alike that they cannot be opening hours. Departures announced within one range
// of fixed duration share it out.
func sessions(items []Item, f Frame) {
	announced, ranges := 0, 0
	for _, it := range items {
		switch {
		case it.Kind == Announced:
			announced += it.Number
		case it.isRange():
			ranges++
		}
	}
	alike := alikeSessions(items)
	for i := range items {
		it := &items[i]
		if !it.isRange() {
			continue
		}
		length := it.Hours.Length
		if length == 0 {
			length = f.Minutes
		}
		whole := int(it.Hours.To - it.Hours.From)
		single := announced == ranges || alike || whole <= shortSession || it.Session && whole <= longestSession ||
			it.Visit && whole <= alikeSession || it.Bare && whole <= bareSession
		switch {
		case length == whole, length == 0 && single:
			it.Hours.Form, it.Hours.Length = Start, whole
		case length > 0 && ranges == 1 && announced*length == whole:
			it.Hours.Step = length
		}
	}
}

const (
	shortSession   = 45        // minutes that no opening hours are as short as
	alikeSession   = 90        // minutes up to which several ranges are sessions, or one is a visit
	bareSession    = 2*60 + 30 // minutes up to which a range is a session where nothing else is said
	longestSession = 4 * 60    // minutes that a workshop may last
)

// alikeSessions reports whether the ranges are sessions by their look: two or more
// that are short, or of the same length, one beginning where another ends.
func alikeSessions(items []Item) bool {
	shortest, longest, n, joined := 0, 0, 0, false
	var end int
	for _, it := range items {
		if !it.isRange() {
			continue
		}
		if it.Departures {
			return false
		}
		whole := int(it.Hours.To - it.Hours.From)
		if n++; n == 1 {
			shortest = whole
		}
		joined = joined || n > 1 && end == int(it.Hours.From)
		shortest, longest, end = min(shortest, whole), max(longest, whole), int(it.Hours.To)
	}
	return n > 1 && (longest <= alikeSession || joined && shortest == longest && longest <= longestSession)
}

// chain gives the end to sessions that follow each other from one start on, where
// their number is announced: « 4 séances de 30 min à la suite dès 14h ».
func chain(items []Item) {
	announced, at, hours := 0, 0, 0
	for i, it := range items {
		switch it.Kind {
		case Announced:
			announced += it.Number
		case AtHours:
			at, hours = i, hours+1
		}
	}
	if announced == 0 || hours != 1 {
		return
	}
	h := &items[at].Hours
	if h.Filled && h.Step > 0 && (h.Form == Start || h.Form == Since) {
		h.Form, h.To = Between, min(h.From+jema.Clock(announced*h.Step), endOfDay)
	}
}

// isRange reports whether the item is a range that no departures divide.
func (it Item) isRange() bool {
	return it.Kind == AtHours && it.Hours.Form == Between && it.Hours.Step == 0 && it.Hours.To > it.Hours.From
}
