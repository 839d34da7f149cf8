package postgres

import (
	"context"
	"strings"
	"time"

	"jema/internal/jema"
)

// The refusals of a mailed sign-in link.
var (
	ErrSignInMissing  = jema.NotFound("signin.missing")
	ErrSignInUsed     = jema.Conflict("signin.used")
	ErrSignInExpired  = jema.Conflict("signin.expired")
	ErrSignInPassword = jema.Forbidden("signin.password")
	ErrSignInDisabled = jema.Forbidden("signin.disabled")
)

// signInsPerHour is how many links one address is mailed in an hour.
const signInsPerHour = 3

// SignInRequest requests that a link be mailed to Email. Familiar is set when the
// address has already signed in from the requesting browser.
type SignInRequest struct {
	TerritoryID jema.TerritoryID
	Email       string
	Familiar    bool
}

// CreateSignIn mails a link: hashOf makes the hash of the token from the link's
// id. It answers the same whether somebody has that address or not. Links that
// are still to be mailed are joined to one; above three an hour the next waits
// for the hour's end, its time counted from there, unless the address has
// signed in from this browser before: a stranger's requests delay nobody. An
// address that signs in by password, or may not sign in, is mailed nothing.
func (s *Store) CreateSignIn(ctx context.Context, r SignInRequest, now time.Time,
	hashOf func(id jema.SignInLinkID) []byte) (err error) {
	defer attempted(&err, "creating a sign-in link")
	r.Email = strings.ToLower(strings.TrimSpace(r.Email))
	return s.inTx(ctx, func(t *tx) error {
		// One after the other for one address: a button pressed twice is one link.
		if _, err := t.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`,
			r.Email); err != nil {
			return err
		}
		if r.Familiar {
			if err := hastenSignIn(ctx, t, r, now); err != nil {
				return err
			}
		}
		wanted, err := signInWanted(ctx, t, r.TerritoryID, r.Email, now)
		if err != nil || !wanted {
			return err
		}
		count, until, err := countAttempt(ctx, t, "sign-in", r.Email, now, time.Hour)
		if err != nil {
			return err
		}
		due := now
		if count > signInsPerHour && !r.Familiar {
			due = until
		}
		return insertSignIn(ctx, t, jema.SignInLink{TerritoryID: r.TerritoryID, Email: r.Email,
			ExpiresAt: due.Add(jema.SignInLinkLasts)}, now, due, hashOf)
	})
}

// hastenSignIn makes a link due that waits for the hour's end.
func hastenSignIn(ctx context.Context, t *tx, r SignInRequest, now time.Time) error {
	_, err := t.ExecContext(ctx, `UPDATE message m SET due_at = $3 FROM sign_in_link l
		WHERE l.id = m.sign_in_link_id AND l.territory_id = $1 AND l.email = $2 AND m.state = 'queued' AND m.attempts = 0
			AND m.due_at > $3`,
		r.TerritoryID, r.Email, now)
	return err
}

// signInWanted reports whether a link is to be made: none is, where one is
// still on its way that will last half its time or more, or where the account
// signs in otherwise or not at all.
func signInWanted(ctx context.Context, t *tx, territoryID jema.TerritoryID, email string,
	now time.Time) (wanted bool, err error) {
	err = t.GetContext(ctx, &wanted, `
		SELECT NOT EXISTS (SELECT 1 FROM sign_in_link l JOIN message m ON m.sign_in_link_id = l.id
		                   WHERE l.territory_id = $1 AND l.email = $2 AND m.state = 'queued' AND l.expires_at > $3)
		   AND NOT EXISTS (SELECT 1 FROM account a WHERE a.territory_id = $1 AND a.email = $2
		                   AND (a.disabled_at IS NOT NULL OR a.role NOT IN ('artisan', 'correspondent')))`,
		territoryID, email, now.Add(jema.SignInLinkLasts/2))
	return wanted, err
}

func insertSignIn(ctx context.Context, t *tx, l jema.SignInLink, now, due time.Time,
	hashOf func(id jema.SignInLinkID) []byte) error {
	if err := t.GetContext(ctx, &l.ID, `INSERT INTO sign_in_link (territory_id, email, created_at, expires_at)
		VALUES ($1, $2, $3, $4) RETURNING id`, l.TerritoryID, l.Email, now, l.ExpiresAt); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, `UPDATE sign_in_link SET token_hash = $3 WHERE territory_id = $1 AND id = $2`,
		l.TerritoryID, l.ID, hashOf(l.ID)); err != nil {
		return err
	}
	_, err := t.ExecContext(ctx, `INSERT INTO message (territory_id, sign_in_link_id, kind, channel, due_at, created_at)
		VALUES ($1, $2, $3, 'email', $4, $5)`, l.TerritoryID, l.ID, jema.MessageSignIn, due, now)
	return err
}

type signInRow struct {
	ID          jema.SignInLinkID `db:"id"`
	TerritoryID jema.TerritoryID  `db:"territory_id"`
	Email       string            `db:"email"`
	ExpiresAt   time.Time         `db:"expires_at"`
	Used        bool              `db:"used"`
}

// SignInLink shows a link of a territory that can still be used at now, without using it:
// programs that look through mail open every address in it.
func (s *Store) SignInLink(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (l jema.SignInLink, err error) {
	defer attempted(&err, "reading a sign-in link")
	err = s.read(ctx, func(t *tx) error {
		l, err = signInLink(ctx, t, territoryID, tokenHash, now, "")
		return err
	})
	return l, err
}

func signInLink(ctx context.Context, t *tx, territoryID jema.TerritoryID, tokenHash []byte, now time.Time,
	lock string) (jema.SignInLink, error) {
	var r signInRow
	err := one(ctx, t, ErrSignInMissing, &r, `SELECT id, territory_id, email, expires_at, used_at IS NOT NULL AS used
		FROM sign_in_link WHERE territory_id = $1 AND token_hash = $2 `+lock, territoryID, tokenHash)
	switch {
	case err != nil:
		return jema.SignInLink{}, err
	case r.Used:
		return jema.SignInLink{}, ErrSignInUsed
	case !now.Before(r.ExpiresAt):
		return jema.SignInLink{}, ErrSignInExpired
	}
	return jema.SignInLink{ID: r.ID, TerritoryID: r.TerritoryID, Email: r.Email, ExpiresAt: r.ExpiresAt}, nil
}

// UseSignIn uses a link up and returns the account it opens; an address that
// is new becomes an artisan's, and an artisan comes into the workshops that
// were entered with that address. Of several that use it at once, one succeeds.
func (s *Store) UseSignIn(ctx context.Context, territoryID jema.TerritoryID, tokenHash []byte,
	now time.Time) (account jema.Account, err error) {
	defer attempted(&err, "signing in by a link")
	err = s.inTx(ctx, func(t *tx) error {
		l, err := signInLink(ctx, t, territoryID, tokenHash, now, "FOR UPDATE")
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, `UPDATE sign_in_link SET used_at = $3 WHERE territory_id = $1 AND id = $2`,
			territoryID, l.ID, now); err != nil {
			return err
		}
		account, err = signInAccount(ctx, t, l)
		return err
	})
	return account, err
}

func signInAccount(ctx context.Context, t *tx, l jema.SignInLink) (jema.Account, error) {
	if _, err := t.ExecContext(ctx, `INSERT INTO account (territory_id, email, role) VALUES ($1, $2, 'artisan')
		ON CONFLICT ON CONSTRAINT account_email_key DO NOTHING`, l.TerritoryID, l.Email); err != nil {
		return jema.Account{}, err
	}
	var r struct {
		jema.Account
		Disabled bool
	}
	err := one(ctx, t, ErrSignInMissing, &r, `SELECT `+accountColumns+`, a.disabled_at IS NOT NULL AS disabled
		FROM account a WHERE a.territory_id = $1 AND a.email = $2`, l.TerritoryID, l.Email)
	switch {
	case err != nil:
		return jema.Account{}, err
	case r.Disabled:
		return jema.Account{}, ErrSignInDisabled
	case r.Role.SignsInByPassword():
		return jema.Account{}, ErrSignInPassword
	}
	return r.Account, claimWorkshops(ctx, t, r.Account)
}

// claimWorkshops gives an artisan the workshops that organisers entered with
// the address the artisan has just proven to read, and that nobody holds yet.
func claimWorkshops(ctx context.Context, t *tx, a jema.Account) error {
	if a.Role != jema.RoleArtisan {
		return nil
	}
	_, err := t.ExecContext(ctx, `UPDATE workshop SET owner_id = $2
		WHERE territory_id = $1 AND owner_id IS NULL AND lower(email) = $3`, a.TerritoryID, a.ID, a.Email)
	return err
}
