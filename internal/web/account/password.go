package account

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"

	"jema/internal/jema"
)

// passwordMax bounds what is hashed, in characters: hashing is expensive.
const passwordMax = 200

// nobody is the hash that an unknown account's password is compared with, so
// that it takes as long to be refused as an existing one's.
var nobody = sync.OnceValues(func() (string, error) { return argon2id.CreateHash("personne", argon2id.DefaultParams) })

var errPassword = jema.Invalid("signin.wrong_password")

// passwordOpens returns nil when a password opens an account, and errPassword
// alike for an unknown address, an account without password and a wrong
// password. familiar reports whether the account has signed in from the browser.
func (h SignIns) passwordOpens(ctx context.Context, account jema.Account, password string, familiar bool) (err error) {
	hash := account.PasswordHash
	usable := hash != "" && account.Role.SignsInByPassword()
	if !usable {
		if hash, err = nobody(); err != nil {
			return err
		}
	}
	compare := h.hashing.stranger
	if familiar {
		compare = h.hashing.familiar(account.ID)
	}
	right, err := compare(ctx, password, hash)
	if err == nil && (!usable || !right) {
		err = errPassword
	}
	return err
}

const (
	hashesAtOnce   = 2 // each takes 64 MB
	familiarLanes  = 16
	strangersPause = 20 * time.Second // the longest a stranger waits for a turn
)

// hashing bounds how many passwords are hashed at once. Strangers take one of
// the places at most, and accounts that sign in from a browser they have used before one
// each: however many wrong passwords arrive, a right one from a familiar browser
// is compared soon.
type hashing struct {
	all       chan struct{}
	strangers chan struct{}
	familiars [familiarLanes]chan struct{}
}

func newHashing() *hashing {
	h := &hashing{all: make(chan struct{}, hashesAtOnce), strangers: make(chan struct{}, hashesAtOnce-1)}
	for i := range h.familiars {
		h.familiars[i] = make(chan struct{}, 1)
	}
	return h
}

type comparison func(ctx context.Context, password, hash string) (bool, error)

// familiar compares passwords of an account from a browser it has signed in from.
func (h *hashing) familiar(accountID jema.AccountID) comparison {
	return func(ctx context.Context, password, hash string) (bool, error) {
		return h.compare(ctx, h.familiars[accountID%familiarLanes], password, hash)
	}
}

// stranger compares passwords from any other browser; where too many wait it
// refuses for a moment.
func (h *hashing) stranger(ctx context.Context, password, hash string) (bool, error) {
	waiting, stop := context.WithTimeout(ctx, strangersPause)
	defer stop()
	right, err := h.compare(waiting, h.strangers, password, hash)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = jema.Unavailable("signin.busy")
	}
	return right, err
}

// compare waits for a turn in a lane and for one of the places.
func (h *hashing) compare(ctx context.Context, lane chan struct{}, password, hash string) (bool, error) {
	for _, turn := range []chan struct{}{lane, h.all} {
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			return false, ctx.Err()
		}
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}
