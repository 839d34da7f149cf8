package french

// another leaves a statement as a doubt that has days and hours of something else: « Samedi
// 10h-18h. Marché sur la place le dimanche de 8h à 13h. » It comes behind one with days and
// hours that names nothing before them, and begins with a noun that no list knows, or tells
// when to telephone; a statement that says what opens or takes place is left alone.
func another(r row, i int) int {
	s, ok := statementAt(r, i)
	if !ok || !s.has(clock) || !s.has(dayKinds...) || s.has(occasion, doubtful) {
		return i
	}
	if at := s.calls(); at >= 0 && s.others() {
		r[at].kind, r[at].text = doubtful, ""
		return i
	}
	noun := s.subject()
	if noun < 0 || s.has(event) || s.opens() || !s.continues() {
		return i
	}
	r[noun].kind = doubtful
	return i
}

// subject returns the place of the unknown noun that leads the statement, -1 if it
// begins with days or hours, or with a word about the workshop.
func (s statement) subject() int {
	i := s.from
	for s.is(i, article, nothing) && !s.openWord(i) || s.is(i, picture) {
		if pronouns[s.at(i).text] {
			return -1 // « cela donne : … »
		}
		i++
	}
	if !s.is(i, unknown) || s.is(i+1, until, since) || suspicious(s.at(i).text) || len(s.at(i).text) < 3 ||
		ownWords[s.at(i).text] {
		return -1
	}
	return i
}

var pronouns = map[string]bool{"cela": true, "ca": true, "c": true, "il": true, "elle": true,
	"ils": true, "elles": true}

// ownWords begin statements about the hours themselves.
var ownWords = map[string]bool{"puis": true, "attention": true, "enfin": true, "voici": true, "rappel": true,
	"meme": true, "memes": true, "nouveau": true, "special": true, "specialement": true, "quant": true, "concernant": true,
	"nouveaute": true}

// opens reports whether the statement says that something opens, or who receives.
func (s statement) opens() bool {
	for i := s.from; i < s.to; i++ {
		if s.openWord(i) || s.is(i, begins, also, same, like, except, closed, ends) {
			return true
		}
	}
	return false
}

func (s statement) openWord(i int) bool { return s.is(i, nothing) && openWords[s.at(i).text] }

var openWords = map[string]bool{"ouvert": true, "ouverte": true, "ouverts": true, "ouvertes": true, "nous": true,
	"on": true, "accueil": true, "accueille": true, "accueillons": true, "ouverture": true, "entree": true,
	"libre": true, "portes": true, "visite": true, "guidee": true, "travaillons": true, "proposons": true}

// continues reports whether another statement before it has days and hours, with no
// unknown noun that leads them.
func (s statement) continues() bool {
	for i, seen := 0, 0; i < s.from && seen < mostStatements; i++ {
		o, ok := statementAt(s.all, i)
		if !ok {
			continue
		}
		if o.has(clock) && o.has(dayKinds...) && o.subject() < 0 {
			return true
		}
		i, seen = o.to, seen+1
	}
	return false
}

// calls returns the place of a verb of telephoning, -1 if there is none: « on m’appelle de
// préférence le mardi de 9h à 12h ».
func (s statement) calls() int {
	for i := s.from; i < s.to; i++ {
		if s.is(i, unknown, other) && callWords[s.at(i).text] {
			return i
		}
	}
	return -1
}

var callWords = map[string]bool{"appelle": true, "appellent": true, "joignable": true, "joignables": true,
	"joindre": true, "joint": true, "injoignable": true}
