package french

import "jema/internal/schedule/plan"

// office looks at a statement about an office that has days and hours: below the
// end of a letter it is set aside, elsewhere it is unclear whether it is meant.
func office(r row, s statement, first int) int {
	next := r.skip(first+1, unknown, other, of, elided, at, ofThe, atThe, article, over)
	if r.is(next-1, ofThe, atThe) && r.is(next, weekday) {
		next-- // « du lundi »
	}
	if !offices[r.at(first).text] && !otherPlaces[r.at(first).text] || !r.is(next, comma, colon, nothing, ofThe, weekday,
		everyDay) || verbs[r.at(next).text] || !s.others() {
		return s.from
	}
	for k := 0; k < s.from; k++ {
		if r.is(k, other) && (r.at(k).text == "cordialement" || r.at(k).text == "salutations") {
			return s.to
		}
	}
	r[first].kind, r[first].text = doubtful, ""
	return s.from
}

// toCall looks at « Renseignements par téléphone : 04 00 00 19 12, de 9h à 17h en semaine »,
// which begins with a word of contact and has a number: on days of every week it is set
// aside, on others it is unclear whether one may call or come.
func (s statement) toCall(first int) int {
	number := -1
	for k := s.from; k < s.to && number < 0; k++ {
		if s.is(k, other) && s.at(k).text == "" {
			number = k
		}
	}
	if !contactWords[s.at(first).text] || number < 0 || !s.others() {
		return s.from
	}
	for k := number; k < s.to; k++ {
		if s.is(k, clock, workweek, everyDay) && !s.named() {
			return s.to
		}
	}
	s.all[number].kind, s.all[number].text = doubtful, ""
	return s.from
}

// named reports whether it names days one by one, by date or as a week-end.
func (s statement) named() bool {
	for k := s.from; k < s.to; k++ {
		if s.is(k, dayKinds...) && !s.is(k, workweek, everyDay) {
			return true
		}
	}
	return false
}

// verbs mean that an office does something on the days behind them.
var verbs = map[string]bool{"propose": true, "accueille": true, "recoit": true, "attend": true, "vous": true,
	"organise": true}

var offices = map[string]bool{"secretariat": true, "permanence": true, "permanences": true, "standard": true,
	"mairie": true, "bureau": true,
	"bureaux": true, "guichet": true, "billetterie": true, "office": true, "contact": true}

// wholeWeek leaves « Boutique ouverte du lundi au samedi 9h-19h » as a question where
// another statement has hours: days before or behind the edition show that the usual
// hours of something are meant. Where nothing is named, « Ouvert du lundi au vendredi
// 9h-17h », the other statement must speak of something that takes place.
func wholeWeek(r row, i int, f plan.Frame) int {
	s, ok := statementAt(r, i)
	if !ok || !s.has(clock) || f.Picked(plan.UsualHours) == 1 {
		return i
	}
	noun, usual := -1, false
	for k := s.from; k < s.to && !usual; k++ {
		if noun < 0 && r.is(k, unknown, other) {
			noun = k
		}
		ends := r.is(k, weekday) && r.is(k+1, atThe, dash) && r.is(k+2, weekday)
		usual = ends && !(f.Has(r.at(k).value) && f.Has(r.at(k+2).value))
	}
	if !usual || !s.others() || noun < 0 && (s.has(event) || !s.takesPlaceElsewhere()) {
		return i
	}
	if f.Picked(plan.UsualHours) == 2 {
		return s.to
	}
	at := max(noun, s.from)
	r[at].kind, r[at].fault = broken, plan.NewFault(plan.UsualHours, r.at(at).Mark.To(r.at(s.to-1).Mark))
	return i
}

// takesPlaceElsewhere reports whether another statement with hours and days speaks of
// a visit or something like it.
func (s statement) takesPlaceElsewhere() bool {
	for i := range s.all {
		if o, ok := statementAt(s.all, i); ok && i != s.from && o.has(clock) && o.has(dayKinds...) && o.has(event) {
			return true
		}
	}
	return false
}
