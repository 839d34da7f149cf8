package jema

import "time"

// SlotState is what a visitor sees of a slot; full is derived.
type SlotState string

// The states of a slot.
const (
	SlotOpen      SlotState = "open"
	SlotFull      SlotState = "full"
	SlotClosed    SlotState = "closed"
	SlotCancelled SlotState = "cancelled"
)

// Who a slot is for.
const (
	AudiencePublic  = "public"
	AudienceSchools = "schools"
)

// Slot is a bookable start and end with a capacity.
type Slot struct {
	ID, OpeningID int64
	Interval
	Audience        string
	Capacity, Taken int
	Held            int // places kept back by the workshop or the desk, not taken
	Waiting         int // parties on the waiting list
	Stored          SlotState
	BookingOpen     bool // the edition takes bookings now and the opening is approved
}

// State returns what the slot is at now.
func (s Slot) State(now time.Time) SlotState {
	switch {
	case s.Stored == SlotCancelled:
		return SlotCancelled
	case s.Stored != SlotOpen || !s.BookingOpen || !now.Before(s.Start):
		return SlotClosed
	case s.Taken+s.Held >= s.Capacity:
		return SlotFull
	}
	return SlotOpen
}

// Free returns how many places the public may book at now.
func (s Slot) Free(now time.Time) int {
	if s.State(now) != SlotOpen || s.Audience != AudiencePublic {
		return 0
	}
	return s.Capacity - s.Taken - s.Held
}
