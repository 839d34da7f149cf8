package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

var errProofStale = jema.Conflict("opening.state")

// ProofApproval is an account's approval of an event exactly as Version prints.
type ProofApproval struct {
	TerritoryID, OpeningID, AccountID int64
	Version                           int
}

// ApproveProof records the approval of a proof. It holds until the event or its workshop changes; an event that has
// changed since that version is a Conflict.
func (s *Store) ApproveProof(ctx context.Context, a ProofApproval, now time.Time) (err error) {
	defer attempted(&err, "approving a proof")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errProofStale, &id, `
			INSERT INTO proof (opening_id, territory_id, workshop_id, edition_id, version, workshop_at, account_id, approved_at)
			SELECT o.id, o.territory_id, o.workshop_id, o.edition_id, o.version, w.updated_at, $4, $5
			FROM opening o JOIN workshop w ON w.id = o.workshop_id WHERE o.territory_id = $1 AND o.id = $2 AND o.version = $3
			ON CONFLICT (opening_id) DO UPDATE SET version = excluded.version, workshop_at = excluded.workshop_at,
				account_id = excluded.account_id, approved_at = excluded.approved_at
			RETURNING opening_id`, a.TerritoryID, a.OpeningID, a.Version, a.AccountID, now)
	})
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
