package organiser

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/artisan"
	"jema/internal/web/organiser/queue"
	"jema/internal/web/page"
)

// Moderations lets organisers correct openings and decide on them.
type Moderations struct{ *page.Kit }

// moderationPage is an opening as an organiser works on it: the artisan's two
// forms in one, what is wrong with it, and what she decides.
type moderationPage struct {
	page.Layout
	Event      artisan.MyOpeningPage
	Shop       artisan.WorkshopPage
	Decisions  []decision
	Note       string
	Blocking   int
	Unplaced   bool              // it has open hours, but its address is not published
	Twins      []artisan.Twin    // events that may be this one entered twice
	Changes    []proposalField   // what the artisan's proposal would change
	Reading    reading           // where it stands in the queue, who reads it, what to look at
	Take       map[string]string // field in conflict → the side that was chosen
	FieldNotes fieldNotes
	Statements []artisan.StatementView // written down by those who act for the workshop
	ready      []jema.ReadySentence
	refusal    *jema.Error // becomes Layout.Problem once the layout is known
}

// decision is one of the things an organiser may do with an opening.
type decision struct {
	Name string
	To   jema.OpeningState
	Note bool // it needs a word to the artisan
}

// wantChange requests from the artisan a change to an approved event, which stays on
// the site meanwhile.
var wantChange = decision{"want", jema.Approved, true}

var decisions = []decision{
	{"approve", jema.Approved, false}, {"ask", jema.ChangesRequested, true}, {"refuse", jema.Refused, true},
	{"cancel", jema.Cancelled, false},
}

// show shows everything of one opening.
func (h Moderations) show(c *gin.Context) error {
	o, err := artisan.Openings{Kit: h.Kit}.Stored(c)
	if err != nil {
		return err
	}
	return h.page(c, http.StatusOK, o, moderationPage{})
}

// page shows the page; forms that were typed are unchanged, others are
// filled from what is stored.
func (h Moderations) page(c *gin.Context, status int, o artisan.Stored, p moderationPage) error {
	layout, err := h.Layout(c, o.Plan.Opening.Title)
	if err != nil {
		return err
	}
	choices, err := h.Store.Choices(c.Request.Context(), layout.Territory.ID)
	if err != nil {
		return err
	}
	if !p.Shop.Typed {
		p.Event.Form, p.Shop.Form = artisan.OpeningFormOf(o.Plan), artisan.WorkshopFormOf(o.Workshop, choices.Crafts)
		if p.Note == "" {
			if p.Note, err = h.Store.NoteDraft(c.Request.Context(), layout.Territory.ID, o.Plan.Opening.ID); err != nil {
				return err
			}
		}
	}
	p.Layout, p.Blocking, p.Unplaced = layout, o.Defects.Blocking(), unplaced(postgres.Revision{Plan: o.Plan}, o)
	p.Problem = p.refusal
	if err := h.moderatedEvent(c, o, choices, &p); err != nil {
		return err
	}
	p.Shop.Layout, p.Shop.Workshop, p.Shop.Moderating, p.Shop.Defects = p.Layout, o.Workshop, true, o.Defects
	p.Shop.Communes, p.Shop.Crafts = artisan.CommuneOptions(choices.Communes), choices.Crafts
	if o.Plan.Opening.State == jema.Approved {
		p.Decisions = append(p.Decisions, wantChange)
	}
	if p.Reading, err = h.reading(c, o, layout); err != nil {
		return err
	}
	if p.ready, err = h.Store.ReadySentences(c.Request.Context(), layout.Territory.ID); err != nil {
		return err
	}
	said, err := h.Store.Statements(c.Request.Context(), layout.Territory.ID, o.Workshop.ID, o.Plan.Opening.ID)
	if err != nil {
		return err
	}
	p.Statements = artisan.StatementsFor(p.Layout, said)
	found, err := artisan.Openings{Kit: h.Kit}.Duplicates(c, o)
	if err != nil {
		return err
	}
	p.Twins = artisan.TwinsShown(layout, found)
	p.Changes = append(proposalFields(p.Layout, o, choices, p.Take), workshopFields(p.Layout, o, choices, p.Take)...)
	p.Event.Proposal = o.Proposal
	for _, d := range decisions {
		if o.Plan.Opening.State.May(d.To) {
			p.Decisions = append(p.Decisions, d)
		}
	}
	return h.Render(c, status, "moderation/show", p)
}

func (h Moderations) moderatedEvent(c *gin.Context, o artisan.Stored, choices postgres.Choices,
	p *moderationPage) error {
	e := &p.Event
	e.Layout, e.Opening, e.Workshop, e.Defects = p.Layout, o.Plan.Opening, o.Workshop, o.Defects
	e.Moderating, e.MayChange, e.Action = true, true, page.ModerationPath(o.Plan.Opening.ID)
	artisan.Openings{Kit: h.Kit}.Options(e)
	photo, err := h.Store.WorkshopPhoto(c.Request.Context(), p.Layout.Territory.ID, o.Workshop.ID)
	if err != nil {
		return err
	}
	return artisan.Openings{Kit: h.Kit}.Preview(c, o, artisan.Shown{Choices: choices, Photo: photo}, e)
}

// save stores what an organiser corrects, in the same form as the
// artisan's; what she repairs is no defect any more.
func (h Moderations) save(c *gin.Context) error {
	o, err := artisan.Openings{Kit: h.Kit}.Stored(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p := readModeration(c, &problems)
	if (artisan.Openings{Kit: h.Kit}).Helped(c, o.Place.Edition, &p.Event, &problems) {
		p.refusal = p.Event.Problem
		return h.page(c, http.StatusOK, o, p)
	}
	r, err := h.repair(c, o, p, &problems)
	if err == nil {
		err = h.saveRepair(c, o, r)
	}
	if err == nil {
		err = h.Store.SaveNoteDraft(c.Request.Context(), o.Place.Territory.ID, o.Plan.Opening.ID, p.Note)
	}
	if err != nil {
		return h.refused(c, o, p, err)
	}
	return page.Redirect(c, queue.ReadPath(o.Plan.Opening.ID, queue.Parse(c.PostForm("queue"), o.Place)),
		"opening_repaired")
}

// readModeration reads all that is on the page, whichever button was pressed.
func readModeration(c *gin.Context, problems *jema.Problems) moderationPage {
	p := moderationPage{Event: artisan.MyOpeningPage{Form: artisan.ReadOpeningForm(c, problems)},
		Note: page.Lines(c, problems, "note", noteMax), FieldNotes: readFieldNotes(c, problems)}
	p.Shop.Form, p.Shop.Typed = artisan.ReadWorkshopForm(c, problems), true
	return p
}

// repair returns the revision that the page makes. Workshop is nil where
// nothing of the workshop has changed.
func (h Moderations) repair(c *gin.Context, o artisan.Stored, p moderationPage,
	problems *jema.Problems) (postgres.Revision, error) {
	choices, err := h.Store.Choices(c.Request.Context(), o.Place.Territory.ID)
	if err != nil {
		return postgres.Revision{}, err
	}
	r := postgres.Revision{Plan: p.Event.Form.Plan(o.Place.Edition, o.Plan, problems)}
	if shop := p.Shop.Form.Workshop(o.Workshop, choices, problems); !artisan.SameWorkshop(shop, o.Workshop) {
		r.Workshop = &shop
		if o.Plan.Opening.CommuneINSEE == o.Workshop.CommuneINSEE {
			r.Plan.Opening.CommuneINSEE = shop.CommuneINSEE
		}
	}
	r.Repaired = artisan.Repaired(o.Defects, artisan.OpeningFormOf(o.Plan), p.Event.Form)
	r.Repaired = append(r.Repaired, repairedWorkshop(o.Defects, artisan.WorkshopFormOf(o.Workshop, choices.Crafts),
		p.Shop.Form)...)
	r.Repaired = append(r.Repaired, c.PostFormArray("settled")...)
	return r, problems.Err()
}

// unchanged reports whether a revision changes nothing of what is stored.
func unchanged(o artisan.Stored, r postgres.Revision) bool {
	return r.Workshop == nil && len(r.Repaired) == 0 && artisan.Same(r.Plan, o.Plan)
}

func (h Moderations) saveRepair(c *gin.Context, o artisan.Stored, r postgres.Revision) error {
	if unchanged(o, r) {
		return nil
	}
	return h.Store.ReviseOpening(postgres.ByOffice(c.Request.Context()), r, h.Now())
}

// repairedWorkshop names the fields of the workshop whose defects a new text
// settles.
func repairedWorkshop(list artisan.Defects, was, now artisan.WorkshopForm) (fields []string) {
	changed := map[string]bool{
		"workshop": was.Name != now.Name, "name": was.Name != now.Name, "artisan": was.Artisan != now.Artisan,
		"craft":   was.Craft != now.Craft || was.OtherCraft != now.OtherCraft,
		"commune": was.Commune != now.Commune, "address": was.Address != now.Address,
		"postal_code": was.PostalCode != now.PostalCode,
		"phone":       was.Phone != now.Phone, "email": was.Email != now.Email, "website": was.Website != now.Website,
		"publish_address": was.PublishAddress != now.PublishAddress, "publish_phone": was.PublishPhone != now.PublishPhone,
		"publish_email": was.PublishEmail != now.PublishEmail, "parking": was.Parking != now.Parking,
	}
	for _, d := range list {
		if changed[d.Field] {
			fields = append(fields, d.Field)
		}
	}
	return fields
}

// refused shows the page again with what is wrong, as it was typed.
func (h Moderations) refused(c *gin.Context, o artisan.Stored, p moderationPage, err error) error {
	problem := page.Refusal(err)
	if problem == nil {
		return err
	}
	p.refusal = artisan.Placed(problem)
	p.Event.Conflict = artisan.Conflicts(problem)
	return h.page(c, page.Statuses[problem.Kind], o, p)
}

// decide saves what is on the page and approves the opening, requests a change,
// refuses or cancels it; the artisan is notified. If anything typed is invalid,
// nothing is saved or decided. If all is valid but the opening lacks something for
// approval, the changes are saved and the decision is not made.
func (h Moderations) decide(c *gin.Context) error {
	o, err := artisan.Openings{Kit: h.Kit}.Stored(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p, r := moderationPage{Note: page.Lines(c, &problems, "note", noteMax)}, postgres.Revision{Plan: o.Plan}
	_, whole := c.Request.PostForm["title"] // pages rendered before the two forms were merged send the decision alone
	if whole {
		problems = nil
		p = readModeration(c, &problems)
		if r, err = h.repair(c, o, p, &problems); err != nil && page.Refusal(err) == nil {
			return err
		}
	}
	if err := h.findReadySentences(c, &p.FieldNotes, &problems); err != nil {
		return err
	}
	if c.PostForm("decision") == wantChange.Name {
		return h.changeWanted(c, o, p, r, &problems)
	}
	i := slices.IndexFunc(decisions, func(d decision) bool { return d.Name == c.PostForm("decision") })
	from := jema.OpeningState(c.PostForm("state"))
	seen := c.PostForm("version") == strconv.Itoa(o.Plan.Opening.Version) // nobody decides on what they have not read
	if i < 0 || !seen || !from.May(decisions[i].To) || from != o.Plan.Opening.State {
		return h.refused(c, o, p, errOpeningMoved)
	}
	d := decisions[i]
	if d.Note && letter(p) == "" {
		problems.Add("note", "moderation.note_missing")
	}
	if problem := page.Refusal(problems.Err()); problem != nil {
		problem.Message = "moderation.not_decided"
		return h.refused(c, o, p, problem)
	}
	if d.removesFromSite(o) {
		if !page.Ticked(c, "sure") {
			return h.confirmCancel(c, o, p, r, d)
		}
		problem, err := h.reasonProblem(c, o, letter(p))
		if err != nil {
			return err
		}
		if problem != nil {
			asked := cancelEventPage{Opening: o.Plan.Opening, Decision: d.Name, Note: p.Note}
			return h.showCancel(c, http.StatusUnprocessableEntity, asked, problem)
		}
	}
	return h.storeDecision(c, o, p, r, d)
}

// changeWanted saves what is on the page and requests from the artisan a change to an
// event that stays on the site.
func (h Moderations) changeWanted(c *gin.Context, o artisan.Stored, p moderationPage, r postgres.Revision,
	problems *jema.Problems) error {
	words := letter(p)
	if page.Bounded(problems, "note", words, newsNoteMax) == "" {
		problems.Add("note", "moderation.note_missing")
	}
	if problem := page.Refusal(problems.Err()); problem != nil {
		problem.Message = "moderation.not_decided"
		return h.refused(c, o, p, problem)
	}
	asked, err := h.storedNotes(c, p)
	if err == nil {
		err = h.saveRepair(c, o, r)
	}
	if err == nil {
		err = h.Store.WantChange(c.Request.Context(), postgres.ChangeWanted{TerritoryID: o.Place.Territory.ID,
			OpeningID: o.Plan.Opening.ID, Note: words, Notes: asked}, h.Now())
	}
	if err != nil {
		return h.refused(c, o, p, err)
	}
	return page.Redirect(c, queue.ReadPath(o.Plan.Opening.ID, queue.Parse(c.PostForm("queue"), o.Place)), "opening_ask")
}

var errOpeningMoved = jema.Conflict("opening.state")

// noteMax is how long a word to the artisan may be, in characters.
const noteMax = 2000

// storeDecision saves the revision and the decision in one transaction. An approval
// of an opening that lacks something is not made: the revision alone is saved.
func (h Moderations) storeDecision(c *gin.Context, o artisan.Stored, p moderationPage, r postgres.Revision,
	d decision) error {
	lacks := artisan.Unready(r.Plan, o.Defects.Without(r.Repaired))
	if lacks == nil && unplaced(r, o) && !page.Ticked(c, "place_known") {
		lacks = errUnplaced
	}
	if d.To == jema.Approved && lacks != nil {
		return h.savedOnly(c, o, p, r, lacks)
	}
	ctx, opening := postgres.ByOffice(c.Request.Context()), o.Plan.Opening
	next, err := h.next(c, opening.ID)
	if err != nil {
		return err
	}
	asked, err := h.storedNotes(c, p)
	if err != nil {
		return err
	}
	if unchanged(o, r) {
		err = h.Store.MoveOpening(ctx, postgres.OpeningMove{TerritoryID: opening.TerritoryID, ID: opening.ID,
			From: opening.State, To: d.To, Note: letter(p), Version: opening.Version, Notes: asked}, h.Now())
	} else {
		r.To, r.Plan.Opening.ModerationNote, r.Notes = d.To, letter(p), asked
		err = h.Store.ReviseOpening(ctx, r, h.Now())
	}
	if err != nil {
		return h.refused(c, o, p, err)
	}
	return h.goOn(c, next, opening.ID, "opening_"+d.Name)
}

// errUnplaced requires a confirmation before an event with open hours but without
// a published address is published.
var errUnplaced = &jema.Error{Kind: jema.KindConflict, Message: "moderation.unplaced",
	Fields: []jema.FieldError{{Field: "place_known", Message: "moderation.unplaced_ask"}}}

// unplaced reports whether an event has open hours but no published address.
func unplaced(r postgres.Revision, o artisan.Stored) bool {
	shop := o.Workshop
	if r.Workshop != nil {
		shop = *r.Workshop
	}
	return len(r.Plan.Hours) > 0 && (!shop.PublishAddress || shop.Address == "")
}

// savedOnly makes a revision and shows what the opening lacks to be approved.
func (h Moderations) savedOnly(c *gin.Context, o artisan.Stored, p moderationPage, r postgres.Revision,
	lacks *jema.Error) error {
	err := h.saveRepair(c, o, r)
	if err == nil {
		o, err = artisan.Openings{Kit: h.Kit}.StoredAs(c, o.Plan.Opening.ID)
		p = moderationPage{Note: p.Note}
	}
	if err == nil {
		err = lacks
	}
	return h.refused(c, o, p, err)
}
