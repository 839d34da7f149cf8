package jema

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// CallOutcome is how a call ended.
type CallOutcome string

// The outcomes of a call. Somebody who was reached, or for whom a message was
// left, counts as informed.
const (
	CallReached     CallOutcome = "reached"
	CallNoAnswer    CallOutcome = "no_answer"
	CallLeftMessage CallOutcome = "left_message"
	CallWrongNumber CallOutcome = "wrong_number"
	CallBack        CallOutcome = "call_back" // the person was reached and is to be called again
	CallAccepted    CallOutcome = "accepted"  // the person takes the places that are offered
	CallDeclined    CallOutcome = "declined"  // and leaves them to the next
)

// CallOutcomes are all of them.
var CallOutcomes = []CallOutcome{CallReached, CallAccepted, CallDeclined, CallBack, CallLeftMessage, CallNoAnswer,
	CallWrongNumber}

// CallOutcomesOf returns the outcomes that a call about a kind of message may
// have, in the order in which they are offered: who is called about an offer
// answers it, or is called again.
func CallOutcomesOf(kind string) []CallOutcome {
	if kind == MessageOffer {
		return []CallOutcome{CallAccepted, CallDeclined, CallBack, CallLeftMessage, CallNoAnswer, CallWrongNumber}
	}
	return []CallOutcome{CallReached, CallBack, CallLeftMessage, CallNoAnswer, CallWrongNumber}
}

// Informs reports whether a call with this outcome has informed the person, who
// then needs no other.
func (o CallOutcome) Informs() bool {
	return o == CallReached || o == CallLeftMessage || o == CallAccepted || o == CallDeclined
}

const (
	// CallTries is after how many calls without an answer the message is parked.
	CallTries = 5
	callAgain = 2 * time.Hour
	// CallNoteMax is how many characters the note of a call may have.
	CallNoteMax = 200
)

// Call is one try to reach somebody by telephone about a message.
type Call struct {
	CalledAt time.Time
	Outcome  CallOutcome
	Note     string
	By       string // name of the account
}

// The refusals of a call's record.
var (
	ErrCallMissing = NotFound("call.missing")
	ErrCallDone    = Conflict("call.done")
	errCallOutcome = Invalid("call.outcome_unknown")
	errCallNote    = Invalid("call.note_long")
)

// CheckCall refuses an undefined outcome and a note that is too long.
func CheckCall(o CallOutcome, note string) error {
	if !slices.Contains(CallOutcomes, o) {
		return errCallOutcome
	}
	if utf8.RuneCountInString(note) > CallNoteMax {
		return errCallNote
	}
	return nil
}

// CheckCallOf refuses an outcome that a call about a kind of message cannot
// have: only an offer is accepted or declined.
func CheckCallOf(kind string, o CallOutcome) error {
	if kind != MessageOffer && (o == CallAccepted || o == CallDeclined) {
		return errCallOutcome
	}
	return nil
}

// NextCall is when somebody who did not answer at now is called again: two
// hours of waking time later, never between 20:00 and 08:00 in zone.
func NextCall(now time.Time, zone *time.Location) time.Time {
	return afterWaking(now, callAgain, zone)
}

// Mobile returns a French mobile number as an SMS gateway takes it,
// +33612345678. false means that no SMS reaches the number.
func Mobile(phone string) (string, bool) {
	digits := strings.Map(digitOrPlus, phone)
	rest, foreign := strings.CutPrefix(digits, "+33")
	if !foreign {
		var national bool
		if rest, national = strings.CutPrefix(digits, "0"); !national {
			return "", false
		}
	}
	if len(rest) != 9 || (rest[0] != '6' && rest[0] != '7') || strings.Trim(rest, "0123456789") != "" {
		return "", false
	}
	return "+33" + rest, true
}
