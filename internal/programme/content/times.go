package content

import (
	"cmp"
	"slices"

	"jema/internal/jema"
	"jema/internal/text"
)

// TimeLine is one line of an entry's hours: the days, then what happens on
// each of them.
type TimeLine struct{ Days, Hours string }

// Timetable groups days that have the same hours. Periods are written from
// start to end; slots by their starts where they are many and last alike.
func (s Speech) Timetable(spans []jema.Span, periods bool) []TimeLine {
	type group struct {
		hours string
		days  []jema.Date
	}
	var groups []group
	ends := periods || sayEnds(spans)
	for i := 0; i < len(spans); {
		j := i
		for j < len(spans) && spans[j].Day == spans[i].Day {
			j++
		}
		hours := s.hours(spans[i:j], ends)
		at := slices.IndexFunc(groups, func(g group) bool { return g.hours == hours })
		if at < 0 {
			at, groups = len(groups), append(groups, group{hours: hours})
		}
		groups[at].days = append(groups[at].days, spans[i].Day)
		i = j
	}
	out := make([]TimeLine, 0, len(groups))
	for _, g := range groups {
		out = append(out, TimeLine{s.Names(g.days), g.hours})
	}
	return out
}

// sayEnds reports whether slots are printed from start to end: when no day has
// more than two, or when they do not last alike.
func sayEnds(spans []jema.Span) bool {
	if _, same := sameLength(spans); !same {
		return true
	}
	for i := 0; i+2 < len(spans); i++ {
		if spans[i].Day == spans[i+2].Day {
			return false
		}
	}
	return true
}

func sameLength(spans []jema.Span) (minutes int, same bool) {
	for _, s := range spans {
		if s.Minutes() != spans[0].Minutes() {
			return 0, false
		}
	}
	if len(spans) == 0 {
		return 0, false
	}
	return spans[0].Minutes(), true
}

// Day is what happens on one day, grouped by time.
type Day struct {
	Date   jema.Date
	Free   []Moment
	Booked []Moment
}

// Moment is a time and the entries that have it.
type Moment struct {
	Span    jema.Span
	Entries []int // positions in content.entries
}

// agenda lists the days on which something happens.
func agenda(entries []Entry) []Day {
	var days []Day
	on := func(d jema.Date) *Day {
		i, found := slices.BinarySearchFunc(days, d, func(x Day, d jema.Date) int { return x.Date.Compare(d) })
		if !found {
			days = slices.Insert(days, i, Day{Date: d})
		}
		return &days[i]
	}
	for i, e := range entries {
		if e.Cancelled {
			continue
		}
		for _, s := range e.Spans {
			d := on(s.Day)
			d.Free = happens(d.Free, s, i)
		}
		for _, s := range e.Starts {
			s.To = s.From // visitors look for when it begins
			d := on(s.Day)
			d.Booked = happens(d.Booked, s, i)
		}
	}
	return days
}

func happens(moments []Moment, s jema.Span, entry int) []Moment {
	i, found := slices.BinarySearchFunc(moments, s, func(m Moment, s jema.Span) int { return m.Span.Compare(s) })
	if !found {
		moments = slices.Insert(moments, i, Moment{Span: s})
	}
	if !slices.Contains(moments[i].Entries, entry) {
		moments[i].Entries = append(moments[i].Entries, entry)
	}
	return moments
}

// index lists the crafts in the order of a French dictionary.
func index(entries []Entry, w *Words) []CraftLine {
	var out []CraftLine
	places := map[string]int{}
	for i, e := range entries {
		craft := cmp.Or(e.Craft, w.OtherCraft)
		at, known := places[text.Fold(craft)]
		if !known {
			at, out = len(out), append(out, CraftLine{Craft: craft})
			places[text.Fold(craft)] = at
		}
		out[at].Entries = append(out[at].Entries, i)
	}
	slices.SortStableFunc(out, func(a, b CraftLine) int { return text.Compare(a.Craft, b.Craft) })
	return out
}
