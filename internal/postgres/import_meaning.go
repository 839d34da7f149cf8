package postgres

import (
	"context"
	"jema/internal/jema"
)

// ImportMeaning is the field that somebody assigned to a column of a
// spreadsheet, for every file with the same headers: Shape is their SHA-256.
// Field is "" for a column that is not to be read.
type ImportMeaning struct {
	Shape         []byte
	Header, Field string
}

// ImportMeanings returns the fields assigned to the columns of files of this
// shape in a territory, by header.
func (s *Store) ImportMeanings(ctx context.Context, territoryID jema.TerritoryID,
	shape []byte) (_ map[string]string, err error) {
	defer attempted(&err, "reading the meanings of an import's columns")
	var list []ImportMeaning
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list,
			`SELECT shape, header, field FROM import_meaning WHERE territory_id = $1 AND shape = $2`, territoryID, shape)
	})
	meanings := map[string]string{}
	for _, m := range list {
		meanings[m.Header] = m.Field
	}
	return meanings, err
}

// storeMeanings stores the fields assigned with an import; an earlier assignment
// of the same column is replaced.
func storeMeanings(ctx context.Context, tx *tx, options ImportOptions) error {
	for _, m := range options.Meanings {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO import_meaning (territory_id, shape, header, field, said_at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (territory_id, shape, header) DO UPDATE SET field = excluded.field, said_at = excluded.said_at`,
			options.Edition.TerritoryID, m.Shape, m.Header, m.Field, options.Now)
		if err != nil {
			return err
		}
	}
	return nil
}
