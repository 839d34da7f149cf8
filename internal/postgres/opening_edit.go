package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"jema/internal/jema"
)

// OpeningEdit is an edit of an opening's history: what the opening and its workshop were
// after a change. The database writes it (migration 0070).
type OpeningEdit struct {
	jema.Edit
	Plan     OpeningPlan
	Slots    []EditedSlot // those of the plan, with what is set on their own pages
	Workshop jema.Workshop
}

// EditedSlot is a slot as it was after an edit.
type EditedSlot struct {
	SlotPlan
	State jema.SlotState
	Note  string
}

type actorKey struct{}

// ActingAs marks what is done with a context as an account's doing: the history of the
// events that it changes names the account.
func ActingAs(ctx context.Context, account jema.AccountID) context.Context {
	return context.WithValue(ctx, actorKey{}, account)
}

// nameActor names to the database who acts in a transaction, for the history of events.
func nameActor(ctx context.Context, tx *tx) error {
	account, known := ctx.Value(actorKey{}).(jema.AccountID)
	if !known {
		return nil
	}
	_, err := tx.ExecContext(ctx, `SELECT set_config('jema.account', $1, true), set_config('jema.origin', 'site', true)`,
		strconv.FormatInt(int64(account), 10))
	return err
}

// nameImport names to the database that a transaction stores a spreadsheet.
func nameImport(ctx context.Context, tx *tx) error {
	_, err := tx.ExecContext(ctx, `SELECT set_config('jema.origin', 'import', true)`)
	return err
}

// nameProposal names to the database the proposal that a transaction accepts.
func nameProposal(ctx context.Context, tx *tx, id jema.ProposalID) error {
	_, err := tx.ExecContext(ctx, `SELECT set_config('jema.proposal', $1, true)`, strconv.FormatInt(int64(id), 10))
	return err
}

// editSource reads edits h of an opening: o and w are the opening and the workshop as they
// were then; columns that came to the schema since are as they are now.
const editSource = ` FROM opening_edit h
	JOIN opening live ON live.territory_id = h.territory_id AND live.id = h.opening_id
	JOIN workshop shop ON shop.territory_id = h.territory_id AND shop.id = h.workshop_id
	CROSS JOIN LATERAL jsonb_populate_record(live, h.opening) o
	CROSS JOIN LATERAL jsonb_populate_record(shop, h.workshop) w
	LEFT JOIN account a ON a.id = h.account_id AND a.territory_id = h.territory_id
	LEFT JOIN proposal p ON p.id = h.proposal_id AND p.territory_id = h.territory_id
	LEFT JOIN account b ON b.id = p.account_id AND b.territory_id = h.territory_id
	WHERE h.territory_id = $1 AND h.opening_id = $2 AND CAST($3 AS bigint) IN (0, h.id) `

const editColumns = `h.id AS "edit.id", h.version AS "edit.version", h.edited_at AS "edit.at", h.origin AS
	"edit.origin",
	coalesce(a.id, 0) AS "edit.by.id", coalesce(a.name, '') AS "edit.by.name", coalesce(a.role, '') AS "edit.by.role",
	p.id IS NOT NULL AS "edit.proposed", coalesce(b.id, 0) AS "edit.proposedby.id",
	coalesce(b.name, '') AS "edit.proposedby.name", coalesce(b.role, '') AS "edit.proposedby.role",
	h.hours AS hoursjson, h.slots AS slotsjson, `

// OpeningEdits lists the edits of an opening of a territory, the oldest first, the newest
// 200 of them.
func (s *Store) OpeningEdits(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (list []OpeningEdit, err error) {
	defer attempted(&err, "reading the history of an event")
	err = s.read(ctx, func(tx *tx) error {
		list, err = openingEdits(ctx, tx, territoryID, openingID, 0)
		return err
	})
	return list, err
}

// OpeningEdit finds an edit of an opening of a territory.
func (s *Store) OpeningEdit(ctx context.Context, territoryID jema.TerritoryID, openingID jema.OpeningID,
	id jema.EditID) (edit OpeningEdit, err error) {
	defer attempted(&err, "reading an edit of an event")
	err = s.read(ctx, func(tx *tx) error {
		list, err := openingEdits(ctx, tx, territoryID, openingID, id)
		if err == nil && len(list) == 0 {
			return errEditMissing
		}
		if err == nil {
			edit = list[0]
		}
		return err
	})
	return edit, err
}

var errEditMissing = jema.NotFound("history.missing")

// editsMost is how many edits of one opening are read at once.
const editsMost = 200

func openingEdits(ctx context.Context, tx *tx, territoryID jema.TerritoryID, openingID jema.OpeningID,
	id jema.EditID) (list []OpeningEdit, err error) {
	const newest = editSource + `ORDER BY h.id DESC LIMIT $4`
	var rows []editRow
	var shops []jema.Workshop
	if err = tx.SelectContext(ctx, &rows, `SELECT `+editColumns+openingColumns+newest, territoryID, openingID, id,
		editsMost); err != nil {
		return nil, err
	}
	if err = tx.SelectContext(ctx, &shops, `SELECT `+workshopColumns+newest, territoryID, openingID, id,
		editsMost); err != nil {
		return nil, err
	}
	for i, r := range rows {
		edit, wrong := r.edit(shops[i])
		list, err = append(list, edit), errors.Join(err, wrong)
	}
	slices.Reverse(list)
	return list, err
}

type editRow struct {
	Edit jema.Edit `db:"edit"`
	jema.Opening
	HoursJSON, SlotsJSON []byte
}

func (r editRow) edit(shop jema.Workshop) (OpeningEdit, error) {
	e := OpeningEdit{Edit: r.Edit, Plan: OpeningPlan{Opening: r.Opening}, Workshop: shop}
	e.Plan.Opening.Version = r.Edit.Version
	if err := errors.Join(json.Unmarshal(r.HoursJSON, &e.Plan.Hours), json.Unmarshal(r.SlotsJSON, &e.Slots)); err != nil {
		return e, fmt.Errorf("reading an edit: %w", err)
	}
	for _, s := range e.Slots {
		e.Plan.Slots = append(e.Plan.Slots, s.SlotPlan)
	}
	return e, nil
}
