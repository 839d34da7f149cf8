package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// ProposalDecision is what an organiser decides on a proposal as she read it.
type ProposalDecision struct {
	TerritoryID jema.TerritoryID
	OpeningID   jema.OpeningID
	AccountID   jema.AccountID
	Revision    int // of the proposal she read
	Accept      bool
	Take        map[string]string // field → TakeLive or TakeProposed
	Note        string            // to the artisan
}

// DecideProposal accepts or refuses the proposal that waits for an opening, and
// queues a message to the artisan. What is accepted is merged into what is live
// now: a field that has changed on both sides is a Conflict until Take names
// the right side.
func (s *Store) DecideProposal(ctx context.Context, d ProposalDecision, now time.Time) (err error) {
	defer attempted(&err, "deciding a proposal")
	return s.inTxUnmoved(ctx, func(tx *tx) error {
		live, err := lockLive(ctx, tx, d.TerritoryID, d.OpeningID)
		if err != nil {
			return err
		}
		p, err := openProposal(ctx, tx, d.TerritoryID, d.OpeningID)
		switch {
		case err != nil:
			return err
		case p == nil:
			return jema.ErrProposalGone
		case p.Revision != d.Revision:
			return jema.ErrProposalChanged
		}
		state, kind := jema.ProposalRefused, jema.MessageProposalRefused
		if d.Accept {
			state, kind = jema.ProposalAccepted, jema.MessageProposalAccepted
			if err := acceptProposal(ctx, tx, *p, live, d.Take, now); err != nil {
				return err
			}
		}
		if err := endProposal(ctx, tx, proposalEnd{ID: p.ID, State: state, By: d.AccountID, Note: d.Note}, now); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE opening SET note_draft = '' WHERE territory_id = $1 AND id = $2`,
			d.TerritoryID, d.OpeningID); err != nil {
			return err
		}
		news := artisanNews{Opening: d.OpeningID, Kind: kind, Note: d.Note, Due: now}
		if !p.FromWorkshop() { // the artisan proposed nothing
			if !d.Accept {
				return nil
			}
			news.Kind, news.Note = jema.MessageEventEdited, ""
		}
		return queueArtisanNews(ctx, tx, news, now)
	})
}

func acceptProposal(ctx context.Context, tx *tx, p OpeningProposal, live OpeningPlan, take map[string]string,
	now time.Time) error {
	if err := nameProposal(ctx, tx, p.ID); err != nil {
		return err
	}
	merged, conflicts := merge(p.Base.OpeningPlan, live, p.Value.OpeningPlan, take)
	shop, err := workshop(ctx, tx, p.TerritoryID, live.Opening.WorkshopID)
	if err != nil {
		return err
	}
	inShop, err := acceptWorkshop(ctx, tx, p, shop, take, now)
	if err != nil {
		return err
	}
	var open jema.Problems
	for _, field := range append(undecided(conflicts, take), inShop...) {
		open.Add("take_"+field, "proposal.choose")
	}
	if len(open) > 0 {
		return &jema.Error{Kind: jema.KindConflict, Message: "proposal.conflict", Fields: open}
	}
	if err := merged.Opening.Check(); err != nil || len(merged.Changed(live)) == 0 {
		return err
	}
	if _, err = saveOpening(ctx, tx, merged, now); err != nil || merged.Opening.CommuneINSEE == live.Opening.CommuneINSEE {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE opening SET commune_insee = nullif($3, '') WHERE territory_id = $1 AND id = $2`,
		p.TerritoryID, live.Opening.ID, merged.Opening.CommuneINSEE)
	return err
}

// ChangeWanted is a change that an organiser requests of the artisan of an opening
// that is on the site.
type ChangeWanted struct {
	TerritoryID jema.TerritoryID
	OpeningID   jema.OpeningID
	Note        string
	Notes       FieldNotes
}

// WantChange queues a message that requests the artisan of an opening that is
// on the site to change something of it, in the words of the note. It stays on
// the site; what the artisan changes is a proposal.
func (s *Store) WantChange(ctx context.Context, w ChangeWanted, now time.Time) (err error) {
	defer attempted(&err, "asking for a change")
	return s.inTx(ctx, func(tx *tx) error {
		err := one(ctx, tx, errOpeningState, &w.OpeningID, `UPDATE opening SET moderation_note = $3, note_draft = ''
			WHERE territory_id = $1 AND id = $2 AND state = 'approved' RETURNING id`, w.TerritoryID, w.OpeningID, w.Note)
		if err != nil {
			return err
		}
		if err := noteFields(ctx, tx, w.OpeningID, w.Notes, now); err != nil {
			return err
		}
		return queueArtisanNews(ctx, tx, artisanNews{Opening: w.OpeningID, Kind: jema.MessageChangeWanted, Note: w.Note,
			Due: now}, now)
	})
}

// closeProposals ends what waits for an opening that leaves the site.
func closeProposals(ctx context.Context, tx *tx, openingID jema.OpeningID, now time.Time) error {
	_, err := tx.ExecContext(ctx,
		`UPDATE proposal SET state = 'refused', decided_at = $2 WHERE opening_id = $1 AND state = 'open'`, openingID, now)
	return err
}
