package entry

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// reasonMax is how long the reason of a withdrawal may be: it goes into every letter.
const reasonMax = 500

// withdrawPage shows what becomes of those who booked, before an event is withdrawn.
type withdrawPage struct {
	page.Layout
	Opening  jema.Opening
	Root     string
	Notified postgres.Notified
	Reason   string
}

func (h Entries) withdrawPage(c *gin.Context, status int, e entry, reason string, problem *jema.Error) error {
	p := withdrawPage{Opening: e.Plan.Opening, Root: page.MyOpeningPath(e.Plan.Opening.ID), Reason: reason}
	var err error
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("entry.withdraw_title")); err != nil {
		return err
	}
	p.Problem = problem
	p.Notified, err = h.Store.NotifiedOfCancellation(c.Request.Context(), p.Territory.ID, p.Opening.ID)
	if err != nil {
		return err
	}
	return h.Render(c, status, "entry/withdraw", p)
}

// confirmWithdraw shows what would become of those who booked.
func (h Entries) confirmWithdraw(c *gin.Context) error {
	e, err := h.entry(c)
	if err != nil {
		return err
	}
	return h.withdrawPage(c, http.StatusOK, e, "", nil)
}

// withdraw cancels an event, once the page has shown whom it concerns.
func (h Entries) withdraw(c *gin.Context) error {
	e, err := h.entry(c)
	if err != nil {
		return err
	}
	o := e.Plan.Opening
	if o.State == jema.Cancelled { // the button was pressed twice
		return page.Redirect(c, e.home(), "entry_withdrawn")
	}
	if !h.mayChange(e) {
		return artisan.ErrRegistrationClosed
	}
	var problems jema.Problems
	reason := page.Lines(c, &problems, "reason", reasonMax)
	told, err := h.Store.NotifiedOfCancellation(c.Request.Context(), o.TerritoryID, o.ID)
	if err != nil {
		return err
	}
	if reason == "" && told.Visitors()+told.Classes > 0 {
		problems.Add("reason", "moderation.reason_missing")
	}
	if err = problems.Err(); err == nil && !page.Ticked(c, "sure") {
		return h.withdrawPage(c, http.StatusOK, e, reason, nil)
	}
	if err == nil {
		err = h.Store.MoveOpening(e.acting(c), postgres.OpeningMove{TerritoryID: o.TerritoryID, ID: o.ID, From: o.State,
			To: jema.Cancelled, Note: reason}, h.Now())
	}
	if err == nil {
		said := h.usual(e)
		said.Fields, said.NotedAt = []string{withdrawnField}, h.Now()
		err = h.noted(c, e, said)
	}
	if problem := page.Refusal(err); problem != nil {
		return h.withdrawPage(c, page.Statuses[problem.Kind], e, reason, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, e.home(), "entry_withdrawn")
}
