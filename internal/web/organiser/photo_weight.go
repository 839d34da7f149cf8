package organiser

import (
	"cmp"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// weights lists how much room a public event's photo may have on paper; none where it
// has no photo to print.
func (h Moderations) weights(c *gin.Context, l page.Layout, o jema.Opening) (list []pick, err error) {
	if o.State != jema.Approved {
		return nil, nil
	}
	photos, err := h.Store.WorkshopPhotos(c.Request.Context(), o.TerritoryID, o.WorkshopID)
	if err != nil || !slices.ContainsFunc(photos, func(p jema.Photo) bool { return p.InPrint(h.Now()) }) {
		return nil, err
	}
	for _, w := range jema.PhotoWeights {
		list = append(list, pick{string(w), l.T("weight." + cmp.Or(string(w), "auto")), w == o.PhotoWeight})
	}
	return list, nil
}

// weigh sets how much room the event's photo has on paper.
func (h Moderations) weigh(c *gin.Context) error {
	o, err := artisan.Openings{Kit: h.Kit}.Stored(c)
	if err != nil {
		return err
	}
	at, w := o.Plan.Opening, jema.PhotoWeight(c.PostForm("weight"))
	if !w.Valid() {
		return jema.Invalid("weight.unknown")
	}
	if err := h.Store.WeighPhoto(c.Request.Context(), at.TerritoryID, at.ID, w, h.Now()); err != nil {
		return err
	}
	return page.Redirect(c, page.ModerationPath(at.ID), "weighed")
}
