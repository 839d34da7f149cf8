package roster

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// workshopPage is a workshop with its events, who acts for it, and the statements about them.
type workshopPage struct {
	page.Layout
	Workshop       jema.Workshop
	Commune        string
	Openings       []postgres.OpeningLine
	Before         []jema.Predecessor
	Actors         []postgres.Actor // who act for it
	Advisers       []page.Option    // to whom it may be given
	Correspondents []page.Option    // to whom its commune may be given
	Statements     []artisan.StatementView
}

// workshopPath is where the page of a workshop is.
func workshopPath(id jema.WorkshopID) string { return Path + "/" + strconv.FormatInt(int64(id), 10) }

// workshop shows a workshop.
func (h Rosters) workshop(c *gin.Context) error {
	p, err := h.workshopPage(c)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "roster/workshop", p)
}

// ofPath finds the workshop of the address.
func (h Rosters) ofPath(c *gin.Context) (w jema.Workshop, err error) {
	id, err := page.ID[jema.WorkshopID](c, "workshop")
	if err != nil {
		return w, err
	}
	place, err := h.Place(c)
	if err != nil {
		return w, err
	}
	return h.Store.Workshop(c.Request.Context(), place.Territory.ID, id)
}

func (h Rosters) workshopPage(c *gin.Context) (p workshopPage, err error) {
	if p.Workshop, err = h.ofPath(c); err != nil {
		return p, err
	}
	ctx, territory, id := c.Request.Context(), p.Workshop.TerritoryID, p.Workshop.ID
	if p.Layout, err = h.Layout(c, p.Workshop.Name); err != nil {
		return p, err
	}
	if p.Openings, err = h.Store.OpeningsIn(ctx, p.Edition, id); err != nil {
		return p, err
	}
	if p.Before, err = h.Store.Predecessors(ctx, p.Edition, []jema.WorkshopID{id}); err != nil {
		return p, err
	}
	said, err := h.Store.Statements(ctx, territory, id, 0)
	if err != nil {
		return p, err
	}
	p.Statements = artisan.StatementsFor(p.Layout, said)
	return p, h.actors(c, &p)
}

// actors fills who acts for the workshop, and who else may.
func (h Rosters) actors(c *gin.Context, p *workshopPage) error {
	ctx := c.Request.Context()
	choices, err := h.Store.Choices(ctx, p.Territory.ID)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(choices.Communes, func(x jema.Commune) bool {
		return x.INSEE == p.Workshop.CommuneINSEE
	}); i >= 0 {
		p.Commune = choices.Communes[i].Name
	}
	all, err := h.Store.Actors(ctx, p.Territory.ID, p.Workshop.ID)
	for _, a := range all {
		option := page.Option{Value: strconv.FormatInt(int64(a.ID), 10), Label: a.Name}
		switch {
		case a.Acts:
			p.Actors = append(p.Actors, a)
		case a.Role == jema.RoleAdviser:
			p.Advisers = append(p.Advisers, option)
		case p.Workshop.CommuneINSEE != "":
			p.Correspondents = append(p.Correspondents, option)
		}
	}
	return err
}

// entrust gives a workshop to an adviser, or its commune to a correspondent, and takes
// them back.
func (h Rosters) entrust(c *gin.Context) error {
	w, err := h.ofPath(c)
	if err != nil {
		return err
	}
	to, err := strconv.ParseInt(c.PostForm("account"), 10, 64)
	if err != nil {
		return page.Redirect(c, workshopPath(w.ID), "entrust_nobody")
	}
	ctx, territory, id := c.Request.Context(), w.TerritoryID, w.ID
	done := "entrusted"
	switch c.PostForm("do") {
	case "adviser":
		_, err = h.Store.Entrust(ctx, territory, jema.AccountID(to), []jema.WorkshopID{id})
	case "commune":
		err = h.Store.AddCommunes(ctx, territory, jema.AccountID(to), []string{w.CommuneINSEE})
	case "back":
		done = "taken_back"
		if err = h.Store.TakeBack(ctx, territory, jema.AccountID(to), id); err == nil {
			err = h.Store.RemoveCommune(ctx, territory, jema.AccountID(to), w.CommuneINSEE)
		}
	default:
		return jema.NotFound("error.not_found")
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, workshopPath(id), done)
}

// entrustAll gives the ticked workshops to an adviser.
func (h Rosters) entrustAll(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	workshops := page.Numbers[jema.WorkshopID](c, "workshop")
	to, err := strconv.ParseInt(c.PostForm("account"), 10, 64)
	switch {
	case len(workshops) == 0:
		return page.Redirect(c, Path, "roster_nothing")
	case err != nil:
		return page.Redirect(c, Path, "entrust_nobody")
	}
	if _, err := h.Store.Entrust(c.Request.Context(), place.Territory.ID, jema.AccountID(to), workshops); err != nil {
		return err
	}
	return page.Redirect(c, Path, "entrusted")
}
