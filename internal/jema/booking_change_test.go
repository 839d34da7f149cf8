package jema

import (
	"errors"
	"slices"
	"testing"
)

func TestRoom(t *testing.T) {
	room := Room{Free: 2, Capacity: 10, PartyMax: 6, Bookable: true}
	closed := Room{Free: 2, Capacity: 10, PartyMax: 6}
	outOfRange := Problems{{Field: "party_size", Message: "booking.party_size.range"}}.Err()
	for name, c := range map[string]struct {
		got, want error
	}{
		"fits":                     {room.Admit(2), nil},
		"one too many":             {room.Admit(3), ErrSlotFull},
		"over the opening's most":  {room.Admit(7), ErrPartyTooLarge},
		"over the slot's most":     {Room{Free: 20, Capacity: 3, PartyMax: 6, Bookable: true}.Admit(4), ErrPartyTooLarge},
		"closed":                   {closed.Admit(1), ErrSlotClosed},
		"smaller, though closed":   {closed.Resize(4, 1), nil},
		"as it is":                 {closed.Resize(4, 4), nil},
		"larger, into its own":     {room.Resize(4, 6), nil},
		"larger than there is":     {room.Resize(3, 6), ErrSlotFull},
		"larger, closed":           {closed.Resize(1, 2), ErrSlotClosed},
		"larger than one may book": {room.Resize(4, 7), ErrPartyTooLarge},
		"nobody":                   {room.Resize(4, 0), outOfRange},
		"a town":                   {room.Resize(4, 501), outOfRange},
	} {
		if !errors.Is(c.got, c.want) && (c.got == nil || c.want == nil || c.got.Error() != c.want.Error()) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

func TestReminderAt(t *testing.T) {
	for start, want := range map[string]string{
		"2027-04-10 14:00:00": "2027-04-09 10:00:00",
		"2027-04-10 00:30:00": "2027-04-09 10:00:00",
		"2027-03-28 14:00:00": "2027-03-27 10:00:00", // 27 hours before, the clock says
		"2027-03-29 09:00:00": "2027-03-28 10:00:00",
		"2027-03-01 09:00:00": "2027-02-28 10:00:00",
	} {
		at := inParis(t, start)
		if got := ReminderAt(at.UTC(), at.Location()); !got.Equal(inParis(t, want)) {
			t.Errorf("visit of %s: %v, want %s", start, got, want)
		}
	}
}

func TestStands(t *testing.T) {
	for _, status := range []BookingStatus{Confirmed, Waiting, Offered, BookingCancelled} {
		if kind := KindFor(status); TrueIn(kind)[0] != status {
			t.Errorf("%s is told by %s, which is true of %v", status, kind, TrueIn(kind))
		}
	}
	if TrueIn(MessageSignIn) != nil || slices.Contains(TrueIn(MessageReminder), Waiting) {
		t.Error("a sign-in is not about a booking, and who waits is reminded of nothing")
	}
	first := TrueIn(MessageChange)
	first[0] = BookingCancelled
	if TrueIn(MessageChange)[0] != Confirmed {
		t.Error("the rule can be written over")
	}
}
