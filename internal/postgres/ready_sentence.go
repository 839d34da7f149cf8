package postgres

import (
	"context"

	"jema/internal/jema"
)

// ReadySentences lists a territory's ready sentences in the order in which they
// were added.
func (s *Store) ReadySentences(ctx context.Context, territoryID jema.TerritoryID) (list []jema.ReadySentence,
	err error) {
	defer attempted(&err, "listing the ready sentences")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT id, field, sentence FROM ready_sentence WHERE territory_id = $1
			ORDER BY id`, territoryID)
	})
	return list, err
}

// SaveReadySentences changes a territory's ready sentences: one without id is
// added, one without words is removed. Those that are not listed stay.
func (s *Store) SaveReadySentences(ctx context.Context, territoryID jema.TerritoryID,
	list []jema.ReadySentence) (err error) {
	defer attempted(&err, "saving the ready sentences")
	return s.inTx(ctx, func(tx *tx) error {
		for _, r := range list {
			if err := saveReadySentence(ctx, tx, territoryID, r); err != nil {
				return err
			}
		}
		return nil
	})
}

func saveReadySentence(ctx context.Context, tx *tx, territoryID jema.TerritoryID, r jema.ReadySentence) (err error) {
	switch {
	case r.ID != 0 && r.Sentence == "":
		_, err = tx.ExecContext(ctx, `DELETE FROM ready_sentence WHERE territory_id = $1 AND id = $2`, territoryID, r.ID)
	case r.ID != 0:
		_, err = tx.ExecContext(ctx,
			`UPDATE ready_sentence SET field = $3, sentence = $4 WHERE territory_id = $1 AND id = $2`,
			territoryID, r.ID, r.Field, r.Sentence)
	case r.Sentence != "":
		_, err = tx.ExecContext(ctx, `INSERT INTO ready_sentence (territory_id, field, sentence) VALUES ($1, $2, $3)`,
			territoryID, r.Field, r.Sentence)
	}
	return err
}
