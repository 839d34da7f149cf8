package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// passPage is what the QR code of a printed ticket opens, for the workshop's
// door: where, when and how many, and nothing of the person.
type passPage struct {
	page.Layout
	postgres.Visit
	View  page.EntryView
	State string // the end of a key below pass.state
	Day   string
	Hours string
}

// Valid tells whether the pass still admits somebody.
func (p passPage) Valid() bool { return p.State == "valid" }

// passShow shows a door pass. It holds no form and leads to nothing that acts.
func (s *Site) passShow(c *gin.Context) error {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Robots-Tag", "noindex")
	c.Header("Referrer-Policy", "no-referrer")
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	id, ok := s.Links.PassBooking(c.Param("code"))
	if !ok {
		return jema.ErrBookingMissing
	}
	visit, err := s.Store.VisitAt(c.Request.Context(), place.Territory.ID, id, s.Now())
	if err != nil {
		return err
	}
	voice := catalogue.In(visit.Booking.Language)
	if reader := c.GetHeader("Accept-Language"); reader != "" {
		voice = catalogue.Accepted(reader)
	}
	span := visit.Slot.Span(place.Edition.Zone)
	p := passPage{Layout: page.Layout{Voice: voice, Title: voice.Say("pass.title"), Territory: place.Territory, Edition: place.Edition},
		Visit: visit, State: s.passState(visit), Day: voice.Day(span.Day), Hours: voice.FromTo(span.From, span.To)}
	p.View = page.ViewOf(p.Layout, visit.Entry, s.Now())
	html, err := s.Execute("booking/pass", "bare", p)
	if err != nil {
		return err
	}
	page.Send(c, http.StatusOK, "text/html; charset=utf-8", html)
	return nil
}

// passState is what a door pass is worth now.
func (s *Site) passState(v postgres.Visit) string {
	switch {
	case v.Booking.Status == jema.BookingCancelled && v.Booking.Why == jema.WhyCalledOff:
		return "called_off"
	case v.Booking.Status == jema.BookingCancelled:
		return "cancelled"
	case v.Booking.Status != jema.Confirmed:
		return "unconfirmed"
	case !s.Now().Before(v.Slot.End):
		return "over"
	}
	return "valid"
}
