package organiser

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
	"jema/internal/web/page"
)

// twins returns the remarks for an organiser on the openings of a list, by
// opening.
func (h Queues) twins(c *gin.Context, l page.Layout, lines []postgres.OpeningLine) (map[int64][]artisan.Twin, error) {
	ctx := c.Request.Context()
	events, err := h.Store.EventDuplicates(ctx, l.Territory.ID, l.Edition.ID, 0)
	if err != nil {
		return nil, err
	}
	shops, err := h.Store.WorkshopDuplicates(ctx, l.Territory.ID, l.Edition.ID, 0)
	if err != nil {
		return nil, err
	}
	of := func(list []postgres.Duplicate, id int64) (found []postgres.Duplicate) {
		for _, d := range list {
			if d.Of == id {
				found = append(found, d)
			}
		}
		return found
	}
	twins := map[int64][]artisan.Twin{}
	for _, line := range lines {
		o := line.Opening
		if found := append(of(events, o.ID), of(shops, o.WorkshopID)...); len(found) > 0 {
			twins[o.ID] = artisan.TwinsShown(l, found)
		}
	}
	return twins, nil
}

// Queues lists what waits for organisers.
type Queues struct{ *page.Kit }

// queueStates are the states an organiser can look through, those that wait
// for her first.
var queueStates = []jema.OpeningState{jema.Incomplete, jema.Submitted, jema.ChangesRequested, jema.Approved, jema.Draft,
	jema.Refused, jema.Cancelled}

// queueGroup is one state with its openings.
type queueGroup struct {
	State    jema.OpeningState
	Openings []queueLine
}

type queueLine struct {
	postgres.OpeningLine
	Defects []jema.Defect
	Twins   []artisan.Twin
}

type queuePage struct {
	page.Layout
	States    []queueState
	Groups    []queueGroup
	Only      jema.OpeningState       // "" shows what waits
	Proposals []postgres.ProposalLine // of events that are on the site
	Parked    int                     // messages that do not arrive
	Stuck     jema.Standing           // where most attention is due among them
}

// Waiting counts what waits for the organiser or the artisan, in all.
func (p queuePage) Waiting() string {
	n := 0
	for _, s := range p.States {
		if slices.Contains(jema.AwaitingOrganisers, s.State) {
			n += s.Count
		}
	}
	return text.Number(n + len(p.Proposals))
}

type queueState struct {
	State jema.OpeningState
	Count int
}

// show lists what waits for the organiser, or all in one state.
func (h Queues) show(c *gin.Context) error {
	layout, err := h.Layout(c, h.Voice(c).Say("moderation.queue_title"))
	if err != nil {
		return err
	}
	p := queuePage{Layout: layout}
	ctx := c.Request.Context()
	counts, err := h.Store.StateCounts(ctx, layout.Edition.ID)
	if err != nil {
		return err
	}
	for _, state := range queueStates {
		p.States = append(p.States, queueState{state, counts[state]})
	}
	states := jema.AwaitingOrganisers
	if only := jema.OpeningState(c.Query("etat")); slices.Contains(queueStates, only) {
		p.Only, states = only, []jema.OpeningState{only}
	}
	lines, err := h.Store.Queue(ctx, layout.Edition.ID, states...)
	if err != nil {
		return err
	}
	found, err := h.Store.QueueDefects(ctx, layout.Edition.ID)
	if err != nil {
		return err
	}
	twins, err := h.twins(c, layout, lines)
	if err != nil {
		return err
	}
	if p.Proposals, err = h.Store.OpenProposals(ctx, layout.Territory.ID, layout.Edition.ID); err != nil {
		return err
	}
	messages, err := h.Store.MessageCounts(ctx, layout.Territory.ID)
	if err != nil {
		return err
	}
	p.Parked, p.Stuck = messages[jema.StandingParked]+messages[jema.StandingUndeliverable], jema.StandingParked
	if messages[jema.StandingUndeliverable] > 0 {
		p.Stuck = jema.StandingUndeliverable
	}
	for _, state := range states {
		p.Groups = append(p.Groups, groupOf(state, lines, found, twins))
	}
	return h.Render(c, http.StatusOK, "moderation/queue", p)
}

func groupOf(state jema.OpeningState, lines []postgres.OpeningLine, found map[int64][]jema.Defect,
	twins map[int64][]artisan.Twin) queueGroup {
	g := queueGroup{State: state}
	for _, l := range lines {
		if l.State == state {
			g.Openings = append(g.Openings, queueLine{l, found[l.ID], twins[l.ID]})
		}
	}
	return g
}
