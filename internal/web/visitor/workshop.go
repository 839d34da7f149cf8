package visitor

import (
	"context"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
	"jema/internal/web/public"
)

// Workshops shows artisans to visitors.
type Workshops struct{ *page.Kit }

type workshopPage struct {
	page.Layout
	Workshop jema.Workshop
	Entries  []page.EntryView // of the edition on show
	Past     []postgres.PastOpening
	Photos   []jema.Photo
	Craft    string
	Veneers  []string
}

// show shows all openings of a workshop, those of past editions by their titles.
func (h Workshops) show(c *gin.Context) error {
	id, err := page.ID[jema.WorkshopID](c, "workshop")
	if err != nil {
		return err
	}
	return h.Ready().Cached(c, "/ateliers/"+strconv.FormatInt(int64(id), 10), page.Public{
		Gather: func(ctx context.Context, l page.Layout, from *public.State) (page.Content, error) {
			return h.gather(ctx, l, from, id)
		},
		Depends: (*public.State).Shown,
	})
}

func (h Workshops) gather(ctx context.Context, l page.Layout, from *public.State,
	id jema.WorkshopID) (g page.Content, err error) {
	p := workshopPage{Layout: l}
	if l.Edition.State.Public() {
		for _, e := range from.Entries() {
			if e.Workshop.ID == id {
				p.Entries = append(p.Entries, page.ViewOf(l, e, from.Now))
			}
		}
	}
	if len(p.Entries) == 0 {
		return g, jema.NotFound("workshop.missing")
	}
	if p.Past, err = h.Store.PastOpenings(ctx, l.Territory.ID, id, l.Edition.ID); err != nil {
		return g, err
	}
	first := p.Entries[0]
	p.Workshop, p.Photos, p.Craft = first.Workshop, first.Photos, first.CraftName()
	for _, v := range p.Entries {
		p.Veneers = append(p.Veneers, v.Veneer)
	}
	p.Layout.Title = text.Typeset(p.Workshop.Name)
	p.Layout.Description = l.T("visit.workshop.summary", "name", p.Workshop.Name, "n", len(p.Entries))
	return page.Content{Name: "atelier/show", Data: p}, nil
}
