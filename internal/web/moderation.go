package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// moderationPage is an opening as an organiser works on it: the artisan's two
// forms in one, what is wrong with it, and what she decides.
type moderationPage struct {
	page.Layout
	Event     myOpeningPage
	Shop      workshopPage
	Decisions []decision
	Note      string
	Blocking  int
	Unplaced  bool              // visitors would walk in without a published address
	Twins     []twin            // what may be the same
	Changes   []proposalField   // what the artisan's proposal would change
	Take      map[string]string // field in conflict → the side that was chosen
	problem   *jema.Error
}

// decision is one of the things an organiser may do with an opening.
type decision struct {
	Name string
	To   jema.OpeningState
	Note bool // it needs a word to the artisan
}

// wantChange asks the artisan of an event on the site to change something: it
// stays there.
var wantChange = decision{"want", jema.Approved, true}

var decisions = []decision{
	{"approve", jema.Approved, false}, {"ask", jema.ChangesRequested, true}, {"refuse", jema.Refused, true}, {"cancel", jema.Cancelled, false},
}

// moderationShow shows everything of one opening.
func (s *Site) moderationShow(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	return s.moderationPage(c, http.StatusOK, o, moderationPage{})
}

// moderationPage shows the page; forms that were typed are kept, others are
// filled from what is stored.
func (s *Site) moderationPage(c *gin.Context, status int, o stored, p moderationPage) error {
	layout, err := s.Layout(c, o.plan.Opening.Title)
	if err != nil {
		return err
	}
	choices, err := s.Store.Choices(c.Request.Context(), layout.Territory.ID)
	if err != nil {
		return err
	}
	if !p.Shop.typed {
		p.Event.Form, p.Shop.Form = openingFormOf(o.plan), workshopFormOf(o.workshop, choices.Crafts)
		if p.Note == "" {
			if p.Note, err = s.Store.NoteDraft(c.Request.Context(), layout.Territory.ID, o.plan.Opening.ID); err != nil {
				return err
			}
		}
	}
	p.Layout, p.Blocking, p.Unplaced = layout, o.defects.Blocking(), unplaced(postgres.Revision{Plan: o.plan}, o)
	p.Problem = p.problem
	if err := s.moderatedEvent(c, o, &p); err != nil {
		return err
	}
	p.Shop.Layout, p.Shop.Workshop, p.Shop.Moderating, p.Shop.Defects = p.Layout, o.workshop, true, o.defects
	p.Shop.Communes, p.Shop.Crafts = communeOptions(choices.Communes), choices.Crafts
	if o.plan.Opening.State == jema.Approved {
		p.Decisions = append(p.Decisions, wantChange)
	}
	found, err := s.duplicates(c, o)
	if err != nil {
		return err
	}
	p.Twins = twinsShown(layout, found)
	p.Changes = append(proposalFields(p.Layout, o, choices, p.Take), workshopFields(p.Layout, o, choices, p.Take)...)
	p.Event.Proposal = o.proposal
	for _, d := range decisions {
		if o.plan.Opening.State.May(d.To) {
			p.Decisions = append(p.Decisions, d)
		}
	}
	return s.Render(c, status, "moderation/show", p)
}

func (s *Site) moderatedEvent(c *gin.Context, o stored, p *moderationPage) error {
	e := &p.Event
	e.Layout, e.Opening, e.Workshop, e.Defects = p.Layout, o.plan.Opening, o.workshop, o.defects
	e.Moderating, e.MayChange, e.Action = true, true, page.ModerationPath(o.plan.Opening.ID)
	s.options(e)
	return s.preview(c, o, e)
}

// moderationRepair saves what an organiser corrects, in the same form as the
// artisan's; what she repairs is no defect any more.
func (s *Site) moderationRepair(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p := readModeration(c, &problems)
	if s.helped(c, o.place.Edition, &p.Event, &problems) {
		p.problem = p.Event.Problem
		return s.moderationPage(c, http.StatusOK, o, p)
	}
	r, err := s.repair(c, o, p, &problems)
	if err == nil {
		err = s.saveRepair(c, o, r)
	}
	if err == nil {
		err = s.Store.SaveNoteDraft(c.Request.Context(), o.place.Territory.ID, o.plan.Opening.ID, p.Note)
	}
	if err != nil {
		return s.moderationRefused(c, o, p, err)
	}
	return page.Redirect(c, page.ModerationPath(o.plan.Opening.ID), "opening_repaired")
}

// readModeration reads all that is on the page, whichever button was pressed.
func readModeration(c *gin.Context, problems *jema.Problems) moderationPage {
	p := moderationPage{Event: myOpeningPage{Form: readOpeningForm(c, problems)}, Note: page.Lines(c, problems, "note", noteMax)}
	p.Shop.Form, p.Shop.typed = readWorkshopForm(c, problems), true
	return p
}

// repair returns the revision that the page makes. Workshop is nil where
// nothing of the workshop has changed.
func (s *Site) repair(c *gin.Context, o stored, p moderationPage, problems *jema.Problems) (postgres.Revision, error) {
	choices, err := s.Store.Choices(c.Request.Context(), o.place.Territory.ID)
	if err != nil {
		return postgres.Revision{}, err
	}
	r := postgres.Revision{Plan: p.Event.Form.plan(o.place.Edition, o.plan, problems)}
	if shop := p.Shop.Form.workshop(o.workshop, choices, problems); !sameWorkshop(shop, o.workshop) {
		r.Workshop = &shop
		if o.plan.Opening.CommuneINSEE == o.workshop.CommuneINSEE {
			r.Plan.Opening.CommuneINSEE = shop.CommuneINSEE
		}
	}
	r.Repaired = repaired(o.defects, openingFormOf(o.plan), p.Event.Form)
	r.Repaired = append(r.Repaired, repairedWorkshop(o.defects, workshopFormOf(o.workshop, choices.Crafts), p.Shop.Form)...)
	r.Repaired = append(r.Repaired, c.PostFormArray("settled")...)
	return r, problems.Err()
}

// unchanged tells whether a revision changes nothing of what is stored.
func unchanged(o stored, r postgres.Revision) bool {
	return r.Workshop == nil && len(r.Repaired) == 0 && same(r.Plan, o.plan)
}

func (s *Site) saveRepair(c *gin.Context, o stored, r postgres.Revision) error {
	if unchanged(o, r) {
		return nil
	}
	return s.Store.ReviseOpening(postgres.ByOffice(c.Request.Context()), r, s.Now())
}

// repairedWorkshop names the fields of the workshop whose defects a new text
// settles.
func repairedWorkshop(list defects, was, now workshopForm) (fields []string) {
	changed := map[string]bool{
		"workshop": was.Name != now.Name, "name": was.Name != now.Name, "artisan": was.Artisan != now.Artisan,
		"craft":   was.Craft != now.Craft || was.OtherCraft != now.OtherCraft,
		"commune": was.Commune != now.Commune, "address": was.Address != now.Address, "postal_code": was.PostalCode != now.PostalCode,
		"phone": was.Phone != now.Phone, "email": was.Email != now.Email, "website": was.Website != now.Website,
		"publish_address": was.PublishAddress != now.PublishAddress, "publish_phone": was.PublishPhone != now.PublishPhone,
		"publish_email": was.PublishEmail != now.PublishEmail,
	}
	for _, d := range list {
		if changed[d.Field] {
			fields = append(fields, d.Field)
		}
	}
	return fields
}

// moderationRefused shows the page again with what is wrong, as it was typed.
func (s *Site) moderationRefused(c *gin.Context, o stored, p moderationPage, err error) error {
	problem := page.Refusal(err)
	if problem == nil {
		return err
	}
	p.problem = placed(problem)
	p.Event.Conflict = conflicts(problem)
	return s.moderationPage(c, page.Statuses[problem.Kind], o, p)
}

// moderationDecide saves what is on the page and approves the opening, asks for
// a change, refuses or cancels it; the artisan is told. What is typed wrong is
// neither saved nor decided on; what is right is saved even if it is not enough
// to be approved.
func (s *Site) moderationDecide(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p, r := moderationPage{Note: page.Lines(c, &problems, "note", noteMax)}, postgres.Revision{Plan: o.plan}
	_, whole := c.Request.PostForm["title"] // a page from before the form was one has the decision alone
	if whole {
		problems = nil
		p = readModeration(c, &problems)
		if r, err = s.repair(c, o, p, &problems); err != nil && page.Refusal(err) == nil {
			return err
		}
	}
	if c.PostForm("decision") == wantChange.Name {
		return s.changeWanted(c, o, p, r, &problems)
	}
	i := slices.IndexFunc(decisions, func(d decision) bool { return d.Name == c.PostForm("decision") })
	from := jema.OpeningState(c.PostForm("state"))
	seen := c.PostForm("version") == strconv.Itoa(o.plan.Opening.Version) // nobody decides on what they have not read
	if i < 0 || !seen || !from.May(decisions[i].To) || from != o.plan.Opening.State {
		return s.moderationRefused(c, o, p, errOpeningMoved)
	}
	d := decisions[i]
	if d.Note && p.Note == "" {
		problems.Add("note", "moderation.note_missing")
	}
	if problem := page.Refusal(problems.Err()); problem != nil {
		problem.Message = "moderation.not_decided"
		return s.moderationRefused(c, o, p, problem)
	}
	if d.harms(o) {
		if !page.Ticked(c, "sure") {
			return s.askCancel(c, o, p, r, d)
		}
		problem, err := s.reasonProblem(c, o, p.Note)
		if err != nil {
			return err
		}
		if problem != nil {
			asked := cancelEventPage{Opening: o.plan.Opening, Decision: d.Name, Note: p.Note}
			return s.showCancel(c, http.StatusUnprocessableEntity, asked, problem)
		}
	}
	return s.decided(c, o, p, r, d)
}

// changeWanted saves what is on the page and asks the artisan to change
// something of an event that stays on the site.
func (s *Site) changeWanted(c *gin.Context, o stored, p moderationPage, r postgres.Revision, problems *jema.Problems) error {
	if page.Bounded(problems, "note", p.Note, newsNoteMax) == "" {
		problems.Add("note", "moderation.note_missing")
	}
	if problem := page.Refusal(problems.Err()); problem != nil {
		problem.Message = "moderation.not_decided"
		return s.moderationRefused(c, o, p, problem)
	}
	err := s.saveRepair(c, o, r)
	if err == nil {
		err = s.Store.WantChange(c.Request.Context(), o.place.Territory.ID, o.plan.Opening.ID, p.Note, s.Now())
	}
	if err != nil {
		return s.moderationRefused(c, o, p, err)
	}
	return page.Redirect(c, page.ModerationPath(o.plan.Opening.ID), "opening_ask")
}

var errOpeningMoved = jema.Conflict("opening.state")

// noteMax is how long a word to the artisan may be, in signs.
const noteMax = 2000

// decided makes a revision and the decision, both or neither; where the opening
// lacks something to be approved, the revision alone.
func (s *Site) decided(c *gin.Context, o stored, p moderationPage, r postgres.Revision, d decision) error {
	lacks := unready(r.Plan, o.defects.without(r.Repaired))
	if lacks == nil && unplaced(r, o) && !page.Ticked(c, "place_known") {
		lacks = errUnplaced
	}
	if d.To == jema.Approved && lacks != nil {
		return s.savedOnly(c, o, p, r, lacks)
	}
	ctx, at := postgres.ByOffice(c.Request.Context()), o.plan.Opening
	var err error
	if unchanged(o, r) {
		err = s.Store.MoveOpening(ctx, at.TerritoryID, at.ID, at.State, d.To, p.Note, s.Now())
	} else {
		r.To, r.Plan.Opening.ModerationNote = d.To, p.Note
		err = s.Store.ReviseOpening(ctx, r, s.Now())
	}
	if err != nil {
		return s.moderationRefused(c, o, p, err)
	}
	return page.Redirect(c, page.ModerationPath(at.ID), "opening_"+d.Name)
}

// errUnplaced asks before an event is published that one walks into without
// being given any place.
var errUnplaced = &jema.Error{Kind: jema.KindConflict, Message: "moderation.unplaced",
	Fields: []jema.FieldError{{Field: "place_known", Message: "moderation.unplaced_ask"}}}

// unplaced reports whether visitors would walk in without a published address.
func unplaced(r postgres.Revision, o stored) bool {
	shop := o.workshop
	if r.Workshop != nil {
		shop = *r.Workshop
	}
	return len(r.Plan.Hours) > 0 && (!shop.PublishAddress || shop.Address == "")
}

// savedOnly makes a revision and shows what the opening lacks to be approved.
func (s *Site) savedOnly(c *gin.Context, o stored, p moderationPage, r postgres.Revision, lacks *jema.Error) error {
	err := s.saveRepair(c, o, r)
	if err == nil {
		o, err = s.storedAs(c, o.plan.Opening.ID)
		p = moderationPage{Note: p.Note}
	}
	if err == nil {
		err = lacks
	}
	return s.moderationRefused(c, o, p, err)
}
