package web

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
)

// answer is how somebody answers an offer or gives places back.
type answerOffer func(ctx context.Context, territoryID int64, tokenHash []byte, now time.Time) error

// bookingAccept takes the places that are offered.
func (s *Site) bookingAccept(c *gin.Context) error {
	return s.answerOffer(c, s.Store.AcceptOffer, "accepte")
}

// bookingDecline leaves the places that are offered to the next.
func (s *Site) bookingDecline(c *gin.Context) error {
	return s.answerOffer(c, s.Store.DeclineOffer, "refuse")
}

// bookingCancel gives the places back, or leaves the waiting list: whichever
// the page that was shown said.
func (s *Site) bookingCancel(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	leaves := c.PostForm("do") == "leave"
	if !page.Ticked(c, "sure") && visit.Booking.Status != jema.BookingCancelled && visit.Booking.Origin != jema.OriginSchool {
		return s.bookingCancelAsk(c, visit, leaves)
	}
	if leaves {
		return s.answerOffer(c, s.Store.LeaveWaiting, "quitte")
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return s.halfCancel(c, visit)
	}
	if visit.Booking.Status != jema.BookingCancelled && !s.Now().Before(visit.Slot.Start) {
		return jema.Conflict("visit.booking.begun")
	}
	return s.answerOffer(c, s.Store.CancelBooking, "annule")
}

// halfCancel cancels the whole class of a half, once it was asked about.
func (s *Site) halfCancel(c *gin.Context, visit postgres.Visit) error {
	class, err := s.Store.ClassOfBooking(c.Request.Context(), visit.Entry.Opening.TerritoryID, visit.Booking.ID, s.Now())
	if err != nil {
		return err
	}
	if !page.Ticked(c, "sure") && s.stands(class) {
		return s.classCancelAsk(c, class, s.Links.SchoolToken(class.Request.Key, class.Request.Generation))
	}
	return s.answerOffer(c, s.Store.CancelBooking, "")
}

// cancelPage asks once before places are given back.
type cancelPage struct {
	bookingPage
	Leaves bool // it is a place on the waiting list that is given up
}

// bookingCancelAsk shows what would be given up, and the button that does it.
func (s *Site) bookingCancelAsk(c *gin.Context, visit postgres.Visit, leaves bool) error {
	if !s.Now().Before(visit.Slot.Start) {
		return jema.Conflict("visit.booking.begun")
	}
	p, err := s.bookingPage(c)
	if err != nil {
		return err
	}
	p.Title = s.Voice(c).Say("visit.booking.cancel_ask")
	if leaves {
		p.Title = s.Voice(c).Say("visit.booking.leave_ask")
	}
	return s.Render(c, http.StatusOK, "booking/cancel", cancelPage{p, leaves})
}

// answerOffer does what a button of the booking's page says; what stands in
// the way is shown on that page as it now is.
func (s *Site) answerOffer(c *gin.Context, act answerOffer, done string) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	since := s.Now()
	err = act(c.Request.Context(), visit.Entry.Opening.TerritoryID, links.Hash(c.Param("token")), since)
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return s.showBooking(c, http.StatusConflict, "", problem)
	}
	if err == nil {
		err = s.saidAloud(c, visit, since)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/r/"+c.Param("token"), done)
}

// bookingParty changes how many come.
func (s *Site) bookingParty(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	var p jema.Problems
	typed, since := text.Line(c.PostForm("party_size")), s.Now()
	size := page.Number(c, &p, "party_size")
	if err = p.Err(); err == nil {
		err = s.changeParty(c, visit, size, since)
	}
	if problem := page.Refusal(err); problem != nil && problem.Kind != jema.KindUnavailable {
		page.RetryAfter(c, problem)
		most := min(visit.Slot.Capacity, visit.Entry.Opening.PartyMax)
		return s.showBooking(c, page.Statuses[problem.Kind], typed, partyProblem(problem, most))
	}
	if err == nil {
		err = s.saidAloud(c, visit, since)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/r/"+c.Param("token"), "personnes")
}

// changeParty changes how many come; places that a visitor adds count for their
// network, those that the desk adds for a caller count for nobody's.
func (s *Site) changeParty(c *gin.Context, visit postgres.Visit, size int, now time.Time) error {
	account, err := s.Account(c)
	if err != nil {
		return err
	}
	change := postgres.PartyChange{TerritoryID: visit.Entry.Opening.TerritoryID, TokenHash: links.Hash(c.Param("token")), Size: size}
	if !page.ForDesk(account) {
		change.Client = s.Client(c.Request)
	}
	return s.Store.ChangeParty(c.Request.Context(), change, now)
}

// partyProblem says at the field what is refused about a party.
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

// movePage asks whether a booking goes to another slot.
type movePage struct {
	bookingPage
	To     jema.Slot
	ToView page.EntryView
	ToWhen string
	Before string // when the booking is now
}

// bookingMoveShow shows where a booking would go; its button moves it.
func (s *Site) bookingMoveShow(c *gin.Context) error { return s.showMove(c, http.StatusOK, nil) }

// bookingMove takes a booking to another slot in one step: the visitor is
// never without a place.
func (s *Site) bookingMove(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	to, err := page.ID(c, "slot")
	if err != nil {
		return err
	}
	since := s.Now()
	err = s.Store.MoveBooking(c.Request.Context(), visit.Entry.Opening.TerritoryID, links.Hash(c.Param("token")), to, since)
	if errors.Is(err, jema.ErrAlreadyBooked) {
		err = jema.ErrElsewhere // whose contact it is, the link does not prove
	}
	if problem := page.Refusal(err); problem != nil && (problem.Kind == jema.KindConflict || problem.Kind == jema.KindInvalid) {
		return s.showMove(c, page.Statuses[problem.Kind], page.PartyOnly(problem))
	}
	if err == nil {
		err = s.saidAloud(c, visit, since)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/r/"+c.Param("token"), "deplace")
}

func (s *Site) showMove(c *gin.Context, status int, problem *jema.Error) error {
	booking, err := s.bookingPage(c)
	if err != nil {
		return err
	}
	if booking.Booking.Origin == jema.OriginSchool {
		return s.insteadOfHalf(c, booking.Visit, page.Refusal(jema.ErrSchoolFixed))
	}
	n, err := page.ID(c, "slot")
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	to, err := s.Store.Slot(ctx, booking.Territory.ID, n, s.Now())
	if err != nil {
		return err
	}
	entry, err := s.Store.Entry(ctx, booking.Edition, to.OpeningID, s.Now())
	if err != nil {
		return err
	}
	booking.Title, booking.Problem = s.Voice(c).Say("visit.move.title"), problem
	span := to.Span(booking.Edition.Zone)
	return s.Render(c, status, "booking/move", movePage{
		bookingPage: booking, To: to, ToView: page.ViewOf(booking.Layout, entry, s.Now()),
		ToWhen: text.DayMonth(span.Day) + ", " + text.FromTo(span.From, span.To),
		Before: text.DayMonth(booking.When.Day) + ", " + text.FromTo(booking.When.From, booking.When.To),
	})
}

// bookingRenew makes the link in use worth nothing and sends another by the
// channel the visitor has: whoever found the old one does not get the new.
func (s *Site) bookingRenew(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return s.insteadOfHalf(c, visit, nil)
	}
	hashOf := func(key string, generation int) []byte { return links.Hash(s.Links.ManageToken(key, generation)) }
	err = s.Store.RevokeLinks(c.Request.Context(), visit.Entry.Opening.TerritoryID, links.Hash(c.Param("token")), hashOf, s.Now())
	if err != nil {
		return err
	}
	return page.Redirect(c, "/retrouver", "lien")
}
