package postgres

import (
	"context"

	"jema/internal/jema"
)

// replaceHours makes an opening's free visiting hours be these.
func replaceHours(ctx context.Context, tx *tx, openingID jema.OpeningID, hours []jema.Interval) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM hours WHERE opening_id = $1`, openingID); err != nil {
		return err
	}
	for _, h := range hours {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at, edition_closes_at,
				starts_at, ends_at)
			SELECT o.territory_id, o.edition_id, o.id, o.workshop_id, e.opens_at, e.closes_at, $2, $3
			FROM opening o JOIN edition e ON e.id = o.edition_id WHERE o.id = $1`, openingID, h.Start, h.End)
		if err != nil {
			return err
		}
	}
	return nil
}
