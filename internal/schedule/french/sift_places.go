package french

import "slices"

// address reads « 12 bis rue du Puits », « place du 8 mai 1945 »: a street, the
// number before it and the date it may be named after.
func (s *sifter) address(i int) int {
	j := i
	if s.is(j, number) {
		bis := s.is(j+1, unknown) && len(s.at(j+1).text) <= 3 && s.is(j+2, street)
		prev, _ := s.before(j)
		either := slices.Contains([]kind{article, ofThe, at}, prev.kind) || s.followsDays(j)
		if !bis && s.is(j+1, street) && either && s.mayBeDay(j) {
			s.in[j+1].kind = doubtful // « le 9 rue Basse » may be a day or a house
			return i
		}
		if !bis && s.mayBeDay(j) {
			return i
		}
		if j++; s.is(j, unknown) && len(s.at(j).text) <= 3 || s.is(j, comma) {
			j++
		}
	}
	if !s.is(j, street) {
		return i
	}
	return s.streetDate(j + 1)
}

// mayBeDay reports whether the number at i belongs to the days before it, so that
// what follows cannot make it the number of a house or a count of things.
func (s *sifter) mayBeDay(i int) bool {
	if s.in[i].value > 31 {
		return false
	}
	prev, before := s.before(i)
	listed := before.kind == number && before.value <= 31
	switch prev.kind {
	case comma:
		return listed && len(s.frame.Numbered(s.in[i].value)) > 0
	case weekday:
		return s.in[i].value <= 31 && s.dates(s.in[i].value, prev.value)
	case and, dash, slash, atThe, at:
		return listed || before.kind == weekday
	case article:
		return dayArticles[prev.text] && len(s.frame.Numbered(s.in[i].value)) > 0 && (prev.text != "les" || !s.counts(i))
	case ofThe:
		return len(s.frame.Numbered(s.in[i].value)) > 0
	case number:
		return prev.value <= 31
	}
	return false
}

// dayArticles are the articles that lead to the number of a day.
var dayArticles = map[string]bool{"le": true, "la": true, "l": true, "les": true, "ce": true}

// dates reports whether the edition has that weekday on a day of that number.
func (s *sifter) dates(n, day int) bool {
	for _, d := range s.frame.Numbered(n) {
		if int(d.Weekday()) == day {
			return true
		}
	}
	return false
}

// before returns the two lexemes before i that are not set aside.
func (s *sifter) before(i int) (prev, before lexeme) {
	found := []lexeme{{kind: -1}, {kind: -1}}
	n := 0
	for i--; i >= 0 && n < 2; i-- {
		if !s.is(i, unknown, other, picture) {
			found[n] = s.in[i]
			n++
		}
	}
	return found[0], found[1]
}

// streetDate passes over « du 8 mai 1945 » behind a street.
func (s *sifter) streetDate(i int) int {
	j := i
	for s.is(j, ofThe, of, article, dash, elided) {
		j++
	}
	if !s.is(j, number) {
		return i
	}
	k := j + 1
	if s.is(k, unknown, other) && s.is(j-1, ofThe) && s.at(j-1).text == "des" && !suspicious(s.at(k).text) {
		return k + 1 // « rue des 10 Moulins »
	}
	for s.is(k, dash) {
		k++
	}
	if !s.is(k, month) {
		return i
	}
	for k++; s.is(k, dash); k++ {
	}
	if s.is(k, number) && s.at(k).value >= 1000 {
		k++
	}
	return k
}

// labelled reads « salle 12 », « n° 3 », « D532 ».
func (s *sifter) labelled(i int) int {
	j := i + 1
	if s.is(i, unknown) && s.is(j, number) && s.at(j).glued && len(s.at(i).text) <= 3 && initials[s.at(i).text] == nil {
		return j + 1
	}
	if s.named(i) {
		return i + 2
	}
	if !s.is(i, label) {
		return i
	}
	for s.is(j, colon, strong) && s.at(j).glued {
		j++
	}
	if s.at(i).text == "code" && s.is(j, unknown) && s.at(j+1).width > 2 {
		return j + 2 // « code portail 1418 »
	}
	if s.is(j, colon) && numbersOnly[s.at(i).text] && s.is(j+1, number) && s.closes(j+2) &&
		!(s.is(j+2, comma) && s.at(j+2).glued && s.is(j+3, number)) {
		return j + 2 // « Jauge : 8. »
	}
	if !s.is(j, number) {
		return i
	}
	for s.is(j, number) && s.is(j+1, comma, and, dash, slash) && s.is(j+2, number) {
		j += 2
	}
	many := j > i+2
	toHours := s.is(j+1, comma) && s.is(j+2, clock, of)
	goesOn := s.goesOn(j+1) || many && (toHours || !s.closes(j+1) && !s.is(j+1, unknown, other))
	if goesOn && len(s.frame.Numbered(s.at(j).value)) > 0 {
		s.in[i].kind = doubtful // « salle 9 et 10 avril »
		return i
	}
	for j++; s.is(j, slash, dash, number, unknown) && s.at(j).glued; j++ {
	}
	return j
}

// named reads « Atelier 21, 3 impasse du Four »: a number that is no day of the
// edition and belongs to a name, where a statement begins.
func (s *sifter) named(i int) bool {
	leads := i == 0 || s.is(i-1, strong, picture)
	return leads && s.is(i, event) && s.at(i).text == "atelier" && s.is(i+1, number) && s.at(i+1).width > 0 &&
		len(s.frame.Numbered(s.at(i+1).value)) == 0 && s.closes(i+2) && !s.is(i+3, clock, at)
}

// numbersOnly are labels whose number is never a day.
var numbersOnly = map[string]bool{"jauge": true, "capacite": true, "code": true, "digicode": true,
	"tarif": true, "prix": true}

// name passes over the names behind « Mme », « chez ».
func (s *sifter) name(i int) int {
	mister := s.at(i).text == "m" && s.dotted(i+1)
	if !s.is(i, title) && !mister {
		return i
	}
	j := i + 1
	initial := func(k int) bool { return s.is(k, unknown, unit) && len(s.at(k).text) < 3 && s.dotted(k+1) }
	for s.dotted(j) || initial(j) {
		j++
	}
	if s.is(j, unknown, other) || s.is(j, month, weekday) && !s.is(j+1, number, clock) && !s.is(j-1, number) {
		return j + 1
	}
	return j
}

// dotted reports whether a full stop at i belongs to the abbreviation before it.
func (s *sifter) dotted(i int) bool { return s.is(i, strong) && s.at(i).glued }

// nearby reads how far a place is: « à 5 min à pied », « à 200 m ».
func (s *sifter) nearby(i int) int {
	if !s.is(i, number) || !s.is(i+1, minuteUnit) {
		return i
	}
	j := i + 2
	led := s.behind(1).kind == at
	for s.is(j, at, of, ofThe, elided, article, nothing) {
		j++
	}
	if s.is(j, unknown, other) && (led || walking[s.at(j).text]) {
		return j + 1
	}
	return i
}

// walking are words that make minutes a distance.
var walking = map[string]bool{"pied": true, "marche": true, "voiture": true, "velo": true, "gare": true,
	"centre": true, "route": true,
	"train": true, "bourg": true, "village": true}
