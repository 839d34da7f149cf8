package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// OpeningReading is an organiser who begins to read an opening, and the one they
// leave for it, 0 for none.
type OpeningReading struct {
	TerritoryID         jema.TerritoryID
	AccountID           jema.AccountID
	OpeningID, LeavesID jema.OpeningID
}

// MarkReading records for jema.ReadingLasts that an organiser reads an opening,
// 0 for none, and that they have left another. While somebody else reads it, the
// record stays theirs.
func (s *Store) MarkReading(ctx context.Context, r OpeningReading, now time.Time) (err error) {
	defer attempted(&err, "recording who reads an opening")
	return s.inTx(ctx, func(tx *tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM opening_reading WHERE territory_id = $1 AND account_id = $2
			AND opening_id = $3`, r.TerritoryID, r.AccountID, r.LeavesID); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO opening_reading AS r (opening_id, edition_id, territory_id, workshop_id, account_id, since, until)
			SELECT o.id, o.edition_id, o.territory_id, o.workshop_id, $3, $4, $5 FROM opening o
			WHERE o.territory_id = $1 AND o.id = $2
			ON CONFLICT (opening_id) DO UPDATE SET account_id = excluded.account_id, until = excluded.until,
				since = CASE WHEN r.account_id = excluded.account_id AND r.until > excluded.since THEN r.since
					ELSE excluded.since END
			WHERE r.account_id = excluded.account_id OR r.until <= excluded.since`,
			r.TerritoryID, r.OpeningID, r.AccountID, now, now.Add(jema.ReadingLasts))
		return err
	})
}

// Reader is somebody who reads an opening.
type Reader struct {
	OpeningID jema.OpeningID
	AccountID jema.AccountID
	Name      string
	Since     time.Time
}

// Readers returns who reads some openings of a territory at now, by opening; the
// account that requests it is not among them.
func (s *Store) Readers(ctx context.Context, r OpeningReading, ids []jema.OpeningID,
	now time.Time) (_ map[jema.OpeningID]Reader, err error) {
	defer attempted(&err, "listing who reads openings")
	var list []Reader
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT r.opening_id AS openingid, r.account_id AS accountid,
			coalesce(nullif(a.name, ''), a.email) AS name, r.since
			FROM opening_reading r JOIN account a ON a.id = r.account_id AND a.territory_id = r.territory_id
			WHERE r.territory_id = $1 AND r.account_id <> $2 AND r.opening_id = ANY ($3) AND r.until > $4`,
			r.TerritoryID, r.AccountID, pq.Array(ids), now)
	})
	readers := map[jema.OpeningID]Reader{}
	for _, one := range list {
		readers[one.OpeningID] = one
	}
	return readers, err
}
