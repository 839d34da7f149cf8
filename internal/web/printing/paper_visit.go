package printing

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/programme"
	"jema/internal/text"
	"jema/internal/web/page"
)

// ticketDownload sends a confirmed booking's ticket in the language in which
// it was booked.
func (h Papers) ticketDownload(c *gin.Context) error {
	c.Header("Cache-Control", "no-store")
	c.Header("X-Robots-Tag", "noindex")
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	visit, err := h.Store.BookingByToken(c.Request.Context(), place.Territory.ID, links.Hash(c.Param("token")), h.Now())
	if err != nil {
		return err
	}
	if visit.Booking.Status != jema.Confirmed {
		return jema.NotFound("visit.ticket.none")
	}
	ticket := jema.Ticket{Territory: place.Territory, Edition: place.Edition, Entry: visit.Entry, Slot: visit.Slot,
		Booking: visit.Booking, PassURL: h.Links.Pass(visit.Booking.ID)}
	return h.sendPaper(c, "billet.pdf", true, programme.Ticket{Ticket: ticket,
		Language: ticketLanguage(visit.Booking.Language)})
}

// ticketLanguage is the booking's language, French where tickets have none in
// it.
func ticketLanguage(language string) string {
	if programme.Speaks(language) {
		return language
	}
	return "fr"
}

// attendanceDownload sends the sheet for the workshop's door to whoever runs
// the slots or receives: all of them, those of the day that « jour » names, or
// the one that « creneau » names.
func (h Papers) attendanceDownload(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	openingID, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return err
	}
	a, err := h.Store.Attendance(c.Request.Context(), place.Territory.ID, openingID, h.Now())
	if err == nil && a.Entry.Opening.EditionID != place.Edition.ID {
		err = jema.NotFound("opening.missing") // of a past year
	}
	if err != nil {
		return err
	}
	a.Territory, a.Edition = place.Territory, place.Edition
	if day := text.Line(c.Query("jour")); day != "" {
		d, err := jema.ParseDate(day)
		if err != nil {
			return jema.NotFound("error.not_found")
		}
		a = a.OnDay(d)
	}
	if slot := text.Line(c.Query("creneau")); slot != "" {
		n, err := strconv.ParseInt(slot, 10, 64)
		if err != nil {
			return jema.ErrSlotMissing
		}
		if a, err = a.Only(jema.SlotID(n)); err != nil {
			return err
		}
	}
	name := "presence.pdf"
	if slug := text.Slug(a.Entry.Opening.Title); slug != "" {
		name = "presence-" + slug + ".pdf"
	}
	return h.sendPaper(c, name, true, programme.Attendance{List: a, Language: "fr"})
}
