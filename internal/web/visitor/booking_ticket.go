package visitor

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/programme"
)

// ticketPage is what a visitor prints and takes along.
type ticketPage struct {
	bookingPage
	QR template.HTML // of the booking's door pass: whoever photographs it can cancel nothing
}

// ticket shows a confirmed booking as a page to print.
func (h Visits) ticket(c *gin.Context) error {
	booking, err := h.page(c)
	if err != nil {
		return err
	}
	if booking.Booking.Status != jema.Confirmed {
		return jema.NotFound("visit.ticket.none")
	}
	booking.Title = h.Voice(c).Say("visit.ticket.title")
	drawn, err := qrSVG(h.Links.Pass(booking.Booking.ID), booking.T("visit.ticket.qr"))
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "booking/ticket", ticketPage{booking, drawn})
}

// quiet is the empty border a QR code needs, in modules.
const quiet = 4

// qrSVG draws a QR code as one path of rectangles; label is its text for screen
// readers.
func qrSVG(content, label string) (template.HTML, error) {
	code := programme.Modules(content)
	if code == nil {
		return "", fmt.Errorf("%d bytes do not go into a QR code", len(content))
	}
	var path strings.Builder
	for _, s := range code.Dark {
		_, _ = fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", s.X+quiet, s.Y+quiet, s.N, s.N)
	}
	whole := code.Side + 2*quiet
	return template.HTML(fmt.Sprintf( //nolint:gosec // numbers, and a label that is escaped
		`<svg class="qr" viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges"><path class="ground" `+
			`d="M0 0h%dv%dh-%dz"/><path d="%s"/></svg>`,
		whole, whole, template.HTMLEscapeString(label), whole, whole, whole, path.String())), nil
}
