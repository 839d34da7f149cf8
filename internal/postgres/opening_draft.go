package postgres

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"jema/internal/jema"
)

// insertOpening adds an opening as a draft of its workshop. known says that its
// key is there already, and id is then of the draft it made; the same key with
// other content is ErrKeyReused.
func insertOpening(ctx context.Context, tx *tx, plan OpeningPlan) (id int64, known bool, err error) {
	content, err := plan.content()
	if err != nil {
		return 0, false, err
	}
	o := plan.Opening
	err = tx.GetContext(ctx, &id, `
		INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, title, description, printed_text,
			printed_text_proposed, hours_text, slots_text, duration, party_max, price, minimum_age, languages, access, remarks, counted,
			draft_key, draft_content, stops)
		SELECT w.territory_id, $2, w.id, w.commune_insee, $3, $4, $5, $6, $7, $8, $9, nullif($10, 0), $11, $12, $13, $14, $15, $16,
			coalesce(nullif($17, ''), 'everyone'), nullif($18, ''), $19, $20::text
		FROM workshop w WHERE w.id = $1 ON CONFLICT ON CONSTRAINT opening_draft_key DO NOTHING RETURNING id`,
		o.WorkshopID, o.EditionID, o.Kind, o.Title, o.Description, o.PrintedText, o.PrintedTextProposed, o.HoursText,
		o.SlotsText, o.Duration, o.PartyMax, o.Price, o.MinimumAge, o.Languages, o.Access, o.Remarks, o.Counted, plan.Key, content, o.Stops)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, false, err
	}
	id, err = knownDraft(ctx, tx, plan.Key, content)
	return id, true, err
}

// knownDraft finds the draft that a key has made; where there is none it was
// the workshop that is missing.
func knownDraft(ctx context.Context, tx *tx, key string, content []byte) (int64, error) {
	var draft struct {
		ID      int64
		Content []byte
	}
	err := one(ctx, tx, errWorkshopMissing, &draft, `SELECT id, draft_content AS content FROM opening WHERE draft_key = $1`, key)
	if err == nil && !bytes.Equal(draft.Content, content) {
		err = jema.ErrKeyReused
	}
	return draft.ID, err
}

// content is the fingerprint of what is sent, nil without a key.
func (p OpeningPlan) content() ([]byte, error) {
	if p.Key == "" {
		return nil, nil
	}
	b, err := json.Marshal([]any{p.Opening, p.Hours, p.Slots})
	if err != nil {
		return nil, fmt.Errorf("the content of a draft: %w", err)
	}
	sum := sha256.Sum256(b)
	return sum[:], nil
}
