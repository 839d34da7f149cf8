package visitor

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/web/page"
	"jema/internal/web/school"
)

// Erasures erases identities at their holder's wish.
type Erasures struct{ *page.Kit }

// erasurePage requires a confirmation before the identity of a booking or a class is erased.
type erasurePage struct {
	page.Layout
	Back    string         // the page of the booking or the class
	Of      jema.EditionID // the edition it belongs to
	Class   bool
	Cancels bool // the visit is still to come
	Waits   bool // of a class: workshops wait for it, it is to be cancelled first
}

// show specifies what erasing a booking's identity does, and requests a confirmation.
func (h Erasures) show(c *gin.Context) error {
	visit, err := Visits(h).visit(c)
	if err != nil {
		return err
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return school.Classes{Kit: h.Kit}.InsteadOfHalf(c, visit, nil)
	}
	cancels := visit.Booking.Status != jema.BookingCancelled && h.Now().Before(visit.Slot.Start)
	return h.showErasure(c, http.StatusOK, erasurePage{Back: "/r/" + c.Param("token"), Of: visit.Entry.Opening.EditionID,
		Cancels: cancels})
}

// Day is when the identity is erased without its holder, zero when that is
// another edition's matter.
func (p erasurePage) Day() jema.Date {
	if p.Of != p.Edition.ID {
		return jema.Date{}
	}
	return p.Edition.PurgeOn
}

func (h Erasures) showErasure(c *gin.Context, status int, p erasurePage) (err error) {
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("erasure.title")); err != nil {
		return err
	}
	return h.Render(c, status, "booking/erasure", p)
}

// do erases who made the booking of the address, for good.
func (h Erasures) do(c *gin.Context) error {
	visit, err := Visits(h).visit(c)
	if err != nil {
		return err
	}
	if visit.Booking.Origin == jema.OriginSchool {
		return school.Classes{Kit: h.Kit}.InsteadOfHalf(c, visit, nil)
	}
	err = h.Store.EraseBooking(c.Request.Context(), visit.Entry.Opening.TerritoryID, links.Hash(c.Param("token")), h.Now())
	if err != nil {
		return err
	}
	return page.Redirect(c, "/donnees-personnelles", "efface")
}

// classErasureShow is show for a class.
func (h Erasures) classErasureShow(c *gin.Context) error {
	class, err := school.Classes{Kit: h.Kit}.Class(c)
	if err != nil {
		return err
	}
	return h.showErasure(c, http.StatusOK, erasurePage{Back: "/classe/" + c.Param("token"), Of: class.Request.EditionID,
		Class: true, Waits: class.Awaited(h.Now())})
}

// classErasureDo erases the school and the teacher of a class that is not
// awaited any more.
func (h Erasures) classErasureDo(c *gin.Context) error {
	class, err := school.Classes{Kit: h.Kit}.Class(c)
	if err != nil {
		return err
	}
	err = h.Store.EraseSchool(c.Request.Context(), class.Request.TerritoryID, links.Hash(c.Param("token")), h.Now())
	if problem := page.Refusal(err); problem != nil && problem.Kind == jema.KindConflict {
		return h.showErasure(c, http.StatusConflict, erasurePage{Back: "/classe/" + c.Param("token"),
			Class: true, Waits: true})
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, "/donnees-personnelles", "efface")
}
