package french

import "strings"

// usualTimes reads a statement about other times of the year, « galerie ouverte
// toute l'année du mardi au samedi », as no hours of the edition where others
// give these. Alone, or where more hours refer to it, it is refused.
func usualTimes(all []lexeme, i int) int {
	s, ok := statementAt(all, i)
	if !ok || !s.has(clock) && !s.has(dayKinds...) {
		return i
	}
	at := s.usual()
	if at < 0 {
		return i
	}
	for _, l := range all {
		refers := l.kind == also || l.kind == same || l.kind == like || l.kind == otherDays ||
			strings.HasPrefix(l.text, "inchange")
		if refers || s.ofEdition() || !s.others() {
			all[at].kind, all[at].text = doubtful, ""
			return i
		}
	}
	return s.to
}

// usual returns the place of the words for other times, -1 if there are none.
func (s statement) usual() int {
	for i := s.from; i < s.to; i++ {
		said := s.at(i).text
		for k := i + 1; k < i+4; k++ {
			said += " " + s.at(k).text
		}
		for _, words := range usualWords {
			if strings.HasPrefix(said+" ", words+" ") {
				return i
			}
		}
		if s.is(i, vague) && usual[s.at(i).text] && s.at(i).text != "toujours" && !s.is(i-1, open) && !s.spelledOut(i+1) {
			return i
		}
	}
	return -1
}

var usualWords = []string{"toute l annee", "tout l annee", "a l annee", "reste de l annee", "reste d annee",
	"en temps normal", "en periode normale",
	"temps ordinaire", "temps normal", "pendant l annee", "durant l annee", "hors jema", "hors des jema", "hors journees",
	"hors evenement",
	"dehors de jema", "dehors des jema", "hors periode", "ordinaire", "cours d annee", "cours de l annee",
	"le reste du temps"}

// ofEdition reports whether the statement speaks of the edition as well.
func (s statement) ofEdition() bool {
	for i := s.from; i < s.to; i++ {
		if s.at(i).text == "jema" && !s.is(i-1, except) && !s.is(i-2, except) {
			return true
		}
	}
	return false
}

// spelledOut reports whether the hours follow at i: « comme d'habitude, 9h-12h ».
func (s statement) spelledOut(i int) bool {
	return s.is(i, comma, colon) && s.is(i+1, clock) && s.is(i+2, dash, at) && s.is(i+3, clock)
}
