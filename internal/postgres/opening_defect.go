package postgres

import (
	"context"

	"jema/internal/jema"
)

// QueueDefects lists what is wrong with an edition's openings, by opening,
// blocking defects first.
func (s *Store) QueueDefects(ctx context.Context, editionID int64) (found map[int64][]jema.Defect, err error) {
	defer attempted(&err, "listing the defects of the queue")
	var rows []struct {
		OpeningID int64 `db:"opening_id"`
		jema.Defect
	}
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &rows, `SELECT d.opening_id, d.field, d.header, d.value, d.problem, d.blocking
			FROM defect d JOIN opening o ON o.id = d.opening_id WHERE o.edition_id = $1
			ORDER BY d.opening_id, d.blocking DESC, d.header, d.field`, editionID)
	})
	found = map[int64][]jema.Defect{}
	for _, r := range rows {
		found[r.OpeningID] = append(found[r.OpeningID], r.Defect)
	}
	return found, err
}
