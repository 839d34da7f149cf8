package visitor

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Passes shows door passes.
type Passes struct{ *page.Kit }

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

// Valid reports whether the pass still admits somebody.
func (p passPage) Valid() bool { return p.State == "valid" }

// show shows a door pass. It holds no form and leads to nothing that acts.
func (h Passes) show(c *gin.Context) error {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Robots-Tag", "noindex")
	c.Header("Referrer-Policy", "no-referrer")
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	id, ok := h.Links.PassBooking(c.Param("code"))
	if !ok {
		return jema.ErrBookingMissing
	}
	visit, err := h.Store.VisitAt(c.Request.Context(), place.Territory.ID, id, h.Now())
	if err != nil {
		return err
	}
	voice := catalogue.In(visit.Booking.Language)
	if reader := c.GetHeader("Accept-Language"); reader != "" {
		voice = catalogue.Accepted(reader)
	}
	span := visit.Slot.Span(place.Edition.Zone)
	p := passPage{Layout: page.Layout{Voice: voice, Title: voice.Say("pass.title"), Territory: place.Territory,
		Edition: place.Edition},
		Visit: visit, State: h.state(visit), Day: voice.Day(span.Day), Hours: voice.FromTo(span.From, span.To)}
	p.View = page.ViewOf(p.Layout, visit.Entry, h.Now())
	html, err := h.Execute(voice, "booking/pass", "bare", p)
	if err != nil {
		return err
	}
	page.Send(c, http.StatusOK, "text/html; charset=utf-8", html)
	return nil
}

// state is what a door pass is worth now.
func (h Passes) state(v postgres.Visit) string {
	switch {
	case v.Booking.Status == jema.BookingCancelled && v.Booking.Why == jema.WhyCalledOff:
		return "called_off"
	case v.Booking.Status == jema.BookingCancelled:
		return "cancelled"
	case v.Booking.Status != jema.Confirmed:
		return "unconfirmed"
	case !h.Now().Before(v.Slot.End):
		return "over"
	}
	return "valid"
}
