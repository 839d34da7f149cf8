package visitor

import (
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// LostLinks sends the links of bookings again to those who lost them.
type LostLinks struct{ *page.Kit }

// findPage is the form to request the link of a booking again.
type findPage struct {
	page.Layout
	Code, Reach string
	Sent        bool
}

// show shows the form by which a visitor requests the link again.
func (h LostLinks) show(c *gin.Context) error {
	return h.showFind(c, http.StatusOK, findPage{})
}

func (h LostLinks) showFind(c *gin.Context, status int, p findPage) error {
	problem := p.Problem
	layout, err := h.Layout(c, h.Voice(c).Say("find.title"))
	if err != nil {
		return err
	}
	p.Layout = layout
	p.Problem = problem
	c.Header("Cache-Control", "no-store")
	c.Header("X-Robots-Tag", "noindex")
	return h.Render(c, status, "find/show", p)
}

// send sends the link of a booking again to its contact. The answer is the same
// whether there is such a booking or not.
func (h LostLinks) send(c *gin.Context) error {
	var problems jema.Problems
	p := findPage{Code: page.Line(c, &problems, "code", 40), Reach: page.Line(c, &problems, "reach", 254)}
	if p.Code == "" {
		problems.Add("code", "find.code_missing")
	}
	if p.Reach == "" {
		problems.Add("reach", "find.reach_missing")
	}
	if p.Problem = page.Refusal(problems.Err()); p.Problem != nil {
		return h.showFind(c, http.StatusUnprocessableEntity, p)
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	if err := h.often(c, "find", findsByClient); err != nil {
		if p.Problem = page.Refusal(err); p.Problem == nil {
			return err
		}
		return h.showFind(c, http.StatusTooManyRequests, p)
	}
	ctx := c.Request.Context()
	booking, err := h.Store.FindByCode(ctx, place.Territory.ID, p.Code, p.Reach, h.Now())
	if err == nil {
		err = h.Store.ResendLink(ctx, place.Territory.ID, booking.ID, h.Now())
	}
	switch {
	case errors.Is(err, jema.ErrFindTooMany):
		p.Problem = page.Refusal(err)
		return h.showFind(c, http.StatusTooManyRequests, p)
	case err != nil && !errors.Is(err, jema.ErrBookingMissing):
		return err
	}
	return h.showFind(c, http.StatusOK, findPage{Sent: true})
}

// findsByClient is how often an hour one client, behind which a whole office
// may sit, may try codes.
const findsByClient = 60

// often counts one more of what the client of a request does, and refuses it
// with ErrFindTooMany beyond most an hour. The counts are in the database,
// by a hash, and are swept away when the hour is over: no memory grows.
func (h LostLinks) often(c *gin.Context, what string, most int) error {
	count, err := h.Store.Attempt(c.Request.Context(), page.TryKey(what+" from", h.ClientAddress(c.Request)),
		h.Now(), time.Hour)
	if err == nil && count > most {
		err = jema.ErrFindTooMany
	}
	return err
}
