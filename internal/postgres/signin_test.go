package postgres_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// signInHash is an invented hash of the link with that id.
func signInHash(id jema.SignInLinkID) []byte { return links.Hash(fmt.Sprintf("link %d", id)) }

func askSignIn(t *testing.T, w *storetest.World, email string, now time.Time) {
	t.Helper()
	if err := w.Store.CreateSignIn(t.Context(), postgres.SignInRequest{TerritoryID: w.Territory.ID, Email: email}, now,
		signInHash); err != nil {
		t.Fatal(err)
	}
}

// mailedSignIns returns the ids of the links to an address, oldest first.
func mailedSignIns(t *testing.T, w *storetest.World, email string) (ids []jema.SignInLinkID) {
	t.Helper()
	err := w.DB.Select(&ids, `SELECT l.id FROM sign_in_link l JOIN message m ON m.sign_in_link_id = l.id
		AND m.kind = 'sign_in' AND m.channel = 'email' WHERE l.email = $1 ORDER BY l.id`, email)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestSignInOpensANewAccountOnce(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0) // entered by the organiser with atelier@example.org
	askSignIn(t, w, " Atelier@Example.org ", storetest.Now)
	hash := signInHash(mailedSignIns(t, w, "atelier@example.org")[0])
	for range 3 { // looking uses nothing up
		if l, err := w.Store.SignInLink(t.Context(), w.Territory.ID, hash, storetest.Now); err != nil ||
			l.Email != "atelier@example.org" {
			t.Fatalf("got %+v, %v", l, err)
		}
	}
	a, err := w.Store.UseSignIn(t.Context(), w.Territory.ID, hash, storetest.Now)
	if err != nil || a.Role != jema.RoleArtisan || a.Email != "atelier@example.org" || a.TerritoryID != w.Territory.ID {
		t.Fatalf("got %+v, %v", a, err)
	}
	if _, err := w.Store.UseSignIn(t.Context(), w.Territory.ID, hash, storetest.Now); !errors.Is(err,
		postgres.ErrSignInUsed) {
		t.Errorf("a second time: %v", err)
	}
	if _, err := w.Store.SignInLink(t.Context(), w.Territory.ID, hash, storetest.Now); !errors.Is(err,
		postgres.ErrSignInUsed) {
		t.Errorf("looking at a used link: %v", err)
	}
	var owner jema.AccountID
	if err := w.DB.Get(&owner, `SELECT owner_id FROM workshop WHERE id = $1`, shop.ID); err != nil || owner != a.ID {
		t.Errorf("the workshop entered with that address belongs to %d (%v), want %d", owner, err, a.ID)
	}
}

func TestSignInExpiresAndIsUnknown(t *testing.T) {
	w := storetest.New(t)
	askSignIn(t, w, "a@example.org", storetest.Now)
	hash := signInHash(mailedSignIns(t, w, "a@example.org")[0])
	for want, try := range map[error]struct {
		hash []byte
		now  time.Time
	}{
		postgres.ErrSignInExpired: {hash, storetest.Now.Add(jema.SignInLinkLasts)},
		postgres.ErrSignInMissing: {signInHash(999), storetest.Now},
	} {
		if _, err := w.Store.SignInLink(t.Context(), w.Territory.ID, try.hash, try.now); !errors.Is(err, want) {
			t.Errorf("looking: got %v, want %v", err, want)
		}
		if _, err := w.Store.UseSignIn(t.Context(), w.Territory.ID, try.hash, try.now); !errors.Is(err, want) {
			t.Errorf("using: got %v, want %v", err, want)
		}
	}
	if _, err := w.Store.UseSignIn(t.Context(), w.Territory.ID, hash,
		storetest.Now.Add(jema.SignInLinkLasts-time.Second)); err != nil {
		t.Errorf("in the last second: %v", err)
	}
}

func TestSignInAtOnce(t *testing.T) {
	w := storetest.New(t)
	askSignIn(t, w, "a@example.org", storetest.Now)
	hash := signInHash(mailedSignIns(t, w, "a@example.org")[0])
	var rivals sync.WaitGroup
	answers := make([]error, 8)
	for i := range answers {
		rivals.Go(func() { _, answers[i] = w.Store.UseSignIn(t.Context(), w.Territory.ID, hash, storetest.Now) })
	}
	rivals.Wait()
	in := 0
	for _, err := range answers {
		if err == nil {
			in++
		} else if !errors.Is(err, postgres.ErrSignInUsed) {
			t.Errorf("got %v", err)
		}
	}
	if in != 1 {
		t.Errorf("%d of them came in, want 1", in)
	}
}

func TestSignInNotForPasswordsNorClosedAccounts(t *testing.T) {
	w := storetest.New(t)
	askSignIn(t, w, "late@example.org", storetest.Now) // becomes an organiser after the link was mailed
	w.Account("late@example.org", jema.RoleOrganiser)
	if _, err := w.Store.UseSignIn(t.Context(), w.Territory.ID, signInHash(mailedSignIns(t, w, "late@example.org")[0]),
		storetest.Now); !errors.Is(err, postgres.ErrSignInPassword) {
		t.Errorf("an organiser: %v", err)
	}
	for _, role := range []jema.Role{jema.RoleOrganiser, jema.RoleDesk, jema.RoleAdviser, jema.RoleAdministrator} {
		email := string(role) + "@example.org"
		w.Account(email, role)
		askSignIn(t, w, email, storetest.Now)
		if n := len(mailedSignIns(t, w, email)); n != 0 {
			t.Errorf("%s: %d links", role, n)
		}
	}
	closed := w.Account("closed@example.org", jema.RoleArtisan)
	askSignIn(t, w, closed.Email, storetest.Now)
	if _, err := w.DB.Exec(`UPDATE account SET disabled_at = now() WHERE id = $1`, closed.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.UseSignIn(t.Context(), w.Territory.ID, signInHash(mailedSignIns(t, w, closed.Email)[0]),
		storetest.Now); !errors.Is(err, postgres.ErrSignInDisabled) {
		t.Errorf("a closed account: %v", err)
	}
}

func TestSignInKeepsTheAccountThereIs(t *testing.T) {
	w := storetest.New(t)
	was := w.Account("a@example.org", jema.RoleArtisan)
	askSignIn(t, w, "A@example.org", storetest.Now)
	a, err := w.Store.UseSignIn(t.Context(), w.Territory.ID, signInHash(mailedSignIns(t, w, "a@example.org")[0]),
		storetest.Now)
	if err != nil || a.ID != was.ID || a.Name != was.Name {
		t.Errorf("got %+v, %v; want account %d", a, err, was.ID)
	}
}

// TestSignInMailsAreFew: what is on its way is joined, the fourth in an hour
// waits for its end and lasts from there, and no fifth queues behind it.
func TestSignInMailsAreFew(t *testing.T) {
	w := storetest.New(t)
	now := storetest.Now
	var impatient sync.WaitGroup
	for range 5 {
		impatient.Go(func() {
			if err := w.Store.CreateSignIn(t.Context(), postgres.SignInRequest{TerritoryID: w.Territory.ID,
				Email: "a@example.org"}, now, signInHash); err != nil {
				t.Error(err)
			}
		})
	}
	impatient.Wait()
	if n := len(mailedSignIns(t, w, "a@example.org")); n != 1 {
		t.Fatalf("%d links, want the five joined", n)
	}
	sent := func() {
		if _, err := w.DB.Exec(`UPDATE message SET state = 'sent', done_at = now() WHERE state = 'queued' AND due_at <= $1`,
			now); err != nil {
			t.Fatal(err)
		}
	}
	for range 6 {
		now = now.Add(time.Minute)
		sent()
		askSignIn(t, w, "a@example.org", now)
	}
	var waiting []struct {
		Due     time.Time `db:"due_at"`
		Expires time.Time `db:"expires_at"`
	}
	if err := w.DB.Select(&waiting, `SELECT m.due_at, l.expires_at FROM message m JOIN sign_in_link l ON l.id =
		m.sign_in_link_id
		WHERE m.state = 'queued'`); err != nil {
		t.Fatal(err)
	}
	end := storetest.Now.Add(time.Hour)
	if len(mailedSignIns(t, w, "a@example.org")) != 4 || len(waiting) != 1 || !waiting[0].Due.Equal(end) ||
		!waiting[0].Expires.Equal(end.Add(jema.SignInLinkLasts)) {
		t.Errorf("%d links, waiting: %v; want four, one at %v", len(mailedSignIns(t, w, "a@example.org")), waiting, end)
	}
	askSignIn(t, w, "b@example.org", now)
	if n := len(mailedSignIns(t, w, "b@example.org")); n != 1 {
		t.Error("another address must not wait")
	}
}
