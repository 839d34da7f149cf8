package jema

import (
	"slices"
	"time"
)

// Channel is how a person is reached.
type Channel string

// The channels.
const (
	ChannelEmail Channel = "email"
	ChannelSMS   Channel = "sms"
	ChannelCall  Channel = "call"
)

// Kinds of message.
const (
	MessageConfirmation     = "confirmation"
	MessageWaiting          = "waiting"
	MessageOffer            = "offer"
	MessageChange           = "change"
	MessageCancellation     = "cancellation"
	MessageReminder         = "reminder"
	MessageSignIn           = "sign_in"
	MessageApproved         = "approved"
	MessageChangesRequested = "changes_requested"
	MessageRefused          = "refused"
	MessageEventCancelled   = "event_cancelled" // to the artisan, as the next four: an organiser changed something
	MessageEventEdited      = "event_edited"
	MessageSlotCancelled    = "slot_cancelled"
	MessageSlotMoved        = "slot_moved"
	MessageSlotChanged      = "slot_changed"
	MessageProposalAccepted = "proposal_accepted"  // to the artisan: what they proposed is on the site
	MessageProposalRefused  = "proposal_refused"   // to the artisan: it stays as it was
	MessageChangeWanted     = "change_wanted"      // to the artisan: what is on the site is to be changed
	MessageSchoolRequest    = "school_request"     // to the artisan: a class asks
	MessageSchoolReminder   = "school_reminder"    // to the artisan: it still waits
	MessageSchoolWithdrawn  = "school_withdrawn"   // to the artisan: it does not come
	MessageSchoolAsked      = "school_asked"       // to the school: its request is here
	MessageSchoolAnswer     = "school_answer"      // to the school: yes, no, or the second choice
	MessageSchoolExpected   = "school_expected"    // to the artisan: a rotation is complete, the class comes
	MessageSchoolOtherMoved = "school_other_moved" // to the artisan: the other slot of a rotation moved
	MessageSchoolMoved      = "school_moved"       // to the school: a slot of its visit moved
	MessageSchoolCancelled  = "school_cancelled"   // to the school: its visit does not take place
	MessageSchoolSoon       = "school_soon"        // to the school: the day before
)

// trueIn has the status that a booking must have for a message about it to be
// true; in any other status the message is obsolete and is not sent.
var trueIn = map[string][]BookingStatus{
	MessageConfirmation: {Confirmed},
	MessageWaiting:      {Waiting},
	MessageOffer:        {Offered},
	MessageChange:       {Confirmed, Waiting, Offered},
	MessageCancellation: {BookingCancelled},
	MessageReminder:     {Confirmed},
}

// OfficeNews reports whether a kind of message is about what an organiser or the
// desk changed of an artisan's event.
func OfficeNews(kind string) bool {
	switch kind {
	case MessageEventCancelled, MessageEventEdited, MessageSlotCancelled, MessageSlotMoved, MessageSlotChanged,
		MessageProposalAccepted, MessageProposalRefused, MessageChangeWanted:
		return true
	}
	return false
}

// TrueIn returns the statuses in which a message of that kind is true of its
// booking, the one it is written for first; none for a kind that is not about
// a booking.
func TrueIn(kind string) []BookingStatus { return slices.Clone(trueIn[kind]) }

// toSchool are the kinds of message about a class that its teacher reads; the
// others are for the artisan.
var toSchool = []string{MessageSchoolAsked, MessageSchoolAnswer, MessageSchoolMoved, MessageSchoolCancelled,
	MessageSchoolSoon}

// ToSchool reports whether a message of that kind about a class is for its
// teacher.
func ToSchool(kind string) bool { return slices.Contains(toSchool, kind) }

// ToSchoolKinds returns those kinds.
func ToSchoolKinds() []string { return slices.Clone(toSchool) }

// KindFor is the kind of message that announces the status of a booking.
func KindFor(status BookingStatus) string {
	switch status {
	case Waiting:
		return MessageWaiting
	case Offered:
		return MessageOffer
	case BookingCancelled:
		return MessageCancellation
	}
	return MessageConfirmation
}

// Message is a notification to one person; it is about exactly one of a booking, a
// sign-in link, an opening or a class. It holds no address and no token: those are
// looked up when it is sent.
type Message struct {
	ID            MessageID
	TerritoryID   TerritoryID
	BookingID     BookingID
	SignInLinkID  SignInLinkID
	OpeningID     OpeningID
	SchoolVisitID SchoolVisitID // a slot that a class asked for
	Kind          string
	Seq           int
	Channel       Channel
	Attempts      int
	DueAt         time.Time // of a claimed message, the end of its claim
	ReadyAt       time.Time // of a claimed message, when it could leave first
}

// Changed is what a message about a visit holds of the time it was written:
// for a change, what was before.
type Changed struct {
	Cause    string    // "" or CauseWorkshop
	AboutAt  time.Time // start of the visit that is told, zero when not said
	WasSlot  Interval  // zero when the time did not change
	WasParty int       // 0 when the party did not change
	Unproven bool      // caused by whoever typed the contact, who may be a stranger
	Note     string    // to an artisan: the reason, in the words of whoever made the change
}
