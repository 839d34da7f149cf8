package french

import (
	"slices"
	"strings"

	"jema/internal/schedule/plan"
)

// dispatched reads the date of a letter: « votre mail du 12 mars ».
func (s *sifter) dispatched(i int) int {
	if !s.is(i, letter) || !s.is(i+1, ofThe) {
		return i
	}
	j := i + 2
	switch {
	case s.is(j, date):
		return s.sentAt(j + 1)
	case s.is(j, weekday) && s.is(j+1, number) && s.is(j+2, month):
		return s.sentAt(j + 3)
	case s.is(j, number) && s.is(j+1, month):
		return s.sentAt(j + 2)
	}
	return i
}

// sentAt passes over the hour of a letter: « message du 3 avril, 17h42 : … ».
func (s *sifter) sentAt(i int) int {
	j := i
	for s.is(j, comma, at) {
		j++
	}
	if s.is(j, clock) && s.is(j+1, colon) {
		return j + 2
	}
	return i
}

// occasion reads « inauguration vendredi à 18h30 »: of free hours, what begins
// at one hour and has no end takes place within them, or beside them.
func (s *sifter) occasion(i int) int {
	if s.frame.Kind != plan.Free || !s.is(i, occasion) && (!s.is(i, event) || s.at(i).value != performance) {
		return i
	}
	clocks, j := 0, i+1
	for ; j < len(s.in) && j <= s.horizon && !s.is(j, strong, comma, slash, open, shut); j++ {
		switch {
		case s.is(j, clock):
			clocks++
		case s.is(j, except, closed, pause, either, doubtful, vague, same, like):
			return i
		case s.is(j, and) && s.is(j+1, weekday, article, of, part):
			return i
		}
	}
	if j <= s.horizon && clocks > 0 && clocks < s.clocks {
		if clocks > 1 {
			s.in[i].kind = doubtful // its hours are not those of the workshop
			return i
		}
		return j
	}
	return i
}

// within reads « , visite guidée à 15h »: of free hours, what begins at one hour
// behind them takes place within them. Days beside it would be its own.
func (s *sifter) within(i int) int {
	apart := slices.Contains([]kind{comma, open, strong}, s.behind(1).kind) && s.behind(2).kind == clock
	last := s.behind(2).value
	for n := 3; !apart && s.behind(1).kind == strong && n < 10; n++ { // « 10h-18h, samedi ; visites à 11h »
		if l := s.behind(n); l.kind == strong || l.kind == except || l.kind == closed {
			break
		} else if l.kind == clock {
			apart, last = true, l.value
		}
	}
	if s.frame.Kind != plan.Free || !s.is(i, event) || lastsLonger[s.at(i).text] || !apart {
		return i
	}
	j := i + 1
	if strings.HasPrefix(s.at(i).text, "demo") && s.is(j, each) && s.is(j+1, hourUnit, half, quarter) && s.closes(j+2) {
		return j + 2 // « , démonstration toutes les heures »
	}
	for s.is(j, event, nothing, unknown, other, of, article) {
		j++
	}
	if !s.is(j, at, colon) || !s.is(j+1, clock) || s.at(j+1).value > last {
		return i
	}
	for j += 2; s.is(j, and, comma) && s.is(j+1, clock); j += 2 {
	}
	if !s.closes(j) {
		return i
	}
	return j
}

// lastsLonger are events that may be the opening itself.
var lastsLonger = map[string]bool{"nocturne": true, "nocturnes": true, "exposition": true, "expositions": true,
	"expo": true, "expos": true}

// deadline reads until when one may book: « inscriptions jusqu'au 5 avril ».
func (s *sifter) deadline(i int) int {
	if !s.is(i, other) || !booking[s.at(i).text] {
		return i
	}
	j := i + 1
	for s.is(j, other, unknown, nothing) {
		j++
	}
	if !s.is(j, before, until, ofThe) {
		return i
	}
	for s.is(j, before, until, ofThe, article, weekday, number, month, date, atThe, at) {
		j++
	}
	if !s.is(j-1, month, date, number) || !s.closes(j) {
		return i
	}
	return j
}

// booking are the last words of what speaks of booking.
var booking = map[string]bool{"reservation": true, "reservations": true, "inscription": true, "inscriptions": true,
	"reserver": true,
	"reservez": true, "obligatoire": true, "conseillee": true}

// groups reads a statement that is about groups alone: « Groupes scolaires sur
// rendez-vous au 01 39 50 22 14. »
func (s *sifter) groups(i int) int {
	if i > 0 && !s.is(i-1, strong) || !s.is(i, people, other) && !s.is(i+1, people) {
		return i
	}
	asks, people1, j := false, false, i
	for ; j < len(s.in) && j <= s.horizon && !s.is(j, strong); j++ {
		asks = asks || s.is(j, appointment)
		people1 = people1 || s.is(j, people)
		if s.is(j, number, clock, date, weekday, part, everyDay, weekend, workweek, otherDays, except, closed,
			doubtful, either, only) {
			return i
		}
	}
	if !asks || !people1 || j > s.horizon {
		return i
	}
	return j
}

// shoes passes over what is closed and no place: « chaussures fermées
// obligatoires ».
func (s *sifter) shoes(i int) int {
	shut := s.is(i+1, closed) && (s.at(i+1).text == "fermees" || s.at(i+1).text == "fermes")
	if !s.is(i, unknown, other) || !shut {
		return i
	}
	j := i + 2
	if s.is(j, unknown, other) && wanted[s.at(j).text] || worn[s.at(i).text] {
		for s.is(j, unknown, other) {
			j++
		}
		return j
	}
	return i
}

// wanted is what clothes and tools may be; worn are some of them.
var (
	wanted = map[string]bool{"obligatoire": true, "obligatoires": true, "conseillees": true, "conseilles": true,
		"exigees": true, "recommandees": true, "recommandes": true, "souhaitees": true}
	worn = map[string]bool{"chaussures": true, "sandales": true, "bottes": true, "vetements": true,
		"baskets": true}
)
