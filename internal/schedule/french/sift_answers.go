package french

import "slices"

// answered reads « vendredi : non », a form's answer, as closed.
func (s *sifter) answered(i int) int {
	if s.is(i, doubtful) && s.at(i).text == "non" && s.at(i+1).text == "pour" && s.is(i-1, comma, strong, nothing) {
		j := i + 2
		for s.is(j, article) {
			j++
		}
		if s.is(j, weekday) && s.closes(j+1) {
			s.in[i].kind, s.in[i].value = except, negating // « non pour le dimanche »
		}
		return i
	}
	if !s.is(i, doubtful) || s.at(i).text != "non" || !s.closes(i+1) {
		return i
	}
	day := 1 // how far behind the day stands
	if s.is(i-1, colon, dash) && slices.Contains([]kind{colon, dash}, s.behind(1).kind) {
		day = 2
	}
	if s.is(i-1, colon, dash, weekday) && slices.Contains(temporal, s.behind(day).kind) {
		s.in[i].kind, s.in[i].value = closed, 0
	}
	return i
}

// reserved refuses « mercredi réservé aux classes »: those days may not be open.
func (s *sifter) reserved(i int) int {
	to := s.at(i).text == "aux" || s.at(i).text == "au" || s.at(i).text == "a"
	if s.is(i, other) && to && s.behind(1).kind != clock && slices.Contains(temporal, s.behind(1).kind) {
		s.in[i].kind = doubtful
	}
	return i
}

// otherwise passes over « sinon fermé » at the end, which adds nothing.
func (s *sifter) otherwise(i int) int {
	j := i
	for s.is(j, comma, strong, colon, nothing) && j < i+1 {
		j++
	}
	if s.at(j).text != "sinon" || !s.is(j+1, closed) || j+2 < len(s.in) && !s.is(j+2, strong, shut) || len(s.out) == 0 {
		return i
	}
	return j + 2
}

// question passes over « Quand ? », « À quelle heure ? », the heads of a text.
func (s *sifter) question(i int) int {
	j := i
	for s.is(j, at, of, ofThe) || s.at(j).text == "pour" || s.at(j).text == "avec" {
		j++
	}
	if !asked[s.at(j).text] || i > 0 && j == i && !s.is(i-1, strong, sign) {
		return i
	}
	for j++; s.is(j, hourUnit, dayWord, unknown, nothing) && j < i+5; j++ {
	}
	if !s.is(j, sign) && !s.is(j, colon) {
		return i
	}
	return j + 1
}

// asked has the words that begin such questions.
var asked = map[string]bool{"quand": true, "ouu": true, "comment": true, "quoi": true, "qui": true,
	"quel": true, "quels": true,
	"quelle": true, "quelles": true, "combien": true, "pourquoi": true, "tarif": true, "tarifs": true,
	"prix": true, "acces": true}
