package postgres

import (
	"context"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

const accountColumns = `a.id, a.territory_id AS territoryid, a.email, a.name, a.phone, a.role,
	coalesce(a.password_hash, '') AS passwordhash, coalesce(a.commune_insee, '') AS communeinsee, a.language,
	a.session_generation AS sessiongeneration`

// CreateAccount adds an account; its e-mail must already be folded.
func (s *Store) CreateAccount(ctx context.Context, a jema.Account) (created jema.Account, err error) {
	defer attempted(&err, "creating an account")
	err = s.inTx(ctx, func(tx *tx) error {
		return tx.GetContext(ctx, &created, `
			INSERT INTO account AS a (territory_id, email, name, phone, role, password_hash, commune_insee)
			VALUES ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, '')) RETURNING `+accountColumns,
			a.TerritoryID, a.Email, a.Name, a.Phone, a.Role, a.PasswordHash, a.CommuneINSEE)
	})
	return created, err
}

// AccountByEmail finds a territory's account that is not disabled.
func (s *Store) AccountByEmail(ctx context.Context, territoryID jema.TerritoryID,
	email string) (a jema.Account, err error) {
	defer attempted(&err, "reading the account of an address")
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrAccountMissing, &a,
			`SELECT `+accountColumns+` FROM account a
			WHERE a.territory_id = $1 AND a.email = $2 AND a.disabled_at IS NULL`, territoryID, email)
	})
	return a, err
}

// SetPassword replaces the hash of an account's password, and so ends its
// sessions.
func (s *Store) SetPassword(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	hash string) (err error) {
	defer attempted(&err, "setting a password")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, jema.ErrAccountMissing, &id,
			`UPDATE account SET password_hash = $3 WHERE territory_id = $1 AND id = $2 RETURNING id`, territoryID,
			accountID, hash)
	})
}

// AccountLine is an account as the listing shows it.
type AccountLine struct {
	jema.Account
	Closed   bool
	Sessions int // where it is signed in
}

// Accounts lists every account of a territory by its address, closed ones
// among them, with how many sessions it has at now.
func (s *Store) Accounts(ctx context.Context, territoryID jema.TerritoryID,
	now time.Time) (list []AccountLine, err error) {
	defer attempted(&err, "listing the accounts")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT `+accountColumns+`, a.disabled_at IS NOT NULL AS closed,
			(SELECT count(*) FROM session s WHERE s.territory_id = $1 AND s.account_id = a.id AND`+sessionValid+`) AS sessions
			FROM account a WHERE a.territory_id = $1 ORDER BY a.email`, territoryID, now)
	})
	return list, err
}

// CloseAccount closes an account of a territory: it can no longer sign in, and
// its sessions end. Closing it twice changes nothing more.
func (s *Store) CloseAccount(ctx context.Context, territoryID jema.TerritoryID, email string,
	now time.Time) (err error) {
	defer attempted(&err, "closing an account")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, jema.ErrAccountMissing, &id, `UPDATE account SET disabled_at = coalesce(disabled_at, $3)
			WHERE territory_id = $1 AND email = $2 RETURNING id`, territoryID, email, now)
	})
}

// ReopenAccount lets a closed account sign in again; its sessions stay ended.
func (s *Store) ReopenAccount(ctx context.Context, territoryID jema.TerritoryID, email string) (err error) {
	defer attempted(&err, "reopening an account")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, jema.ErrAccountMissing, &id, `UPDATE account SET disabled_at = NULL
			WHERE territory_id = $1 AND email = $2 RETURNING id`, territoryID, email)
	})
}

// openAccount refuses, as jema.ErrAccountMissing, an account that a territory does not
// have, that is closed, or that has none of some roles.
func openAccount(ctx context.Context, tx *tx, territoryID jema.TerritoryID, id jema.AccountID,
	roles ...jema.Role) error {
	return one(ctx, tx, jema.ErrAccountMissing, &id, `SELECT id FROM account WHERE territory_id = $1 AND id = $2
		AND disabled_at IS NULL AND role = ANY ($3)`, territoryID, id, pq.Array(roles))
}
