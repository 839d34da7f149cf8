package postgres

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"jema/internal/jema"
)

// insertOpening adds an opening as a draft of its workshop. If its key is
// stored already, exists is true and id is that of the existing draft; the same
// key with other content is ErrKeyReused.
func insertOpening(ctx context.Context, tx *tx, plan OpeningPlan, now time.Time) (id jema.OpeningID,
	exists bool, err error) {
	content, err := plan.content()
	if err != nil {
		return 0, false, err
	}
	err = getNamed(ctx, tx, &id, `
		INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, title, description, title_en,
			description_en, printed_text,
			printed_text_proposed, hours_text, slots_text, duration, party_max, price, minimum_age, languages, access,
				remarks, counted,
			draft_key, draft_content, stops, created_at, updated_at)
		SELECT w.territory_id, :editionid, w.id, w.commune_insee, :kind, :title, :description, :titleenglish,
			:descriptionenglish, :printedtext,
			:printedtextproposed,
			:hourstext, :slotstext, nullif(:duration, 0), :partymax, :price, :minimumage, :languages, :access, :remarks,
			coalesce(nullif(:counted, ''), 'everyone'), nullif(:key, ''), :content, CAST(:stops AS text), :now, :now
		FROM workshop w WHERE w.id = :workshopid AND w.territory_id = :territoryid
		ON CONFLICT ON CONSTRAINT opening_draft_key DO NOTHING RETURNING id`,
		struct {
			datedOpening
			Key     string
			Content []byte
		}{datedOpening{plan.Opening, now}, plan.Key, content})
	if !errors.Is(err, sql.ErrNoRows) {
		return id, false, err
	}
	id, err = draftOfKey(ctx, tx, plan, content)
	return id, true, err
}

// draftOfKey finds the draft that a key has made; where there is none it was
// the workshop that is missing.
func draftOfKey(ctx context.Context, tx *tx, plan OpeningPlan, content []byte) (jema.OpeningID, error) {
	var draft struct {
		ID      jema.OpeningID
		Content []byte
	}
	err := one(ctx, tx, errWorkshopMissing, &draft,
		`SELECT id, draft_content AS content FROM opening WHERE territory_id = $1 AND draft_key = $2`,
		plan.Opening.TerritoryID, plan.Key)
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
