package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// SaveBasemap stores a territory's basemap in place of the one before.
func (s *Store) SaveBasemap(ctx context.Context, territoryID jema.TerritoryID, b jema.Basemap,
	now time.Time) (err error) {
	defer attempted(&err, "saving the basemap")
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO basemap (territory_id, content, credit, changed_at)
			VALUES ($1, $2, $3, $4) ON CONFLICT (territory_id) DO UPDATE SET content = excluded.content,
				credit = excluded.credit, changed_at = excluded.changed_at`, territoryID, string(b.Content), b.Credit, now)
		return err
	})
}

// Basemap reads a territory's basemap.
func (s *Store) Basemap(ctx context.Context, territoryID jema.TerritoryID) (b jema.Basemap, err error) {
	defer attempted(&err, "reading the basemap")
	err = s.read(ctx, func(tx *tx) error {
		b, err = loadBasemap(ctx, tx, territoryID)
		return err
	})
	return b, err
}

func loadBasemap(ctx context.Context, tx *tx, territoryID jema.TerritoryID) (b jema.Basemap, err error) {
	var list []jema.Basemap
	err = tx.SelectContext(ctx, &list, `SELECT content, credit FROM basemap WHERE territory_id = $1`, territoryID)
	if len(list) > 0 {
		b = list[0]
	}
	return b, err
}
