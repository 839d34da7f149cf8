package web

import (
	"cmp"
	"crypto/sha256"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// proposeWorkshop stores what an artisan wants of a workshop that is on the
// site.
func (s *Site) proposeWorkshop(c *gin.Context, p *workshopPage, wanted jema.Workshop, photo photoChange) (jema.Workshop, string, error) {
	account, err := s.Account(c)
	if err != nil {
		return wanted, "", err
	}
	shown := p.Workshop
	if p.Proposal != nil {
		shown = p.Proposal.Wanted(p.Workshop)
	}
	wish := postgres.WorkshopWish{AccountID: account.ID, Wanted: wanted, RemovePhoto: photo.remove, Photo: photo.wanted(wanted.ID), Revision: p.Revision}
	if sameWorkshop(wanted, shown) && wish.Photo == nil && !wish.RemovePhoto {
		return wanted, "opening_unchanged", nil
	}
	waits, err := s.Store.ProposeWorkshop(c.Request.Context(), wish, s.Now())
	done := "workshop_saved"
	if waits {
		done = "workshop_proposed"
	}
	return wanted, done, err
}

// wanted is the photo that a change wants, nil for none.
func (change photoChange) wanted(workshopID int64) *jema.Photo {
	photo := jema.Photo{WorkshopID: workshopID, Alt: change.form.Alt, Credit: change.form.Credit}
	switch pic := change.picture; {
	case pic != nil:
		photo.Width, photo.Height, photo.SHA256 = pic.Width, pic.Height, sha256.Sum256(pic.Large)
		photo.Large, photo.Small = pic.Large, pic.Small
	case !change.describe:
		return nil
	}
	return &photo
}

// workshopFieldShown is what a workshop says in a field, in words.
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
		return workshopFormOf(w, nil).Position
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
func workshopFields(l page.Layout, o stored, choices postgres.Choices, take map[string]string) (list []proposalField) {
	if o.proposal == nil {
		return nil
	}
	changed, conflicts := o.proposal.WorkshopChanges(o.workshop)
	for _, name := range changed {
		field := strings.TrimPrefix(name, "workshop_")
		list = append(list, proposalField{Name: name, Label: l.T("workshop.field." + cmp.Or(field, name)), Take: take[name],
			Live: workshopFieldShown(l, name, o.workshop, choices), Proposed: workshopFieldShown(l, name, *o.proposal.Value.Workshop, choices),
			Conflict: slices.Contains(conflicts, name), Imported: slices.Contains(o.proposal.Value.Imported, name)})
	}
	return list
}

// proposalPhoto sends the photo that a proposal wants.
func (s *Site) proposalPhoto(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	if o.proposal == nil || o.proposal.Value.Photo == nil || len(o.proposal.Value.Photo.Large) == 0 {
		return jema.NotFound("photo.missing")
	}
	c.Header("Cache-Control", "no-store")
	c.Data(http.StatusOK, "image/jpeg", o.proposal.Value.Photo.Large)
	return nil
}
