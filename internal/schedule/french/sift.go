package french

import (
	"slices"
	"strings"

	"jema/internal/schedule/plan"
)

// sifter sets aside the words of a phrase that are not about time, so that the
// parser reads what is left as if they had never been written. Nothing that may
// be an hour, a day, a negation or a condition is ever set aside.
type sifter struct {
	in    []lexeme
	out   []lexeme
	aside []plan.Mark
	frame plan.Frame

	read   []func(int) int // what recognises one thing, see readers
	clocks int             // hours in the whole phrase

	horizon int // where looking ahead ends: no one thing is longer
}

// longestPiece is more lexemes than one thing set aside has.
const longestPiece = 40

// sift returns what is left of the lexemes, and the stretches set aside.
func sift(in []lexeme, f plan.Frame) ([]lexeme, []plan.Mark) {
	s := sifter{in: in, frame: f, out: make([]lexeme, 0, len(in))}
	s.read = s.readers()
	for _, l := range in {
		if l.kind == clock {
			s.clocks++
		}
	}
	for i := 0; i < len(in); {
		j := s.run(i)
		if j == i {
			s.keep(i)
			i++
			continue
		}
		s.setAside(i, j)
		i = j
	}
	return s.out, s.aside
}

func (s *sifter) at(i int) lexeme {
	if i < 0 || i >= len(s.in) || i > s.horizon {
		return lexeme{kind: -1}
	}
	return s.in[i]
}

func (s *sifter) is(i int, kinds ...kind) bool {
	if i < 0 || i >= len(s.in) || i > s.horizon {
		return slices.Contains(kinds, -1)
	}
	return slices.Contains(kinds, s.in[i].kind)
}

// behind returns the nth lexeme retained so far, counted from the last, which is 1.
func (s *sifter) behind(n int) lexeme {
	if n > len(s.out) {
		return lexeme{kind: -1}
	}
	return s.out[len(s.out)-n]
}

func (s *sifter) keep(i int) {
	l := s.in[i]
	// Two commas with nothing left between them are one.
	if l.kind == comma && s.behind(1).kind == comma && i > 0 && s.in[i-1].kind != comma {
		if i+1 < len(s.in) {
			s.in[i+1].parted = s.in[i+1].parted || l.parted
		}
		return
	}
	// So are brackets around nothing.
	if n := len(s.out) - 1; l.kind == shut && n >= 0 && s.out[n].kind == open && i > 0 && s.in[i-1].kind != open {
		s.out = s.out[:n]
		if i+1 < len(s.in) {
			s.in[i+1].parted = true
		}
		return
	}
	s.out = append(s.out, l)
}

// run returns the end of the words at i that are set aside together.
func (s *sifter) run(i int) int {
	j := i
	for {
		k := s.piece(j)
		if k == j {
			return j
		}
		if j = k; s.hyphen(j) > j {
			j = s.hyphen(j)
		} else if s.links(j) {
			j = s.littleWords(j)
		}
	}
}

// hyphen passes over the dash at j, and the little words behind it, if they join
// what was set aside before them to another word: « exposition-vente »,
// « Bourg-les-Valence », « Jean-Mi ».
func (s *sifter) hyphen(j int) int {
	glued := func(k int) bool { return s.is(k, dash) && s.at(k).glued && s.at(k+1).glued }
	if !glued(j) || !s.is(j-1, unknown, other, title, street) {
		return j
	}
	k := j + 1
	for s.is(k, article, of, elided, over, at, atThe, ofThe) && glued(k+1) {
		k += 2
	}
	switch {
	case s.piece(k) > k:
		return k
	case k == j+1 && s.is(k, relative) && s.at(k).text == "mi":
		s.in[k].kind = unknown
		return k
	}
	return j
}

// links reports whether little words at j lead from one thing set aside to the
// next: « la ferronnerie de l'Isère ».
func (s *sifter) links(j int) bool {
	k := s.littleWords(j)
	return k > j && s.piece(k) > k
}

func (s *sifter) littleWords(i int) int {
	for s.is(i, of, elided, ofThe, at, atThe, article, per, and, over, nothing) {
		i++
	}
	return i
}

// piece returns the end of one thing set aside at i, i if there is none.
func (s *sifter) piece(i int) int {
	s.horizon = i + longestPiece
	if i > 0 && !s.is(i-1, strong) && slices.Contains(leadNothing, s.in[min(i, len(s.in)-1)].kind) {
		return i
	}
	for _, read := range s.read {
		if j := read(i); j > i {
			return j
		}
	}
	s.always(i)
	s.oneOf(i)
	switch l := s.at(i); {
	case s.broken(i):
		s.in[i].kind = relative
		return i
	case slices.Contains(asideKinds, l.kind), l.kind == street, l.kind == label && s.in[i].text != "n":
		return i + 1
	case l.kind == like && !s.is(i+1, weekday, number, date, workweek, weekend, everyDay, otherDays):
		return i + 1
	case l.kind == over && !s.is(i+1, number, appointment, meeting):
		return i + 1
	case l.kind == unknown && !suspicious(l.text):
		return i + 1
	}
	return i
}

// leadNothing are the kinds that nothing set aside begins with, but a statement.
var leadNothing = []kind{weekday, everyDay, weekend, workweek, dash, shut, part, month}

// readers are what recognises one thing to set aside, or a word that must not be.
func (s *sifter) readers() []func(int) int {
	return []func(int) int{
		func(i int) int { return usualTimes(s.in, i) }, func(i int) int { return reservedFor(s.in, i, s.frame) },
		func(i int) int { return byAppointment(s.in, i) },
		func(i int) int { return elsewhere(s.in, i) }, func(i int) int { return wholeWeek(s.in, i, s.frame) },
		func(i int) int { return afterEvent(s.in, i) }, func(i int) int { return hopes(s.in, i) },
		func(i int) int { return atMost(s.in, i) }, func(i int) int { return another(s.in, i) },
		func(i int) int { return promised(s.in, i) }, func(i int) int { return beforehand(s.in, i, s.frame) },
		func(i int) int { return admissions(s.in, i, s.frame) }, func(i int) int { return welcome(s.in, i, s.frame) },
		func(i int) int { return announced(s.in, i) }, func(i int) int { return lettered(s.in, i) },
		func(i int) int { return farewell(s.in, i) }, func(i int) int { return freeFor(s.in, i) },
		func(i int) int { return halfDay(s.in, i) }, func(i int) int { return weekOf(s.in, i) },
		func(i int) int { return agreed(s.in, i) }, func(i int) int { return asLastYear(s.in, i) },
		func(i int) int { return corrected(s.in, i, s.frame) },
		func(i int) int { return spoken(s.in, i) }, func(i int) int { return besides(s.in, i) },
		func(i int) int { return foreign(s.in, i, s.frame) }, func(i int) int { return doubts(s.in, i) },
		func(i int) int { return amenities(s.in, i) }, func(i int) int { return groupsCall(s.in, i) },
		func(i int) int { return withinPlaces(s.in, i) }, func(i int) int { return holidays(s.in, i, s.frame) },
		func(i int) int { return nextTime(s.in, i, s.frame) }, func(i int) int { return runsLonger(s.in, i, s.frame) },
		s.address, s.labelled, s.name, s.price, s.age, s.nearby, s.admission, s.year, s.ordinal, s.numbered, s.listedCount,
		s.compound, s.quantity, s.negation, s.dispatched, s.occasion, s.within, s.deadline, s.groups,
		s.hotline, s.desk, s.weekAhead, s.listOf, s.hoursInAll,
		s.usually, s.placed, s.reserved, s.answered, s.otherwise, s.shoes, s.question,
	}
}

// always changes words that mean something else in their context: « toujours de
// 10h à 18h » is no approximation, and « comptez 2 h » is a duration.
func (s *sifter) always(i int) {
	l := s.at(i)
	switch {
	case l.kind == vague && habits[l.text] && s.is(i+1, comma, colon) && s.is(i+2, clock) && s.is(i+3, dash, at):
		s.in[i].kind = nothing // « comme d'habitude, 9h-12h »
	case l.kind == vague && l.text == "toujours" && s.is(i-1, comma, strong, open) && s.is(i+1, of) && s.is(i+2, clock) &&
		s.is(i+3, at, dash):
		s.in[i].kind = nothing
	case l.kind == meeting && s.is(i+1, unknown, other) && s.at(i+1).text != "devant" && s.at(i+1).text != "derriere":
		s.in[i].kind = appointment // « rendez-vous obligatoire »
	case l.kind == nothing && l.text == "que" && s.is(i-1, weekday, nothing, begins) && s.is(i+1, article) &&
		s.is(i+2, part):
		s.in[i].kind = only // « dimanche que l'après-midi »
	case l.kind == unknown && (l.text == "comptez" || l.text == "prevoyez") && s.is(i+1, clock) && s.at(i+1).value <= 4*60:
		s.in[i].kind = lasts
	}
}

// habits are words for the hours of every week; those written behind them are meant.
var habits = map[string]bool{"habitude": true, "habituel": true, "habituels": true, "habituelles": true}

// oneOf reads « l'une à 11h, l'autre à 16h », « la première à 10h » as nothing:
// behind the number of visits they only lead to their hours. Where departures
// are spoken of, the first and the last bound them.
func (s *sifter) oneOf(i int) {
	text := s.at(i).text
	one := s.is(i, number) && s.at(i).value == 1 && s.at(i).width == 0 && s.is(i-1, article)
	if s.is(i, number) && s.at(i).ordinal && (s.is(i-1, comma, colon) || s.at(i-1).text == "la") {
		one, text = true, "premiere" // « 1re à 14h »
		if s.at(i).value > 1 {
			text = "autre" // « , 2e à 16h »
		}
	}
	if s.frame.Kind != plan.Slots || !oneOfThem[text] && !one && !s.is(i, firstOf) {
		return
	}
	if (s.is(i, firstOf) || s.is(i, relative) && s.is(i+1, people)) && s.is(i+1, people, weekday) {
		s.in[i].kind, s.in[i].value = nothing, 0
		return
	}
	if s.is(i, firstOf) {
		return
	}
	j := i + 1
	for s.is(j, event, at, colon) || s.is(j, of) && s.is(j+1, clock) {
		j++
	}
	if !s.is(j, clock) || one && !s.is(j-1, at) {
		return
	}
	stepped := slices.ContainsFunc(s.in, func(l lexeme) bool { return l.kind == each || l.kind == perHour })
	switch {
	case !stepped:
		s.in[i].kind, s.in[i].value = nothing, 0
	case strings.HasPrefix(text, "premi"):
		s.in[i].kind = firstOf
	case strings.HasPrefix(text, "derni"):
		s.in[i].kind = lastOf
	}
}

// oneOfThem are words for one of several visits.
var oneOfThem = map[string]bool{"autre": true, "premier": true, "premiere": true, "second": true, "seconde": true,
	"deuxieme": true, "troisieme": true, "quatrieme": true, "cinquieme": true, "dernier": true, "derniere": true}

// asideKinds are the kinds of words that are set aside at any position.
var asideKinds = []kind{other, picture, money, unit, title, letter, occasion}

// broken reports whether words are inside « tous les jours » or « les autres
// jours », which then can no longer be read as one.
func (s *sifter) broken(i int) bool {
	switch s.at(i).text {
	case "tous", "toutes", "tout", "toute", "autre", "autres":
	default:
		if !s.is(i, each) || !s.is(i+1, unknown, other) {
			return false
		}
	}
	for k := i + 1; k < i+8 && !s.is(k, strong, comma, clock); k++ {
		if s.is(k, dayWord, wholeDay, part) {
			return true
		}
	}
	return false
}

// setAside notes lexemes i to j-1, with the little words that led to them.
func (s *sifter) setAside(i, j int) {
	from := s.at(i).Mark
	for len(s.out) > 0 {
		l := s.behind(1)
		if !slices.Contains(leadsToNoun, l.kind) || s.needed(l, j) {
			break
		}
		from = l.Mark.To(from)
		s.out = s.out[:len(s.out)-1]
	}
	if n := len(s.out); n > 0 && slices.Contains([]kind{at, atThe}, s.out[n-1].kind) {
		s.out[n-1].loose = true
	}
	if l := s.behind(1); l.kind == colon && !slices.Contains(temporal, s.behind(2).kind) && !s.is(j, number, clock) {
		s.out = s.out[:len(s.out)-1]
	}
	if s.behind(1).kind == dash && (j >= len(s.in) || s.is(j, strong, comma, shut, open)) {
		s.out = s.out[:len(s.out)-1]
	}
	s.aside = append(s.aside, from.To(s.at(j-1).Mark))
	if j >= len(s.in) {
		return
	}
	s.bereave(j)
	s.in[j].parted = true
	for k := i; k < j; k++ {
		s.in[j].strange = s.in[j].strange || s.is(k, unknown)
	}
}

// bereave puts in doubt a word that leads to a day or an hour and whose noun was set aside,
// before another day or hour at j: the « dès » of « dès la maternelle 10 avril » is not the
// date's, and the « sauf » of « sauf la boutique samedi » leaves the workshop open.
func (s *sifter) bereave(j int) {
	n := len(s.out) - 1
	if n >= 0 && slices.Contains([]kind{since, until, between, except}, s.out[n].kind) &&
		slices.Contains(temporal, s.at(s.littleWords(j)).kind) {
		s.out[n].kind = doubtful
	}
}

// needed reports whether the little word retained last, l, belongs to what follows at
// j instead of what is set aside between them.
func (s *sifter) needed(l lexeme, j int) bool {
	behindTime := slices.Contains(temporal, s.behind(2).kind)
	switch l.kind {
	case at, atThe:
		return behindTime && slices.Contains(temporal, s.at(j).kind)
	case and:
		return behindTime && !s.closes(j)
	case each:
		return slices.Contains(stepped, s.at(j).kind) || s.is(j, article) && s.is(j+1, dayWord)
	}
	return false
}

// closes reports whether a statement or a part of it ends at i.
func (s *sifter) closes(i int) bool { return i >= len(s.in) || s.is(i, strong, comma, shut) }

// stepped are the kinds that « toutes les » may belong to.
var stepped = []kind{dayWord, number, clock, minuteUnit, hourUnit, half, quarter, part, weekday}

// leadsToNoun are the kinds of words that belong to the noun behind them.
var leadsToNoun = []kind{of, elided, ofThe, at, atThe, article, per, each, and, over}

// temporal are the kinds of words for a day or an hour.
var temporal = []kind{number, clock, date, weekday, month, part, everyDay, weekend, workweek, otherDays, wholeDay,
	firstDay, lastDay, following, preceding, countedDays}
