package jema

import "time"

// HoldLasts is how long the desk holds places while a caller spells a name.
const HoldLasts = 3 * time.Minute

// Hold is places reserved for a caller; they count as taken until they are
// booked, given back, or the time is over.
type Hold struct {
	ID        HoldID
	SlotID    SlotID
	Places    int
	ExpiresAt time.Time
}

// ErrCallerBooked means that the caller has booked for the same time meanwhile,
// which the desk has not been shown.
var ErrCallerBooked = Conflict("desk.caller_booked")

// ErrHoldPlaces refuses to hold no places or more than one booking may have.
var ErrHoldPlaces = Invalid("hold.places")
