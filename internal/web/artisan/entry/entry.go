package entry

import (
	"context"
	"maps"
	"net/url"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// Entries lets artisans, and whoever acts for them, write an event and its workshop.
type Entries struct{ *page.Kit }

// entry is an event with its workshop, as its editor works on it.
type entry struct {
	artisan.Stored
	account    jema.Account
	choices    postgres.Choices
	typed      map[string]string         // what cannot be read yet, by field
	shop       jema.Workshop             // as it is edited: stored, or as it is proposed
	shopLive   bool                      // the workshop is on the site: its artisan's changes are proposals
	waiting    *postgres.OpeningProposal // what waits for an organiser beside the workshop
	photo      *jema.Photo               // the first of the workshop, nil when it has none
	statements []jema.Statement          // what was said about it, the newest first
	taken      *jema.TakenOver           // from an earlier edition, nil where it is new
}

// acting is the context of what the editor does: what others do is announced to the
// artisan.
func (e entry) acting(c *gin.Context) context.Context {
	if e.behalf() {
		return postgres.ByOffice(c.Request.Context())
	}
	return c.Request.Context()
}

// live reports whether the event is on the site.
func (e entry) live() bool { return e.Plan.Opening.State == jema.Approved }

// office reports whether the editor is an organiser, who writes what is live.
func (e entry) office() bool { return page.ForOrganisers(e.account.Role) }

// edited is the event as its editor works on it: stored, or as it is proposed.
func (e entry) edited() postgres.OpeningPlan {
	if e.office() {
		return e.Plan
	}
	return e.Edited()
}

// entry returns the entry of the address.
func (h Entries) entry(c *gin.Context) (e entry, err error) {
	n, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return e, err
	}
	return h.entryOf(c, n)
}

func (h Entries) entryOf(c *gin.Context, openingID jema.OpeningID) (e entry, err error) {
	account, err := h.Account(c)
	if err != nil {
		return e, err
	}
	e.account = *account
	if e.Stored, err = (artisan.Openings{Kit: h.Kit}).StoredAs(c, openingID); err != nil {
		return e, err
	}
	ctx, territory := c.Request.Context(), e.Place.Territory.ID
	if e.choices, err = h.choices(ctx, e.account); err != nil {
		return e, err
	}
	if e.typed, err = h.Store.EntryTyped(ctx, territory, openingID); err != nil {
		return e, err
	}
	if e.taken, err = h.Store.TakenOver(ctx, e.Place.Edition, openingID); err != nil {
		return e, err
	}
	if e.statements, err = h.Store.Statements(ctx, territory, e.Workshop.ID, openingID); err != nil {
		return e, err
	}
	if e.photo, err = h.Store.WorkshopPhoto(ctx, territory, e.Workshop.ID); err != nil {
		return e, err
	}
	e.shop = e.Workshop
	if e.office() {
		return e, nil
	}
	e.waiting, e.shopLive, err = h.Store.WorkshopProposal(ctx, territory, e.Workshop.ID)
	if err == nil && e.waiting != nil && e.waiting.Value.Workshop != nil {
		e.shop = e.waiting.Wanted(e.Workshop)
	}
	return e, err
}

// mayChange reports whether the entry may be changed now.
func (h Entries) mayChange(e entry) bool {
	return e.office() || artisan.MayChange(e.Place.Edition, e.Plan.Opening, h.Kit)
}

// values are the fields of the entry as they are stored or proposed, by name.
func (e entry) values() url.Values {
	v := artisan.WorkshopFormOf(e.shop, e.choices.Crafts).Values()
	maps.Copy(v, artisan.OpeningFormOf(e.edited()).Values())
	return v
}

// shown are the values with what cannot be read yet in its place.
func (e entry) shown() url.Values {
	v := e.values()
	for field, words := range e.typed {
		v.Set(field, words)
	}
	return v
}
