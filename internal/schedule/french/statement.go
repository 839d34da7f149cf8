package french

import "slices"

// A statement of a text may be about other people or other times of the year: it
// is set aside whole, or questioned where its hours may be meant after all.

// statement is a stretch of lexemes between two ends of sentences or lines.
type statement struct {
	all      []lexeme
	from, to int
}

// statementAt returns the statement that begins at i, false if none does.
func statementAt(all []lexeme, i int) (statement, bool) {
	if i >= len(all) || all[i].kind == strong || i > 0 && all[i-1].kind != strong {
		return statement{}, false
	}
	s := statement{all, i, i}
	for s.to < len(all) && all[s.to].kind != strong {
		s.to++
	}
	return s, true
}

func (s statement) at(i int) lexeme {
	if i < s.from || i >= s.to {
		return lexeme{kind: -1}
	}
	return s.all[i]
}

func (s statement) is(i int, kinds ...kind) bool {
	if i < s.from || i >= s.to {
		return slices.Contains(kinds, -1)
	}
	return slices.Contains(kinds, s.all[i].kind)
}

// has reports whether one of the kinds is in it.
func (s statement) has(kinds ...kind) bool {
	for i := s.from; i < s.to; i++ {
		if slices.Contains(kinds, s.all[i].kind) {
			return true
		}
	}
	return false
}

// others reports whether another statement has both hours and days.
func (s statement) others() bool {
	for i, seen := 0, 0; i < len(s.all) && seen < mostStatements; i++ {
		o, ok := statementAt(s.all, i)
		if ok && i != s.from && o.has(clock) && o.has(dayKinds...) {
			return true
		}
		if ok {
			i, seen = o.to, seen+1
		}
	}
	return false
}

// mostStatements is more statements than a text about hours begins with.
const mostStatements = 100

// dayKinds are the kinds of what specifies which days.
var dayKinds = []kind{weekday, date, month, everyDay, weekend, workweek, otherDays, firstDay, lastDay,
	following, preceding, countedDays}

// behind returns the next statement that speaks of time, false if there is none.
func (s statement) behind() (statement, bool) {
	for i := s.to; i < len(s.all); i++ {
		if o, ok := statementAt(s.all, i); ok && (o.has(clock) || o.has(dayKinds...)) {
			return o, true
		}
	}
	return statement{}, false
}

// simple reports whether it names days once and hours once, so that all of it is
// about the same people.
func (s statement) simple() bool {
	turns, last := 0, kind(-1)
	for i := s.from; i < s.to; i++ {
		now := s.at(i).kind
		switch {
		case now == clock:
		case slices.Contains(dayKinds, now):
			now = weekday
		default:
			continue
		}
		if now != last {
			turns, last = turns+1, now
		}
	}
	return turns <= 2 && !s.has(except, either, slash, also)
}
