package postgres

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"jema/internal/jema"
)

var errProofStale = jema.Conflict("opening.state")

// ProofApproval is an account's approval of an event exactly as Version prints.
type ProofApproval struct {
	TerritoryID jema.TerritoryID
	OpeningID   jema.OpeningID
	AccountID   jema.AccountID
	Version     int
	// Statement is by whom, how and when it was approved where the account acts for the
	// workshop, nil where it is the artisan's.
	Statement *jema.Statement
}

// ApproveProof records the approval of a proof. It holds until the event or its workshop changes; an event that has
// changed since that version is a Conflict.
func (s *Store) ApproveProof(ctx context.Context, a ProofApproval, now time.Time) (err error) {
	defer attempted(&err, "approving a proof")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		err := one(ctx, tx, errProofStale, &id, `
			INSERT INTO proof (opening_id, territory_id, workshop_id, edition_id, version, workshop_at, account_id, approved_at)
			SELECT o.id, o.territory_id, o.workshop_id, o.edition_id, o.version, w.updated_at, $4, $5
			FROM opening o JOIN workshop w ON w.id = o.workshop_id WHERE o.territory_id = $1 AND o.id = $2 AND o.version = $3
			ON CONFLICT (opening_id) DO UPDATE SET version = excluded.version, workshop_at = excluded.workshop_at,
				account_id = excluded.account_id, approved_at = excluded.approved_at
			RETURNING opening_id`, a.TerritoryID, a.OpeningID, a.Version, a.AccountID, now)
		if err != nil || a.Statement == nil {
			return err
		}
		return addStatement(ctx, tx, *a.Statement)
	})
}

// ProofRecord is who approved the proof of an event last, and when.
type ProofRecord struct {
	By        string // the name of the account, else its e-mail address
	At        time.Time
	Statement *jema.Statement // what was said to the account that acted for the workshop
}

// Proof returns the record of an approval that holds: for the event and its workshop as
// they are now. Without one At is zero.
func (s *Store) Proof(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (r ProofRecord, err error) {
	defer attempted(&err, "reading who approved a proof")
	err = s.read(ctx, func(tx *tx) error {
		err := tx.GetContext(ctx, &r, `SELECT coalesce(nullif(a.name, ''), a.email) AS by, p.approved_at AS at FROM proof p
			JOIN opening o ON o.id = p.opening_id AND o.version = p.version
			JOIN workshop w ON w.id = o.workshop_id AND w.updated_at = p.workshop_at
			JOIN account a ON a.id = p.account_id AND a.territory_id = p.territory_id
			WHERE p.territory_id = $1 AND p.opening_id = $2`, territoryID, openingID)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		list, err := statements(ctx, tx, territoryID, 0, openingID)
		for _, said := range list {
			if said.NotedAt.Equal(r.At) && slices.Contains(said.Fields, jema.ProofField) {
				r.Statement = &said
				break
			}
		}
		return err
	})
	return r, err
}

// PlaceWorkshop sets where a territory's workshop is, from its Lat and Lon; 0, 0
// is unknown.
func (s *Store) PlaceWorkshop(ctx context.Context, w jema.Workshop, now time.Time) (err error) {
	defer attempted(&err, "placing a workshop on the map")
	if w.Lat < -90 || w.Lat > 90 || w.Lon < -180 || w.Lon > 180 {
		return jema.Invalid("workshop.position.range")
	}
	return s.inTx(ctx, func(tx *tx) error {
		return oneNamed(ctx, tx, errWorkshopMissing, &w.ID, `UPDATE workshop SET `+dated+`, lat = `+lat+`, lon = `+lon+`
			WHERE territory_id = :territoryid AND id = :id RETURNING id`, struct {
			jema.Workshop
			Now time.Time
		}{w, now})
	})
}
