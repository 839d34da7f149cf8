package entry

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// takeOver makes the event that follows one of an earlier edition, and shows it. Sent
// twice, it is the same event.
func (h Entries) takeOver(c *gin.Context) error {
	place, account, err := h.Acting(c)
	if err != nil {
		return err
	}
	if !page.ForOrganisers(account.Role) && !place.Edition.RegistrationOpen(h.Now()) {
		return artisan.ErrRegistrationClosed
	}
	workshop, err := page.ID[jema.WorkshopID](c, "workshop")
	if err != nil {
		return err
	}
	before, err := strconv.ParseInt(c.PostForm("event"), 10, 64)
	if err != nil {
		return jema.NotFound("opening.missing")
	}
	id, err := h.Store.TakeOver(c.Request.Context(), postgres.Succession{Into: place.Edition, WorkshopID: workshop,
		OpeningID: jema.OpeningID(before), Words: artisan.TimesWords}, h.Now())
	if err != nil {
		return err
	}
	return page.Redirect(c, page.MyOpeningPath(id), "taken_over")
}

// reread notes that whoever writes an event that was taken over has looked at it; an
// organiser cannot do so in the workshop's place.
func (h Entries) reread(c *gin.Context, e entry) error {
	o := e.Plan.Opening
	if e.office() {
		return h.seePage(c, http.StatusForbidden, e, jema.Forbidden("successor.reread_other"))
	}
	if err := h.Store.Reread(c.Request.Context(), o.TerritoryID, o.ID); err != nil {
		return err
	}
	return page.Redirect(c, page.MyOpeningPath(o.ID), "opening_reread")
}

// MayReread reports whether the page's reader may confirm that an event that was
// taken over is right.
func (p *seePage) MayReread() bool {
	return p.Taken != nil && p.Taken.ToReread && p.MayChange && !page.ForOrganisers(p.Account.Role)
}
