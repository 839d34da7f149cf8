package mail

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/text"
)

// Visit is what a calendar entry contains beside the booking: where the party
// goes, when, and where the booking is seen and cancelled.
type Visit struct {
	Title     string // of the opening
	Place     string // address and commune in one line
	Words     string // what is said of the visit below its title
	Slot      jema.Interval
	Zone      *time.Location
	URL       string // of the booking, "" when it is not to be carried
	Host      string // of the instance: the entry's UID ends with it
	Organiser string // e-mail address of the territory, "" when it has none
	Language  string
}

const localTime = "20060102T150405"

// Calendar returns the booking as an iCalendar file made at now. Its UID is
// the booking's for good and its SEQUENCE grows with every change, so that the
// entry of a calendar updates itself; a cancelled booking takes it out.
func Calendar(b jema.Booking, v Visit, now time.Time) []byte {
	cal := ics.NewCalendarFor("jema")
	cal.SetProductId("-//jema//jema//" + strings.ToUpper(catalogue.In(v.Language).Language))
	cal.SetCalscale("GREGORIAN")
	method, status := ics.MethodPublish, ics.ObjectStatusConfirmed
	if b.Status == jema.BookingCancelled {
		method, status = ics.MethodCancel, ics.ObjectStatusCancelled
	}
	cal.SetMethod(method)
	cal.AddVTimezone(timeZone(v.Zone, v.Slot.Start, v.Slot.End))

	e := cal.AddEvent(fmt.Sprintf("booking-%s@%s", b.Code, v.Host))
	e.SetDtStampTime(now)
	e.SetSequence(b.Sequence)
	e.SetStatus(status)
	e.SetProperty(ics.ComponentPropertyDtStart, v.Slot.Start.In(v.Zone).Format(localTime), ics.WithTZID(v.Zone.String()))
	e.SetProperty(ics.ComponentPropertyDtEnd, v.Slot.End.In(v.Zone).Format(localTime), ics.WithTZID(v.Zone.String()))
	e.SetSummary(text.Typeset(v.Title))
	e.SetLocation(text.Typeset(v.Place))
	e.SetDescription(v.Words)
	if v.URL != "" {
		e.SetURL(v.URL)
	}
	if v.Organiser != "" {
		e.SetOrganizer("mailto:" + v.Organiser)
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}
