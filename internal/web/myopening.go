package web

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

// mayChange tells whether an artisan may still change an opening: while
// registration is open, and after it to answer what the organiser asks, or to
// propose a change of what is on the site until the days are over.
func mayChange(e jema.Edition, o jema.Opening, s *Site) bool {
	onSite := o.State == jema.Approved && jema.DateOf(s.Now().In(e.Zone)).Compare(e.EndsOn) <= 0
	return e.RegistrationOpen(s.Now()) || onSite || o.State == jema.ChangesRequested || o.State == jema.Incomplete
}

var errRegistrationClosed = jema.Conflict("myopening.closed")

// openingNew shows the empty form of an opening.
func (s *Site) openingNew(c *gin.Context) error {
	w, err := s.workshop(c)
	if err != nil {
		return err
	}
	return s.newMyOpeningPage(c, http.StatusOK, myOpeningPage{Workshop: w, Form: newOpeningForm()})
}

func (s *Site) newMyOpeningPage(c *gin.Context, status int, p myOpeningPage) error {
	problem := p.Problem
	layout, err := s.Layout(c, s.Voice(c).Say("myopening.new_title"))
	if err != nil {
		return err
	}
	p.Layout, p.Action = layout, "/atelier/"+strconv.FormatInt(p.Workshop.ID, 10)+"/evenement"
	p.MayChange = layout.Edition.RegistrationOpen(s.Now())
	p.MaySubmit = p.MayChange
	p.RegistrationSoon = s.Now().Before(layout.Edition.RegistrationOpensAt)
	s.options(&p)
	p.Problem = problem
	return s.Render(c, status, "myopening/edit", p)
}

// openingCreate adds an opening as a draft; a form that is sent twice adds one.
func (s *Site) openingCreate(c *gin.Context) error {
	w, err := s.workshop(c)
	if err != nil {
		return err
	}
	place, err := s.Place(c)
	if err != nil {
		return err
	}
	if !place.Edition.RegistrationOpen(s.Now()) {
		return errRegistrationClosed
	}
	var problems jema.Problems
	p := myOpeningPage{Workshop: w, Form: readOpeningForm(c, &problems)}
	if s.helped(c, place.Edition, &p, &problems) {
		return s.newMyOpeningPage(c, http.StatusOK, p)
	}
	before := postgres.OpeningPlan{Opening: jema.Opening{TerritoryID: w.TerritoryID, EditionID: place.Edition.ID, WorkshopID: w.ID}}
	after := p.Form.plan(place.Edition, before, &problems)
	var created int64
	if err = problems.Err(); err == nil {
		after.Key = p.Form.Key
		created, err = s.Store.SaveOpening(c.Request.Context(), after, s.Now())
	}
	if errors.Is(err, jema.ErrKeyReused) {
		p.Form.Key, err = page.NewKey(), jema.Conflict("myopening.key_reused")
	}
	if problem := page.Refusal(notSent(c, err)); problem != nil {
		p.Problem = placed(problem)
		return s.newMyOpeningPage(c, page.Statuses[problem.Kind], p)
	}
	if err != nil {
		return err
	}
	if c.PostForm("do") == "submit" {
		return s.openingSend(c, created)
	}
	return page.Redirect(c, page.MyOpeningPath(created), "opening_saved")
}

// helped answers the form's buttons that store nothing: reading the hours
// again, adding days and hours, proposing a printed text.
func (s *Site) helped(c *gin.Context, e jema.Edition, p *myOpeningPage, problems *jema.Problems) bool {
	switch c.PostForm("do") {
	case "read":
	case "add_hours":
		s.addTimes(c, e, "hours_text", &p.Form, problems)
	case "add_slots":
		s.addTimes(c, e, "slots_text", &p.Form, problems)
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

// stored is an opening with all that its form needs.
type stored struct {
	place    postgres.Place
	plan     postgres.OpeningPlan
	workshop jema.Workshop
	defects  defects
	proposal *postgres.OpeningProposal // what its artisan wants changed of it, nil for nothing
}

// edited returns what the artisan's form is of: what is stored, or the proposal
// that waits.
func (o stored) edited() postgres.OpeningPlan {
	if o.proposal == nil {
		return o.plan
	}
	plan := o.proposal.Value.OpeningPlan
	plan.Opening.Version, plan.Opening.State = o.plan.Opening.Version, o.plan.Opening.State
	plan.Opening.ModerationNote, plan.Opening.UpdatedAt = o.plan.Opening.ModerationNote, o.plan.Opening.UpdatedAt
	return plan
}

// stored returns the opening of the address.
func (s *Site) stored(c *gin.Context) (stored, error) {
	n, err := page.ID(c, "opening")
	if err != nil {
		return stored{}, err
	}
	return s.storedAs(c, n)
}

func (s *Site) storedAs(c *gin.Context, n int64) (o stored, err error) {
	if o.place, err = s.Place(c); err != nil {
		return o, err
	}
	ctx := c.Request.Context()
	if o.plan, err = s.Store.Opening(ctx, o.place.Territory.ID, n); err != nil {
		return o, err
	}
	if o.workshop, err = s.Store.Workshop(ctx, o.place.Territory.ID, o.plan.Opening.WorkshopID); err != nil {
		return o, err
	}
	if o.plan.Opening.State == jema.Approved {
		if o.proposal, err = s.Store.Proposal(ctx, o.place.Territory.ID, n); err != nil {
			return o, err
		}
	}
	o.defects, err = s.Store.Defects(ctx, o.place.Territory.ID, n)
	return o, err
}

// openingEdit shows the form of an opening and how visitors will see it.
func (s *Site) openingEdit(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	return s.myOpeningPage(c, http.StatusOK, o, myOpeningPage{Form: openingFormOf(o.edited()), Revision: o.revision()})
}

func (s *Site) myOpeningPage(c *gin.Context, status int, o stored, p myOpeningPage) error {
	problem := p.Problem
	layout, err := s.Layout(c, o.plan.Opening.Title)
	if err != nil {
		return err
	}
	p.Layout, p.Opening, p.Workshop, p.Defects = layout, o.plan.Opening, o.workshop, o.defects
	p.Action = page.MyOpeningPath(p.Opening.ID)
	p.MayChange = mayChange(layout.Edition, p.Opening, s)
	p.MaySubmit = p.MayChange && p.Opening.State.May(jema.Submitted)
	p.Proposal = o.proposal
	found, err := s.duplicates(c, o)
	if err != nil {
		return err
	}
	p.Twins = twinsFor(layout, found)
	p.RegistrationSoon = s.Now().Before(layout.Edition.RegistrationOpensAt)
	s.options(&p)
	if err := s.preview(c, o, &p); err != nil {
		return err
	}
	p.Problem = problem
	return s.Render(c, status, "myopening/edit", p)
}

// openingUpdate saves what is on the page, then sends it if that is the button
// that was pressed.
func (s *Site) openingUpdate(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	if !mayChange(o.place.Edition, o.plan.Opening, s) {
		return errRegistrationClosed
	}
	var problems jema.Problems
	p := myOpeningPage{Form: readOpeningForm(c, &problems), Revision: page.Number(c, &problems, "proposal")}
	if s.helped(c, o.place.Edition, &p, &problems) {
		return s.myOpeningPage(c, http.StatusOK, o, p)
	}
	if o.plan.Opening.State == jema.Approved {
		return s.openingPropose(c, o, p, &problems)
	}
	after := p.Form.plan(o.place.Edition, o.plan, &problems)
	done := "opening_saved"
	if err = problems.Err(); err == nil && !same(after, o.plan) {
		done, err = s.revise(c, o, after)
	}
	if err != nil {
		return s.openingRefused(c, o, p, notSent(c, err))
	}
	if c.PostForm("do") == "submit" {
		return s.openingSend(c, o.plan.Opening.ID)
	}
	return page.Redirect(c, page.MyOpeningPath(o.plan.Opening.ID), done)
}

// notSent adds to what is wrong with a form that therefore it was not sent.
func notSent(c *gin.Context, err error) error {
	problem := page.Refusal(err)
	if problem == nil || c.PostForm("do") != "submit" || problem.Message != "form.invalid" {
		return err
	}
	return &jema.Error{Kind: problem.Kind, Message: "myopening.not_sent", Fields: problem.Fields}
}

func (s *Site) revise(c *gin.Context, o stored, after postgres.OpeningPlan) (done string, err error) {
	r := postgres.Revision{Plan: after, Repaired: repaired(o.defects, openingFormOf(o.plan), openingFormOf(after))}
	return "opening_saved", s.Store.ReviseOpening(c.Request.Context(), r, s.Now())
}

// openingRefused shows the form again with what is wrong, as it was typed.
func (s *Site) openingRefused(c *gin.Context, o stored, p myOpeningPage, err error) error {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	p.Problem = placed(refusal)
	p.Conflict = conflicts(refusal)
	return s.myOpeningPage(c, page.Statuses[refusal.Kind], o, p)
}

// openingSend hands an opening, as it is now stored, to the organiser.
func (s *Site) openingSend(c *gin.Context, id int64) error {
	o, err := s.storedAs(c, id)
	if err != nil {
		return err
	}
	opening := o.plan.Opening
	if opening.State == jema.Submitted { // the button was pressed twice
		return page.Redirect(c, page.MyOpeningPath(id), "opening_submitted")
	}
	if lacks := unready(o.plan, o.defects); lacks != nil {
		err = lacks
	} else {
		err = s.Store.MoveOpening(c.Request.Context(), opening.TerritoryID, id, opening.State, jema.Submitted, opening.ModerationNote, s.Now())
	}
	if err != nil {
		return s.openingRefused(c, o, myOpeningPage{Form: openingFormOf(o.plan)}, err)
	}
	return page.Redirect(c, page.MyOpeningPath(id), "opening_submitted")
}

// repaired names the fields whose defects a new text of the form settles.
func repaired(list defects, was, now openingForm) (fields []string) {
	changed := map[string]bool{
		"kind": was.Kind != now.Kind, "title": was.Title != now.Title, "description": was.Description != now.Description,
		"printed_text": was.PrintedText != now.PrintedText, "hours_text": was.HoursText != now.HoursText,
		"slots_text": was.slotsChanged(now), "duration": was.Duration != now.Duration, "capacity": was.Capacity != now.Capacity,
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
