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
	ID        SlotID
	OpeningID OpeningID
	Interval
	Audience        string
	Capacity, Taken int
	Held            int // places kept back by the workshop or the desk, not taken
	Waiting         int // parties on the waiting list
	Stored          SlotState
	BookingOpen     bool // the edition takes bookings now and the opening is approved
	// The slot's own times of booking, within the edition's; zero when it has none.
	BookableFrom, BookableUntil time.Time
	Note                        string // to its visitors, at most SlotNoteMax characters
}

// SlotNoteMax bounds the note to the visitors of a slot, in characters.
const SlotNoteMax = 500

// ForDesk returns the slot as the desk may book it: also where it was closed to
// the public, or is outside its own times of booking.
func (s Slot) ForDesk() Slot {
	if s.Stored == SlotClosed {
		s.Stored = SlotOpen
	}
	s.BookableFrom, s.BookableUntil = time.Time{}, time.Time{}
	return s
}

// BookableYet reports whether the slot's own times of booking have begun at
// now.
func (s Slot) BookableYet(now time.Time) bool { return !now.Before(s.BookableFrom) }

// BookableStill reports whether the slot's own times of booking are not over.
func (s Slot) BookableStill(now time.Time) bool {
	return s.BookableUntil.IsZero() || now.Before(s.BookableUntil)
}

// State returns what the slot is to the public at now.
func (s Slot) State(now time.Time) SlotState {
	switch {
	case s.Stored == SlotCancelled:
		return SlotCancelled
	case s.Stored != SlotOpen || !s.BookingOpen || !now.Before(s.Start) || !s.BookableYet(now) || !s.BookableStill(now):
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
