package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// WeighPhoto sets how much room the photo of an opening of a territory has on paper. What
// was approved stays so: the version is the same, and the programme is dated anew.
func (s *Store) WeighPhoto(ctx context.Context, territoryID jema.TerritoryID, id jema.OpeningID, w jema.PhotoWeight,
	now time.Time) (err error) {
	defer attempted(&err, "weighing a photo")
	return s.inTx(ctx, func(tx *tx) error {
		var found int64
		return one(ctx, tx, errOpeningMissing, &found, `UPDATE opening SET photo_weight = $3, updated_at = $4
			WHERE territory_id = $1 AND id = $2 RETURNING id`, territoryID, id, w, now)
	})
}
