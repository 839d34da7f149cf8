package french

import "jema/internal/schedule/plan"

// Hours and days that a phrase speaks of besides those of the workshop. Each of
// these functions returns the end of what is set aside at i, or i.

// afterEvent reads « (après l'école) » and « après la messe, de 11h30 à 13h »: it only
// explains the hours beside it.
func afterEvent(r row, i int) int {
	beside := i == 0 || r.is(i-1, open, comma, colon, clock, number, weekday, month, part)
	if !r.is(i, vague) || r.at(i).text != "apres" || !beside {
		return i
	}
	j := r.skip(i+1, article, elided)
	end := r.skip(j, unknown, other, occasion, people)
	if end == j || j == i+1 || !r.closes(end) && !r.is(end, of, clock, colon) {
		return i
	}
	return end
}

// admissions reads « dernière entrée à 19h30 vendredi et samedi, 17h30 dimanche », of free
// hours, which end at the time given.
func admissions(r row, i int, f plan.Frame) int {
	if f.Kind == plan.Slots || !r.is(i, lastOf) {
		return i
	}
	j := r.skip(i+1, at, colon, nothing)
	for turn := 0; ; turn++ {
		if !r.is(j, clock) {
			return i
		}
		end := r.skip(j+1, weekday, number, month, date, everyDay, weekend, workweek, otherDays, article, and,
			at, atThe, dash)
		for end > j+1 && r.is(end-1, and, at, article) {
			end--
		}
		named := false
		for k := j + 1; k < end; k++ {
			named = named || r.is(k, dayKinds...)
		}
		switch {
		case !named:
			return i
		case r.is(end, comma, and) && r.is(r.skip(end+1, at), clock):
			j = r.skip(end+1, at)
		case end >= len(r) || r.is(end, strong, shut):
			return end
		default:
			return i
		}
	}
}

// welcome reads « (accueil dès 9h45) » behind a slot: it begins at the time given.
func welcome(r row, i int, f plan.Frame) int {
	if f.Kind != plan.Slots || !r.is(i-1, open) || !r.is(i-2, clock) || !arrivals[r.at(i).text] {
		return i
	}
	j := r.skip(i+1, since, at, of, colon)
	if !r.is(j, clock) || !r.is(j+1, shut) {
		return i
	}
	return j + 1
}

var arrivals = map[string]bool{"accueil": true, "arrivee": true, "rdv": true, "vous": true, "ouverture": true,
	"installation": true}

// announced reads « Attention changement : », which leads to what holds now.
func announced(r row, i int) int {
	opens := i == 0 || r.is(i-1, strong)
	if opens && r.is(i, doubtful) && r.at(i).text == "annule" && r.at(i+2).text == "remplace" && r.is(i+3, colon) {
		return i + 4 // « Annule et remplace : … »
	}
	if !r.is(i, doubtful) || r.at(i).text != "changement" && r.at(i).text != "changements" {
		return i
	}
	j := r.skip(i+1, of, elided, nothing)
	if !r.is(j, colon) || i > 0 && !r.is(i-1, unknown, other, strong, article, nothing) {
		return i
	}
	return j
}

// lettered reads the « A » of « Atelier A (bois) ».
func lettered(r row, i int) int {
	letter := r.is(i, at) && r.at(i).text == "a" && !r.at(i).accented
	if letter && r.is(i-1, event, other) && r.is(i+1, open, colon) || letter && r.is(i-1, people) && r.closes(i+1) {
		return i + 1
	}
	return i
}

// farewell reads the « a+ » that ends a message.
func farewell(r row, i int) int {
	if r.is(i, at) && r.at(i).text == "a" && r.is(i+1, and) && r.at(i+1).value == adding &&
		(i+2 >= len(r) || r.is(i+2, strong)) && i > 0 {
		return i + 2
	}
	return i
}

// elsewhere reads a statement without days about another place or a telephone:
// « Parking ouvert de 8h à 20h. », « Réservations de 9h à 12h au 02 41 00 00 00. »
func elsewhere(all []lexeme, i int) int {
	s, ok := statementAt(all, i)
	if !ok || !s.has(clock) {
		return i
	}
	r := row(all)
	first := r.skip(s.from, article, nothing)
	if s.has(dayKinds...) {
		if end := s.toCall(first); end > i {
			return end
		}
		return office(r, s, first)
	}
	if s.has(except, also, either, same) {
		return i
	}
	called, number := false, false
	for k := s.from; k < s.to; k++ {
		called = called || contactWords[s.at(k).text]
		number = number || s.is(k, other) && s.at(k).text == ""
	}
	if (otherPlaces[r.at(first).text] || called && number) && s.others() {
		return s.to
	}
	return i
}

// besides reads « , restauration sur place de 12h à 14h »: behind hours, when something
// beside the workshop opens.
func besides(r row, i int) int {
	if !r.is(i, unknown, other) || !r.is(i-1, comma, open, nothing, and) {
		return i
	}
	place := i
	for place < i+2 && r.is(place, unknown) && !otherPlaces[r.at(place).text] {
		place++ // « petite restauration »
	}
	if !r.is(place, unknown, other) || !otherPlaces[r.at(place).text] {
		return i
	}
	hour := false
	for j := place + 1; j < i+longestClause; j++ {
		switch {
		case r.closes(j) && hour:
			return j
		case r.closes(j), r.is(j, dayKinds...), r.is(j, except, closed, only, either, doubtful, pause, same):
			return i
		case r.is(j, clock):
			hour = true
		}
	}
	return i
}

var otherPlaces = map[string]bool{"parking": true, "parkings": true, "buvette": true, "restaurant": true,
	"restauration": true, "cantine": true,
	"snack": true, "navette": true, "navettes": true, "toilettes": true, "bar": true, "cafeteria": true}

// freeFor reads « parking gratuit 2h »: how long something costs nothing.
func freeFor(r row, i int) int {
	free := prices[r.at(i).text] && r.is(i, other)
	if free && r.is(i+1, clock) && r.at(i+1).plain && r.at(i+1).value <= 4*60 && r.closes(i+2) {
		return i + 2
	}
	return i
}

// halfDay leaves « fermé une demi-journée » as a question: which half is not
// given. Elsewhere half a day is a price or a count.
func halfDay(r row, i int) int {
	if !r.is(i, unit) || r.at(i).text != "journee" && r.at(i).text != "journees" {
		return i
	}
	for k := i - 1; k >= 0 && !r.is(k, strong); k-- {
		if r.is(k, closed, except, pause, doubtful) {
			r[i].kind = relative
		}
	}
	return i
}

// weekOf reads the « Semaine » of « Semaine (ma-ve) » as nothing: its days follow.
func weekOf(r row, i int) int {
	if r.is(i, relative) && r.at(i).text == "semaine" && r.is(i+1, open) && r.is(i+2, weekday, ofThe) {
		r[i].kind = nothing
	}
	return i
}

// agreed reads « comme convenu au téléphone lundi à 11h, »: when the hours were
// agreed, with at most one hour and no range.
func agreed(r row, i int) int {
	if !r.is(i, like) || !agreedWords[r.at(i+1).text] {
		return i
	}
	clocks := 0
	for j := i + 2; j < i+longestClause; j++ {
		switch {
		case r.is(j, clock):
			clocks++
		case r.is(j, comma) && clocks < 2 && i == 0 || r.is(j, comma) && clocks < 2 && r.is(i-1, comma, strong):
			return j
		case !r.is(j, unknown, other, at, atThe, article, ofThe, weekday, number, month, elided, of, letter, per, date):
			return i
		}
	}
	return i
}

// asLastYear reads « comme l'an passé, » before a statement that has its own days and
// hours.
func asLastYear(r row, i int) int {
	if !r.is(i, like) || i > 0 && !r.is(i-1, strong, comma) || i > 1 && r.is(i-2, dayKinds...) {
		return i
	}
	j := r.skip(i+1, article, each, elided)
	if !yearWords[r.at(j).text] {
		return i
	}
	if j++; pastYear[r.at(j).text] {
		j++
	}
	if !r.is(j, comma, strong, colon) || j+1 >= len(r) {
		return i
	}
	return j
}

var (
	yearWords = map[string]bool{"an": true, "annee": true, "ans": true, "annees": true}
	pastYear  = map[string]bool{"passe": true, "passee": true, "dernier": true, "derniere": true, "precedente": true,
		"passees": true, "precedentes": true}
)

var agreedWords = map[string]bool{"convenu": true, "indique": true, "discute": true, "evoque": true, "vu": true,
	"annonce": true, "prevu": true, "dit": true}

// dashedDays separates « 9-10-11 avril », days that follow each other, by commas.
func dashedDays(r row) row {
	out := make(row, 0, len(r))
	for i := range r {
		next := r.is(i, number) && r.is(i+1, number) && r.at(i+1).value == r.at(i).value+1
		if next && r.is(i+2, month) && !r.is(i-1, dash, at) {
			out = append(out, r[i], lexeme{Mark: r[i+1].Mark, kind: comma})
			continue // « week-end 10 11 avril »
		}
		out = append(out, r[i])
	}
	r = out
	for i := range r {
		j := i
		for r.is(j, number) && r.is(j+1, dash) && r.is(j+2, number) && r.at(j+2).value == r.at(j).value+1 {
			j += 2
		}
		if j < i+4 || !r.is(j+1, month) || r.is(i-1, dash) {
			continue
		}
		for k := i + 1; k < j; k += 2 {
			r[k].kind = comma
		}
	}
	return r
}
