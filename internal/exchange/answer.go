package exchange

import (
	"strings"

	"jema/internal/text"
)

// answer is the value of a cell that specifies whether visitors have to book.
type answer int

const (
	unanswered answer = iota
	answeredYes
	answeredNo
	answeredOpen // words that are neither: « seulement pour les groupes »
)

var (
	onCondition = lazily(`\b(?:groupes?|a partir de \d|plus de \d|si |selon|certain|sauf|visites? ` +
		`guidees?|ateliers?|initiations?|ou\b)`)
	advised = lazily(`\b(?:conseill|recommand|souhait|souhaitable|facultati|prefer|possible|pas oblig|non oblig|pas ` +
		`necess|` +
		`non necess|pas (?:forcement|besoin)|inutile)`)
	walkInWords = lazily(`\b(?:sans|pas de|pas sur|aucune) ` +
		`(?:reservation|inscription|rendez-?vous|rdv)\b|\b(?:entree|acces|accueil|visites?) libres?\b|` +
		`\blibre acces\b|^libre$`)
	mustBook = lazily(`\b(?:obligatoire|necessaire|indispensable|imperati\w+|exigee?|requise?)\b|\b(?:sur|avec) ` +
		`(?:reservation|inscription|rendez-?vous|rdv)\b`)
	startsYes = lazily(`^(?:oui|o|yes)\b`)
	startsNo  = lazily(`^(?:non|n|no)\b`)
)

// readBooking reads whether visitors have to book: « Non, entrée libre », « sur
// inscription », « conseillée », which nobody has to. Words that are about something else
// are unanswered.
func readBooking(s string) answer {
	folded := strings.TrimRight(text.Fold(s), " .!")
	yes, flag := readFlag(folded)
	switch {
	case folded == "":
		return unanswered
	case flag && yes:
		return answeredYes
	case flag:
		return answeredNo
	case advised().MatchString(folded), walkInWords().MatchString(folded) && !startsYes().MatchString(folded):
		return answeredNo
	case startsNo().MatchString(folded):
		return answeredNo
	case (startsYes().MatchString(folded) || mustBook().MatchString(folded)) && onCondition().MatchString(folded):
		return answeredOpen
	case startsYes().MatchString(folded), mustBook().MatchString(folded):
		return answeredYes
	}
	return unanswered
}

// freeQuestion is a header whose yes means that nobody has to book: « Accueil libre (O/N) ».
var freeQuestion = lazily(`\blibres?\b|\bsans (?:reservation|rendez|rdv|inscription)`)

// bookQuestion is a header whose yes means that visitors have to.
var bookQuestion = lazily(`\b(?:sur |avec )?(?:reserv|inscri|rendez|rdv)`)

// bookingAnswer reads the column for whether visitors have to book.
func (r bookingReader) bookingAnswer() answer {
	c, header, _ := r.raw("booking")
	said, head := readBooking(c.Text), text.Fold(header)
	if _, flag := readFlag(c.Text); !flag || !freeQuestion().MatchString(head) {
		return said
	}
	switch {
	case bookQuestion().MatchString(freeQuestion().ReplaceAllString(head, "")): // « libre ou sur réservation ? »
		return answeredOpen
	case said == answeredYes:
		return answeredNo
	case said == answeredNo:
		return answeredYes
	}
	return said
}

// bookingUnread reports an answer that is neither yes nor no; the opening waits then.
func (r bookingReader) bookingUnread() {
	s, _ := r.line("booking")
	switch said := r.bookingAnswer(); {
	case s == "" || isNone(s):
	case said == answeredOpen || said == unanswered:
		r.row.Hold = true
		r.note("booking", Doubtful, "import.booking.unread")
	}
}
