package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// WithdrawnEntries lists the openings of an edition that were public and are cancelled,
// by id, with their times. Whoever subscribed to one learns from it that nothing opens.
func (s *Store) WithdrawnEntries(ctx context.Context, e jema.Edition, now time.Time) (list []jema.Entry, err error) {
	defer attempted(&err, "listing the openings that were withdrawn")
	err = s.read(ctx, func(tx *tx) error {
		var ids []jema.OpeningID
		err := tx.SelectContext(ctx, &ids, `SELECT id FROM opening WHERE territory_id = $1 AND edition_id = $2
			AND state = 'cancelled' AND approved_at IS NOT NULL AND commune_insee IS NOT NULL ORDER BY id`,
			e.TerritoryID, e.ID)
		if err != nil || len(ids) == 0 {
			return err
		}
		list, err = loadEntries(ctx, tx, ids, now)
		return err
	})
	return list, err
}
