package organiser

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// reasonMax is how long the reason of a cancellation may be, in characters: it goes
// into every letter.
const reasonMax = 500

// cancelEventPage requires a confirmation before an event is taken away from those who booked it.
type cancelEventPage struct {
	page.Layout
	Opening  jema.Opening
	Workshop jema.Workshop
	Decision string
	Notified postgres.Notified
	Note     string
}

// removesFromSite reports whether a decision takes an event away from its visitors.
func (d decision) removesFromSite(o artisan.Stored) bool {
	return d.To == jema.Cancelled || d.To == jema.Refused && o.Plan.Opening.State == jema.Approved
}

// confirmCancel saves what is on the page, then shows who would be notified of the
// decision and how, and requests the reason; nothing is decided yet.
func (h Moderations) confirmCancel(c *gin.Context, o artisan.Stored, p moderationPage, r postgres.Revision,
	d decision) error {
	if err := h.saveRepair(c, o, r); err != nil {
		return h.refused(c, o, p, err)
	}
	return h.showCancel(c, http.StatusOK, cancelEventPage{Opening: o.Plan.Opening, Decision: d.Name, Note: p.Note}, nil)
}

func (h Moderations) showCancel(c *gin.Context, status int, p cancelEventPage, problem *jema.Error) error {
	o, err := artisan.Openings{Kit: h.Kit}.StoredAs(c, p.Opening.ID)
	if err != nil {
		return err
	}
	p.Opening, p.Workshop = o.Plan.Opening, o.Workshop
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("moderation.sure."+p.Decision)); err != nil {
		return err
	}
	p.Problem = problem
	p.Notified, err = h.Store.NotifiedOfCancellation(c.Request.Context(), p.Territory.ID, p.Opening.ID)
	if err != nil {
		return err
	}
	return h.Render(c, status, "moderation/cancel", p)
}

// reasonProblem refuses a cancellation without a reason where somebody is notified
// of it, and a reason that is too long for a letter.
func (h Moderations) reasonProblem(c *gin.Context, o artisan.Stored, note string) (*jema.Error, error) {
	told, err := h.Store.NotifiedOfCancellation(c.Request.Context(), o.Place.Territory.ID, o.Plan.Opening.ID)
	if err != nil {
		return nil, err
	}
	var p jema.Problems
	switch {
	case note == "" && told.Visitors()+told.Classes > 0:
		p.Add("note", "moderation.reason_missing")
	case text.Length(note) > reasonMax:
		p.Add("note", "form.too_long", "max", "500")
	}
	return page.Refusal(p.Err()), nil
}
