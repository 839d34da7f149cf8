package jema

import "time"

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
	MessageChange           = "change"
	MessageCancellation     = "cancellation"
	MessageSignIn           = "sign_in"
	MessageApproved         = "approved"
	MessageChangesRequested = "changes_requested"
	MessageRefused          = "refused"
)

// Message is something to be told to somebody; it is about exactly one of a
// booking, a sign-in link or an opening. It holds no address and no token:
// those are looked up when it is sent.
type Message struct {
	ID, TerritoryID int64
	BookingID       int64
	SignInLinkID    int64
	OpeningID       int64
	Kind            string
	Seq             int
	Channel         Channel
	Attempts        int
	DueAt           time.Time
}
