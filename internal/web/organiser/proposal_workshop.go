package organiser

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// workshopFieldShown is the value of a field of a workshop, in words.
func workshopFieldShown(l page.Layout, name string, w jema.Workshop, choices postgres.Choices) string {
	published := func(is bool, words string) string {
		if words == "" {
			return ""
		}
		return words + " (" + l.T("proposal.published."+strconv.FormatBool(is)) + ")"
	}
	switch name {
	case "workshop_name":
		return w.Name
	case "workshop_artisan":
		return w.Artisan
	case "workshop_craft":
		i := slices.IndexFunc(choices.Crafts, func(k jema.Craft) bool { return k.Slug == w.CraftSlug })
		if w.CraftSlug == "" || i < 0 {
			return w.CraftOther
		}
		return choices.Crafts[i].Name
	case "workshop_commune":
		return communeName(choices, w.CommuneINSEE)
	case "workshop_address":
		return published(w.PublishAddress, strings.TrimSpace(w.Address+" "+w.PostalCode))
	case "workshop_position":
		return artisan.WorkshopFormOf(w, nil).Position
	case "workshop_parking":
		return w.Parking
	case "workshop_parking_english":
		return w.ParkingEnglish
	case "workshop_phone":
		return published(w.PublishPhone, w.Phone)
	case "workshop_email":
		return published(w.PublishEmail, w.Email)
	}
	return w.Website
}

func communeName(choices postgres.Choices, insee string) string {
	i := slices.IndexFunc(choices.Communes, func(x jema.Commune) bool { return x.INSEE == insee })
	if i < 0 {
		return insee
	}
	return choices.Communes[i].Name
}

// workshopFields lists what a proposal would change of the workshop.
func workshopFields(l page.Layout, o artisan.Stored, choices postgres.Choices,
	take map[string]string) (list []proposalField) {
	if o.Proposal == nil {
		return nil
	}
	changed, conflicts := o.Proposal.WorkshopChanges(o.Workshop)
	for _, name := range changed {
		field := strings.TrimPrefix(name, "workshop_")
		list = append(list, proposalField{Name: name, Label: l.T("workshop.field." + cmp.Or(field, name)), Take: take[name],
			Live: workshopFieldShown(l, name, o.Workshop, choices), Proposed: workshopFieldShown(l, name,
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
