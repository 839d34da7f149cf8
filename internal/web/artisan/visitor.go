package artisan

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// Visitors lists who is expected.
type Visitors struct{ *page.Kit }

type visitorPage struct {
	page.Layout
	Opening  jema.Opening
	Workshop jema.Workshop
	Slots    []jema.SlotAttendance
	People   int
}

// list shows who comes, slot by slot, to be printed on the day.
func (h Visitors) list(c *gin.Context) error {
	o, err := Openings(h).Stored(c)
	if err != nil {
		return err
	}
	layout, err := h.Layout(c, h.Voice(c).Say("myopening.visitors_title", "title", o.Plan.Opening.Title))
	if err != nil {
		return err
	}
	p := visitorPage{Layout: layout, Opening: o.Plan.Opening, Workshop: o.Workshop}
	if p.Slots, err = h.Store.Visitors(c.Request.Context(), layout.Territory.ID, o.Plan.Opening.ID); err != nil {
		return err
	}
	for _, slot := range p.Slots {
		p.People += slot.People()
	}
	c.Header("Cache-Control", "no-store") // names and telephones
	return h.Render(c, http.StatusOK, "myopening/visitors", p)
}
