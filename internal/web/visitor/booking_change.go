package visitor

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/school"
)

// recordAnnouncement records that the desk has just explained its change of a booking to
// the visitor on the telephone: no call about it is queued. Mails and SMS leave
// as usual.
func (h Visits) recordAnnouncement(c *gin.Context, visit postgres.Visit, since time.Time) error {
	account, err := h.Account(c)
	if err != nil || !page.ForDesk(account) || !page.Ticked(c, "aloud") {
		return err
	}
	territory := visit.Entry.Opening.TerritoryID
	return h.Store.RecordAnnouncement(c.Request.Context(), postgres.Announcement{TerritoryID: territory,
		BookingID: visit.Booking.ID,
		AccountID: account.ID, Since: since}, h.Now())
}

// answer is how somebody answers an offer or gives places back.
type answerOffer func(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte, now time.Time) error

// accept takes the places that are offered.
func (h Visits) accept(c *gin.Context) error {
	return h.answerOffer(c, h.Store.AcceptOffer, "accepte")
}

// decline leaves the places that are offered to the next.
func (h Visits) decline(c *gin.Context) error {
	return h.answerOffer(c, h.Store.DeclineOffer, "refuse")
}

// cancel gives the places back, or leaves the waiting list: whichever
// the page that was shown stated.
func (h Visits) cancel(c *gin.Context) error {
	visit, err := h.visit(c)
	if err != nil {
		return err
	}
	leaves := c.PostForm("do") == "leave"
	if !page.Ticked(c, "sure") && visit.Booking.Status != jema.BookingCancelled &&
		visit.Booking.Origin != jema.OriginSchool {
		return h.confirmCancel(c, visit, leaves)
	}
	if leaves {
		return h.answerOffer(c, h.Store.LeaveWaiting, "quitte")
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return h.halfCancel(c, visit)
	}
	if visit.Booking.Status != jema.BookingCancelled && !h.Now().Before(visit.Slot.Start) {
		return jema.Conflict("visit.booking.begun")
	}
	return h.answerOffer(c, h.Store.CancelBooking, "annule")
}

// halfCancel cancels the whole class of a half, once confirmed.
func (h Visits) halfCancel(c *gin.Context, visit postgres.Visit) error {
	class, err := h.Store.ClassOfBooking(c.Request.Context(), visit.Entry.Opening.TerritoryID, visit.Booking.ID, h.Now())
	if err != nil {
		return err
	}
	if classes := (school.Classes{Kit: h.Kit}); !page.Ticked(c, "sure") && classes.Pending(class) {
		return classes.ConfirmCancel(c, class, h.Links.SchoolToken(class.Request.Key, class.Request.Generation))
	}
	return h.answerOffer(c, h.Store.CancelBooking, "")
}

// cancelPage requires a confirmation before places are given back.
type cancelPage struct {
	bookingPage
	Leaves bool // it is a place on the waiting list that is given up
}

// confirmCancel shows what would be given up, and the button that does it.
func (h Visits) confirmCancel(c *gin.Context, visit postgres.Visit, leaves bool) error {
	if !h.Now().Before(visit.Slot.Start) {
		return jema.Conflict("visit.booking.begun")
	}
	p, err := h.page(c)
	if err != nil {
		return err
	}
	p.Title = h.Voice(c).Say("visit.booking.cancel_ask")
	if leaves {
		p.Title = h.Voice(c).Say("visit.booking.leave_ask")
	}
	return h.Render(c, http.StatusOK, "booking/cancel", cancelPage{p, leaves})
}

// answerOffer handles the buttons of the page of a booking; what is in
// the way is shown on that page as it now is.
func (h Visits) answerOffer(c *gin.Context, act answerOffer, done string) error {
	visit, err := h.visit(c)
	if err != nil {
		return err
	}
	since := h.Now()
	err = act(c.Request.Context(), visit.Entry.Opening.TerritoryID, links.Hash(c.Param("token")), since)
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return h.showBooking(c, http.StatusConflict, "", problem)
	}
	if err == nil {
		err = h.recordAnnouncement(c, visit, since)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/r/"+c.Param("token"), done)
}

// party changes how many come.
func (h Visits) party(c *gin.Context) error {
	visit, err := h.visit(c)
	if err != nil {
		return err
	}
	var p jema.Problems
	typed, since := text.Line(c.PostForm("party_size")), h.Now()
	size := page.Number(c, &p, "party_size")
	if err = p.Err(); err == nil {
		err = h.changeParty(c, visit, size, since)
	}
	if problem := page.Refusal(err); problem != nil && problem.Kind != jema.KindUnavailable {
		page.RetryAfter(c, problem)
		most := min(visit.Slot.Capacity, visit.Entry.Opening.PartyMax)
		return h.showBooking(c, page.Statuses[problem.Kind], typed, partyProblem(problem, most))
	}
	if err == nil {
		err = h.recordAnnouncement(c, visit, since)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/r/"+c.Param("token"), "personnes")
}

// changeParty changes how many come; places that a visitor adds count for their
// network, those that the desk adds for a caller count for nobody's.
func (h Visits) changeParty(c *gin.Context, visit postgres.Visit, size int, now time.Time) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	change := postgres.PartyChange{TerritoryID: visit.Entry.Opening.TerritoryID, TokenHash: links.Hash(c.Param("token")),
		Size: size}
	if !page.ForDesk(account) {
		change.Client = h.Client(c.Request)
	}
	return h.Store.ChangeParty(c.Request.Context(), change, now)
}

// partyProblem reports at the field what is refused about a party.
func partyProblem(problem *jema.Error, most int) *jema.Error {
	at := func(message string, args ...string) *jema.Error {
		return &jema.Error{Kind: problem.Kind, Message: "visit.change.not_changed",
			Fields: []jema.FieldError{{Field: "party_size", Message: message, Args: args}}}
	}
	switch {
	case errors.Is(problem, jema.ErrSlotFull):
		return at("visit.change.party_full")
	case errors.Is(problem, jema.ErrTooManyBookings):
		return at("visit.change.too_many", problem.Args...)
	case len(problem.Fields) > 0 && problem.Fields[0].Message == "booking.party_too_large":
		return at("booking.party_most", "n", strconv.Itoa(most))
	case len(problem.Fields) == 0:
		return at(problem.Message, problem.Args...)
	}
	return problem
}

// movePage is the confirmation whether a booking goes to another slot.
type movePage struct {
	bookingPage
	To     jema.Slot
	ToView page.EntryView
	ToWhen string
	Before string // when the booking is now
	Full   bool   // it was refused for lack of places
}

// WaitPath is where one may request a place on the waiting list of the slot.
func (p movePage) WaitPath() string {
	opening, anchor := strconv.FormatInt(int64(p.To.OpeningID), 10), "#slot-"+strconv.FormatInt(int64(p.To.ID), 10)
	if p.AtDesk {
		return "/accueil/evenements/" + opening + anchor
	}
	return "/evenements/" + opening + anchor
}

// moveShow shows where a booking would go; its button moves it.
func (h Visits) moveShow(c *gin.Context) error { return h.showMove(c, http.StatusOK, nil) }

// move takes a booking to another slot in one step: the visitor is
// never without a place.
func (h Visits) move(c *gin.Context) error {
	visit, err := h.visit(c)
	if err != nil {
		return err
	}
	to, err := page.ID[jema.SlotID](c, "slot")
	if err != nil {
		return err
	}
	since := h.Now()
	err = h.Store.MoveBooking(c.Request.Context(), visit.Entry.Opening.TerritoryID,
		links.Hash(c.Param("token")), to, since)
	if errors.Is(err, jema.ErrAlreadyBooked) {
		err = jema.ErrElsewhere // whose contact it is, the link does not prove
	}
	if problem := page.Refusal(err); problem != nil && (problem.Kind == jema.KindConflict ||
		problem.Kind == jema.KindInvalid) {
		return h.showMove(c, page.Statuses[problem.Kind], page.PartyOnly(problem))
	}
	if err == nil {
		err = h.recordAnnouncement(c, visit, since)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/r/"+c.Param("token"), "deplace")
}

func (h Visits) showMove(c *gin.Context, status int, problem *jema.Error) error {
	booking, err := h.page(c)
	if err != nil {
		return err
	}
	if booking.Booking.Origin == jema.OriginSchool {
		return school.Classes{Kit: h.Kit}.InsteadOfHalf(c, booking.Visit, page.Refusal(jema.ErrSchoolFixed))
	}
	n, err := page.ID[jema.SlotID](c, "slot")
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	to, err := h.Store.Slot(ctx, booking.Territory.ID, n, h.Now())
	if err != nil {
		return err
	}
	entry, err := h.Store.Entry(ctx, booking.Edition, to.OpeningID, h.Now())
	if err != nil {
		return err
	}
	booking.Title, booking.Problem = h.Voice(c).Say("visit.move.title"), problem
	return h.Render(c, status, "booking/move", movePage{
		bookingPage: booking, To: to, ToView: page.ViewOf(booking.Layout, entry, h.Now()),
		ToWhen: booking.Layout.When(to.Interval),
		Full:   problem != nil && problem.Message == jema.ErrSlotFull.Message,
		Before: booking.Voice.When(booking.When),
	})
}

// renew makes the link in use worth nothing and sends another by the
// channel the visitor has: whoever found the old one does not get the new.
func (h Visits) renew(c *gin.Context) error {
	visit, err := h.visit(c)
	if err != nil {
		return err
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return school.Classes{Kit: h.Kit}.InsteadOfHalf(c, visit, nil)
	}
	hashOf := func(key string, generation int) []byte { return links.Hash(h.Links.ManageToken(key, generation)) }
	err = h.Store.RevokeLinks(c.Request.Context(), visit.Entry.Opening.TerritoryID, links.Hash(c.Param("token")),
		hashOf, h.Now())
	if err != nil {
		return err
	}
	return page.Redirect(c, "/retrouver", "lien")
}
