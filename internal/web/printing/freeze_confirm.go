package printing

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// freezeConfirmPage counts what a freeze would fix as it is.
type freezeConfirmPage struct {
	page.Layout
	Lead         string
	Action, Back string // addresses
	Submit       string
	Events       int
	Waiting      int          // events that are still to be moderated: they are not printed
	Unread       []freezeLine // printed texts that a program proposed and nobody agreed to
	Unapproved   []freezeLine // events whose artisan has not approved the proof
}

// freezeLine is an event that is worth a look before the freeze.
type freezeLine struct {
	Opening         jema.OpeningID
	Title, Workshop string
	Commune         string
}

// confirmAll shows what a freeze of all communes would fix, before anything is.
func (h Freezes) confirmAll(c *gin.Context, at postgres.Place) error {
	all, err := h.Store.Programmes(c.Request.Context(), at.Edition, h.Now())
	if err != nil {
		return err
	}
	voice := h.Voice(c)
	p, communes := freezeConfirmPage{Action: programmesPath + "/bouclage", Back: programmesPath,
		Submit: voice.Say("printing.freeze_all")}, 0
	for _, one := range all {
		if len(one.Entries) > 0 {
			communes++
		}
		p.count(one)
	}
	p.Title = voice.Say("printing.sure.title")
	p.Lead = voice.Say("printing.sure.lead", "openings", voice.Say("programme.openings", "n", p.Events),
		"communes", voice.Say("programme.communes", "n", communes))
	return h.confirm(c, at, "", p)
}

// confirmOne shows what a freeze of one programme would fix, before it is.
func (h Freezes) confirmOne(c *gin.Context, at postgres.Place, one press) error {
	voice := h.Voice(c)
	p := freezeConfirmPage{Action: one.root() + "/bouclage" + one.query(), Back: one.root() + one.query(),
		Submit: voice.Say("printing.freeze")}
	p.count(one.one)
	for _, programme := range one.book.Programmes {
		p.count(programme)
	}
	p.Title = voice.Say("printing.sure.title_one", "name", one.Name)
	p.Lead = voice.Say("printing.sure.lead_one", "openings", voice.Say("programme.openings", "n", p.Events))
	return h.confirm(c, at, one.insee(), p)
}

// confirm adds what waits in a commune, "" for all, and shows the page.
func (h Freezes) confirm(c *gin.Context, at postgres.Place, insee string, p freezeConfirmPage) error {
	if p.Events == 0 {
		return jema.Conflict("printing.nothing_opens")
	}
	layout, err := h.Layout(c, p.Title)
	if err != nil {
		return err
	}
	p.Layout = layout
	if p.Waiting, err = h.Store.AwaitingCount(c.Request.Context(), at.Edition, insee); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "printing/confirm", p)
}

// count counts what a freeze of a programme would fix.
func (p *freezeConfirmPage) count(one jema.Programme) {
	for _, e := range one.Entries {
		p.add(e)
	}
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
