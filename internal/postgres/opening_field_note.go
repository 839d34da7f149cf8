package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// FieldNotes are an organiser's notes on single answers of an event, beside the
// note that goes out.
type FieldNotes struct {
	AccountID jema.AccountID // who wrote them
	Notes     []jema.FieldNote
}

// noteFields stores notes on an opening's answers; earlier notes on the same ones
// are replaced.
func noteFields(ctx context.Context, tx *tx, openingID jema.OpeningID, a FieldNotes, now time.Time) error {
	for _, n := range a.Notes {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO opening_note (opening_id, edition_id, territory_id, workshop_id, field, note, account_id, noted_at)
			SELECT o.id, o.edition_id, o.territory_id, o.workshop_id, $2, $3, $4, $5 FROM opening o WHERE o.id = $1
			ON CONFLICT (opening_id, field) DO UPDATE SET note = excluded.note, account_id = excluded.account_id,
				noted_at = excluded.noted_at`, openingID, n.Field, n.Note, a.AccountID, now)
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetNotes removes the notes on these fields; an empty list removes all notes of
// the opening.
func forgetNotes(ctx context.Context, tx *tx, openingID jema.OpeningID, fields []string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM opening_note WHERE opening_id = $1
		AND (cardinality($2::text[]) = 0 OR field = ANY ($2))`, openingID, pq.Array(fields))
	return err
}
