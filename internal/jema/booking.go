package jema

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// BookingStatus is the status of a booking; confirmed and offered hold places.
type BookingStatus string

// The statuses of a booking.
const (
	Confirmed        BookingStatus = "confirmed"
	Waiting          BookingStatus = "waiting"
	Offered          BookingStatus = "offered"
	BookingCancelled BookingStatus = "cancelled"
)

// Where a booking came from. The desk and schools may book a slot twice for
// one contact.
const (
	OriginWeb    = "web"
	OriginAPI    = "api"
	OriginDesk   = "desk"
	OriginSchool = "school"
)

// BookingRequest requests places in a slot. Key is chosen by the client: the
// same key with the same content is the same request, however often it is sent.
type BookingRequest struct {
	SlotID    SlotID
	Key       string
	PartySize int
	Wait      bool // stand on the waiting list if there is no room
	Name      string
	Email     string
	Phone     string
	Language  string
	Origin    string
	Client    Client // whose limits it counts for
}

// BookingAnswer is what became of a request: the first answer it was given.
type BookingAnswer struct {
	ID     BookingID
	Code   string // eight digits; read aloud in pairs
	Status BookingStatus
	Token  string // of the link to see and cancel
}

// Booking is a party of PartySize people for a slot.
type Booking struct {
	ID         BookingID
	SlotID     SlotID
	Code       string
	Status     BookingStatus
	Origin     string
	PartySize  int
	Name       string
	Email      string
	Phone      string
	Language   string
	Rank       int       // on the waiting list, 1 is next; 0 when not waiting
	Sequence   int       // of the calendar entry, raised by every change
	OfferEnds  time.Time // when offered: until when the places are kept
	Why        string    // when cancelled: "" by its visitor, or WhyExpired and so on
	CreatedAt  time.Time
	Key        string
	Generation int
}

// The refusals of a booking; each is a problem type of the API.
var (
	ErrSlotFull       = Conflict("booking.slot_full")
	ErrSlotClosed     = Conflict("booking.slot_closed")
	ErrSlotMissing    = NotFound("booking.slot_missing")
	ErrAlreadyBooked  = Conflict("booking.already_booked")
	ErrEnoughBookings = Conflict("booking.enough")
	ErrKeyReused      = Conflict("booking.key_reused")
	ErrBookingMissing = NotFound("booking.missing")
	ErrPartyTooLarge  = &Error{Kind: KindInvalid, Message: "form.invalid",
		Fields: []FieldError{{Field: "party_size", Message: "booking.party_too_large"}}}
)

// RevealsBooking reports whether a refusal reveals that the contact has bookings, which
// nobody may learn who only types that contact.
func RevealsBooking(refusal error) bool {
	return errors.Is(refusal, ErrAlreadyBooked) || errors.Is(refusal, ErrEnoughBookings)
}

// AnonymousKey is the key under which a request of a program without a token is
// stored, and from which its link is made: no other door's keys are like it.
func AnonymousKey(key string) string {
	sum := sha256.Sum256([]byte("anonymous\x00" + key))
	return hex.EncodeToString(sum[:])
}

// PartySizeMax bounds the party of one request, whatever the opening allows.
const PartySizeMax = 500

// Check refuses a request nobody could answer.
func (r BookingRequest) Check() error {
	var p Problems
	if r.PartySize < 1 || r.PartySize > PartySizeMax {
		p.Add("party_size", "booking.party_size.range")
	}
	if r.Name == "" {
		p.Add("name", "booking.name.missing")
	}
	if r.Email == "" && r.Phone == "" {
		p.Add("email", "booking.contact.missing")
	}
	return p.Err()
}

// Content is the fingerprint of what is requested: equal for equal requests,
// whatever the key.
func (r BookingRequest) Content() [32]byte {
	b, err := json.Marshal([]any{r.SlotID, r.PartySize, r.Wait, r.Name, r.Email, r.Phone, r.Origin})
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return sha256.Sum256(b)
}

// Contact is the fingerprint of how the person is reached, by which one live
// booking per slot is held; the e-mail address if there is one, else the
// telephone.
func (r BookingRequest) Contact() [32]byte {
	if r.Email != "" {
		return sha256.Sum256([]byte("email:" + strings.ToLower(r.Email)))
	}
	return sha256.Sum256([]byte("phone:" + strings.Map(digitOrPlus, r.Phone)))
}

func digitOrPlus(r rune) rune {
	if r == '+' || '0' <= r && r <= '9' {
		return r
	}
	return -1
}

// SpokenCode prints a code in pairs, as it is read aloud: 42 17 93 05.
func SpokenCode(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%2 == 0 {
			b.WriteRune('\u00a0')
		}
		b.WriteRune(r)
	}
	return b.String()
}
