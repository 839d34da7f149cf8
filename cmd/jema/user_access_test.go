package main

import (
	"os"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// Accounts are listed, closed and reopened, their sessions shown and ended, and
// those of another territory are left alone.
func TestUserAccess(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo")
	s.run(0, "territory", "add", "Autre Agglo")
	in := func(territory string, args ...string) []string { return append(args, "--territory", territory) }
	const ours, theirs = "valence-romans-agglo", "autre-agglo"
	s.run(0, in(ours, "user", "add", "artisan@example.org", "--role", "artisan", "--name", "Personne Inventée")...)
	s.run(0, in(theirs, "user", "add", "artisan@example.org", "--role", "artisan")...)
	store, err := postgres.Open(t.Context(), os.Getenv("DATABASE_URL"), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	signIn := func(territory, token string) func() bool { return signInOf(t, store, territory, token) }
	list := func(territory, want string) {
		t.Helper()
		if out, _ := s.run(0, in(territory, "user", "list")...); out != want {
			t.Errorf("the listing of %s:\n%s", territory, out)
		}
	}
	here, there := signIn(ours, "a"), signIn(theirs, "b")
	list(ours, "artisan@example.org  artisan  Personne Inventée  ouvert  sessions : 1\n")
	if out, _ := s.run(0, in(ours, "user", "sessions", "Artisan@example.org")...); strings.Count(out, "\n") != 1 ||
		!strings.Contains(out, "Firefox, Linux") {
		t.Errorf("its sessions:\n%s", out)
	}
	s.run(0, in(ours, "user", "sign-out", "artisan@example.org")...)
	if here() || !there() {
		t.Errorf("after signing out: here %v, there %v", here(), there())
	}
	here = signIn(ours, "c")
	s.run(0, in(ours, "user", "disable", "artisan@example.org")...)
	list(ours, "artisan@example.org  artisan  Personne Inventée  fermé  sessions : 0\n")
	if here() || !there() {
		t.Errorf("after closing: here %v, there %v", here(), there())
	}
	s.run(0, in(ours, "user", "enable", "artisan@example.org")...)
	list(ours, "artisan@example.org  artisan  Personne Inventée  ouvert  sessions : 0\n")
	list(theirs, "artisan@example.org  artisan  –  ouvert  sessions : 1\n")
	for _, verb := range []string{"disable", "enable", "sessions", "sign-out"} {
		if _, errOut := s.run(1, in(ours, "user", verb, "personne@example.org")...); strings.Count(errOut, "\n") != 1 ||
			!strings.Contains(errOut, "n’existe pas") {
			t.Errorf("%s: %s", verb, errOut)
		}
	}
}

// signInOf signs the artisan of a territory in, and returns a function that
// reports whether that session is still valid.
func signInOf(t *testing.T, store *postgres.Store, slug, token string) func() bool {
	t.Helper()
	territory, err := store.Territory(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	a, err := store.AccountByEmail(t.Context(), territory.ID, "artisan@example.org")
	if err != nil {
		t.Fatal(err)
	}
	now := storetest.Now // what the shell's clock shows
	err = store.CreateSession(t.Context(), jema.Session{TokenHash: links.Hash(token), TerritoryID: territory.ID,
		AccountID:  a.ID,
		Generation: a.SessionGeneration, Device: "Firefox, Linux", CreatedAt: now, ExpiresAt: now.Add(jema.SessionLasts)})
	if err != nil {
		t.Fatal(err)
	}
	return func() bool {
		_, err := store.SessionAccount(t.Context(), territory.ID, links.Hash(token), now)
		return err == nil
	}
}
