package jema

import "time"

// MessageStatus is the state of a message as the people who look after messages
// see it; one stored state may have two.
type MessageStatus string

// The statuses of a message.
const (
	StatusWaiting       MessageStatus = "waiting"       // not tried yet
	StatusRetrying      MessageStatus = "retrying"      // failed, and will be tried again
	StatusSent          MessageStatus = "sent"          // a server accepted it, or the person was reached
	StatusParked        MessageStatus = "parked"        // given up, or set aside by a person
	StatusUndeliverable MessageStatus = "undeliverable" // the server will never accept it
	StatusDropped       MessageStatus = "dropped"       // its content is no longer true
)

// MessageStatuses are all of them, those that need somebody's attention first.
var MessageStatuses = []MessageStatus{StatusWaiting, StatusRetrying, StatusParked, StatusUndeliverable, StatusSent,
	StatusDropped}

// Why the program itself parked or dropped a message, as keys of the catalogue.
// Any other reason is the text of the server that refused it.
const (
	ReasonWrongNumber = "message.reason.wrong_number"
	ReasonNoAnswer    = "message.reason.no_answer"
	ReasonSetAside    = "message.reason.set_aside"
	ReasonSentAgain   = "message.reason.sent_again"
	ReasonMootCall    = "message.reason.moot_call"
)

// MessageReasons are all of them.
var MessageReasons = []string{ReasonWrongNumber, ReasonNoAnswer, ReasonSetAside, ReasonSentAgain, ReasonMootCall}

// MessageKinds are all kinds of message, in the order of a visit's life, then
// those to schools and artisans.
var MessageKinds = []string{MessageConfirmation, MessageWaiting, MessageOffer, MessageChange, MessageReminder,
	MessageCancellation,
	MessageSchoolAsked, MessageSchoolAnswer, MessageSchoolMoved, MessageSchoolSoon, MessageSchoolCancelled,
	MessageSchoolRequest, MessageSchoolReminder, MessageSchoolExpected, MessageSchoolOtherMoved, MessageSchoolWithdrawn,
	MessageApproved, MessageChangesRequested, MessageRefused, MessageEventCancelled, MessageEventEdited,
	MessageSlotCancelled, MessageSlotMoved, MessageSlotChanged, MessageProposalAccepted, MessageProposalRefused,
	MessageChangeWanted, MessageSignIn}

// Channels are all ways of reaching somebody.
var Channels = []Channel{ChannelEmail, ChannelSMS, ChannelCall}

// What people do with messages by hand.
const (
	ActionParked  = "parked"
	ActionRetried = "retried"
	ActionResent  = "resent"
)

// MessageAction is something a person did with a message.
type MessageAction struct {
	DoneAt time.Time
	Action string
	By     string // name of the account
}

// The refusals of what people do with messages.
var (
	ErrMessageMissing   = NotFound("message.missing")
	ErrMessageNotDue    = Conflict("message.not_due")
	ErrMessageNotParked = Conflict("message.not_parked")
	ErrMessageGoing     = Conflict("message.going")
	ErrMessageSignIn    = Conflict("message.sign_in_again")
	ErrMessageMoot      = Conflict("message.moot")
)
