package artisan

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Openings lets artisans write what they open.
type Openings struct{ *page.Kit }

// mayChange reports whether an artisan may still change an opening: while
// registration is open, and after it to answer the organiser's questions, or to
// propose a change of what is on the site until the days are over.
func mayChange(e jema.Edition, o jema.Opening, s *page.Kit) bool {
	onSite := o.State == jema.Approved && jema.DateOf(s.Now().In(e.Zone)).Compare(e.EndsOn) <= 0
	return e.RegistrationOpen(s.Now()) || onSite || o.State == jema.ChangesRequested || o.State == jema.Incomplete
}

var errRegistrationClosed = jema.Conflict("myopening.closed")

// begin shows the empty form of an opening.
func (h Openings) begin(c *gin.Context) error {
	w, err := Workshops(h).workshop(c)
	if err != nil {
		return err
	}
	return h.newMyOpeningPage(c, http.StatusOK, MyOpeningPage{Workshop: w, Form: newOpeningForm()})
}

func (h Openings) newMyOpeningPage(c *gin.Context, status int, p MyOpeningPage) error {
	problem := p.Problem
	layout, err := h.Layout(c, h.Voice(c).Say("myopening.new_title"))
	if err != nil {
		return err
	}
	p.Layout, p.Action = layout, "/atelier/"+strconv.FormatInt(p.Workshop.ID, 10)+"/evenement"
	p.MayChange = layout.Edition.RegistrationOpen(h.Now())
	p.MaySubmit = p.MayChange
	p.RegistrationSoon, p.RegistrationCut = h.Now().Before(layout.Edition.RegistrationOpensAt),
		h.Now().Before(layout.Edition.RegistrationClosesAt)
	h.Options(&p)
	p.Problem = problem
	return h.Render(c, status, "myopening/edit", p)
}

// create adds an opening as a draft; a form that is sent twice adds one.
func (h Openings) create(c *gin.Context) error {
	w, err := Workshops(h).workshop(c)
	if err != nil {
		return err
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	if !place.Edition.RegistrationOpen(h.Now()) {
		return errRegistrationClosed
	}
	var problems jema.Problems
	p := MyOpeningPage{Workshop: w, Form: ReadOpeningForm(c, &problems)}
	if h.Helped(c, place.Edition, &p, &problems) {
		return h.newMyOpeningPage(c, http.StatusOK, p)
	}
	before := postgres.OpeningPlan{Opening: jema.Opening{TerritoryID: w.TerritoryID, EditionID: place.Edition.ID,
		WorkshopID: w.ID}}
	after := p.Form.Plan(place.Edition, before, &problems)
	var created int64
	if err = problems.Err(); err == nil {
		after.Key = p.Form.Key
		created, err = h.Store.SaveOpening(c.Request.Context(), after, h.Now())
	}
	if errors.Is(err, jema.ErrKeyReused) {
		p.Form.Key, err = page.NewKey(), jema.Conflict("myopening.key_reused")
	}
	if problem := page.Refusal(notSent(c, err)); problem != nil {
		p.Problem = Placed(problem)
		return h.newMyOpeningPage(c, page.Statuses[problem.Kind], p)
	}
	if err != nil {
		return err
	}
	if c.PostForm("do") == "submit" {
		return h.send(c, created)
	}
	return page.Redirect(c, page.MyOpeningPath(created), "opening_saved")
}

// Helped answers the form's buttons that store nothing: reading the hours
// again, adding days and hours, proposing a printed text.
func (h Openings) Helped(c *gin.Context, e jema.Edition, p *MyOpeningPage, problems *jema.Problems) bool {
	switch c.PostForm("do") {
	case "read":
	case "add_hours":
		h.addTimes(c, e, "hours_text", &p.Form, problems)
	case "add_slots":
		h.addTimes(c, e, "slots_text", &p.Form, problems)
	case "propose":
		p.Form.PrintedText = cmp.Or(exchange.PrintedText(p.Form.Description), p.Form.PrintedText)
	default:
		if !takeReading(c, e, &p.Form) {
			return false
		}
	}
	if refusal, ok := errors.AsType[*jema.Error](problems.Err()); ok {
		p.Problem = refusal
		p.Chosen = map[string]string{}
		for _, field := range []string{"hours", "slots"} {
			for _, part := range []string{"_from", "_to", "_every"} {
				p.Chosen[field+part] = text.Line(c.PostForm(field + part))
			}
			p.Chosen[field+"_day"] = strings.Join(c.PostFormArray(field+"_day"), " ")
		}
	}
	return true
}

// Stored is an opening with all that its form needs.
type Stored struct {
	Place    postgres.Place
	Plan     postgres.OpeningPlan
	Workshop jema.Workshop
	Defects  Defects
	Proposal *postgres.OpeningProposal // what its artisan wants changed of it, nil for nothing
}

// Edited returns what the artisan's form is of: what is stored, or the proposal
// that waits.
func (o Stored) Edited() postgres.OpeningPlan {
	if o.Proposal == nil {
		return o.Plan
	}
	plan := o.Proposal.Value.OpeningPlan
	plan.Opening.Version, plan.Opening.State = o.Plan.Opening.Version, o.Plan.Opening.State
	plan.Opening.ModerationNote, plan.Opening.UpdatedAt = o.Plan.Opening.ModerationNote, o.Plan.Opening.UpdatedAt
	return plan
}

// Stored returns the opening of the address.
func (h Openings) Stored(c *gin.Context) (Stored, error) {
	n, err := page.ID(c, "opening")
	if err != nil {
		return Stored{}, err
	}
	return h.StoredAs(c, n)
}

// StoredAs reads an opening with all that its pages show of it.
func (h Openings) StoredAs(c *gin.Context, n int64) (o Stored, err error) {
	if o.Place, err = h.Place(c); err != nil {
		return o, err
	}
	ctx := c.Request.Context()
	if o.Plan, err = h.Store.Opening(ctx, o.Place.Territory.ID, n); err != nil {
		return o, err
	}
	if o.Workshop, err = h.Store.Workshop(ctx, o.Place.Territory.ID, o.Plan.Opening.WorkshopID); err != nil {
		return o, err
	}
	if o.Plan.Opening.State == jema.Approved {
		if o.Proposal, err = h.Store.Proposal(ctx, o.Place.Territory.ID, n); err != nil {
			return o, err
		}
	}
	o.Defects, err = h.Store.Defects(ctx, o.Place.Territory.ID, n)
	return o, err
}

// edit shows the form of an opening and how visitors will see it.
func (h Openings) edit(c *gin.Context) error {
	o, err := h.Stored(c)
	if err != nil {
		return err
	}
	return h.myOpeningPage(c, http.StatusOK, o, MyOpeningPage{Form: OpeningFormOf(o.Edited()), Revision: o.revision()})
}

func (h Openings) myOpeningPage(c *gin.Context, status int, o Stored, p MyOpeningPage) error {
	problem := p.Problem
	layout, err := h.Layout(c, o.Plan.Opening.Title)
	if err != nil {
		return err
	}
	p.Layout, p.Opening, p.Workshop, p.Defects = layout, o.Plan.Opening, o.Workshop, o.Defects
	p.Action = page.MyOpeningPath(p.Opening.ID)
	p.MayChange = mayChange(layout.Edition, p.Opening, h.Kit)
	p.MaySubmit = p.MayChange && p.Opening.State.May(jema.Submitted)
	p.Proposal = o.Proposal
	found, err := h.Duplicates(c, o)
	if err != nil {
		return err
	}
	p.Twins = twinsFor(layout, found)
	p.RegistrationSoon, p.RegistrationCut = h.Now().Before(layout.Edition.RegistrationOpensAt),
		h.Now().Before(layout.Edition.RegistrationClosesAt)
	h.Options(&p)
	if err := h.Preview(c, o, &p); err != nil {
		return err
	}
	p.Problem = problem
	return h.Render(c, status, "myopening/edit", p)
}

// update saves what is on the page, then sends it if that is the button
// that was pressed.
func (h Openings) update(c *gin.Context) error {
	o, err := h.Stored(c)
	if err != nil {
		return err
	}
	if !mayChange(o.Place.Edition, o.Plan.Opening, h.Kit) {
		return errRegistrationClosed
	}
	var problems jema.Problems
	p := MyOpeningPage{Form: ReadOpeningForm(c, &problems), Revision: page.Number(c, &problems, "proposal")}
	if h.Helped(c, o.Place.Edition, &p, &problems) {
		return h.myOpeningPage(c, http.StatusOK, o, p)
	}
	if o.Plan.Opening.State == jema.Approved {
		return h.propose(c, o, p, &problems)
	}
	after := p.Form.Plan(o.Place.Edition, o.Plan, &problems)
	done := "opening_saved"
	if err = problems.Err(); err == nil && !Same(after, o.Plan) {
		done, err = h.revise(c, o, after)
	}
	if err != nil {
		return h.refused(c, o, p, notSent(c, err))
	}
	if c.PostForm("do") == "submit" {
		return h.send(c, o.Plan.Opening.ID)
	}
	return page.Redirect(c, page.MyOpeningPath(o.Plan.Opening.ID), done)
}

// notSent adds to what is wrong with a form that therefore it was not sent.
func notSent(c *gin.Context, err error) error {
	problem := page.Refusal(err)
	if problem == nil || c.PostForm("do") != "submit" || problem.Message != "form.invalid" {
		return err
	}
	return &jema.Error{Kind: problem.Kind, Message: "myopening.not_sent", Fields: problem.Fields}
}

func (h Openings) revise(c *gin.Context, o Stored, after postgres.OpeningPlan) (done string, err error) {
	r := postgres.Revision{Plan: after, Repaired: Repaired(o.Defects, OpeningFormOf(o.Plan), OpeningFormOf(after))}
	return "opening_saved", h.Store.ReviseOpening(c.Request.Context(), r, h.Now())
}

// refused shows the form again with what is wrong, as it was typed.
func (h Openings) refused(c *gin.Context, o Stored, p MyOpeningPage, err error) error {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	p.Problem = Placed(refusal)
	p.Conflict = Conflicts(refusal)
	return h.myOpeningPage(c, page.Statuses[refusal.Kind], o, p)
}

// send hands an opening, as it is now stored, to the organiser.
func (h Openings) send(c *gin.Context, id int64) error {
	o, err := h.StoredAs(c, id)
	if err != nil {
		return err
	}
	opening := o.Plan.Opening
	if opening.State == jema.Submitted { // the button was pressed twice
		return page.Redirect(c, page.MyOpeningPath(id), "opening_submitted")
	}
	if lacks := Unready(o.Plan, o.Defects); lacks != nil {
		err = lacks
	} else {
		err = h.Store.MoveOpening(c.Request.Context(), postgres.OpeningMove{TerritoryID: opening.TerritoryID, ID: id,
			From: opening.State, To: jema.Submitted, Note: opening.ModerationNote}, h.Now())
	}
	if err != nil {
		return h.refused(c, o, MyOpeningPage{Form: OpeningFormOf(o.Plan)}, err)
	}
	return page.Redirect(c, page.MyOpeningPath(id), "opening_submitted")
}

// Repaired names the fields whose defects a new text of the form settles.
func Repaired(list Defects, was, now OpeningForm) (fields []string) {
	changed := map[string]bool{
		"kind": was.Kind != now.Kind, "title": was.Title != now.Title, "description": was.Description != now.Description,
		"printed_text": was.PrintedText != now.PrintedText, "hours_text": was.HoursText != now.HoursText,
		"slots_text": was.slotsChanged(now), "duration": was.Duration != now.Duration,
		"capacity":  was.Capacity != now.Capacity,
		"party_max": was.PartyMax != now.PartyMax, "remarks": was.Remarks != now.Remarks,
		"price": was.Facts.priceChanged(now.Facts), "minimum_age": was.Facts.ageChanged(now.Facts),
		"languages": was.Facts.languagesChanged(now.Facts), "access": was.Facts.accessChanged(now.Facts),
		"stops": was.Stops != now.Stops,
	}
	for _, d := range list {
		if changed[d.Field] {
			fields = append(fields, d.Field)
		}
	}
	return fields
}
