package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// Revision is what one person changes of an opening in one go: its content, its
// workshop where that was edited beside it, which defects are repaired by it,
// and the state it goes to.
type Revision struct {
	Plan     OpeningPlan
	Workshop *jema.Workshop    // nil: left as it is
	Repaired []string          // fields whose defects are gone
	To       jema.OpeningState // "": stays where it is
	Notes    FieldNotes        // with To
}

// ReviseOpening makes a revision in one transaction: all of it holds, or
// nothing. Plan.Opening.State and Version are those its editor saw; a Conflict
// means that somebody has changed it since, or that a slot somebody booked
// would go.
func (s *Store) ReviseOpening(ctx context.Context, r Revision, now time.Time) (err error) {
	defer attempted(&err, "revising an opening")
	o := r.Plan.Opening
	if err := r.check(); err != nil {
		return err
	}
	return s.inTxUnmoved(ctx, func(tx *tx) error {
		if r.To == jema.Cancelled || r.To == jema.Refused {
			// Before the opening's own slots are changed: locks are taken by id.
			if _, err := lockOpeningSlots(ctx, tx, o.ID, now); err != nil {
				return err
			}
		}
		before, err := openingPlan(ctx, tx, o.TerritoryID, o.ID)
		if err != nil {
			return err
		}
		if err := saveRevision(ctx, tx, EntryRevision{r.Plan, r.Workshop, r.Repaired}, now); err != nil {
			return err
		}
		if edited := r.Workshop != nil || len(r.Plan.Changed(before)) > 0; edited && r.To != jema.Cancelled &&
			r.To != jema.Refused {
			if err := notifyEdited(ctx, tx, o, now); err != nil {
				return err
			}
		}
		if r.To == "" || r.To == o.State {
			return nil
		}
		return moveOpening(ctx, tx, OpeningMove{TerritoryID: o.TerritoryID, ID: o.ID, From: o.State, To: r.To,
			Note: o.ModerationNote, Notes: r.Notes}, now)
	})
}

// notifyEdited queues that an organiser edited an event which its artisan has sent:
// together with other edits of the next minutes.
func notifyEdited(ctx context.Context, tx *tx, o jema.Opening, now time.Time) error {
	sent := o.State == jema.Submitted || o.State == jema.ChangesRequested || o.State == jema.Approved
	if !byOffice(ctx) || !sent {
		return nil
	}
	return queueArtisanNews(ctx, tx, artisanNews{Opening: o.ID, Kind: jema.MessageEventEdited, Due: now.Add(editsJoin)},
		now)
}

func (r Revision) check() error {
	if r.To != "" && r.To != r.Plan.Opening.State && !r.Plan.Opening.State.May(r.To) {
		return errOpeningState
	}
	if r.Workshop != nil {
		if err := r.Workshop.Check(); err != nil {
			return err
		}
	}
	return r.Plan.Opening.Check()
}
