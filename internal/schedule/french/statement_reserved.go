package french

import "jema/internal/schedule/plan"

// reservedFor reads a statement that is about others than the public, « jeudi de
// 9h à 12h (scolaires uniquement) »: it gives no free hours, but classes may book
// its slots. Where part of it may be meant for everybody, it is refused with the
// word that makes it ambiguous.
func reservedFor(all []lexeme, i int, f plan.Frame) int {
	s, ok := statementAt(all, i)
	if !ok || f.Kind == plan.Slots || !s.has(clock) && !s.has(dayKinds...) || s.has(occasion) {
		return i
	}
	at, exclusive := s.audience()
	if at < 0 {
		return i
	}
	everybody := s.everybody(at)
	switch {
	case everybody == joinedTo:
		return i
	case exclusive && everybody == 0 && s.simple() && s.others() && !s.headsMore(at):
		return s.to
	}
	all[at].kind, all[at].text = doubtful, ""
	return i
}

// audience returns the place of the word that names people other than the public, -1
// if there is none, and whether the statement is theirs alone.
func (s statement) audience() (at int, exclusive bool) {
	at = -1
	for i := s.from; i < s.to; i++ {
		text := s.at(i).text
		switch {
		case s.priced(i), s.is(i-1, street) || s.is(i-2, street), s.is(i-3, appointment) && s.at(i-2).text == "pour":
			continue
		case s.is(i, unknown) && (text == "invitation" || text == "invitations") && s.is(i-1, over),
			s.is(i, closed) && !s.is(i-1, vague) && s.is(i+1, atThe) && s.at(i+2).text == "public" &&
				s.is(i+3, -1, shut) && s.has(clock):
			return i, true
		case s.is(i, only) && s.is(i-1, unknown) && !schoolWords[s.at(i-1).text] && !groupWords[s.at(i-1).text],
			closedWords[text] && !s.is(i-1, unknown, other):
			at = i // « (centres de loisirs uniquement) », « 9h-12h privé »
		case groupWords[text] && s.is(i-1, of, ofThe) && receives[s.at(i-2).text]:
			at = i // « visite de presse », « accueil des classes »
		case !schoolWords[text] && !groupWords[text]:
			continue
		case s.alone(i):
			return i, true
		case schoolWords[text], s.is(i+1, colon) && s.is(i-1, comma, dash), s.at(i-1).text == "pour" || s.is(i-1, article) &&
			s.at(i-2).text == "pour":
			at = i
		}
	}
	return at, false
}

// receives are what others than the public come for.
var receives = map[string]bool{"visite": true, "visites": true, "accueil": true, "accueils": true, "reception": true,
	"venue": true, "matinee": true, "apres": true, "journee": true}

// schoolWords always leave a doubt; groupWords only where the hours are theirs alone.
var (
	schoolWords = map[string]bool{"scolaire": true, "scolaires": true, "adherents": true, "adherentes": true,
		"journalistes": true, "collegiens": true,
		"lyceens": true, "ecoliers": true}
	groupWords = map[string]bool{"groupe": true, "groupes": true, "classe": true, "classes": true, "ecoles": true,
		"colleges": true,
		"lycees":   true, "adherent": true, "membres": true, "professionnels": true, "pros": true,
		"presse": true, "invites": true, "partenaires": true, "elus": true, "abonnes": true, "clients": true, "mecenes": true,
		"creches": true, "entreprises": true, "etudiants": true, "apprentis": true,
		"enseignants": true, "benevoles": true, "exposants": true, "eleves": true, "officiels": true}
	closedWords = map[string]bool{"prive": true, "privee": true, "privatise": true, "privatisee": true,
		"interne": true, "ehpad": true,
		"professionnelle": true, "professionnelles": true}
)

// alone reports whether the hours of the statement are reserved for those people alone.
func (s statement) alone(i int) bool {
	j := i - 1
	for s.is(j, article, unknown, people) && !s.is(j, -1) && s.at(j).text != "pour" && j > s.from {
		j--
	}
	before := s.at(j)
	after := s.at(i + 1)
	for k := i + 1; s.is(k, unknown) || groupWords[s.at(k).text] || schoolWords[s.at(k).text]; k++ {
		after = s.at(k + 1)
	}
	ends := after.kind == -1 || after.kind == shut || after.kind == colon || after.kind == comma || after.kind == other ||
		after.kind == only
	reserved := before.kind == other && (before.text == "aux" || before.text == "au" || before.text == "a")
	switch {
	case after.kind == only, before.kind == only, s.is(j-1, only) && ends:
		return true
	case reserved, before.text == "pour" && ends:
		return true
	case before.kind == atThe && s.at(j-1).text == "reserve":
		return true
	case before.kind == open || before.kind == colon || before.kind == dash:
		return after.kind == shut || after.kind == -1 || after.kind == other && schoolWords[s.at(i).text]
	case j < s.from || j == s.from && s.is(j, article):
		return after.kind == colon || schoolWords[s.at(i).text] && !s.is(i+1, and)
	}
	return false
}

// priced reports whether a price is right before the word at i: « gratuit pour
// les scolaires ».
func (s statement) priced(i int) bool {
	for k := i - 1; k > i-5 && k >= s.from && !s.is(k, comma, open, colon, clock); k-- {
		if s.is(k, money) || prices[s.at(k).text] {
			return true
		}
	}
	return false
}

var prices = map[string]bool{"gratuit": true, "gratuite": true, "gratuits": true, "gratuites": true,
	"gratuitement": true, "tarif": true,
	"tarifs": true, "offert": true, "offerte": true, "reduit": true, "reduction": true}

// joinedTo is the value of everybody for a public that « et », a comma or a slash
// joins to the others.
const joinedTo = 2

// everybody reports whether the public is named too: 0 no, 1 somewhere, joinedTo
// together with the word at i, as in « scolaires et tout public ».
func (s statement) everybody(i int) int {
	found := 0
	for k := s.from; k < s.to; k++ {
		if !publicWords[s.at(k).text] || s.at(k+1).text == "scolaire" || s.is(k-2, closed) {
			continue
		}
		found = max(found, 1)
		near := k > i && k <= i+3 || k < i && k >= i-3
		between := s.all[min(i, k):max(i, k)]
		for _, l := range between {
			if near && (l.kind == and || l.kind == slash || l.kind == comma) {
				found = joinedTo
			}
		}
	}
	return found
}

var publicWords = map[string]bool{"public": true, "publics": true, "individuels": true, "individuel": true}

// headsMore reports whether the word at i leads its statement, and the next one may
// be about the same people because it names no public.
func (s statement) headsMore(i int) bool {
	if i > s.from+3 {
		return false
	}
	next, ok := s.behind()
	if !ok {
		return false
	}
	for k := next.from; k < next.to; k++ {
		if publicWords[next.at(k).text] {
			return false
		}
	}
	return true
}
