package artisan

import (
	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// proposeWorkshop stores what an artisan wants of a workshop that is on the
// site.
func (h Workshops) proposeWorkshop(c *gin.Context, p *WorkshopPage, wanted jema.Workshop,
	photo photoChange) (jema.Workshop, string, error) {
	account, err := h.Account(c)
	if err != nil {
		return wanted, "", err
	}
	shown := p.Workshop
	if p.Proposal != nil {
		shown = p.Proposal.Wanted(p.Workshop)
	}
	wish := postgres.WorkshopWish{AccountID: account.ID, Wanted: wanted, RemovePhoto: photo.remove,
		Photo: photo.wanted(wanted.ID), Revision: p.Revision}
	if SameWorkshop(wanted, shown) && wish.Photo == nil && !wish.RemovePhoto {
		return wanted, "opening_unchanged", nil
	}
	waits, err := h.Store.ProposeWorkshop(c.Request.Context(), wish, h.Now())
	done := "workshop_saved"
	if waits {
		done = "workshop_proposed"
	}
	return wanted, done, err
}
