package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/web/page"
)

// erasurePage asks before the identity of a booking or a class is erased.
type erasurePage struct {
	page.Layout
	Back    string // the page of the booking or the class
	Of      int64  // the edition it belongs to
	Class   bool
	Cancels bool // the visit is still to come
	Waits   bool // of a class: workshops wait for it, it is to be cancelled first
}

// erasureShow says what erasing a booking's identity does, and asks.
func (s *Site) erasureShow(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return s.insteadOfHalf(c, visit, nil)
	}
	cancels := visit.Booking.Status != jema.BookingCancelled && s.Now().Before(visit.Slot.Start)
	return s.showErasure(c, http.StatusOK, erasurePage{Back: "/r/" + c.Param("token"), Of: visit.Entry.Opening.EditionID, Cancels: cancels})
}

// Day is when the identity is erased without its holder, zero when that is
// another edition's matter.
func (p erasurePage) Day() jema.Date {
	if p.Of != p.Edition.ID {
		return jema.Date{}
	}
	return p.Edition.PurgeOn
}

func (s *Site) showErasure(c *gin.Context, status int, p erasurePage) (err error) {
	if p.Layout, err = s.Layout(c, s.Voice(c).Say("erasure.title")); err != nil {
		return err
	}
	return s.Render(c, status, "booking/erasure", p)
}

// erasureDo erases who made the booking of the address, for good.
func (s *Site) erasureDo(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return s.insteadOfHalf(c, visit, nil)
	}
	err = s.Store.EraseBooking(c.Request.Context(), visit.Entry.Opening.TerritoryID, links.Hash(c.Param("token")), s.Now())
	if err != nil {
		return err
	}
	return page.Redirect(c, "/donnees-personnelles", "efface")
}

// classErasureShow is erasureShow for a class.
func (s *Site) classErasureShow(c *gin.Context) error {
	class, err := s.class(c)
	if err != nil {
		return err
	}
	return s.showErasure(c, http.StatusOK, erasurePage{Back: "/classe/" + c.Param("token"), Of: class.Request.EditionID,
		Class: true, Waits: class.Awaited(s.Now())})
}

// classErasureDo erases the school and the teacher of a class that is not
// awaited any more.
func (s *Site) classErasureDo(c *gin.Context) error {
	class, err := s.class(c)
	if err != nil {
		return err
	}
	err = s.Store.EraseSchool(c.Request.Context(), class.Request.TerritoryID, links.Hash(c.Param("token")), s.Now())
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return s.showErasure(c, http.StatusConflict, erasurePage{Back: "/classe/" + c.Param("token"), Class: true, Waits: true})
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/donnees-personnelles", "efface")
}
