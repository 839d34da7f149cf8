package jema

import "time"

// Why a booking was cancelled, when it was not by its visitor's own wish.
const (
	WhyLeft      = "left"       // the waiting list
	WhyDeclined  = "declined"   // an offer
	WhyExpired   = "expired"    // an offer nobody answered
	WhyCalledOff = "called_off" // the slot or the opening does not take place
)

// CauseWorkshop means that a change was not the visitor's but the workshop's.
const CauseWorkshop = "workshop"

// The refusals of a change.
var (
	ErrVisitBegun    = Conflict("change.begun")
	ErrNothingLive   = Conflict("change.not_live")
	ErrElsewhere     = Conflict("change.elsewhere")
	ErrSlotPast      = Invalid("change.slot_past")
	ErrFindTooMany   = Unavailable("change.too_many")
	ErrSlotBelowHeld = Conflict("slot.below_held")
	ErrSlotCapacity  = Invalid("slot.capacity_range")
)

// Room is what a slot has for one more party, as of the moment it is locked.
type Room struct {
	Free     int // places neither taken nor held back
	Capacity int
	PartyMax int  // of one booking
	Bookable bool // by the one who asks, now
}

// Admit refuses a party the slot cannot take.
func (r Room) Admit(party int) error {
	switch {
	case !r.Bookable:
		return ErrSlotClosed
	case party > r.Capacity || party > r.PartyMax:
		return ErrPartyTooLarge
	case party > r.Free:
		return ErrSlotFull
	}
	return nil
}

// Resize refuses to make a party that holds places in the slot another size;
// a smaller one is always possible.
func (r Room) Resize(from, to int) error {
	switch {
	case to < 1 || to > PartySizeMax:
		return Problems{{Field: "party_size", Message: "booking.party_size.range"}}.Err()
	case to <= from:
		return nil
	}
	r.Free += from
	return r.Admit(to)
}

// reminds is the hour at which reminders go, the day before the visit.
const reminds = 10

// ReminderAt is when the visitor of a visit that starts at start is reminded:
// ten in the morning of the day before, by the clock of zone. Who books later
// is not reminded.
func ReminderAt(start time.Time, zone *time.Location) time.Time {
	d := DateOf(start.In(zone)).AddDays(-1)
	return time.Date(d.Year, d.Month, d.Day, reminds, 0, 0, 0, zone)
}

// Alternative is another slot with room for a party that lost its own, with
// what is shown of it.
type Alternative struct {
	SlotID    SlotID
	OpeningID OpeningID
	Interval
	Free                     int
	Title, Workshop, Commune string
	SameOpening              bool
}
