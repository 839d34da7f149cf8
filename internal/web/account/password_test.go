package account

import (
	"context"
	"errors"
	"jema/internal/jema"
	"testing"

	"github.com/alexedwards/argon2id"
)

// However many strangers wait for their turn, a familiar browser's password is
// compared; and no more are hashed at once than the memory allows.
func TestStrangersDoNotStarveKnownBrowsers(t *testing.T) {
	h := newHashing()
	const password = "un mot de passe"
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1,
		SaltLength: 16, KeyLength: 32})
	if err != nil {
		t.Fatal(err)
	}
	h.strangers <- struct{}{} // one is being hashed
	h.all <- struct{}{}
	waits, stop := context.WithCancel(t.Context())
	done := make(chan error, 50)
	for range cap(done) {
		go func() { _, err := h.stranger(waits, password, hash); done <- err }()
	}
	for account := range jema.AccountID(40) {
		if right, err := h.familiar(account)(t.Context(), password, hash); err != nil || !right {
			t.Fatalf("account %d: %v, %v", account, right, err)
		}
	}
	h.all <- struct{}{} // as many as may be
	full, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.familiar(1)(full, password, hash); !errors.Is(err, context.Canceled) {
		t.Errorf("one more is hashed: %v", err)
	}
	stop()
	for range cap(done) {
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("a stranger was served out of turn: %v", err)
		}
	}
}
