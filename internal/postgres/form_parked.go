package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"time"

	"jema/internal/jema"
)

// ParkForm stores a form for the account that typed it until it signs in again,
// a day at most. The same form parked twice is one; of more than
// jema.ParkedMost the oldest go.
func (s *Store) ParkForm(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID, f jema.ParkedForm,
	now time.Time) (err error) {
	defer attempted(&err, "storing a parked form")
	fields, err := json.Marshal(f.Fields)
	if err != nil {
		return err
	}
	digest := sha256.Sum256(append([]byte(f.Path+"\x00"), fields...))
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		err := one(ctx, tx, jema.ErrParkedMissing, &id, `
			INSERT INTO parked_form (territory_id, account_id, path, page, fields, digest, parked_at, expires_at)
			SELECT a.territory_id, a.id, $3, $4, $5, $6, $7, $8 FROM account a
			WHERE a.territory_id = $1 AND a.id = $2 AND a.disabled_at IS NULL
			ON CONFLICT ON CONSTRAINT parked_form_once DO UPDATE
				SET page = excluded.page, parked_at = excluded.parked_at, expires_at = excluded.expires_at
			RETURNING id`, territoryID, accountID, f.Path, f.Page, string(fields), digest[:], now, now.Add(jema.ParkedLasts))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM parked_form WHERE territory_id = $1 AND account_id = $2 AND id NOT IN (
			SELECT id FROM parked_form WHERE account_id = $2 ORDER BY parked_at DESC, id DESC LIMIT $3)`,
			territoryID, accountID, jema.ParkedMost)
		return err
	})
}

// ParkedForms lists the forms stored for an account at now, the newest first,
// without the fields.
func (s *Store) ParkedForms(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	now time.Time) (list []jema.ParkedForm, err error) {
	defer attempted(&err, "listing the parked forms")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT id, path, page, parked_at AS parkedat FROM parked_form
			WHERE territory_id = $1 AND account_id = $2 AND expires_at > $3 ORDER BY parked_at DESC, id DESC`,
			territoryID, accountID, now)
	})
	return list, err
}

// ParkedForm finds one of the forms stored for an account at now;
// jema.ErrParkedMissing when it is gone or somebody else's.
func (s *Store) ParkedForm(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	id jema.ParkedFormID,
	now time.Time) (f jema.ParkedForm, err error) {
	defer attempted(&err, "reading a parked form")
	var row struct {
		jema.ParkedForm
		Typed []byte
	}
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrParkedMissing, &row, `SELECT id, path, page, parked_at AS parkedat, fields AS typed
			FROM parked_form
			WHERE territory_id = $1 AND account_id = $2 AND id = $3 AND expires_at > $4`, territoryID, accountID, id, now)
	})
	f = row.ParkedForm
	if err == nil {
		err = json.Unmarshal(row.Typed, &f.Fields)
	}
	return f, err
}

// ForgetParked removes a form stored for an account; ErrParkedMissing when it is
// gone or somebody else's.
func (s *Store) ForgetParked(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	id jema.ParkedFormID) (err error) {
	defer attempted(&err, "deleting a parked form")
	return s.inTx(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrParkedMissing, &id, `DELETE FROM parked_form
			WHERE territory_id = $1 AND account_id = $2 AND id = $3 RETURNING id`, territoryID, accountID, id)
	})
}

// ExpireParked removes the parked forms whose time is over at now, and returns
// how many they were.
func (s *Store) ExpireParked(ctx context.Context, now time.Time) (n int, err error) {
	defer attempted(&err, "deleting parked forms past their day")
	err = s.inTx(ctx, func(tx *tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM parked_form WHERE expires_at <= $1`, now)
		if err != nil {
			return err
		}
		gone, err := result.RowsAffected()
		n = int(gone)
		return err
	})
	return n, err
}
