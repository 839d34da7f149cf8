package organiser

import (
	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// pick is a selection of the home page, and whether an event is in it.
type pick struct {
	Value, Label string
	Checked      bool
}

// picks lists the selections that a public event may be in; none for another.
func (h Moderations) picks(c *gin.Context, l page.Layout, o jema.Opening) (list []pick, err error) {
	if o.State != jema.Approved {
		return nil, nil
	}
	chosen, err := h.Store.SelectionsOf(c.Request.Context(), o.TerritoryID, o.ID)
	if err != nil {
		return nil, err
	}
	in := map[jema.Selection]bool{}
	for _, s := range chosen {
		in[s] = true
	}
	for _, s := range jema.Selections {
		list = append(list, pick{string(s), l.T("selection." + string(s)), in[s]})
	}
	return list, nil
}

// choose recommends an event on the home page, or no longer.
func (h Moderations) choose(c *gin.Context) error {
	o, err := artisan.Openings{Kit: h.Kit}.Stored(c)
	if err != nil {
		return err
	}
	var list []jema.Selection
	for _, typed := range c.PostFormArray("selection") {
		if s := jema.Selection(typed); s.Valid() {
			list = append(list, s)
		}
	}
	at := o.Plan.Opening
	if err := h.Store.SelectOpening(c.Request.Context(), at.TerritoryID, at.ID, list); err != nil {
		return err
	}
	return page.Redirect(c, page.ModerationPath(at.ID), "selected")
}
