package organiser

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// workshopFields lists what a proposal would change of the workshop.
func workshopFields(l page.Layout, o artisan.Stored, choices postgres.Choices,
	take map[string]string) (list []proposalField) {
	if o.Proposal == nil {
		return nil
	}
	changed, conflicts := o.Proposal.WorkshopChanges(o.Workshop)
	for _, name := range changed {
		list = append(list, proposalField{Name: name, Label: artisan.FieldLabel(l, name), Take: take[name],
			Live: artisan.WorkshopFieldShown(l, name, o.Workshop, choices), Proposed: artisan.WorkshopFieldShown(l, name,
				*o.Proposal.Value.Workshop, choices),
			Conflict: slices.Contains(conflicts, name), Imported: slices.Contains(o.Proposal.Value.Imported, name)})
	}
	return list
}

// photo sends the photo that a proposal wants.
func (h Proposals) photo(c *gin.Context) error {
	o, err := artisan.Openings{Kit: h.Kit}.Stored(c)
	if err != nil {
		return err
	}
	if o.Proposal == nil || o.Proposal.Value.Photo == nil || len(o.Proposal.Value.Photo.Large) == 0 {
		return jema.NotFound("photo.missing")
	}
	c.Header("Cache-Control", "no-store")
	c.Data(http.StatusOK, "image/jpeg", o.Proposal.Value.Photo.Large)
	return nil
}
