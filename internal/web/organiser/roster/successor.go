package roster

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// takePage first lists what would be taken over, and afterwards what could not be.
type takePage struct {
	page.Layout
	Events []takeLine
	Done   int
	Failed []takeLine
}

// takeLine is an event that may be taken over.
type takeLine struct {
	jema.Predecessor
	Without []page.TimesLine // its times for which the edition has no day
	Reason  string           // why it was not taken over
}

// takeOver shows what would be taken over of the ticked workshops, and takes over what
// was shown once it is confirmed.
func (h Rosters) takeOver(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("successor.title"))
	if err != nil {
		return err
	}
	p := takePage{Layout: layout}
	workshops := page.Numbers[jema.WorkshopID](c, "workshop")
	if len(workshops) == 0 {
		return page.Redirect(c, Path, "roster_nothing")
	}
	list, err := h.Store.Predecessors(c.Request.Context(), p.Edition, workshops)
	if err != nil {
		return err
	}
	if page.Ticked(c, "sure") {
		return h.take(c, p, list)
	}
	for _, before := range list {
		p.Events = append(p.Events, takeLine{Predecessor: before, Without: page.HoursLines(p.Layout, before.Left)})
	}
	return h.Render(c, http.StatusOK, "roster/take", p)
}

// take takes over the events that were shown, each by itself: a refusal of
// one does not stop the others.
func (h Rosters) take(c *gin.Context, p takePage, list []jema.Predecessor) error {
	shown := page.Numbers[jema.OpeningID](c, "event")
	for _, before := range list {
		if !slices.Contains(shown, before.ID) {
			continue
		}
		_, err := h.Store.TakeOver(c.Request.Context(), postgres.Succession{Into: p.Edition,
			WorkshopID: before.WorkshopID, OpeningID: before.ID, Words: artisan.TimesWords}, h.Now())
		if problem := page.Refusal(err); problem != nil {
			p.Failed = append(p.Failed, takeLine{Predecessor: before, Reason: p.Voice.Explain(problem)})
			continue
		}
		if err != nil {
			return err
		}
		p.Done++
	}
	if len(p.Failed) == 0 {
		return page.Redirect(c, address(postgres.RosterFilter{Show: postgres.RosterReread}), "roster_taken")
	}
	return h.Render(c, http.StatusOK, "roster/take", p)
}
