package entry

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// seePage is an event as visitors will see it and as it prints, what it lacks, and
// the one thing to do next.
type seePage struct {
	stepPage
	Missing []lack // what keeps it from being sent
	CanWait []lack
	MaySend bool
	MayStop bool             // withdraw it
	Left    []page.TimesLine // times of the event taken over for which there is no day
}

// see shows an event to whoever writes it.
func (h Entries) see(c *gin.Context) error {
	e, err := h.entry(c)
	if err != nil {
		return err
	}
	return h.seePage(c, http.StatusOK, e, nil)
}

func (h Entries) seePage(c *gin.Context, status int, e entry, problem *jema.Error) error {
	p := seePage{}
	var err error
	if p.stepPage, err = h.pageOf(c, outcome{entry: e}, step{Name: seeStep}); err != nil {
		return err
	}
	o := e.Plan.Opening
	p.Action, p.Number = p.Root, len(steps)+1
	p.Title = o.Title
	if p.Title == "" {
		p.Title = p.T("entry.untitled")
	}
	for _, l := range h.lacks(e) {
		if l.CanWait {
			p.CanWait = append(p.CanWait, l)
		} else {
			p.Missing = append(p.Missing, l)
		}
	}
	p.MaySend = p.MayChange && o.State.May(jema.Submitted)
	p.MayStop = p.MayChange && o.State.May(jema.Cancelled)
	if e.taken != nil {
		p.Left = page.HoursLines(p.Layout, e.taken.Left)
	}
	p.Event.Proposal, p.Event.WebOnly = e.Proposal, true
	with := artisan.Shown{Choices: e.choices, Photo: e.photo}
	if err := (artisan.Openings{Kit: h.Kit}).Preview(c, e.Stored, with, &p.Event); err != nil {
		return err
	}
	found, err := artisan.Openings{Kit: h.Kit}.Duplicates(c, e.Stored)
	if err != nil {
		return err
	}
	p.Event.Twins = artisan.TwinsFor(p.Layout, found)
	p.setProblem(nil, step{}, problem)
	return h.Render(c, status, "entry/apercu", &p)
}

// Mine reports whether the proposal that waits is the reader's own.
func (p *seePage) Mine() bool {
	return p.Event.Proposal != nil && p.Account != nil && p.Event.Proposal.AccountID == p.Account.ID
}

// Waits is the sentence about the proposal that waits: whose it is, and since when.
func (p *seePage) Waits() string {
	key, waiting := "proposal.waits_sheet", p.Event.Proposal
	switch {
	case waiting.ByOffice():
		key = "proposal.waits_office"
	case p.Mine():
		key = "proposal.waits"
	case waiting.By != "":
		key = "proposal.waits_other"
	}
	return p.T(key, "by", waiting.By, "day", p.Voice.DayMonth(jema.DateOf(waiting.ProposedAt.In(p.Edition.Zone))),
		"clock", p.Voice.ClockIn(waiting.ProposedAt, p.Edition.Zone))
}

// seeStep is the name of the last step: seeing and sending.
const seeStep = "apercu"

// SeenEntry is the event as visitors would see it with what is proposed, else as it is.
func (p *seePage) SeenEntry() *page.EntryView {
	if p.Event.Proposed != nil {
		return p.Event.Proposed
	}
	return p.Event.Preview
}

// Sentence describes a lack.
func (p *seePage) Sentence(l lack) string {
	if key := l.Key(); key != "" {
		return p.T(key, "field", p.Label(l.Field))
	}
	return l.Reason
}

// act does what the buttons of an event's page do: it sends the event, takes a
// proposal back, or saves fields of any step.
func (h Entries) act(c *gin.Context) error {
	e, err := h.entry(c)
	if err != nil {
		return err
	}
	if !h.mayChange(e) {
		return artisan.ErrRegistrationClosed
	}
	sent, changed := c.Request.PostForm, false
	said, wrong := h.readStatement(e, sent)
	if wrong != nil && e.behalf() {
		return h.seePage(c, http.StatusUnprocessableEntity, e, page.Refusal(wrong))
	}
	if slices.ContainsFunc(allFields, sent.Has) {
		out, err := h.take(c, e, sent)
		if err != nil {
			return err
		}
		if err := h.note(c, e, out.entry, said); err != nil {
			return err
		}
		e, changed = out.entry, out.changed
		if len(out.clashes) > 0 {
			return h.seePage(c, http.StatusConflict, e, jema.Conflict("entry.clash", "there", out.clashes[0].There))
		}
		if len(out.wrong) > 0 {
			return h.seePage(c, http.StatusUnprocessableEntity, e, &jema.Error{Kind: jema.KindInvalid,
				Message: "entry.unread", Fields: out.wrong})
		}
	}
	switch sent.Get("do") {
	case "submit":
		said.Fields = []string{sentField}
		return h.send(c, e, said)
	case "withdraw":
		return h.takeBack(c, e)
	case "reread":
		return h.reread(c, e)
	}
	return page.Redirect(c, page.MyOpeningPath(e.Plan.Opening.ID), e.saveNotice(changed))
}

// saveNotice returns the notice of what became of a save.
func (e entry) saveNotice(changed bool) string {
	switch {
	case !changed:
		return "opening_unchanged"
	case e.live() && !e.office():
		return "proposal_saved"
	}
	return "entry_kept"
}

// send hands an entry to the organisers, if nothing is missing that cannot wait.
func (h Entries) send(c *gin.Context, e entry, said jema.Statement) error {
	o, here := e.Plan.Opening, page.MyOpeningPath(e.Plan.Opening.ID)
	if o.State == jema.Submitted { // the button was pressed twice
		return page.Redirect(c, here, "opening_submitted")
	}
	if problem := blocking(h.lacks(e)); problem != nil {
		return h.seePage(c, http.StatusUnprocessableEntity, e, problem)
	}
	err := h.Store.MoveOpening(e.acting(c), postgres.OpeningMove{TerritoryID: o.TerritoryID, ID: o.ID, From: o.State,
		To: jema.Submitted, Note: o.ModerationNote}, h.Now())
	if err == nil {
		err = h.noted(c, e, said)
	}
	if problem := page.Refusal(err); problem != nil {
		return h.seePage(c, page.Statuses[problem.Kind], e, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, here, "opening_submitted")
}

// takeBack withdraws what is proposed of an event on the site.
func (h Entries) takeBack(c *gin.Context, e entry) error {
	o := e.Plan.Opening
	err := h.Store.WithdrawProposal(c.Request.Context(), postgres.Withdrawal{TerritoryID: o.TerritoryID, OpeningID: o.ID,
		AccountID: e.account.ID, Revision: e.Revision()}, h.Now())
	if problem := page.Refusal(err); problem != nil {
		return h.seePage(c, page.Statuses[problem.Kind], e, problem)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, page.MyOpeningPath(o.ID), "proposal_withdrawn")
}

// SeenEvent is the page of the event with what is proposed in place of what is live.
func (p *seePage) SeenEvent() artisan.MyOpeningPage {
	if p.Event.Proposed != nil {
		return p.Event.AsProposed()
	}
	return p.Event
}
