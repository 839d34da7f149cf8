package mail

import (
	"fmt"
	"time"

	"jema/internal/calendar"
	"jema/internal/catalogue"
	"jema/internal/jema"
)

// Visit is what a calendar entry contains beside the booking: where the party
// goes, when, and where the booking is seen and cancelled.
type Visit struct {
	Title     string      // of the opening
	Place     string      // address and commune in one line
	Position  *[2]float64 // of the workshop in degrees, nil where it is not told
	Words     string      // what is said of the visit below its title
	Slot      jema.Interval
	Zone      *time.Location
	URL       string // of the booking, "" when it is not to be carried
	Host      string // of the instance: the entry's UID ends with it
	Organiser string // e-mail address of the territory, "" when it has none
	Language  string
}

// Calendar returns the booking as an iCalendar file made at now. Its UID is
// the booking's for good and its SEQUENCE grows with every change, so that the
// entry of a calendar updates itself; a cancelled booking takes it out.
func Calendar(b jema.Booking, v Visit, now time.Time) []byte {
	cancelled := b.Status == jema.BookingCancelled
	return calendar.Calendar{Language: catalogue.In(v.Language).Language, Withdraw: cancelled, Zone: v.Zone,
		Entries: []calendar.Entry{{
			UID: fmt.Sprintf("booking-%s@%s", b.Code, v.Host), Sequence: b.Sequence, Stamp: now,
			Start: v.Slot.Start, End: v.Slot.End, Cancelled: cancelled,
			Title: v.Title, Place: v.Place, Position: v.Position, Words: v.Words, URL: v.URL, Organiser: v.Organiser,
		}}}.Bytes()
}
