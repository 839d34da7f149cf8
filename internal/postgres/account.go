package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

const accountColumns = `id, territory_id AS territoryid, email, name, phone, role, coalesce(password_hash, '') AS passwordhash,
	coalesce(commune_insee, '') AS communeinsee, language`

// CreateAccount adds an account; its e-mail must already be folded.
func (s *Store) CreateAccount(ctx context.Context, a jema.Account) (created jema.Account, err error) {
	err = s.inTx(ctx, func(tx *tx) error {
		return tx.GetContext(ctx, &created, `
			INSERT INTO account (territory_id, email, name, phone, role, password_hash, commune_insee)
			VALUES ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, '')) RETURNING `+accountColumns,
			a.TerritoryID, a.Email, a.Name, a.Phone, a.Role, a.PasswordHash, a.CommuneINSEE)
	})
	return created, err
}

// Account finds an account that is not disabled.
func (s *Store) Account(ctx context.Context, id int64) (a jema.Account, err error) {
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrAccountMissing, &a,
			`SELECT `+accountColumns+` FROM account WHERE id = $1 AND disabled_at IS NULL`, id)
	})
	return a, err
}

// AccountByEmail finds a territory's account that is not disabled.
func (s *Store) AccountByEmail(ctx context.Context, territoryID int64, email string) (a jema.Account, err error) {
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrAccountMissing, &a,
			`SELECT `+accountColumns+` FROM account WHERE territory_id = $1 AND email = $2 AND disabled_at IS NULL`, territoryID, email)
	})
	return a, err
}

// SetPassword replaces a password's hash.
func (s *Store) SetPassword(ctx context.Context, accountID int64, hash string) error {
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, jema.ErrAccountMissing, &id,
			`UPDATE account SET password_hash = $2 WHERE id = $1 RETURNING id`, accountID, hash)
	})
}

// Attempt counts one more attempt under a key within a window and returns how
// many there are by now. The key is a SHA-256; nothing of a person is kept.
func (s *Store) Attempt(ctx context.Context, key [32]byte, now time.Time, window time.Duration) (count int, err error) {
	err = s.inTx(ctx, func(tx *tx) error {
		err := tx.GetContext(ctx, &count, `
			INSERT INTO attempt (key, count, expires_at) VALUES ($1, 1, $3)
			ON CONFLICT (key) DO UPDATE SET
				count = CASE WHEN attempt.expires_at <= $2 THEN 1 ELSE attempt.count + 1 END,
				expires_at = CASE WHEN attempt.expires_at <= $2 THEN $3 ELSE attempt.expires_at END
			RETURNING count`, key[:], now, now.Add(window))
		if err != nil {
			return err
		}
		// Rows somebody else is at are left to them, so that no two wait for each other.
		_, err = tx.ExecContext(ctx, `DELETE FROM attempt WHERE key IN
			(SELECT key FROM attempt WHERE expires_at <= $1 LIMIT 20 FOR UPDATE SKIP LOCKED)`, now)
		return err
	})
	return count, err
}

// ForgetAttempts clears the count of a key, after somebody got it right.
func (s *Store) ForgetAttempts(ctx context.Context, key [32]byte) error {
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM attempt WHERE key = $1`, key[:])
		return err
	})
}
