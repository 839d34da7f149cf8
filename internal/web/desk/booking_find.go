package desk

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Bookings finds bookings again for whoever calls.
type Bookings struct{ *page.Kit }

// bookingsAPage is how many bookings a page of the desk's search shows.
const bookingsAPage = 25

// deskFindPage is what the desk found of bookings.
type deskFindPage struct {
	page.Layout
	Words          string
	Searched       bool
	Found          []callerBooking
	Page           int
	Previous, Next string
}

// find finds bookings by a name, a telephone, an e-mail address or a code,
// or the beginning of one.
func (h Bookings) find(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("desk.find"))
	if err != nil {
		return err
	}
	p := deskFindPage{Layout: layout, Words: text.Line(c.Query("q")), Page: max(1, min(pageOf(c.Query("page")), 1000))}
	if p.Searched = text.Length(p.Words) >= 2 && text.Length(p.Words) <= page.WordsMax; p.Searched {
		found, more, err := h.Store.FindBookings(c.Request.Context(), layout.Edition.ID,
			postgres.Wanted{Typed: p.Words, Skip: (p.Page - 1) * bookingsAPage, Limit: bookingsAPage})
		if err != nil {
			return err
		}
		for _, b := range found {
			p.Found = append(p.Found, Openings(h).callerBookingOf(layout.Voice, layout.Edition, b))
		}
		p.turn(more)
	}
	c.Header("Cache-Control", "no-store") // names
	return h.Render(c, http.StatusOK, "desk/find", p)
}

func pageOf(typed string) int {
	n, err := strconv.Atoi(typed)
	if err != nil {
		return 1
	}
	return n
}

// turn sets the links to the pages beside this one.
func (p *deskFindPage) turn(more bool) {
	at := func(page int) string {
		return "/accueil/reservations?" + url.Values{"q": {p.Words}, "page": {strconv.Itoa(page)}}.Encode()
	}
	if p.Page > 1 {
		p.Previous = at(p.Page - 1)
	}
	if more {
		p.Next = at(p.Page + 1)
	}
}

// resend sends somebody who calls their confirmation once more, or what
// else returns the status of the booking.
func (h Bookings) resend(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	n, err := page.ID[jema.BookingID](c, "booking")
	if err != nil {
		return err
	}
	booking, err := h.Store.BookingAt(c.Request.Context(), place.Territory.ID, n)
	if err != nil {
		return err
	}
	if err := h.Store.ResendLink(c.Request.Context(), place.Territory.ID, booking.ID, h.Now()); err != nil {
		return err
	}
	return page.Redirect(c, "/r/"+h.Links.ManageToken(booking.Key, booking.Generation), "renvoye")
}
