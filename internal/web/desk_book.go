package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// deskBook books for the caller, and stays at the desk with the code to read
// out. What the caller has at the same time is said first, with all the rest,
// and the booking is made only when the desk confirms it. Other buttons of the
// form look at the caller's bookings, hold places again or of another slot, or
// put the caller on the waiting list.
func (s *Site) deskBook(c *gin.Context) error {
	entry, err := s.publicEntry(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form, request := readBookingForm(c, &problems)
	request.Language = "fr" // the caller's is not this browser's
	hand := deskForm{Hold: heldPlaces(c.PostForm("hold")), HoldKey: c.PostForm("hold_key")}
	do := c.PostForm("do")
	if pressed := slotPressed(do); pressed > 0 {
		form.Slot, form.Wait, do = pressed, false, "hold"
	}
	if do == "wait" {
		form.Wait, request.Wait = true, true
	}
	if _, ok := slotOf(entry, form.Slot); !ok && !problems.Has("slot") {
		problems.Add("slot", "booking.slot_choose")
	}
	switch {
	case do == "look":
		return s.deskLook(c, http.StatusOK, entry, form, hand, request)
	case do == "hold" && !problems.Has("slot"):
		return s.deskHoldAgain(c, form, hand, request.PartySize)
	}
	if err = problems.Err(); err == nil {
		err = request.Check()
	}
	if err != nil {
		return s.refuseAtDesk(c, form, hand, err)
	}
	return s.bookAtDesk(c, entry, form, hand, request)
}

// deskLook shows what the caller has booked already.
func (s *Site) deskLook(c *gin.Context, status int, entry jema.Entry, form bookingForm, hand deskForm, r jema.BookingRequest) error {
	who, err := s.caller(c, entry, r)
	if err != nil {
		return err
	}
	hand.show(who)
	return s.showDeskOpening(c, status, form, hand, nil)
}

func (s *Site) bookAtDesk(c *gin.Context, entry jema.Entry, form bookingForm, hand deskForm, request jema.BookingRequest) error {
	account, err := s.Account(c)
	if err != nil {
		return err
	}
	warned := page.Ticked(c, "warned")
	if !warned {
		who, err := s.caller(c, entry, request)
		if err != nil {
			return err
		}
		if who.clashes() {
			hand.show(who)
			return s.showDeskOpening(c, http.StatusOK, form, hand, nil)
		}
	}
	answer, err := s.Engine.BookHeld(c.Request.Context(), s.Store.BookHeld,
		postgres.HoldRef{TerritoryID: account.TerritoryID, ID: hand.Hold, AccountID: account.ID, Warned: warned}, request)
	switch {
	case errors.Is(err, jema.ErrCallerBooked): // by another agent, a moment ago
		return s.deskLook(c, http.StatusConflict, entry, form, hand, request)
	case err != nil:
		return s.refuseAtDesk(c, form, hand, err)
	}
	return page.Redirect(c, deskHere(entry)+"?reservation="+strconv.FormatInt(answer.ID, 10), "")
}

// refuseAtDesk shows the form again with what keeps it from being accepted;
// that a slot is full is shown once, with what there is instead.
func (s *Site) refuseAtDesk(c *gin.Context, form bookingForm, hand deskForm, err error) error {
	problem := page.Refusal(err)
	if problem == nil || problem.Kind == jema.KindUnavailable {
		return err
	}
	status := page.Statuses[problem.Kind]
	if held, err := s.holdOf(c, hand.Hold); err != nil {
		return err
	} else if errors.Is(problem, jema.ErrSlotFull) && !s.Now().Before(held.ExpiresAt) {
		problem = nil
	}
	return s.showDeskOpening(c, status, form, hand, problem)
}
