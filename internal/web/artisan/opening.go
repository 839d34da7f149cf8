package artisan

import (
	"cmp"
	"errors"
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

// MayChange reports whether an artisan may still change an opening: while
// registration is open, and after it to answer the organiser's questions, or to
// propose a change of what is on the site until the days are over.
func MayChange(e jema.Edition, o jema.Opening, s *page.Kit) bool {
	onSite := o.State == jema.Approved && jema.DateOf(s.Now().In(e.Zone)).Compare(e.EndsOn) <= 0
	return e.RegistrationOpen(s.Now()) || onSite || o.State == jema.ChangesRequested || o.State == jema.Incomplete
}

// ErrRegistrationClosed refuses a change after registration has closed.
var ErrRegistrationClosed = jema.Conflict("myopening.closed")

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
	n, err := page.ID[jema.OpeningID](c, "opening")
	if err != nil {
		return Stored{}, err
	}
	return h.StoredAs(c, n)
}

// StoredAs reads an opening with all that its pages show of it.
func (h Openings) StoredAs(c *gin.Context, n jema.OpeningID) (o Stored, err error) {
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
