package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

type visitorPage struct {
	page.Layout
	Opening  jema.Opening
	Workshop jema.Workshop
	Slots    []postgres.SlotVisitors
	People   int
}

// visitorList shows who comes, slot by slot, to be printed on the day.
func (s *Site) visitorList(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	layout, err := s.Layout(c, s.Voice(c).Say("myopening.visitors_title", "title", o.plan.Opening.Title))
	if err != nil {
		return err
	}
	p := visitorPage{Layout: layout, Opening: o.plan.Opening, Workshop: o.workshop}
	if p.Slots, err = s.Store.Visitors(c.Request.Context(), layout.Territory.ID, o.plan.Opening.ID); err != nil {
		return err
	}
	for _, slot := range p.Slots {
		p.People += slot.People()
	}
	c.Header("Cache-Control", "no-store") // names and telephones
	return s.Render(c, http.StatusOK, "myopening/visitors", p)
}
