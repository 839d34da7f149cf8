package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
)

// flow is one action of a person, or one that the program takes by itself.
type flow struct {
	name    string
	steps   int                 // how many transactions change something; 0 means 1, none means 0
	prepare func(*world) error  // what the action begins from; may be nil
	do      func(*world) answer // the action; repeated after a failure
	settle  func(*world) error  // run between a failed attempt and the second, usually to let time pass; may be nil
	bare    bool                // the states between its transactions are not checked
	already int                 // HTTP status allowed on the second attempt if the first took effect
}

// flows are all of them.
func flows() (all []flow) {
	for _, some := range [][]flow{bookingFlows(), visitorFlows(), slotFlows(), deskFlows(), schoolFlows(), timeFlows(),
		senderFlows()} {
		all = append(all, some...)
	}
	return all
}

// token opens the booking that somebody made.
func (w *world) token(who string) string { return w.links.ManageToken(key32(who), 1) }

// booked books for somebody before a flow begins.
func (w *world) booked(who string, slot, party int, wait bool) error {
	return w.bookedBy(jema.BookingRequest{SlotID: w.slots[slot], Key: key32(who), PartySize: party, Wait: wait, Name: who,
		Email: who + "@example.org", Language: "fr", Origin: jema.OriginWeb})
}

// bookedByPhone books for somebody who gave a telephone number and no e-mail address.
func (w *world) bookedByPhone(who, phone string, slot, party int, wait bool) error {
	return w.bookedBy(jema.BookingRequest{SlotID: w.slots[slot], Key: key32(who), PartySize: party, Wait: wait, Name: who,
		Phone: phone, Language: "fr", Origin: jema.OriginDesk})
}

func (w *world) bookedBy(r jema.BookingRequest) error {
	outcomes, err := w.store.BookBatch(context.Background(), w.now, []postgres.PreparedRequest{{BookingRequest: r,
		Code: fmt.Sprintf("%08d", len(r.Name)*1000+int(r.Name[0])), TokenHash: links.Hash(w.links.ManageToken(r.Key, 1))}})
	if err == nil && outcomes[0].Outcome != "created" {
		err = fmt.Errorf("%s: %s", r.Name, outcomes[0].Outcome)
	}
	return err
}

// cancelled gives somebody's places back before a flow begins.
func (w *world) cancelled(who string) error {
	return w.store.CancelBooking(context.Background(), w.territory, links.Hash(w.token(who)), w.now)
}

// full fills the first slot, with two parties that wait behind.
func full(w *world) error {
	return errors.Join(w.booked("ancien", 0, 4, false), w.booked("premier", 0, 2, true), w.booked("second", 0, 2, true))
}

// offered starts from full and cancels the first booking: both waiting visitors
// have an offer.
func offered(w *world) error { return errors.Join(full(w), w.cancelled("ancien")) }

// oneBooking books two places in the first slot.
func oneBooking(w *world) error { return w.booked("visiteur", 0, 2, false) }

// oneAndWaiting starts from oneBooking, fills the slot and adds a party that waits.
func oneAndWaiting(w *world) error {
	return errors.Join(oneBooking(w), w.booked("ancien", 0, 2, false), w.booked("premier", 0, 1, true))
}

// press returns the action of pressing a button on the page of somebody's booking.
func press(who, button string, typed ...string) func(*world) answer {
	return func(w *world) answer { return w.send(w.batch, nil, "/r/"+w.token(who)+"/"+button, form(typed...)) }
}

// passed lets some time pass.
func passed(d time.Duration) func(*world) error {
	return func(w *world) error {
		w.now = w.now.Add(d)
		return nil
	}
}

// none is the steps of a flow that changes nothing.
const none = -1
