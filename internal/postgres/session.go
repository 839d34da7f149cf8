package postgres

import (
	"context"
	"time"

	"jema/internal/jema"
)

// sessionValid holds for the sessions s of accounts a that are not over at $2:
// neither expired, nor ended with the account's other sessions, nor of a closed
// account.
const sessionValid = ` s.expires_at > $2 AND s.generation = a.session_generation AND a.disabled_at IS NULL `

// CreateSession starts a session, and sweeps away a few that have expired.
func (s *Store) CreateSession(ctx context.Context, n jema.Session) (err error) {
	defer attempted(&err, "creating a session")
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO session (token_hash, territory_id, account_id, generation, device, created_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			n.TokenHash, n.TerritoryID, n.AccountID, n.Generation, n.Device, n.CreatedAt, n.ExpiresAt)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM session WHERE token_hash IN (SELECT token_hash FROM session
			WHERE territory_id = $2 AND expires_at <= $1 LIMIT 20 FOR UPDATE SKIP LOCKED)`, n.CreatedAt, n.TerritoryID)
		return err
	})
}

// SessionAccount returns the account that a session of a territory belongs to
// at now; jema.ErrAccountMissing when the session is over.
func (s *Store) SessionAccount(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (a jema.Account, err error) {
	defer attempted(&err, "reading the account of a session")
	err = s.read(ctx, func(tx *tx) error {
		return one(ctx, tx, jema.ErrAccountMissing, &a, `SELECT `+accountColumns+` FROM session s
			JOIN account a ON a.id = s.account_id AND a.territory_id = s.territory_id
			WHERE s.territory_id = $1 AND s.token_hash = $3 AND`+sessionValid, territoryID, now, tokenHash)
	})
	return a, err
}

// Sessions lists where an account is signed in at now, the newest first.
func (s *Store) Sessions(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID,
	now time.Time) (list []jema.Session, err error) {
	defer attempted(&err, "listing the sessions")
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `
			SELECT s.token_hash AS tokenhash, s.territory_id AS territoryid, s.account_id AS accountid, s.generation,
			 s.device, s.created_at AS createdat, s.expires_at AS expiresat
			FROM session s JOIN account a ON a.id = s.account_id AND a.territory_id = s.territory_id
			WHERE s.territory_id = $1 AND s.account_id = $3 AND`+sessionValid+`ORDER BY s.created_at DESC, s.token_hash`,
			territoryID, now, accountID)
	})
	return list, err
}

// ChooseEdition makes the edition of a year the one that a session works in;
// ErrEditionMissing when the territory has none of that year.
func (s *Store) ChooseEdition(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	year int) (err error) {
	defer attempted(&err, "choosing an edition to work on")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, ErrEditionMissing, &id, `UPDATE session s SET edition_id = e.id FROM edition e
			WHERE s.territory_id = $1 AND s.token_hash = $2 AND e.territory_id = $1 AND e.year = $3 RETURNING e.id`,
			territoryID, tokenHash, year)
	})
}

// EndSession ends one session; one that is over already is no error.
func (s *Store) EndSession(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte) (err error) {
	defer attempted(&err, "ending a session")
	return s.inTx(ctx, func(tx *tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM session WHERE territory_id = $1 AND token_hash = $2`,
			territoryID, tokenHash)
		return err
	})
}

// EndSessions ends every session of an account, those that are being started
// among them.
func (s *Store) EndSessions(ctx context.Context, territoryID jema.TerritoryID, accountID jema.AccountID) (err error) {
	defer attempted(&err, "ending the sessions of an account")
	return s.inTx(ctx, func(tx *tx) error {
		var id int64
		return one(ctx, tx, jema.ErrAccountMissing, &id, `UPDATE account SET session_generation = session_generation + 1
			WHERE territory_id = $1 AND id = $2 RETURNING id`, territoryID, accountID)
	})
}
