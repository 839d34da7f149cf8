package desk

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
	"jema/internal/web/visitor"
)

// book books for the caller, and stays at the desk with the code to read
// out. What the caller has at the same time is shown first, with all the rest,
// and the booking is made only when the desk confirms it. Other buttons of the
// form look at the caller's bookings, hold places again or of another slot, or
// put the caller on the waiting list.
func (h Openings) book(c *gin.Context) error {
	entry, err := visitor.Openings{Kit: h.Kit}.PublicEntry(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form, request := visitor.ReadBookingForm(c, &problems)
	request.Language = "fr" // the caller's is not this browser's
	desk := deskForm{Hold: page.TypedID[jema.HoldID](c.PostForm("hold")), HoldKey: c.PostForm("hold_key")}
	do := c.PostForm("do")
	if pressed := slotPressed(do); pressed > 0 {
		form.Slot, form.Wait, do = pressed, false, "hold"
	}
	if do == "wait" {
		form.Wait, request.Wait = true, true
	}
	if _, ok := entry.Slot(form.Slot); !ok && !problems.Has("slot") {
		problems.Add("slot", "booking.slot_choose")
	}
	switch {
	case do == "look":
		return h.look(c, http.StatusOK, entry, form, desk, request)
	case do == "hold" && !problems.Has("slot"):
		return h.holdAgain(c, form, desk, request.PartySize)
	}
	if err = problems.Err(); err == nil {
		err = request.Check()
	}
	if err != nil {
		return h.refuseAtDesk(c, form, desk, err)
	}
	return h.bookAtDesk(c, entry, form, desk, request)
}

// look shows what the caller has booked already.
func (h Openings) look(c *gin.Context, status int, entry jema.Entry, form visitor.BookingForm, desk deskForm,
	r jema.BookingRequest) error {
	who, err := h.caller(c, entry, r)
	if err != nil {
		return err
	}
	desk.show(who)
	return h.showDeskOpening(c, status, form, desk, nil)
}

func (h Openings) bookAtDesk(c *gin.Context, entry jema.Entry, form visitor.BookingForm, desk deskForm,
	request jema.BookingRequest) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	warned := page.Ticked(c, "warned")
	if !warned {
		who, err := h.caller(c, entry, request)
		if err != nil {
			return err
		}
		if who.clashes() {
			desk.show(who)
			return h.showDeskOpening(c, http.StatusOK, form, desk, nil)
		}
	}
	answer, err := h.Engine.BookHeld(c.Request.Context(), h.Store.BookHeld,
		postgres.HoldRef{TerritoryID: account.TerritoryID, ID: desk.Hold, AccountID: account.ID, Warned: warned}, request)
	switch {
	case errors.Is(err, jema.ErrCallerBooked): // by another agent, a moment ago
		return h.look(c, http.StatusConflict, entry, form, desk, request)
	case err != nil:
		return h.refuseAtDesk(c, form, desk, err)
	}
	return page.Redirect(c, deskHere(entry)+"?reservation="+strconv.FormatInt(int64(answer.ID), 10), "")
}

// refuseAtDesk shows the form again with what prevents it from being accepted;
// that a slot is full is shown once, with what there is instead.
func (h Openings) refuseAtDesk(c *gin.Context, form visitor.BookingForm, desk deskForm, err error) error {
	problem := page.Refusal(err)
	if problem == nil || problem.Kind == jema.KindUnavailable {
		return err
	}
	status := page.Statuses[problem.Kind]
	if held, err := h.holdOf(c, desk.Hold); err != nil {
		return err
	} else if errors.Is(problem, jema.ErrSlotFull) && !h.Now().Before(held.ExpiresAt) {
		problem = nil
	}
	return h.showDeskOpening(c, status, form, desk, problem)
}
