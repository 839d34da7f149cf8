package postgres

import (
	"context"
	"jema/internal/jema"
)

// NoteDraft returns the word to the artisan that an organiser has typed on an
// opening's page and not yet sent.
func (s *Store) NoteDraft(ctx context.Context, territoryID jema.TerritoryID,
	openingID jema.OpeningID) (note string, err error) {
	defer attempted(&err, "reading the draft of a note")
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, errOpeningMissing, &note, `SELECT note_draft FROM opening WHERE territory_id = $1 AND id = $2`,
			territoryID, openingID)
	})
	return note, err
}

// SaveNoteDraft stores such a word until the opening is decided on.
func (s *Store) SaveNoteDraft(ctx context.Context, territoryID jema.TerritoryID, openingID jema.OpeningID,
	note string) (err error) {
	defer attempted(&err, "saving the draft of a note")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, errOpeningMissing, &id,
			`UPDATE opening SET note_draft = $3 WHERE territory_id = $1 AND id = $2 RETURNING id`, territoryID, openingID, note)
	})
}
