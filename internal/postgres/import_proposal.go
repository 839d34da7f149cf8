package postgres

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// importWish is what a row wants of what visitors read already: it waits for an
// organiser.
type importWish struct {
	fields       map[string]string
	hours, slots bool
}

// onSite reports whether the opening of a row is already public.
func (run *importRun) onSite(t *importTarget) bool {
	return run.public && t.o.State == jema.Approved && !t.is.opening
}

// needed are the fields without which an opening or a workshop cannot be shown.
var needed = []string{"title", "commune", "workshop", "workshop_commune", "craft"}

// given returns the fields of a row. An empty cell never clears a field that the
// site needs.
func (run *importRun) given(t *importTarget) map[string]string {
	if !run.onSite(t) && !run.live[t.o.WorkshopID] {
		return t.row.Fields
	}
	fields := maps.Clone(t.row.Fields)
	for _, field := range needed {
		if fields[field] == "" {
			delete(fields, field)
		}
	}
	return fields
}

// layWaiting lays the proposals that wait over what the program has.
func (run *importRun) layWaiting(ctx context.Context, n *importNow, openings []jema.OpeningID,
	workshops []jema.WorkshopID) error {
	var rows []proposalRow
	territoryID := run.options.Edition.TerritoryID
	err := run.tx.SelectContext(ctx, &rows, `SELECT `+proposalWhole+proposalTables+`WHERE p.territory_id = $1 AND
		p.state = 'open'
		AND (p.opening_id = ANY ($2) OR p.workshop_id = ANY ($3)) ORDER BY p.id`, territoryID, pq.Array(openings),
		pq.Array(workshops))
	if err != nil {
		return err
	}
	for _, r := range rows {
		p, err := r.proposal()
		if err != nil {
			return err
		}
		if err := run.layProposal(ctx, n, *p); err != nil {
			return err
		}
	}
	return nil
}

func (run *importRun) layProposal(ctx context.Context, n *importNow, p OpeningProposal) error {
	live, err := lockLive(ctx, run.tx, p.TerritoryID, p.OpeningID)
	if err != nil {
		return err
	}
	shop, err := workshop(ctx, run.tx, p.TerritoryID, live.Opening.WorkshopID)
	if err != nil {
		return err
	}
	shop = p.Wanted(shop)
	v := ProposalValue{OpeningPlan: p.wanted(live), Workshop: &shop}
	if id := p.OpeningID; n.openings[id] != nil {
		n.openings[id] = v.texts("opening", n.openings[id])
		n.hours[id], n.slots[id] = timesOf(v.Opening.HoursText, hoursAsSlots(v.Hours)), timesOf(v.Opening.SlotsText, v.Slots)
	}
	if n.workshops[shop.ID] != nil && p.Value.Workshop != nil {
		n.workshops[shop.ID] = v.texts("workshop", n.workshops[shop.ID])
	}
	return nil
}

func hoursAsSlots(hours []jema.Interval) (plans []SlotPlan) {
	for _, h := range hours {
		plans = append(plans, SlotPlan{Interval: h})
	}
	return plans
}

// planWish takes from what is to be written what must wait, and reports what
// waits, since this import or an earlier one.
func (run *importRun) planWish(p *importPlan) error {
	n, opening, shop := run.now, p.o.ID, p.o.WorkshopID
	onSite, before := run.onSite(p.importTarget), n.shown.fields(p.importTarget)
	shown := n.openings[opening]
	if onSite {
		shown = maps.Clone(n.shown.openings[opening])
		shown["national_number"] = n.openings[opening]["national_number"] // organisers alone read it
	}
	n.shown.openings[opening] = shown
	if shown = n.workshops[shop]; run.live[shop] {
		var err error
		if shown, err = atOnce(n.shown.workshops[shop], n.workshops[shop]); err != nil {
			return err
		}
	}
	n.shown.workshops[shop] = shown
	p.wishFields(n, before)
	if onSite {
		p.wish.hours, p.hours = p.hours, false
		p.wish.slots, p.slots = p.slots, false
		p.wishTimes(wishedTimes{"hours_text", p.row.Hours, n.hours, n.shown.hours}, p.wish.hours)
		p.wishTimes(wishedTimes{"slots_text", p.row.Slots, n.slots, n.shown.slots}, p.wish.slots)
	}
	return nil
}

// wishFields sets apart the fields that the site does not take at once; before
// is what it showed before the row.
func (p *importPlan) wishFields(n *importNow, before map[string]string) {
	wanted, shown := n.fields(p.importTarget), n.shown.fields(p.importTarget)
	p.wish.fields = map[string]string{}
	for _, c := range importColumns {
		said, given := p.row.Fields[c.field]
		if !given || wanted[c.field] != said {
			continue
		}
		if _, taken := p.take[c.field]; taken && shown[c.field] == before[c.field] {
			p.wish.fields[c.field] = said
			delete(p.take, c.field)
			p.unchanged(c.field)
		}
		if shown[c.field] != said && !c.quiet {
			p.waits(c.field, shown[c.field], said)
		}
	}
}

// wishedTimes are the times of a row, with those that its openings want and
// those that are shown, by opening.
type wishedTimes struct {
	field         string
	row           ImportedTimes
	wanted, shown map[jema.OpeningID]*baseTimes
}

// wishTimes reports the times of a row that wait; taken are those that wait
// from now on.
func (p *importPlan) wishTimes(w wishedTimes, taken bool) {
	said, shown := w.row.base(), w.shown[p.o.ID]
	if taken {
		w.wanted[p.o.ID] = said
		p.unchanged(w.field)
	}
	if w.row.Given && w.wanted[p.o.ID].equal(said) && !shown.equal(said) {
		p.waits(w.field, shown.Text, said.Text)
	}
}

// unchanged takes back the report that a field was changed.
func (p *importPlan) unchanged(field string) {
	p.result.Changes = slices.DeleteFunc(p.result.Changes, func(c FieldChange) bool { return c.Field == field })
}

// waits reports that a field of the site waits for an organiser.
func (p *importPlan) waits(field, was, said string) {
	p.result.Proposed = append(p.result.Proposed, FieldChange{field, was, said})
}

// writeProposals stores what waits: of an opening beside it, of a workshop
// beside one of its openings.
func (run *importRun) writeProposals(ctx context.Context, plans []*importPlan) error {
	proposed := map[jema.WorkshopID]bool{} // workshops
	for _, p := range plans {
		if touches(p.wish.fields, "opening") || p.wish.hours || p.wish.slots {
			if err := run.proposeOpening(ctx, p); err != nil {
				return err
			}
		}
		if shop := p.o.WorkshopID; touches(p.wish.fields, "workshop") && !proposed[shop] {
			proposed[shop] = true
			if err := run.proposeWorkshop(ctx, shop); err != nil {
				return err
			}
		}
	}
	return nil
}

// proposeOpening lays what a row wants of an opening over what waits for it.
func (run *importRun) proposeOpening(ctx context.Context, p *importPlan) error {
	territoryID := run.options.Edition.TerritoryID
	live, err := lockLive(ctx, run.tx, territoryID, p.o.ID)
	if err != nil {
		return err
	}
	w := proposalWrite{live: live, base: ProposalValue{OpeningPlan: live}, value: ProposalValue{OpeningPlan: live}}
	if w.p, err = openProposal(ctx, run.tx, territoryID, p.o.ID); err != nil {
		return err
	}
	if w.p != nil {
		w.base, w.value = w.p.Base, w.p.Value
		w.value.OpeningPlan = w.p.wanted(live)
	}
	before := w.value.OpeningPlan
	if err := run.layWish(ctx, p, &w.value.OpeningPlan); err != nil {
		return err
	}
	if err := w.value.Opening.Check(); err != nil {
		return err
	}
	w.value.fromSheet(w.value.Changed(before))
	return storeProposal(ctx, run.tx, w, run.options.Now)
}

func (run *importRun) layWish(ctx context.Context, p *importPlan, plan *OpeningPlan) (err error) {
	v := ProposalValue{OpeningPlan: *plan, Workshop: &jema.Workshop{}}
	if err := v.set("opening", p.wish.fields); err != nil {
		return err
	}
	*plan = v.OpeningPlan
	if p.wish.hours {
		plan.Opening.HoursText, plan.Hours = p.row.Hours.Text, nil
		for _, h := range inOrder(p.row.Hours.Plans) {
			plan.Hours = append(plan.Hours, h.Interval)
		}
	}
	if p.wish.slots {
		plan.Opening.SlotsText = p.row.Slots.Text
		plan.Slots, err = run.besideBooked(ctx, p, p.row.Slots.Plans)
	}
	return err
}

func inOrder(plans []SlotPlan) []SlotPlan {
	return slices.SortedFunc(slices.Values(plans), func(a, b SlotPlan) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), cmp.Compare(a.Audience, b.Audience))
	})
}

// besideBooked returns the slots of a row with those that somebody has booked:
// no proposal removes one, nor makes it smaller than what is taken.
func (run *importRun) besideBooked(ctx context.Context, p *importPlan, plans []SlotPlan) ([]SlotPlan, error) {
	wanted := slices.Clone(plans)
	var rows []slotRow
	err := run.tx.SelectContext(ctx, &rows, bookedSlots, p.o.ID)
	for _, r := range rows {
		i := slices.IndexFunc(wanted, func(s SlotPlan) bool { return s.key() == r.key() })
		least := r.Taken + r.Held
		switch {
		case i < 0:
			p.result.Retained = append(p.result.Retained, run.bookedChange(r, 0))
			wanted = append(wanted, SlotPlan{jema.Interval{Start: r.StartsAt, End: r.EndsAt}, r.Audience, r.Capacity})
		case wanted[i].Capacity < least:
			p.result.Retained = append(p.result.Retained, run.bookedChange(r, wanted[i].Capacity))
			wanted[i].Capacity = least
		}
	}
	return inOrder(wanted), err
}

// proposeWorkshop lays what the rows want of a workshop over what waits for it.
func (run *importRun) proposeWorkshop(ctx context.Context, id jema.WorkshopID) error {
	territoryID := run.options.Edition.TerritoryID
	shop, err := workshop(ctx, run.tx, territoryID, id)
	if err != nil {
		return err
	}
	opening, err := liveOpening(ctx, run.tx, territoryID, id)
	if err != nil {
		return err
	}
	waiting, err := openProposal(ctx, run.tx, territoryID, opening)
	if err != nil {
		return err
	}
	v := ProposalValue{Workshop: &shop}
	if err := v.set("workshop", run.now.workshops[id]); err != nil {
		return err
	}
	wish := WorkshopWish{Wanted: shop}
	if waiting != nil {
		wish.Revision = waiting.Revision
	}
	if err := wish.Wanted.Check(); err != nil {
		return err
	}
	_, err = proposeWorkshop(ctx, run.tx, wish, run.options.Now)
	return err
}
