package desk

import (
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
	"jema/internal/web/visitor"
)

// caller is what somebody who calls the desk has booked already.
type caller struct {
	looked   bool
	bookings []callerBooking
}

// callerBooking is one of a caller's bookings as the desk sees it.
type callerBooking struct {
	postgres.LiveBooking
	When, Link string
	Clash      string // key of why it is a warning: "desk.same_slot", "desk.same_time", "" when it is none
}

func (w caller) clashes() bool {
	return slices.ContainsFunc(w.bookings, func(k callerBooking) bool { return k.Clash != "" })
}

// caller finds what is in the edition for the contact of a request, and
// which of it is in the way of the slot that is requested.
func (h Openings) caller(c *gin.Context, entry jema.Entry, r jema.BookingRequest) (w caller, err error) {
	place, err := h.Place(c)
	if err != nil {
		return w, err
	}
	found, err := h.Store.CallerBookings(c.Request.Context(), place.Edition.ID, r.Email, r.Phone, h.Now())
	wanted, _ := entry.Slot(r.SlotID)
	w.looked = true
	for _, b := range found {
		if b.Key == r.Key {
			continue // this very booking: its answer was lost on the way
		}
		k := h.callerBookingOf(h.Voice(c), place.Edition, b)
		switch {
		case b.SlotID == wanted.ID:
			k.Clash = "desk.same_slot"
		case b.Start.Before(wanted.End) && wanted.Start.Before(b.End):
			k.Clash = "desk.same_time"
		}
		w.bookings = append(w.bookings, k)
	}
	return w, err
}

func (h Openings) callerBookingOf(v *catalogue.Voice, e jema.Edition, b postgres.LiveBooking) callerBooking {
	return callerBooking{LiveBooking: b, When: v.When(b.Span(e.Zone)),
		Link: "/r/" + h.Links.ManageToken(b.Key, b.Generation)}
}

// close closes a slot of the opening to the public, or opens it again.
func (h Openings) close(c *gin.Context) error {
	entry, err := visitor.Openings{Kit: h.Kit}.PublicEntry(c)
	if err != nil {
		return err
	}
	n, err := page.ID[jema.SlotID](c, "slot")
	if err != nil {
		return err
	}
	if _, ok := entry.Slot(n); !ok {
		return jema.ErrSlotMissing
	}
	state, done := jema.SlotClosed, "slot_closed"
	if c.PostForm("do") == "reopen" {
		state, done = jema.SlotOpen, "slot_reopened"
	}
	err = h.Store.ReviseSlot(postgres.ByOffice(c.Request.Context()), entry.Opening.TerritoryID, n,
		postgres.SlotRevision{State: state}, h.Now())
	if err != nil {
		return err
	}
	return page.Redirect(c, "/accueil/evenements/"+strconv.FormatInt(int64(entry.Opening.ID), 10), done)
}
