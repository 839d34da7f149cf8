package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
)

// queueStates are the states an organiser can look through, those that wait
// for her first.
var queueStates = []jema.OpeningState{jema.Incomplete, jema.Submitted, jema.ChangesRequested, jema.Approved, jema.Draft, jema.Refused, jema.Cancelled}

// waiting are those of the queue itself.
var waiting = queueStates[:3]

// queueGroup is one state with its openings.
type queueGroup struct {
	State    jema.OpeningState
	Openings []queueLine
}

type queueLine struct {
	postgres.OpeningLine
	Defects []jema.Defect
}

type queuePage struct {
	Layout
	States []queueState
	Groups []queueGroup
	Only   jema.OpeningState // "" shows what waits
	Parked int               // messages that do not arrive
	Stuck  jema.Standing     // where most attention is due among them
}

// Waiting counts what waits for the organiser or the artisan, in all.
func (p queuePage) Waiting() string {
	n := 0
	for _, s := range p.States {
		if slices.Contains(waiting, s.State) {
			n += s.Count
		}
	}
	return text.Number(n)
}

type queueState struct {
	State jema.OpeningState
	Count int
}

// queueShow lists what waits for the organiser, or all in one state.
func (s *Site) queueShow(c *gin.Context) error {
	layout, err := s.layout(c, s.voice(c).Say("moderation.queue_title"))
	if err != nil {
		return err
	}
	p := queuePage{Layout: layout}
	ctx := c.Request.Context()
	counts, err := s.Store.StateCounts(ctx, layout.Edition.ID)
	if err != nil {
		return err
	}
	for _, state := range queueStates {
		p.States = append(p.States, queueState{state, counts[state]})
	}
	states := waiting
	if only := jema.OpeningState(c.Query("etat")); slices.Contains(queueStates, only) {
		p.Only, states = only, []jema.OpeningState{only}
	}
	lines, err := s.Store.Queue(ctx, layout.Edition.ID, states...)
	if err != nil {
		return err
	}
	found, err := s.Store.QueueDefects(ctx, layout.Edition.ID)
	if err != nil {
		return err
	}
	messages, err := s.Store.MessageCounts(ctx, layout.Territory.ID)
	if err != nil {
		return err
	}
	p.Parked, p.Stuck = messages[jema.StandingParked]+messages[jema.StandingUndeliverable], jema.StandingParked
	if messages[jema.StandingUndeliverable] > 0 {
		p.Stuck = jema.StandingUndeliverable
	}
	for _, state := range states {
		p.Groups = append(p.Groups, groupOf(state, lines, found))
	}
	return s.render(c, http.StatusOK, "moderation/queue", p)
}

func groupOf(state jema.OpeningState, lines []postgres.OpeningLine, found map[int64][]jema.Defect) queueGroup {
	g := queueGroup{State: state}
	for _, l := range lines {
		if l.State == state {
			g.Openings = append(g.Openings, queueLine{l, found[l.ID]})
		}
	}
	return g
}

// moderationPage is an opening as an organiser works on it: the artisan's two
// forms in one, what is wrong with it, and what she decides.
type moderationPage struct {
	Layout
	Event     myOpeningPage
	Shop      workshopPage
	Decisions []decision
	Note      string
	Blocking  int
	deciding  bool // the problem is the decision's
	problem   *jema.Error
}

// FormLayout and DecisionLayout give each of the page's two forms its own
// problem only.
func (p moderationPage) FormLayout() Layout     { return p.Layout.without(p.deciding) }
func (p moderationPage) DecisionLayout() Layout { return p.Layout.without(!p.deciding) }

// decision is one of the things an organiser may do with an opening.
type decision struct {
	Name string
	To   jema.OpeningState
	Note bool // it needs a word to the artisan
}

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
	layout, err := s.layout(c, o.plan.Opening.Title)
	if err != nil {
		return err
	}
	choices, err := s.Store.Choices(c.Request.Context(), layout.Territory.ID)
	if err != nil {
		return err
	}
	if p.Event.Form == (openingForm{}) {
		p.Event.Form, p.Shop.Form = openingFormOf(o.plan), workshopFormOf(o.workshop, choices.Crafts)
	}
	p.Layout, p.Blocking = layout, o.defects.Blocking()
	p.Problem = p.problem
	if err := s.moderatedEvent(c, o, &p); err != nil {
		return err
	}
	p.Shop.Layout, p.Shop.Workshop, p.Shop.Moderating, p.Shop.Defects = p.FormLayout(), o.workshop, true, o.defects
	p.Shop.Communes, p.Shop.Crafts = communeOptions(choices.Communes), choices.Crafts
	for _, d := range decisions {
		if o.plan.Opening.State.May(d.To) {
			p.Decisions = append(p.Decisions, d)
		}
	}
	return s.render(c, status, "moderation/show", p)
}

func (s *Site) moderatedEvent(c *gin.Context, o stored, p *moderationPage) error {
	e := &p.Event
	e.Layout, e.Opening, e.Workshop, e.Defects = p.FormLayout(), o.plan.Opening, o.workshop, o.defects
	e.Moderating, e.MayChange, e.Action = true, true, moderationPath(o.plan.Opening.ID)
	s.options(e)
	return s.preview(c, o, e)
}

func moderationPath(id int64) string { return "/organisation/evenements/" + strconv.FormatInt(id, 10) }

// moderationRepair saves what an organiser corrects, in the same form as the
// artisan's; what she repairs is no defect any more.
func (s *Site) moderationRepair(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p := moderationPage{Event: myOpeningPage{Form: readOpeningForm(c, &problems)}}
	p.Shop.Form = readWorkshopForm(c, &problems)
	if s.helped(c, o.place.Edition, &p.Event, &problems) {
		p.problem = p.Event.Problem
		return s.moderationPage(c, http.StatusOK, o, p)
	}
	r, err := s.repair(c, o, p, &problems)
	if err == nil {
		err = s.Store.ReviseOpening(c.Request.Context(), r, s.Now())
	}
	if err != nil {
		return s.moderationRefused(c, o, p, err)
	}
	return redirect(c, moderationPath(o.plan.Opening.ID), "opening_repaired")
}

func (s *Site) repair(c *gin.Context, o stored, p moderationPage, problems *jema.Problems) (postgres.Revision, error) {
	choices, err := s.Store.Choices(c.Request.Context(), o.place.Territory.ID)
	if err != nil {
		return postgres.Revision{}, err
	}
	shop := p.Shop.Form.workshop(o.workshop, choices, problems)
	plan := p.Event.Form.plan(o.place.Edition, o.plan, problems)
	fields := repaired(o.defects, openingFormOf(o.plan), p.Event.Form)
	fields = append(fields, repairedWorkshop(o.defects, workshopFormOf(o.workshop, choices.Crafts), p.Shop.Form)...)
	fields = append(fields, c.PostFormArray("settled")...)
	return postgres.Revision{Plan: plan, Workshop: &shop, Repaired: fields}, problems.Err()
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
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	p.problem = placed(refusal)
	p.Event.Conflict = refusal.Message == "opening.state"
	return s.moderationPage(c, statuses[refusal.Kind], o, p)
}

// moderationDecide approves an opening, asks for a change, refuses or cancels
// it; the artisan is told.
func (s *Site) moderationDecide(c *gin.Context) error {
	o, err := s.stored(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	p := moderationPage{deciding: true, Note: lines(c, &problems, "note", 2000)}
	i := slices.IndexFunc(decisions, func(d decision) bool { return d.Name == c.PostForm("decision") })
	from := jema.OpeningState(c.PostForm("state"))
	seen := c.PostForm("version") == strconv.Itoa(o.plan.Opening.Version) // nobody decides on what they have not read
	if i < 0 || !seen || !from.May(decisions[i].To) {
		return s.moderationRefused(c, o, p, jema.Conflict("opening.state"))
	}
	d := decisions[i]
	if d.Note && p.Note == "" {
		problems.Add("note", "moderation.note_missing")
	}
	err = problems.Err()
	if lacks := unready(o.plan, o.defects); err == nil && d.To == jema.Approved && lacks != nil {
		err = lacks
	}
	if err == nil {
		word := ""
		if d.Note {
			word = p.Note
		}
		err = s.Store.MoveOpening(c.Request.Context(), o.place.Territory.ID, o.plan.Opening.ID, from, d.To, word, s.Now())
	}
	if err != nil {
		return s.moderationRefused(c, o, p, err)
	}
	return redirect(c, moderationPath(o.plan.Opening.ID), "opening_"+d.Name)
}
