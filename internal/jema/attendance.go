package jema

import "time"

// Attendance is who is awaited at an opening, slot by slot: what the sheet at
// the workshop's door is made of. It holds names, and is for whoever runs the
// slot or receives at the desk.
type Attendance struct {
	Territory Territory
	Edition   Edition
	Entry     Entry
	Slots     []SlotAttendance
	AsOf      time.Time // when it was asked for: bookings go on
}

// SlotAttendance is a slot with those who have places in it, by name, and
// those who wait, in their order.
type SlotAttendance struct {
	Slot    Slot
	Coming  []Booking // confirmed or offered
	Waiting []Booking
}

// People counts who has a place.
func (s SlotAttendance) People() (n int) {
	for _, b := range s.Coming {
		n += b.PartySize
	}
	return n
}

// Only returns it with one slot alone, or with all for 0; ErrSlotMissing where
// it has no such slot.
func (a Attendance) Only(slotID SlotID) (Attendance, error) {
	if slotID == 0 {
		return a, nil
	}
	for _, s := range a.Slots {
		if s.Slot.ID == slotID {
			a.Slots, a.Entry.Hours = []SlotAttendance{s}, nil
			return a, nil
		}
	}
	return Attendance{}, ErrSlotMissing
}

// OnDay selects what happens on one day; the zero day selects everything.
func (a Attendance) OnDay(d Date) Attendance {
	if d.IsZero() {
		return a
	}
	slots, hours := a.Slots, a.Entry.Hours
	a.Slots, a.Entry.Hours = nil, nil
	for _, s := range slots {
		if s.Slot.Span(a.Edition.Zone).Day == d {
			a.Slots = append(a.Slots, s)
		}
	}
	for _, h := range hours {
		if h.Span(a.Edition.Zone).Day == d {
			a.Entry.Hours = append(a.Entry.Hours, h)
		}
	}
	return a
}
