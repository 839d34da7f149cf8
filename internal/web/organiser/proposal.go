package organiser

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// Proposals compares proposals with what is live, and decides on them.
type Proposals struct{ Moderations }

// proposalField is a field that a proposal changes, as an organiser compares it.
type proposalField struct {
	Name, Label    string
	Live, Proposed string
	Conflict       bool
	Imported       bool   // the value is a spreadsheet's
	Take           string // which side was chosen
}

// Pieces are the two sides of a field in pieces, with the words marked that the
// other one lacks.
func (f proposalField) Pieces() (sides struct{ Live, Proposed []text.Piece }) {
	sides.Live, sides.Proposed = text.Diff(f.Live, f.Proposed)
	return sides
}

// Sides are the two states of a field that has changed on both.
func (p moderationPage) Sides() []page.Option {
	return []page.Option{{Value: postgres.TakeLive, Label: p.T("proposal.take.live")}, {Value: postgres.TakeProposed,
		Label: p.T("proposal.take.proposed")}}
}

// proposalFields lists what a proposal would change of what is live.
func proposalFields(l page.Layout, o artisan.Stored, choices postgres.Choices,
	take map[string]string) (list []proposalField) {
	if o.Proposal == nil {
		return nil
	}
	conflicts := o.Proposal.Conflicts(o.Plan)
	for _, name := range o.Proposal.Changes(o.Plan) {
		f := proposalField{Name: name, Label: artisan.FieldLabel(l, name), Take: take[name],
			Live: artisan.FieldShown(l, name, o.Plan, choices), Proposed: artisan.FieldShown(l, name, o.Edited(), choices),
			Conflict: slices.Contains(conflicts, name),
			Imported: slices.Contains(o.Proposal.Value.Imported, name)}
		list = append(list, f)
	}
	return list
}

// takeOf reads which side an organiser takes of a field, of each conflict and where
// she accepts a proposal in part.
func takeOf(c *gin.Context) map[string]string {
	take := map[string]string{}
	for name, values := range c.Request.PostForm {
		if field, is := strings.CutPrefix(name, "take_"); is && len(values) > 0 {
			take[field] = values[0]
		}
	}
	return take
}

// decide saves what is on the organiser's page, then accepts or refuses
// the artisan's proposal as she read it.
func (h Proposals) decide(c *gin.Context) error {
	o, err := artisan.Openings{Kit: h.Kit}.Stored(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p := readModeration(c, &problems)
	p.Take = takeOf(c)
	accept := c.PostForm("proposal_decision") == "accept"
	page.Bounded(&problems, "note", p.Note, newsNoteMax)
	if !accept && p.Note == "" && (o.Proposal == nil || o.Proposal.FromWorkshop()) { // of others nobody is told
		problems.Add("note", "moderation.note_missing")
	}
	if accept && p.Note == "" && o.Proposal != nil && o.Proposal.FromWorkshop() && inPart(o, p.Take) {
		problems.Add("note", "proposal.part_note")
	}
	r, err := h.repair(c, o, p, &problems)
	if problem := page.Refusal(err); problem != nil {
		problem.Message = "moderation.not_decided"
		return h.refused(c, o, p, problem)
	}
	if err == nil {
		err = h.saveRepair(c, o, r)
	}
	if err != nil {
		return h.refused(c, o, p, err)
	}
	return h.decided(c, o, p, accept)
}

// inPart reports whether a proposal is accepted without its photo, or without a field
// about which nobody else wants anything.
func inPart(o artisan.Stored, take map[string]string) bool {
	if o.Proposal.Value.Photo != nil && take[postgres.PhotoField] == postgres.TakeLive {
		return true
	}
	shopChanges, shopConflicts := o.Proposal.WorkshopChanges(o.Workshop)
	conflicts := append(o.Proposal.Conflicts(o.Plan), shopConflicts...)
	return slices.ContainsFunc(append(o.Proposal.Changes(o.Plan), shopChanges...), func(name string) bool {
		return take[name] == postgres.TakeLive && !slices.Contains(conflicts, name)
	})
}

func (h Proposals) decided(c *gin.Context, o artisan.Stored, p moderationPage, accept bool) error {
	account, err := h.Account(c)
	if err != nil {
		return err
	}
	revision, _ := strconv.Atoi(c.PostForm("proposal")) // what is no number is no proposal
	id := o.Plan.Opening.ID
	next, err := h.next(c, id)
	if err != nil {
		return err
	}
	err = h.Store.DecideProposal(c.Request.Context(), postgres.ProposalDecision{TerritoryID: o.Place.Territory.ID,
		OpeningID: id, AccountID: account.ID,
		Revision: revision, Accept: accept, Take: p.Take, Note: p.Note}, h.Now())
	if err == nil && accept {
		artisan.SizePhotos(h.Kit)
		return h.goOn(c, next, id, "proposal_accepted")
	}
	if err == nil && o.Proposal != nil && !o.Proposal.FromWorkshop() {
		return h.goOn(c, next, id, "proposal_sheet_refused")
	}
	if err == nil {
		return h.goOn(c, next, id, "proposal_refused")
	}
	// what was on the page is saved: the form is of how it is now
	fresh, again := artisan.Openings{Kit: h.Kit}.StoredAs(c, id)
	if again != nil {
		return again
	}
	return h.refused(c, fresh, moderationPage{Note: p.Note, Take: p.Take}, err)
}

// newsNoteMax is how long a word may be that goes out with news, in characters.
const newsNoteMax = 500
