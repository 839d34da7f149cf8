package artisan

import (
	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Conflicts reports whether a refusal means that somebody changed something
// meanwhile: the page then leads to how it is now.
func Conflicts(problem *jema.Error) bool {
	switch problem.Message {
	case "opening.state", "workshop.changed", "proposal.gone", "proposal.changed":
		return true
	}
	return false
}

// revision is that of the proposal that waits, 0 when none does.
func (o Stored) revision() int {
	if o.Proposal == nil {
		return 0
	}
	return o.Proposal.Revision
}

// propose stores what an artisan wants changed of an event that is on
// the site, or takes it back. The event stays as it is.
func (h Openings) propose(c *gin.Context, o Stored, p MyOpeningPage, problems *jema.Problems) error {
	ctx, here := c.Request.Context(), page.MyOpeningPath(o.Plan.Opening.ID)
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	value := p.Form.Plan(o.Place.Edition, o.Edited(), problems)
	done, revision := "opening_unchanged", p.Revision
	if err = problems.Err(); err == nil && !Same(value, o.Edited()) {
		done, err = "proposal_saved", h.Store.Propose(ctx, account.ID, value, p.Revision, h.Now())
		revision++
	}
	if err == nil && c.PostForm("do") == "withdraw" { // what was typed is stored with what is taken back
		done = "proposal_withdrawn"
		err = h.Store.WithdrawProposal(ctx, postgres.Withdrawal{TerritoryID: o.Place.Territory.ID,
			OpeningID: o.Plan.Opening.ID, AccountID: account.ID, Revision: revision}, h.Now())
	}
	if err != nil {
		return h.refused(c, o, p, err)
	}
	return page.Redirect(c, here, done)
}
