package postgres

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"jema/internal/jema"
)

// OpeningProposal is a proposal with the state it was begun from and the one
// that is wanted.
type OpeningProposal struct {
	jema.Proposal
	Base, Value ProposalValue
}

// Conflicts names the fields that have changed both in the proposal and in what
// is live.
func (p OpeningProposal) Conflicts(live OpeningPlan) []string {
	_, conflicts := merge(p.Base.OpeningPlan, live, p.Value.OpeningPlan, nil)
	return conflicts
}

// wanted returns the opening as the proposal wants it, laid over what is live;
// of a field in conflict what is proposed.
func (p OpeningProposal) wanted(live OpeningPlan) OpeningPlan {
	take := map[string]string{}
	for _, f := range planFields {
		take[f.name] = TakeProposed
	}
	merged, _ := merge(p.Base.OpeningPlan, live, p.Value.OpeningPlan, take)
	return merged
}

// Changes names the fields that accepting the proposal would change, and those
// in conflict.
func (p OpeningProposal) Changes(live OpeningPlan) []string { return p.wanted(live).Changed(live) }

const proposalColumns = `p.id, p.territory_id AS territoryid, p.opening_id AS openingid, p.base_version AS
	baseversion, p.revision,
	coalesce(p.account_id, 0) AS accountid, coalesce(nullif(a.name, ''), a.email, '') AS by,
	coalesce(a.role, '') AS role, p.proposed_at AS
		proposedat, p.state,
	coalesce(p.decided_at, 'epoch') AS decidedat, p.note`

const proposalTables = ` FROM proposal p LEFT JOIN account a ON a.id = p.account_id AND a.territory_id =
	p.territory_id `

// proposalWhole are the columns of a proposalRow.
const proposalWhole = proposalColumns + `, p.base AS basejson, p.value AS valuejson`

type proposalRow struct {
	jema.Proposal
	BaseJSON, ValueJSON []byte
}

// openProposal reads the proposal that waits for an opening, nil for none.
func openProposal(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (*OpeningProposal, error) {
	var r proposalRow
	err := tx.GetContext(ctx, &r, `SELECT `+proposalWhole+proposalTables+`
		WHERE p.territory_id = $1 AND p.opening_id = $2 AND p.state = 'open'`, territoryID, openingID)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // nothing waits, which is no error
	}
	if err != nil {
		return nil, err
	}
	return r.proposal()
}

func (r proposalRow) proposal() (*OpeningProposal, error) {
	p := &OpeningProposal{Proposal: r.Proposal}
	return p, errors.Join(json.Unmarshal(r.BaseJSON, &p.Base), json.Unmarshal(r.ValueJSON, &p.Value))
}

// Proposal finds the proposal that waits for an opening of a territory, nil
// for none.
func (s *Store) Proposal(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (p *OpeningProposal, err error) {
	defer attempted(&err, "reading a proposal")
	err = s.read(ctx, func(tx *tx) error {
		p, err = openProposal(ctx, tx, territoryID, openingID)
		return err
	})
	return p, err
}

// lockLive locks an approved opening and reads it with its times.
func lockLive(ctx context.Context, tx *tx, territoryID jema.TerritoryID,
	id jema.OpeningID) (plan OpeningPlan, err error) {
	err = one(ctx, tx, errOpeningState, &plan.Opening, `SELECT `+openingColumns+` FROM opening o
		WHERE o.territory_id = $1 AND o.id = $2 AND o.state = 'approved' FOR NO KEY UPDATE`, territoryID, id)
	if err == nil {
		plan.Hours, plan.Slots, err = plannedTimes(ctx, tx, id)
	}
	return plan, err
}

// Propose stores what an artisan wants of an opening that is on the site, and
// changes nothing of it. value.Opening.Version is the live version its editor
// saw, revision that of the proposal they went on with, 0 for a new one; what
// has changed since is a Conflict. Wanting what is live already withdraws the
// proposal. A slot with bookings is neither moved nor removed by a proposal.
func (s *Store) Propose(ctx context.Context, accountID jema.AccountID, value OpeningPlan, revision int,
	now time.Time) (err error) {
	defer attempted(&err, "saving a proposal")
	if err := value.Opening.Check(); err != nil {
		return err
	}
	return s.inTx(ctx, func(tx *tx) error { return propose(ctx, tx, accountID, value, revision, now) })
}

func propose(ctx context.Context, tx *tx, accountID jema.AccountID, value OpeningPlan, revision int,
	now time.Time) error {
	territoryID, id := value.Opening.TerritoryID, value.Opening.ID
	live, err := lockLive(ctx, tx, territoryID, id)
	if err != nil {
		return err
	}
	p, err := openProposal(ctx, tx, territoryID, id)
	if err != nil {
		return err
	}
	if err := sameRevision(p, revision); err != nil {
		return err
	}
	if p == nil && value.Opening.Version != live.Opening.Version {
		return errOpeningState
	}
	base, wanted := ProposalValue{OpeningPlan: live}, ProposalValue{OpeningPlan: value}
	if p != nil {
		base, wanted = p.Base, p.Value.retyped(value)
	}
	if slotsKey(base.Slots) != slotsKey(value.Slots) {
		if err := bookedStay(ctx, tx, live.Opening.ID, value.Slots); err != nil {
			return err
		}
	}
	return storeProposal(ctx, tx, proposalWrite{accountID, p, live, base, wanted}, now)
}

// sameRevision returns nil when a proposal is still as its editor saw it;
// revision 0 is that of none.
func sameRevision(p *OpeningProposal, revision int) error {
	switch {
	case p == nil && revision != 0:
		return jema.ErrProposalGone
	case p != nil && p.Revision != revision:
		return jema.ErrProposalChanged
	}
	return nil
}

// proposalWrite is a proposal that is to be stored.
type proposalWrite struct {
	accountID   jema.AccountID
	p           *OpeningProposal // the one that waits, nil for none
	live        OpeningPlan
	base, value ProposalValue
}

// storeProposal stores what is wanted; a proposal that wants nothing any more
// is withdrawn.
func storeProposal(ctx context.Context, tx *tx, w proposalWrite, now time.Time) error {
	if len(w.value.Changed(w.live)) == 0 && w.value.Workshop == nil && w.value.Photo == nil {
		if w.p == nil {
			return nil
		}
		return endProposal(ctx, tx, proposalEnd{ID: w.p.ID, State: jema.ProposalWithdrawn, By: w.accountID}, now)
	}
	wanted, err := json.Marshal(w.value)
	if err != nil {
		return fmt.Errorf("writing a proposal: %w", err)
	}
	base, err := json.Marshal(w.base)
	if err != nil {
		return fmt.Errorf("writing a proposal: %w", err)
	}
	if w.p != nil {
		_, err = tx.ExecContext(ctx, `UPDATE proposal SET base = $2, value = $3, revision = revision + 1, account_id =
			coalesce(nullif($4, 0), account_id), proposed_at = $5
			WHERE id = $1`, w.p.ID, string(base), string(wanted), w.accountID, now)
		return err
	}
	o := w.live.Opening
	return execNamed(ctx, tx, `
		INSERT INTO proposal (territory_id, edition_id, workshop_id, opening_id, base_version, base, value, account_id,
			proposed_at)
		VALUES (:territory, :edition, :workshop, :opening, :version, :base, :value, nullif(:account, 0), :now)`,
		map[string]any{"territory": o.TerritoryID, "edition": o.EditionID, "workshop": o.WorkshopID, "opening": o.ID,
			"version": o.Version,
			"base":    string(base), "value": string(wanted), "account": w.accountID, "now": now})
}

// bookedSlots reads the slots of an opening that somebody has booked or waits
// for.
const bookedSlots = `SELECT id, opening_id, starts_at, ends_at, audience, capacity, taken, held, waiting, state
	FROM slot s WHERE s.opening_id = $1 AND s.state <> 'cancelled' AND (s.taken > 0 OR s.waiting > 0)`

// bookedStay refuses times without a slot that somebody has booked, or with
// fewer places than are taken: that is done on the slot's own page, which
// queues the messages to visitors.
func bookedStay(ctx context.Context, tx *tx, openingID jema.OpeningID, plans []SlotPlan) error {
	var rows []slotRow
	if err := tx.SelectContext(ctx, &rows, bookedSlots, openingID); err != nil {
		return err
	}
	wanted := map[slotKey]SlotPlan{}
	for _, p := range plans {
		wanted[p.key()] = p
	}
	for _, r := range rows {
		switch p, stays := wanted[r.key()]; {
		case !stays:
			return errProposalBooked
		case p.Capacity < r.Taken+r.Held:
			return jema.Conflict("slot.below_taken")
		}
	}
	return nil
}

var errProposalBooked = jema.Conflict("proposal.slot_booked")

// proposalEnd is what became of a proposal: its state, and by which account with
// which words, 0 when nobody decided.
type proposalEnd struct {
	ID    jema.ProposalID
	State jema.ProposalState
	By    jema.AccountID
	Note  string
}

// endProposal writes what became of a proposal that waits.
func endProposal(ctx context.Context, tx *tx, e proposalEnd, now time.Time) error {
	return one(ctx, tx, jema.ErrProposalGone, &e.ID, `UPDATE proposal SET state = $2, decided_by = nullif($3, 0),
		decided_at = $4, note = $5
		WHERE id = $1 AND state = 'open' RETURNING id`, e.ID, e.State, e.By, now, e.Note)
}

// Withdrawal takes back the proposal that waits for an opening, at the revision
// that its editor saw.
type Withdrawal struct {
	TerritoryID jema.TerritoryID
	OpeningID   jema.OpeningID
	AccountID   jema.AccountID
	Revision    int
}

// WithdrawProposal takes back what waits for an opening, as its editor saw it.
func (s *Store) WithdrawProposal(ctx context.Context, w Withdrawal, now time.Time) (err error) {
	defer attempted(&err, "withdrawing a proposal")
	return s.inTx(ctx, func(tx *tx) error {
		p, err := openProposal(ctx, tx, w.TerritoryID, w.OpeningID)
		switch {
		case err != nil:
			return err
		case p == nil:
			return jema.ErrProposalGone
		case p.Revision != w.Revision:
			return jema.ErrProposalChanged
		}
		return endProposal(ctx, tx, proposalEnd{ID: p.ID, State: jema.ProposalWithdrawn, By: w.AccountID}, now)
	})
}
