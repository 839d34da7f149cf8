package history

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// editPage is an event as it was after an edit, beside what it is now, before it is
// proposed once more.
type editPage struct {
	frame
	Edit     edit
	Changes  []change // from what it is now to what it was
	MayAgain bool
	Replaces bool // a proposal of the artisan, which waits
	Live     bool // it is a proposal; else it is stored at once
	Waits    bool // a proposal of somebody else is to be decided first
	ShopKept bool // its workshop was another, and stays as it is now
	Slots    bool // its slots were others
	Keep     bool // the slots of now are kept
	then     postgres.OpeningPlan
}

// show shows what an event was after an edit, and what proposing it once more would do.
func (h Histories) show(c *gin.Context) error {
	p, err := h.page(c)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "history/show", p)
}

func (h Histories) page(c *gin.Context) (p editPage, err error) {
	p.Below = true
	edits, err := h.read(c, &p.frame)
	if err != nil {
		return p, err
	}
	id, err := page.ID[jema.EditID](c, "edit")
	if err != nil {
		return p, err
	}
	chosen, err := h.Store.OpeningEdit(c.Request.Context(), p.Territory.ID, p.Event.ID, id)
	if err != nil {
		return p, err
	}
	p.Edit = p.edit(nil, chosen, len(edits) > 0 && edits[len(edits)-1].ID == id)
	p.Title = p.T("history.then", "day", p.Voice.Day(p.Edit.Day), "clock", p.Edit.Clock)
	p.Live = p.Event.State == jema.Approved
	p.then = p.replayed(chosen)
	p.compare(chosen)
	p.ShopKept = len(p.shopChanges(p.Workshop, chosen.Workshop)) > 0
	waiting := p.stored.Proposal
	p.Waits = waiting != nil && waiting.AccountID != p.Account.ID && p.Office
	p.Replaces = waiting != nil && !p.Waits
	p.MayAgain = len(p.Changes) > 0 && !p.Waits &&
		(p.Office || artisan.MayChange(p.Edition, p.Event, h.Kit))
	return p, nil
}

// compare lists what proposing an edit once more would change.
func (p *editPage) compare(chosen postgres.OpeningEdit) {
	now := postgres.OpeningEdit{Plan: p.stored.Plan, Workshop: p.Workshop, Slots: editedSlots(p.stored.Plan.Slots)}
	chosen.Plan, chosen.Slots = p.then, editedSlots(p.then.Slots)
	for _, name := range chosen.Plan.Changed(now.Plan) {
		p.Changes = p.add(p.Changes, name, now, chosen)
		p.Slots = p.Slots || name == slotsField
	}
}

// slotsField is the field of an opening that its slots belong to.
const slotsField = "slots_text"

// keepSlots leaves the slots of now in what is proposed.
func (p *editPage) keepSlots() {
	now := p.stored.Plan
	p.then.Slots, p.then.Opening.SlotsText, p.then.Opening.Duration = now.Slots, now.Opening.SlotsText,
		now.Opening.Duration
}

func editedSlots(plans []postgres.SlotPlan) (list []postgres.EditedSlot) {
	for _, s := range plans {
		list = append(list, postgres.EditedSlot{SlotPlan: s})
	}
	return list
}

// replayed is the event with the content that it had after an edit. Its state and its
// commune, which is the workshop's, are those of now.
func (p editPage) replayed(then postgres.OpeningEdit) postgres.OpeningPlan {
	plan, now := then.Plan, p.stored.Plan.Opening
	plan.Opening.State, plan.Opening.Version, plan.Opening.UpdatedAt = now.State, now.Version, now.UpdatedAt
	plan.Opening.ModerationNote, plan.Opening.NationalNumber = now.ModerationNote, now.NationalNumber
	plan.Opening.CommuneINSEE, plan.Opening.PhotoWeight = now.CommuneINSEE, now.PhotoWeight
	plan.Hours, plan.Slots = slices.Clone(plan.Hours), slices.Clone(plan.Slots)
	return plan
}

// again proposes what an event was after an edit: of one on the site it waits as a
// proposal, whoever presses the button; else it is stored.
func (h Histories) again(c *gin.Context) error {
	p, err := h.page(c)
	if err != nil {
		return err
	}
	if p.Keep = page.Ticked(c, "keep_slots"); p.Keep {
		p.keepSlots()
	}
	switch {
	case c.PostForm("version") != strconv.Itoa(p.Event.Version):
		err = jema.Conflict("opening.state")
	case len(p.Changes) == 0:
		return page.Redirect(c, p.Root+"/historique", "opening_unchanged")
	case p.Waits:
		err = jema.Conflict("history.waits")
	case !p.MayAgain:
		err = artisan.ErrRegistrationClosed
	case p.Live:
		err = h.Store.Propose(c.Request.Context(), p.Account.ID, p.then, p.stored.Revision(), h.Now())
	default:
		ctx := c.Request.Context()
		if p.Account.Role != jema.RoleArtisan {
			ctx = postgres.ByOffice(ctx)
		}
		err = h.Store.SaveEntry(ctx, postgres.EntryRevision{Plan: p.then}, h.Now())
	}
	if problem := page.Refusal(err); problem != nil {
		p.Problem, p.Keep = problem, p.Slots // what refuses slots is that somebody booked them
		return h.Render(c, page.Statuses[problem.Kind], "history/show", p)
	}
	switch {
	case err != nil:
		return err
	case p.Live && p.Office:
		return page.Redirect(c, page.ModerationPath(p.Event.ID)+"#proposition", "history_proposed")
	case p.Live:
		return page.Redirect(c, p.Root, "proposal_saved")
	}
	return page.Redirect(c, p.Root, "history_again")
}
