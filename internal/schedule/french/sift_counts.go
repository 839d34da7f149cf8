package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// price reads « 5 € », « 5,50 € », « de 5 à 8 € », « 5 €/pers ».
func (s *sifter) price(i int) int {
	j := i
	for s.is(j, since, until, at, of, per, article) {
		j++
	}
	if s.is(j, money) && s.is(j+1, number) && (s.at(j+1).glued || s.closes(j+2)) && !s.is(j-1, number) {
		return j + 2 // « €5 »
	}
	if k := s.counted(j, money); k > j && (j == i || !s.is(k, clock, number)) {
		return k
	}
	return i
}

// age reads « 8-12 ans », « moins de 12 ans », « dès 8 ans », « 6 ans et plus ». The words
// that lead to the age are set aside with it, whatever follows: left alone, the « dès » of
// « dès 8 ans 10 avril » would lead to the date.
func (s *sifter) age(i int) int {
	j, leads := i, 0
	for s.is(j, since, until, at, of, ofThe, article, per, other) || s.lessThan(j) {
		if s.is(j, since, until) {
			leads++
		}
		if s.at(j).text == "autre" || s.at(j).text == "autres" || leads > 1 {
			return i // « les autres dès 8 ans jours »
		}
		j++
	}
	k := s.counted(j, years)
	if k == j {
		return i
	}
	if s.is(k, and) && s.is(k+1, unknown, and, doubtful) {
		return k + 2 // « et plus », « et moins »
	}
	return k
}

// lessThan reports whether « moins » or « plus » is at i, behind an article or
// before « de » and a number, where it compares.
func (s *sifter) lessThan(i int) bool {
	return s.is(i, doubtful, and, nothing) && s.is(i+1, of, elided) && s.is(i+2, number)
}

// counted reads one number or two before a unit of that kind.
func (s *sifter) counted(i int, of kind) int {
	if !s.is(i, number) {
		return i
	}
	j := i + 1
	if s.is(j, comma) && s.at(j).glued && s.is(j+1, number) && s.at(j+1).glued {
		j += 2 // « 5,50 € »
	}
	if s.is(j, dash, slash, at) && s.is(j+1, number) && (of == years || !s.mayBeDay(i)) {
		j += 2
	}
	if !s.is(j, of) {
		return i
	}
	if j++; of == money && s.is(j, slash) && s.is(j+1, people, unknown, other) {
		j += 2
	}
	if of == money && s.is(j, number) && s.at(j).glued {
		j++ // « 5€50 »
	}
	return j
}

// year reads a year that dates something else: « depuis 1987 », « JEMA 2027 ».
func (s *sifter) year(i int) int {
	j := i
	if s.is(j, since) {
		j++
	}
	n := s.at(j)
	if n.kind != number || n.width != 4 || n.value < 1500 || n.value > 2100 {
		return i
	}
	prev := s.behind(1)
	if prev.kind == month || prev.kind == number || prev.kind == date || s.is(j+1, dash, at) && s.is(j+2, number) {
		return i
	}
	isTime := n.value/100 <= 24 && n.value%100 < 60 && n.value != s.frame.From.Year
	led := i > 0 && (s.is(i-1, unknown, other) || s.at(i-1).text == "en")
	if isTime && j == i && !led {
		return i
	}
	return j + 1
}

// ordinal reads « 1er étage », « 20e anniversaire », not « 2e samedi ».
func (s *sifter) ordinal(i int) int {
	if s.is(i, number) && s.at(i).ordinal && (s.is(i+1, label, street, event) || s.is(i+1, colon) && i > 0) {
		return i + 1
	}
	if s.is(i, number) && s.at(i).ordinal && s.is(i+1, unknown, other, title) && !suspicious(s.at(i+1).text) {
		return i + 2
	}
	return i
}

// numbered reads the number of « Séance 1 : » and « 10h-11h groupe 1 ».
func (s *sifter) numbered(i int) int {
	if s.is(i, people) && s.behind(1).kind == clock && s.is(i+1, number) && s.at(i+1).value <= 20 && s.closes(i+2) &&
		!s.goesOn(i+2) {
		return i + 2
	}
	hour := s.is(i+1, at) && s.is(i+2, clock) || s.is(i+1, weekday) && !s.is(i+2, and, dash)
	if s.is(i, number) && s.is(i-1, event) && hour && s.countsOn(i) {
		return i + 1 // « visite 1 à 10h, visite 2 à 14h », « séance 1 mer 14h-15h ; séance 2 sam… »
	}
	if s.is(i, number) && s.is(i-1, open, comma) && s.at(i+1).text == "en" && s.at(i+2).text == "tout" && s.closes(i+3) {
		return i + 3 // « (12 en tout) »
	}
	if s.is(i, number) && s.at(i).value <= 20 && i > 0 && s.is(i-1, event) && s.is(i+1, colon, strong) {
		for k := len(s.out) - 1; k >= 0 && s.out[k].kind == event; k-- {
			s.out[k].value = activity
		}
		return i + 1
	}
	return i
}

// countsOn reports whether the number at i is one of a count of the same events, the
// next or the one before it beside another hour.
func (s *sifter) countsOn(i int) bool {
	for k := max(1, i-longestPiece); k < i+longestPiece && k < len(s.in); k++ {
		n := s.in[k]
		if k != i && n.kind == number && s.in[k-1].kind == event && s.in[k-1].text == s.at(i-1).text &&
			(n.value == s.at(i).value-1 || s.at(i).value == 1 && n.value == 2) {
			return true
		}
	}
	return false
}

// listedCount reads « Places de stationnement : 30. », of no day of the edition.
func (s *sifter) listedCount(i int) int {
	if !s.is(i, people, unit, label) {
		return i
	}
	j := i + 1
	for j < i+6 && s.is(j, of, elided, unknown, other, nothing) {
		j++
	}
	n := s.at(j + 1)
	if !s.is(j, colon) || n.kind != number || len(s.frame.Numbered(n.value)) > 0 || j+2 < len(s.in) &&
		!s.is(j+2, strong, shut) {
		return i
	}
	return j + 2
}

// compound reads « Quatre-Vents » and its like: a number in letters that is part
// of a name.
func (s *sifter) compound(i int) int {
	if s.is(i, number) && s.at(i).width == 0 && s.is(i+1, dash) && s.at(i+1).glued && s.is(i+2, unknown) &&
		s.at(i+2).glued && !suspicious(s.at(i+2).text) {
		return i + 3
	}
	return i
}

// quantity reads a number that counts things: « 40 exposants », « 8 artisans ».
// One that may be a day is left alone where it is among days.
func (s *sifter) quantity(i int) int {
	n := s.at(i)
	thing := s.at(i + 1)
	if n.width == 5 && n.kind == number {
		if thing.kind == unknown || thing.kind == title || thing.kind == other {
			return i + 2 // a postal code and its commune
		}
		if n.value < 99000 && !s.is(i+1, number) {
			return i + 1
		}
	}
	if n.kind != number || n.ordinal {
		return i
	}
	if s.mayBeDay(i) {
		if s.listedOrCounts(i) {
			s.in[i+1].kind = doubtful
		}
		return i
	}
	days := thing.kind == dayWord || thing.kind == nothing && thing.text == "ouverture"
	if days && n.value > 1 && !s.is(i-1, article, each, ofThe) && !s.is(i+2, over) {
		return i + 2 // « trois jours d'ouverture »
	}
	switch {
	case s.is(i+2, event, people, unit, years, money, perHour, hourUnit, minuteUnit, half, quarter):
		return i // it may count what comes after
	case (thing.kind == people || thing.kind == unit) && s.goesOn(i+2):
		return i
	case thing.kind == people, thing.kind == unit:
		return i + 2
	case thing.kind == sign && n.value > 0 && s.at(i+1).glued:
		return i
	case thing.kind != unknown && thing.kind != other || suspicious(thing.text):
		return i
	case n.width == 0 && n.value <= 2, n.value > 31:
		return i + 2
	}
	if s.counts(i) {
		return i + 2
	}
	s.in[i].doubt = !s.is(s.littleWords(i+2), month)
	return i
}

// followsDays reports whether a comma and a number that is no hour of « 10-18 » are before i.
func (s *sifter) followsDays(i int) bool {
	return s.is(i-1, comma) && s.is(i-2, number) && !s.is(i-3, dash, slash)
}

// listedOrCounts reports whether the number at i may be the last of a list of days as well
// as count the things behind it: « le samedi 10, 6 exposants ».
func (s *sifter) listedOrCounts(i int) bool {
	return s.followsDays(i) && (s.is(i+1, people, unit) || s.is(i+1, unknown, other) && s.counts(i)) && s.closes(i+2)
}

// counts reports whether the number at i counts the thing behind it: a plural
// that no list of days goes on from.
func (s *sifter) counts(i int) bool {
	thing := s.at(i + 1)
	plural := strings.HasSuffix(thing.text, "s") || strings.HasSuffix(thing.text, "x") || thing.kind == other
	return plural && !s.goesOn(i+2) && !s.is(i+2, month, number, hourUnit, minuteUnit)
}

// goesOn reports whether a list of days may go on at i.
func (s *sifter) goesOn(i int) bool {
	return s.is(i, and, comma, dash, slash, at, atThe) && s.is(s.littleWords(i), number, date, weekday)
}

// admission reads « dernière entrée 30 minutes avant la fermeture », which means
// nothing beyond the hours.
func (s *sifter) admission(i int) int {
	j := i
	for s.is(j, lastOf, colon, at, nothing) {
		j++
	}
	k := j
	switch {
	case s.is(j, number) && s.is(j+1, minuteUnit, half, quarter):
		k = j + 2
	case s.is(j, half):
		k = j + 1
	case s.is(i, lastOf) && s.is(j, clock):
		k = j + 1
	}
	if k == j || !s.is(k, before) {
		return i
	}
	for k++; s.is(k, article, ofThe, of, closed, begins, ends, event, other, unknown, hourUnit, firstOf, lastOf); k++ {
	}
	return k
}

// negation passes over « ne », which « pas » completes, if the verb between them
// is one of opening. The parser refuses any other.
func (s *sifter) negation(i int) int {
	if !s.is(i, negation) && (!s.is(i, label) || s.at(i).text != "n") {
		return i
	}
	for k := i + 1; k < i+5; k++ {
		switch {
		case s.is(k, except), s.is(k, closed) && s.at(k).text == "": // « on ne sera pas là »
			return i + 1
		case s.at(k).text == "que" || s.at(k).text == "qu":
			s.in[k].kind = only
			return i + 1
		case !s.is(k, nothing, begins, article, also, at, event, people):
			return i // « on ne chôme pas le dimanche »
		}
	}
	return i
}

// weekAhead refuses « samedi en 8 », which is the Saturday after next.
func (s *sifter) weekAhead(i int) int {
	if s.at(i).text == "en" && s.is(i-1, weekday) && s.is(i+1, number) && (s.at(i+1).value == 8 || s.at(i+1).value == 15) {
		s.in[i].kind = relative
	}
	return i
}

// listOf refuses « ateliers 9, 10 et 11, samedi… » and « lignes 9 et 10 ; »: the
// numbers may be days or those of workshops.
func (s *sifter) listOf(i int) int {
	n := s.at(i + 1)
	if !s.is(i, event, unknown, other) || s.at(i).text == "" || n.kind != number || n.ordinal || n.width == 0 {
		return i
	}
	j, two := i+1, false // whether two lists follow each other: « lignes 6 et 7, 9 et 10 avril »
	for s.is(j, number) && s.is(j+1, comma, and) && s.is(j+2, number) {
		two = two || s.is(j+1, comma) && s.is(j-1, and)
		j += 2
	}
	two = two || j > i+1 && s.is(j+1, slash, dash) && s.is(j+2, number)
	listed := j > i+1 && s.is(j+1, colon) && s.is(i, event)
	if two && len(s.frame.Numbered(n.value)) > 0 || (listed || two || s.closes(j+1) || s.is(j+1, weekday, open, ofThe)) &&
		s.at(j).value <= 31 && len(s.frame.Numbered(s.at(j).value)) > 0 {
		s.in[i].kind = doubtful
	}
	return i
}

// hoursInAll reads how many hours something takes: « 42 h d'ouverture », « 35 h de
// travail », more than a day has.
func (s *sifter) hoursInAll(i int) int {
	l := s.at(i)
	tooMany := s.is(i, broken) && l.fault.Code == plan.BadClock && l.value > 24
	if !tooMany || !s.is(i+1, of, elided) || !s.is(i+2, unknown, other, begins, nothing) {
		return i
	}
	return i + 3
}
