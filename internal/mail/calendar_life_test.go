package mail

import (
	"bytes"
	"strconv"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// agenda is a visitor's calendar program: it contains what the letters imported
// into it.
type agenda struct {
	*office
	mails    *Receiver
	read     int
	uid      string
	sequence int
}

// after does something, sends what is due and reads the one letter that comes;
// wanted is the method of its entry, "" when it must have none. The entry is
// the visitor's own for good, and its sequence rises by at least rise.
func (a *agenda) after(what string, wanted string, rise int, do func() error) {
	a.t.Helper()
	a.pass(time.Hour)
	must(a.t, do())
	a.sendAll(a.mails)
	all := a.mails.Mails()
	if len(all) != a.read+1 {
		a.t.Fatalf("%s: %d letters, want 1 more than %d", what, len(all), a.read)
	}
	a.read = len(all)
	attached := all[0].Attachments // the newest is first
	if wanted == "" {
		if len(attached) != 0 {
			a.t.Errorf("%s: there is nothing for a calendar yet", what)
		}
		return
	}
	if len(attached) != 1 {
		a.t.Fatalf("%s: no calendar entry", what)
	}
	a.take(what, wanted, rise, attached[0].Data)
}

func (a *agenda) take(what, wanted string, rise int, data []byte) {
	a.t.Helper()
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	must(a.t, err)
	e := cal.Events()[0]
	uid, method := property(a.t, e, ics.ComponentPropertyUniqueId), ""
	for _, p := range cal.CalendarProperties {
		if p.IANAToken == string(ics.PropertyMethod) {
			method = p.Value
		}
	}
	sequence, err := strconv.Atoi(property(a.t, e, ics.ComponentPropertySequence))
	must(a.t, err)
	if a.uid != "" && uid != a.uid || method != wanted || a.uid != "" && (sequence < a.sequence+rise || rise == 0 &&
		sequence != a.sequence) {
		a.t.Errorf("%s: %s of %s with sequence %d, want %s of %s above %d", what, method, uid, sequence, wanted,
			a.uid, a.sequence)
	}
	a.uid, a.sequence = uid, sequence
}

func TestCalendarsUpdateThemselves(t *testing.T) {
	o := newOffice(t)
	a := &agenda{office: o, mails: receiver(t)}
	other := o.Opening("Émaillage").Slot("2027-04-10", 9*60, 10*60, 9)
	spare := o.Opening("Cuisson").Slot("2027-04-11", 9*60, 10*60, 9)
	token := func() []byte { return o.token("v@example.org") }
	a.after("booking", "PUBLISH", 0, func() error { o.book("v@example.org"); return nil })
	a.after("another party", "PUBLISH", 1, func() error { return o.resize(token(), 3) })
	a.after("moving", "PUBLISH", 1, func() error {
		return o.Store.MoveBooking(t.Context(), o.Territory.ID, token(),
			other, o.clock())
	})
	a.after("being moved", "PUBLISH", 1, func() error {
		return o.Store.MoveSlot(t.Context(), o.Territory.ID, other, postgres.SlotMove{To: o.At("2027-04-10", 11*60, 12*60),
			SlotChange: postgres.SlotChange{Words: noWords}}, o.clock())
	})
	o.now = time.Date(2027, 4, 9, 10, 0, 0, 0, o.Edition.Zone)
	a.after("the reminder", "PUBLISH", 0, func() error {
		_, err := o.Store.QueueReminders(t.Context(),
			o.clock())
		return err
	})
	a.after("the link again", "PUBLISH", 0, func() error {
		var id jema.BookingID
		must(t, o.DB.Get(&id, `SELECT id FROM booking`))
		return o.Store.ResendLink(t.Context(), o.Territory.ID, id, o.clock())
	})
	a.after("being called off", "CANCEL", 1, func() error {
		return o.Store.CancelSlot(t.Context(), o.Territory.ID, other, postgres.SlotChange{Words: noWords}, o.clock())
	})
	a.after("taking another slot", "PUBLISH", 1, func() error {
		return o.Store.MoveBooking(t.Context(), o.Territory.ID,
			token(), spare, o.clock())
	})
	a.after("cancelling", "CANCEL", 1, func() error {
		return o.Store.CancelBooking(t.Context(), o.Territory.ID,
			token(), o.clock())
	})
	o.Holds()
}

// Who waits has nothing in the calendar until the offer is accepted.
func TestCalendarAfterAnOffer(t *testing.T) {
	o := newOffice(t)
	a := &agenda{office: o, mails: receiver(t)}
	slot := o.Opening("Émaillage").Slot("2027-04-10", 9*60, 10*60, 2)
	book := func(key string) func() error {
		return func() error {
			r := jema.BookingRequest{SlotID: slot, Key: key, PartySize: 2, Wait: true, Name: "V", Email: key + "@example.org",
				Language: "en", Origin: jema.OriginWeb}
			_, err := o.Store.BookBatch(t.Context(), o.clock(), []postgres.PreparedRequest{{BookingRequest: r, Code: "1000000" +
				strconv.Itoa(len(key)),
				TokenHash: links.Hash(o.links.ManageToken(key, 1))}})
			return err
		}
	}
	a.after("the first", "PUBLISH", 0, book("a"))
	a.uid = ""
	a.after("waiting", "", 0, book("bb"))
	// The first gives up: a letter to each, of which only the first's has an entry.
	must(t, o.Store.CancelBooking(t.Context(), o.Territory.ID, o.token("a@example.org"), o.clock()))
	o.pass(time.Hour)
	o.sendAll(a.mails)
	a.read += 2
	a.after("accepting", "PUBLISH", 0, func() error {
		return o.Store.AcceptOffer(t.Context(), o.Territory.ID, o.token("bb@example.org"), o.clock())
	})
	if a.sequence == 0 {
		t.Error("an accepted offer is a change of the booking")
	}
	a.after("cancelling", "CANCEL", 1, func() error {
		return o.Store.CancelBooking(t.Context(), o.Territory.ID, o.token("bb@example.org"), o.clock())
	})
	o.Holds()
}
