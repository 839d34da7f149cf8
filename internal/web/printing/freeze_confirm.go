package printing

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// freezeConfirmPage counts what a freeze of all communes would fix as it is.
type freezeConfirmPage struct {
	page.Layout
	Communes   int
	Events     int
	Waiting    int          // events that are still to be moderated: they are not printed
	Unread     []freezeLine // printed texts that a program proposed and nobody agreed to
	Unapproved []freezeLine // events whose artisan has not approved the proof
}

// freezeLine is an event that is worth a look before the freeze.
type freezeLine struct {
	Opening         int64
	Title, Workshop string
	Commune         string
}

// confirm shows what would be frozen, before anything is.
func (h Freezes) confirm(c *gin.Context, at postgres.Place) error {
	all, err := h.Store.Programmes(c.Request.Context(), at.Edition, h.Now())
	if err != nil {
		return err
	}
	layout, err := h.Layout(c, h.Voice(c).Say("printing.sure.title"))
	if err != nil {
		return err
	}
	p := freezeConfirmPage{Layout: layout}
	for _, one := range all {
		if len(one.Entries) > 0 {
			p.Communes++
		}
		for _, e := range one.Entries {
			p.add(e)
		}
	}
	if p.Communes == 0 {
		return jema.Conflict("printing.nothing_opens")
	}
	counts, err := h.Store.StateCounts(c.Request.Context(), at.Edition.ID)
	if err != nil {
		return err
	}
	for _, state := range jema.AwaitingOrganisers {
		p.Waiting += counts[state]
	}
	return h.Render(c, http.StatusOK, "printing/confirm", p)
}

func (p *freezeConfirmPage) add(e jema.Entry) {
	if e.Opening.State == jema.Cancelled {
		return
	}
	p.Events++
	line := freezeLine{e.Opening.ID, e.Opening.Title, e.Workshop.Name, e.Commune.Name}
	if e.Opening.PrintedTextProposed {
		p.Unread = append(p.Unread, line)
	}
	if e.ProofApproved != e.Opening.Version {
		p.Unapproved = append(p.Unapproved, line)
	}
}
