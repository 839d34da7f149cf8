package french

import (
	"slices"
	"time"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// holidays returns the end of « jours fériés : fermé », « sauf jours fériés » or
// « et jours fériés », which are set aside where the edition has no public holiday;
// i where there is nothing of the kind.
func holidays(r row, i int, f plan.Frame) int {
	if r.is(i, except, closed, and, comma) {
		j := r.skip(i+1, article, dayWord, nothing, ofThe)
		joined := r.is(i, and, comma) && r.is(i-1, weekday, number, month, weekend, everyDay, date)
		if isHoliday(r.at(j)) && !hasHoliday(f) && (joined || !r.is(i, and, comma) && r.closes(j+1)) {
			return j + 1
		}
	}
	s, ok := statementAt(r, i)
	if !ok || !s.has(closed, except) || s.has(clock) || s.has(dayKinds...) ||
		!slices.ContainsFunc(r[s.from:s.to], isHoliday) ||
		hasHoliday(f) {
		return i
	}
	return s.to
}

func isHoliday(l lexeme) bool { return l.kind == relative && (l.text == "feries" || l.text == "ferie") }

// hasHoliday reports whether a public holiday of France falls into the edition.
func hasHoliday(f plan.Frame) bool {
	return slices.ContainsFunc(f.Days(), func(d jema.Date) bool {
		easter := easterOf(d.Year)
		for _, days := range []int{0, 1, 39, 49, 50} {
			if easter.AddDays(days) == d {
				return true
			}
		}
		return fixedHolidays[[2]int{int(d.Month), d.Day}]
	})
}

// fixedHolidays are month and day of those that do not move.
var fixedHolidays = map[[2]int]bool{{1, 1}: true, {5, 1}: true, {5, 8}: true, {7, 14}: true, {8, 15}: true,
	{11, 1}: true, {11, 11}: true, {12, 25}: true}

// easterOf returns Easter Sunday, by the anonymous Gregorian rule.
func easterOf(year int) jema.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return jema.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}

// nextTime returns the end of a statement that announces something of another month,
// which is set aside; i where it is none: « Prochain
// rendez-vous : fête de la poterie les 15 et 16 mai, 10h-19h. »
func nextTime(r row, i int, f plan.Frame) int {
	s, ok := statementAt(r, i)
	if !ok || !s.others() || s.has(weekend, everyDay, workweek, otherDays, same, like) {
		return i
	}
	announces, elsewhere := false, false
	for k := s.from; k < s.to; k++ {
		l, m := s.at(k), 0
		announces = announces || l.kind == relative && nextWords[l.text]
		switch l.kind {
		case month:
			m = l.value
		case date:
			m = l.day.Month
		default:
			continue
		}
		if slices.ContainsFunc(f.Days(), func(d jema.Date) bool { return int(d.Month) == m }) {
			return i
		}
		elsewhere = true
	}
	if !announces || !elsewhere {
		return i
	}
	return s.to
}

var nextWords = map[string]bool{"prochain": true, "prochaine": true, "prochains": true, "prochaines": true}

// runsLonger returns the end of « L'exposition se tient du 1er avril au 30 mai. », which
// is set aside: a period without hours that is longer than the edition and contains it,
// where every statement with hours names its days. It returns i where it is none.
func runsLonger(r row, i int, f plan.Frame) int {
	s, ok := statementAt(r, i)
	if !ok || s.has(clock, weekday, date, weekend, everyDay, workweek, otherDays, except, closed, part) || !s.others() {
		return i
	}
	k := s.from
	for k < s.to && !s.is(k, ofThe) {
		k++
	}
	from, j, ok := dayAndMonth(s, k+1, f)
	if !ok || !s.is(j, atThe) {
		return i
	}
	to, end, ok := dayAndMonth(s, j+1, f)
	if !ok || from.Compare(f.From) > 0 || to.Compare(f.To) < 0 || from == f.From && to == f.To {
		return i
	}
	for k = end; k < s.to; k++ {
		if s.is(k, number, month) {
			return i
		}
	}
	for k = range r {
		if o, ok := statementAt(r, k); ok && o.has(clock) && !o.has(dayKinds...) {
			return i
		}
	}
	return s.to
}

// dayAndMonth reads « 1er avril » of the edition's year.
func dayAndMonth(s statement, i int, f plan.Frame) (jema.Date, int, bool) {
	if !s.is(i, number) || !s.is(i+1, month) {
		return jema.Date{}, i, false
	}
	d := jema.Date{Year: f.From.Year, Month: time.Month(s.at(i + 1).value), Day: s.at(i).value}
	return d, i + 2, d.Valid()
}
