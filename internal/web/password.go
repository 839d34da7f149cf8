package web

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"

	"jema/internal/jema"
)

// How often somebody may try to sign in: by one address of mail, and from one
// machine, behind which a whole office may sit.
const (
	tryWindow      = 15 * time.Minute
	triesByEmail   = 10
	triesByMachine = 100
	passwordMax    = 200 // signs; hashing is not for free
)

var errTooMany = jema.Invalid("signin.too_many")

// tried counts one more try to sign in and answers errTooMany when there were
// too many. what tells the ways to sign in apart.
func (s *Site) tried(r *http.Request, what, email string) error {
	for _, by := range []struct {
		key  [32]byte
		most int
	}{
		{tryKey(what, email), triesByEmail},
		{tryKey(what+" from", s.machine(r)), triesByMachine},
	} {
		count, err := s.Store.Attempt(r.Context(), by.key, s.Now(), tryWindow)
		if err != nil {
			return err
		}
		if count > by.most {
			return errTooMany
		}
	}
	return nil
}

func tryKey(what, who string) [32]byte { return sha256.Sum256([]byte(what + "\x00" + who)) }

// nobody is the hash that an unknown account's password is compared with, so
// that it takes as long to be refused as a known one's.
var nobody = sync.OnceValues(func() (string, error) { return argon2id.CreateHash("personne", argon2id.DefaultParams) })

var errPassword = jema.Invalid("signin.wrong_password")

// accountByPassword returns the account that an address and a password open.
// It answers errPassword alike for an unknown address, an account without
// password and a wrong password.
func (s *Site) accountByPassword(ctx context.Context, territoryID int64, email, password string) (jema.Account, error) {
	account, err := s.Store.AccountByEmail(ctx, territoryID, email)
	if err != nil && !errors.Is(err, jema.ErrAccountMissing) {
		return jema.Account{}, err
	}
	hash := account.PasswordHash
	known := hash != "" && account.Role.SignsInByPassword()
	if !known {
		if hash, err = nobody(); err != nil {
			return jema.Account{}, err
		}
	}
	right, err := s.compare(ctx, password, hash)
	switch {
	case err != nil:
		return jema.Account{}, err
	case !known || !right:
		return jema.Account{}, errPassword
	}
	return account, s.Store.ForgetAttempts(ctx, tryKey("password", email))
}

// compare hashes a password; each hash takes 64 MB, so that only a few run at
// once and the others wait their turn.
func (s *Site) compare(ctx context.Context, password, hash string) (bool, error) {
	select {
	case s.hashes <- struct{}{}:
		defer func() { <-s.hashes }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}
