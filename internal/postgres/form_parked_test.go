package postgres_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestParkedFormsAreTheirAccounts(t *testing.T) {
	w := storetest.New(t)
	mine, other := w.Account("artisane@example.org", jema.RoleArtisan), w.Account("autre@example.org", jema.RoleArtisan)
	f := jema.ParkedForm{Path: "/atelier/1", Page: "/atelier/1?x=1",
		Fields: map[string][]string{"name": {"Élan « d’ici »"}, "tick": {"a", "b"}}}
	park := func(territory jema.TerritoryID, account jema.AccountID, f jema.ParkedForm, at time.Time) error {
		return w.Store.ParkForm(t.Context(), territory, account, f, at)
	}
	for range 2 { // pressed twice
		if err := park(w.Territory.ID, mine.ID, f, storetest.Now); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.Store.ParkedForms(t.Context(), w.Territory.ID, mine.ID, storetest.Now)
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	id := list[0].ID
	got, err := w.Store.ParkedForm(t.Context(), w.Territory.ID, mine.ID, id, storetest.Now)
	if diff := cmp.Diff(f.Fields, got.Fields); err != nil || diff != "" || got.Page != f.Page {
		t.Errorf("%v %s", err, diff)
	}
	away, _ := elsewhere(t, w)
	for name, ask := range map[string]func() error{
		"another account": func() error {
			_, err := w.Store.ParkedForm(t.Context(), w.Territory.ID, other.ID, id, storetest.Now)
			return err
		},
		"another territory": func() error {
			_, err := w.Store.ParkedForm(t.Context(), away.ID, mine.ID, id, storetest.Now)
			return err
		},
		"a day later": func() error {
			_, err := w.Store.ParkedForm(t.Context(), w.Territory.ID, mine.ID, id, storetest.Now.Add(jema.ParkedLasts))
			return err
		},
		"parking across the border": func() error { return park(away.ID, mine.ID, f, storetest.Now) },
	} {
		if err := ask(); !errors.Is(err, jema.ErrParkedMissing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.Store.ForgetParked(t.Context(), w.Territory.ID, other.ID, id); !errors.Is(err, jema.ErrParkedMissing) {
		t.Errorf("another account forgets it: %v", err)
	}
	for i := range jema.ParkedMost + 5 {
		f.Path = fmt.Sprintf("/atelier/%d", i+1)
		if err := park(w.Territory.ID, mine.ID, f, storetest.Now.Add(time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	list, err = w.Store.ParkedForms(t.Context(), w.Territory.ID, mine.ID, storetest.Now)
	if err != nil || len(list) != jema.ParkedMost || list[0].Path != f.Path {
		t.Errorf("%d kept, the newest %+v, %v", len(list), list[0], err)
	}
	if n, err := w.Store.ExpireParked(t.Context(), storetest.Now.Add(48*time.Hour)); err != nil || n != jema.ParkedMost {
		t.Errorf("%d removed, %v", n, err)
	}
}

// One key makes one workshop, for one owner.
func TestANewWorkshopIsAddedOnce(t *testing.T) {
	w := storetest.New(t)
	owner := w.Account("artisane@example.org", jema.RoleArtisan)
	shop := jema.Workshop{TerritoryID: w.Territory.ID, OwnerID: owner.ID, Name: "Terre", CraftOther: "bulles",
		CommuneINSEE: "26281"}
	start := postgres.EntryStart{Workshop: shop, EditionID: w.Edition.ID, Key: "clé"}
	first, err := w.Store.StartEntry(t.Context(), start, storetest.Now)
	again, same := w.Store.StartEntry(t.Context(), start, storetest.Now)
	if err != nil || same != nil || first != again {
		t.Fatalf("%d and %d, %v, %v", first, again, err, same)
	}
	start.Workshop.OwnerID = w.Account("autre@example.org", jema.RoleArtisan).ID
	if _, err := w.Store.StartEntry(t.Context(), start, storetest.Now); !errors.Is(err, jema.ErrKeyReused) {
		t.Errorf("another owner: %v", err)
	}
	stored, err := w.Store.Workshop(t.Context(), w.Territory.ID, opening(t, w, first).Opening.WorkshopID)
	if err != nil {
		t.Fatal(err)
	}
	one, two := stored, stored
	one.Phone, two.Phone = "04 65 71 00 01", "04 65 71 00 02"
	if _, err := w.Store.SaveWorkshop(t.Context(), one, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.SaveWorkshop(t.Context(), two, storetest.Now); !errors.Is(err,
		jema.Conflict("workshop.changed")) {
		t.Errorf("two who edit the same state: %v", err)
	}
}
