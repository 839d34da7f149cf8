package behalf

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Homes shows those who act for workshops what waits for them.
type Homes struct{ *page.Kit }

// homePage is what waits, what nobody has begun, and what goes its way.
type homePage struct {
	page.Layout
	Communes         []string // of a correspondent
	Waiting          []postgres.OpeningLine
	Silent           []silent
	Others           []postgres.OpeningLine
	Workshops        int
	RegistrationOpen bool
}

// silent is a workshop without an event in the edition.
type silent struct {
	jema.Workshop
	Before []jema.Predecessor // which may be taken over
}

// waits are the states in which an event waits for whoever writes it.
var waits = []jema.OpeningState{jema.Draft, jema.Incomplete, jema.ChangesRequested}

// gone are the states in which an event no longer takes place.
var gone = []jema.OpeningState{jema.Cancelled, jema.Refused}

func (h Homes) show(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("behalf.title"))
	if err != nil {
		return err
	}
	p := homePage{Layout: layout, RegistrationOpen: layout.Edition.RegistrationOpen(h.Now())}
	ctx := c.Request.Context()
	all, err := h.Store.EntrustedTo(ctx, *layout.Account, layout.Edition)
	if err != nil {
		return err
	}
	for _, o := range all.Openings {
		if slices.Contains(waits, o.State) || o.ToReread && !slices.Contains(gone, o.State) {
			p.Waiting = append(p.Waiting, o)
		} else {
			p.Others = append(p.Others, o)
		}
	}
	if err := h.silent(c, &p, all); err != nil {
		return err
	}
	if layout.Account.Role == jema.RoleCorrespondent {
		err = h.communes(c, &p)
	}
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "behalf/home", p)
}

// silent lists the workshops for which nobody has entered an event.
func (h Homes) silent(c *gin.Context, p *homePage, all postgres.Entrusted) error {
	p.Workshops = len(all.Workshops)
	var ids []jema.WorkshopID
	for _, w := range all.Workshops {
		if !slices.ContainsFunc(all.Openings, func(o postgres.OpeningLine) bool {
			return o.WorkshopID == w.ID && !slices.Contains(gone, o.State)
		}) {
			p.Silent = append(p.Silent, silent{Workshop: w})
			ids = append(ids, w.ID)
		}
	}
	before, err := h.Store.Predecessors(c.Request.Context(), p.Edition, ids)
	for i := range p.Silent {
		for _, b := range before {
			if b.WorkshopID == p.Silent[i].ID {
				p.Silent[i].Before = append(p.Silent[i].Before, b)
			}
		}
	}
	return err
}

// communes names a correspondent's communes.
func (h Homes) communes(c *gin.Context, p *homePage) error {
	hers, err := h.Store.CommunesOf(c.Request.Context(), p.Territory.ID, p.Account.ID)
	if err != nil {
		return err
	}
	choices, err := h.Store.Choices(c.Request.Context(), p.Territory.ID)
	for _, commune := range choices.Communes {
		if slices.Contains(hers, commune.INSEE) {
			p.Communes = append(p.Communes, commune.Name)
		}
	}
	return err
}
