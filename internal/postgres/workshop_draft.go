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

// AddWorkshop adds a workshop. key is chosen by its editor: the same key with
// the same content makes one workshop, however often it is sent; with other
// content it is jema.ErrKeyReused.
func (s *Store) AddWorkshop(ctx context.Context, w jema.Workshop, key string,
	now time.Time) (_ jema.Workshop, err error) {
	defer attempted(&err, "adding a workshop")
	if err := w.Check(); err != nil {
		return w, err
	}
	b, err := json.Marshal(w)
	if err != nil {
		return w, fmt.Errorf("the content of a workshop: %w", err)
	}
	content := sha256.Sum256(b)
	err = s.inTx(ctx, func(tx *tx) error {
		w.ID, err = knownWorkshop(ctx, tx, w, key, content[:])
		if err != nil || w.ID != 0 {
			return err
		}
		if w.ID, err = insertWorkshop(ctx, tx, w, now); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx,
			`UPDATE workshop SET draft_key = $3, draft_content = $4 WHERE territory_id = $1 AND id = $2`,
			w.TerritoryID, w.ID, key, content[:])
		return err
	})
	return w, err
}

// knownWorkshop finds the workshop of the same owner that a key has made, 0 for
// none. Two requests with one key take turns.
func knownWorkshop(ctx context.Context, tx *tx, w jema.Workshop, key string, content []byte) (int64, error) {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('workshop ' || $1, 0))`,
		key); err != nil {
		return 0, err
	}
	var known struct {
		ID      int64
		Content []byte
	}
	err := tx.GetContext(ctx, &known, `SELECT id, draft_content AS content FROM workshop
		WHERE territory_id = $1 AND draft_key = $2 AND owner_id = $3`, w.TerritoryID, key, w.OwnerID)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, nil
	case err == nil && !bytes.Equal(known.Content, content):
		err = jema.ErrKeyReused
	}
	return known.ID, err
}
