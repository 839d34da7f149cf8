package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
	"jema/internal/reference"
)

// Communes and workshops are given when an account is opened, or later; what cannot be
// given is one line, and opens no account.
func TestUserEntrust(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo")
	s.run(0, "import", "communes", s.file("communes.csv", reference.Communes()))
	store, err := postgres.Open(t.Context(), os.Getenv("DATABASE_URL"), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	territory, err := store.Territory(t.Context(), "valence-romans-agglo")
	if err != nil {
		t.Fatal(err)
	}
	shop, err := store.SaveWorkshop(t.Context(), jema.Workshop{TerritoryID: territory.ID, Name: "Terre",
		CraftOther:   "Potier",
		CommuneINSEE: "26281"}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	may := func(email string) bool {
		a, err := store.AccountByEmail(t.Context(), territory.ID, email)
		return err == nil && store.EntrustedWorkshop(t.Context(), a, shop.ID) == nil
	}
	s.run(0, "user", "add", "mairie@example.org", "--role", "correspondent", "--commune", "26004", "--commune", "26281")
	s.run(0, "user", "add", "autre@example.org", "--role", "correspondent", "--commune", "26004")
	if !may("mairie@example.org") || may("autre@example.org") {
		t.Error("communes were not given as they were named")
	}
	s.run(0, "user", "entrust", "autre@example.org", "--commune", "26281")
	if !may("autre@example.org") {
		t.Error("the commune was not given later")
	}
	if _, err := store.CreateAccount(t.Context(), jema.Account{TerritoryID: territory.ID, Email: "conseil@example.org",
		Role: jema.RoleAdviser}); err != nil {
		t.Fatal(err)
	}
	s.run(0, "user", "entrust", "conseil@example.org", "--atelier", fmt.Sprint(shop.ID))
	if !may("conseil@example.org") {
		t.Error("the workshop was not given to the adviser")
	}
	for want, args := range map[string][]string{
		"ne se confient qu’à un conseiller": {"user", "entrust", "autre@example.org", "--atelier", fmt.Sprint(shop.ID)},
		"l’atelier 999 n’existe pas":        {"user", "entrust", "conseil@example.org", "--atelier", "999"},
		"donnez --atelier ou --commune":     {"user", "entrust", "conseil@example.org"},
		"la commune 75056": {"user", "add", "paris@example.org", "--role", "correspondent", "--commune", "26004",
			"--commune", "75056"},
	} {
		if _, errOut := s.run(1, args...); strings.Count(errOut, "\n") != 1 || !strings.Contains(errOut, want) {
			t.Errorf("%v: %s", args, errOut)
		}
	}
	if _, err := store.AccountByEmail(t.Context(), territory.ID, "paris@example.org"); err == nil {
		t.Error("an account was opened for a commune that there is not")
	}
}
