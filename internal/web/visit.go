package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
)

// bookingPage is what the holder of a booking's link sees.
type bookingPage struct {
	Layout
	postgres.Visit
	View  entryView
	Token string
	When  jema.Span
	Past  bool // the visit has begun: nothing is cancelled any more
}

// Place returns where to go: the address, published or not, is told to whoever
// holds a place.
func (p bookingPage) Place() string {
	if p.Booking.Status == jema.Confirmed || p.Booking.Status == jema.Offered {
		return p.Entry.Workshop.Address
	}
	return p.Entry.Place()
}

// visit finds the booking that the address's token opens, in this territory.
// Nothing that holds a token is kept anywhere.
func (s *Site) visit(c *gin.Context) (postgres.Visit, error) {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Robots-Tag", "noindex")
	place, err := s.place(c)
	if err != nil {
		return postgres.Visit{}, err
	}
	visit, err := s.Store.BookingByToken(c.Request.Context(), links.Hash(c.Param("token")), s.Now())
	if err == nil && visit.Entry.Opening.TerritoryID != place.Territory.ID {
		err = jema.ErrBookingMissing
	}
	return visit, err
}

// bookingShow shows a booking; it changes nothing, however often it is asked.
func (s *Site) bookingShow(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	layout, err := s.layout(c, s.voice(c).Say("visit.booking.title"))
	if err != nil {
		return err
	}
	edition := layout.Edition
	return s.render(c, http.StatusOK, "booking/show", bookingPage{
		Layout: layout, Visit: visit, View: viewOf(layout, visit.Entry, s.Now()), Token: c.Param("token"),
		When: visit.Slot.Span(edition.Zone), Past: !s.Now().Before(visit.Slot.Start),
	})
}

// bookingCancel gives the places back.
func (s *Site) bookingCancel(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	if visit.Booking.Status != jema.BookingCancelled && !s.Now().Before(visit.Slot.Start) {
		return jema.Conflict("visit.booking.begun")
	}
	if err := s.Store.CancelBooking(c.Request.Context(), links.Hash(c.Param("token")), s.Now()); err != nil {
		return err
	}
	return redirect(c, "/r/"+c.Param("token"), "annule")
}

// bookingCalendar sends the visit as the calendar entry that was mailed;
// whoever waits has no visit yet.
func (s *Site) bookingCalendar(c *gin.Context) error {
	visit, err := s.visit(c)
	if err != nil {
		return err
	}
	if b := visit.Booking; b.Status == jema.Waiting || b.Status == jema.Offered {
		return jema.NotFound("visit.booking.no_calendar")
	}
	place, err := s.place(c)
	if err != nil {
		return err
	}
	data := mail.Calendar(visit.Booking, mail.VisitOf(postgres.Letter{
		Language: visit.Booking.Language, Territory: place.Territory, Edition: place.Edition, Booking: visit.Booking,
		Slot: visit.Slot.Interval, Opening: visit.Entry.Opening, Workshop: visit.Entry.Workshop, Commune: visit.Entry.Commune,
	}, s.Links), s.Now())
	c.Header("Content-Disposition", `attachment; filename="visite.ics"`)
	c.Data(http.StatusOK, "text/calendar; charset=utf-8", data)
	return nil
}
