package postgres

import (
	"context"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// SelectOpening recommends an opening of a territory in the selections given, and in no
// other. Only what is public can be recommended.
func (s *Store) SelectOpening(ctx context.Context, territoryID jema.TerritoryID, id jema.OpeningID,
	list []jema.Selection) (err error) {
	defer attempted(&err, "recommending an opening")
	return s.inTx(ctx, func(tx *tx) error {
		var state jema.OpeningState
		if err := one(ctx, tx, errOpeningMissing, &state, `SELECT state FROM opening
			WHERE territory_id = $1 AND id = $2 FOR NO KEY UPDATE`, territoryID, id); err != nil {
			return err
		}
		if state != jema.Approved && len(list) > 0 {
			return jema.Conflict("selection.not_public")
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM opening_selection WHERE territory_id = $1 AND opening_id = $2`,
			territoryID, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO opening_selection
			SELECT o.id, o.edition_id, o.territory_id, o.workshop_id, selection
			FROM opening o, unnest($3::text[]) AS selection
			WHERE o.territory_id = $1 AND o.id = $2 ON CONFLICT DO NOTHING`, territoryID, id, pq.Array(list))
		return err
	})
}

// SelectionsOf lists in which selections an opening of a territory is.
func (s *Store) SelectionsOf(ctx context.Context, territoryID jema.TerritoryID,
	id jema.OpeningID) (list []jema.Selection, err error) {
	defer attempted(&err, "reading an opening's selections")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT selection FROM opening_selection
			WHERE territory_id = $1 AND opening_id = $2`, territoryID, id)
	})
	return list, err
}

// Selected lists the public openings of an edition that are recommended, by selection
// and id.
func (s *Store) Selected(ctx context.Context, e jema.Edition) (ids map[jema.Selection][]jema.OpeningID, err error) {
	defer attempted(&err, "reading an edition's selections")
	ids = map[jema.Selection][]jema.OpeningID{}
	err = s.read(ctx, func(tx *tx) error {
		var rows []struct {
			Selection jema.Selection
			ID        jema.OpeningID
		}
		err := tx.SelectContext(ctx, &rows, `SELECT s.selection, o.id FROM opening_selection s
			JOIN opening o ON o.id = s.opening_id
			WHERE s.territory_id = $1 AND s.edition_id = $2 AND o.state = 'approved'
			ORDER BY o.id`, e.TerritoryID, e.ID)
		for _, r := range rows {
			ids[r.Selection] = append(ids[r.Selection], r.ID)
		}
		return err
	})
	return ids, err
}
