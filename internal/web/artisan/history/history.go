package history

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// Histories shows the history of events to whoever writes them.
type Histories struct{ *page.Kit }

// frame is what both pages of a history show of its event.
type frame struct {
	page.Layout
	Event      jema.Opening
	Workshop   jema.Workshop
	Root       string // of the event's addresses
	Office     bool   // an organiser is reading
	Below      bool   // the page is one below the history
	stored     artisan.Stored
	choices    postgres.Choices
	statements []jema.Statement
}

// listPage is a history, the newest edit first.
type listPage struct {
	frame
	Edits []edit
}

// edit is one change as a page shows it.
type edit struct {
	ID       jema.EditID
	Day      jema.Date
	Clock    string
	Who      string
	Began    bool // nothing older is known
	Current  bool
	State    jema.OpeningState // where it changed
	Note     string            // an organiser's, which came with the change
	Changes  []change
	Said     []jema.Statement // by whom, where an adviser wrote it down
	Proposed string           // whose proposal it accepted, "" for none
}

// list shows the history of an event.
func (h Histories) list(c *gin.Context) error {
	p := listPage{}
	edits, err := h.read(c, &p.frame)
	if err != nil {
		return err
	}
	for i, e := range edits {
		var before *postgres.OpeningEdit
		if i > 0 {
			before = &edits[i-1]
		}
		p.Edits = append(p.Edits, p.edit(before, e, i == len(edits)-1))
	}
	slices.Reverse(p.Edits)
	return h.Render(c, http.StatusOK, "history/list", p)
}

// read reads the event of the address with its history, the oldest edit first.
func (h Histories) read(c *gin.Context, f *frame) (edits []postgres.OpeningEdit, err error) {
	if f.Layout, err = h.Layout(c, h.Voice(c).Say("history.title")); err != nil {
		return nil, err
	}
	if f.stored, err = (artisan.Openings{Kit: h.Kit}).Stored(c); err != nil {
		return nil, err
	}
	f.Event, f.Workshop = f.stored.Plan.Opening, f.stored.Workshop
	f.Root, f.Office = page.MyOpeningPath(f.Event.ID), page.ForOrganisers(f.Account.Role)
	ctx, territory := c.Request.Context(), f.Territory.ID
	if f.choices, err = h.Store.Choices(ctx, territory); err != nil {
		return nil, err
	}
	if f.statements, err = h.Store.Statements(ctx, territory, f.Workshop.ID, f.Event.ID); err != nil {
		return nil, err
	}
	return h.Store.OpeningEdits(ctx, territory, f.Event.ID)
}

// edit shows an edit beside the one before it, nil for the first recorded one.
func (f frame) edit(before *postgres.OpeningEdit, e postgres.OpeningEdit, current bool) edit {
	at := e.At.In(f.Edition.Zone)
	shown := edit{ID: e.ID, Day: jema.DateOf(at), Clock: f.Voice.ClockIn(e.At, f.Edition.Zone), Who: f.who(e.Edit),
		Began: before == nil, Current: current, Said: f.statementsOf(e.Edit)}
	if e.Proposed {
		shown.Proposed = f.T("history.proposal_of", "who", f.name(e.ProposedBy))
		if e.ProposedBy.ID == 0 {
			shown.Proposed = f.T("history.proposal_of_sheet")
		}
	}
	o := e.Plan.Opening
	if before == nil {
		shown.State = o.State
		return shown
	}
	if before.Plan.Opening.State != o.State {
		shown.State = o.State
	}
	if before.Plan.Opening.ModerationNote != o.ModerationNote {
		shown.Note = o.ModerationNote
	}
	shown.Changes = f.changes(*before, e)
	return shown
}

// who names who made an edit.
func (f frame) who(e jema.Edit) string {
	switch {
	case e.By.ID != 0:
		return f.name(e.By)
	case e.Origin == jema.EditByImport:
		return f.T("history.by_import")
	}
	return f.T("history.by_program")
}

// name names an editor with the role; whoever reads is « vous ».
func (f frame) name(who jema.Editor) string {
	role := f.T("history.role." + string(who.Role))
	switch {
	case who.ID == f.Account.ID:
		return f.T("history.you")
	case who.Name == "":
		return page.Capital(role)
	}
	return f.T("history.named", "name", who.Name, "role", role)
}

// statementsOf returns the statements that an account wrote down on the day of its edit.
func (f frame) statementsOf(e jema.Edit) (list []jema.Statement) {
	day := jema.DateOf(e.At.In(f.Edition.Zone))
	for _, s := range f.statements {
		if s.AccountID == e.By.ID && s.On.Compare(day) <= 0 &&
			day.Compare(jema.DateOf(s.NotedAt.In(f.Edition.Zone))) <= 0 {
			list = append(list, s)
		}
	}
	return list
}
