package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

var errProofStale = jema.Conflict("opening.state")

// ApproveProof records that an account approves an event exactly as version
// prints. It holds until the event or its workshop changes; an event that has
// changed since that version is a Conflict.
func (s *Store) ApproveProof(ctx context.Context, territoryID, openingID int64, version int, accountID int64, now time.Time) (err error) {
	defer attempted(&err, "approving a proof")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errProofStale, &id, `
			INSERT INTO proof (opening_id, territory_id, workshop_id, edition_id, version, workshop_at, account_id, approved_at)
			SELECT o.id, o.territory_id, o.workshop_id, o.edition_id, o.version, w.updated_at, $4, $5
			FROM opening o JOIN workshop w ON w.id = o.workshop_id WHERE o.territory_id = $1 AND o.id = $2 AND o.version = $3
			ON CONFLICT (opening_id) DO UPDATE SET version = excluded.version, workshop_at = excluded.workshop_at,
				account_id = excluded.account_id, approved_at = excluded.approved_at
			RETURNING opening_id`, territoryID, openingID, version, accountID, now)
	})
}

// PlaceWorkshop says where a workshop lies, WGS 84; 0, 0 forgets it.
func (s *Store) PlaceWorkshop(ctx context.Context, territoryID, id int64, lat, lon float64) (err error) {
	defer attempted(&err, "placing a workshop on the map")
	if lat < -90 || lat > 90 || lon < -180 || lon > 180 {
		return jema.Invalid("workshop.position.range")
	}
	return s.inTx(ctx, func(tx *tx) error {
		return one(ctx, tx, errWorkshopMissing, &id, `UPDATE workshop SET updated_at = now(),
			lat = CASE WHEN point($3, $4) ~= point(0, 0) THEN NULL ELSE $3::double precision END,
			lon = CASE WHEN point($3, $4) ~= point(0, 0) THEN NULL ELSE $4::double precision END
			WHERE territory_id = $1 AND id = $2 RETURNING id`, territoryID, id, lat, lon)
	})
}
