package postgres_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

func TestAWorkshopIsReadAsItWasSaved(t *testing.T) {
	w := storetest.New(t)
	owner := w.Account("artisane@example.org", jema.RoleArtisan).ID
	shop := jema.Workshop{TerritoryID: w.Territory.ID, OwnerID: owner, Kind: jema.WorkshopSchool, Name: "Lycée",
		Artisan: "Une classe", CraftOther: "vannier",
		CommuneINSEE: "26034", Address: "2 rue Inventée", PostalCode: "26730", Phone: "04 65 71 00 14",
		Email:   "lycee@example.org",
		Parking: "place du Four", ParkingEnglish: "Behind the church",
		Website: "https://example.org", PublishPhone: true, PublishEmail: true, OneVisitAtATime: true}
	saved, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	read := func(want jema.Workshop) {
		t.Helper()
		got, err := w.Store.Workshop(t.Context(), w.Territory.ID, saved.ID)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(jema.Workshop{}, "UpdatedAt")); err != nil || diff != "" {
			t.Errorf("%v (- said, + read)\n%s", err, diff)
		}
	}
	shop.ID = saved.ID
	read(shop)

	shop.Name, shop.CraftOther, shop.CraftSlug, shop.PublishPhone = "Atelier du lycée", "", "ceramiste", false
	stranger := shop
	stranger.OwnerID, stranger.Kind = 0, jema.WorkshopArtisan // neither changes here
	if _, err := w.Store.SaveWorkshop(t.Context(), stranger, storetest.Now); err != nil {
		t.Fatal(err)
	}
	read(shop)
	list, err := w.Store.WorkshopsOf(t.Context(), w.Territory.ID, owner)
	if err != nil || len(list) != 1 || list[0].ID != shop.ID {
		t.Errorf("the owner has %+v, %v", list, err)
	}
}

func TestWhatAWorkshopCannotSay(t *testing.T) {
	w := storetest.New(t)
	for name, c := range map[string]struct {
		spoil func(*jema.Workshop)
		want  error
	}{
		"no name":     {func(s *jema.Workshop) { s.Name = "" }, jema.Invalid("form.invalid")},
		"no craft":    {func(s *jema.Workshop) { s.CraftSlug = "" }, jema.Invalid("form.invalid")},
		"new commune": {func(s *jema.Workshop) { s.CommuneINSEE = "38185" }, jema.Invalid("commune.unknown")},
		"new craft":   {func(s *jema.Workshop) { s.CraftSlug = "alchimiste" }, jema.Invalid("craft.unknown")},
		"gone":        {func(s *jema.Workshop) { s.ID = 4711 }, jema.NotFound("workshop.missing")},
	} {
		shop := jema.Workshop{TerritoryID: w.Territory.ID, Name: "Atelier", CraftSlug: "ceramiste", CommuneINSEE: "26281"}
		c.spoil(&shop)
		if _, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// What takes place at the workshop follows it; what takes place elsewhere does
// not.
func TestOpeningsFollowTheirWorkshop(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0)
	here, there := w.OpeningIn(shop, "Ici", jema.Approved), w.OpeningIn(shop, "Ailleurs", jema.Approved)
	if _, err := w.DB.Exec(`UPDATE opening SET commune_insee = '26124' WHERE id = $1`, there.ID); err != nil {
		t.Fatal(err)
	}
	shop.CommuneINSEE = "26034"
	if _, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if a, b := opening(t, w, here.ID), opening(t, w, there.ID); a.Opening.CommuneINSEE != "26034" ||
		b.Opening.CommuneINSEE != "26124" {
		t.Errorf("the openings are in %s and %s", a.Opening.CommuneINSEE, b.Opening.CommuneINSEE)
	}
}

func TestOnlyTheOwnerOwns(t *testing.T) {
	w := storetest.New(t)
	owner, other := w.Account("artisane@example.org", jema.RoleArtisan), w.Account("autre@example.org", jema.RoleArtisan)
	shop := w.Workshop("Atelier", owner.ID)
	o := w.OpeningIn(shop, "Tournage", jema.Draft)
	if err := errors.Join(w.Store.EntrustedWorkshop(t.Context(), owner, shop.ID),
		w.Store.EntrustedOpening(t.Context(), owner, o.ID)); err != nil {
		t.Errorf("the owner: %v", err)
	}
	nobodys, nobody := w.Workshop("À personne", 0), jema.Account{TerritoryID: w.Territory.ID, Role: jema.RoleArtisan}
	for _, err := range []error{w.Store.EntrustedWorkshop(t.Context(), other, shop.ID),
		w.Store.EntrustedOpening(t.Context(), other, o.ID), w.Store.EntrustedWorkshop(t.Context(), owner, 4711),
		w.Store.EntrustedOpening(t.Context(), owner, 4711), w.Store.EntrustedWorkshop(t.Context(), nobody, nobodys.ID)} {
		if jema.KindOf(err) != jema.KindNotFound {
			t.Errorf("of somebody else, or of nothing: %v", err)
		}
	}
}

func TestAttemptsAreCountedInTheirWindow(t *testing.T) {
	w := storetest.New(t)
	key, other, now := [32]byte{1}, [32]byte{2}, storetest.Now
	attempt := func(key [32]byte, after time.Duration, want int) {
		t.Helper()
		if n, err := w.Store.Attempt(t.Context(), key, now.Add(after), time.Minute); err != nil || n != want {
			t.Errorf("after %v: %d, %v, want %d", after, n, err, want)
		}
	}
	attempt(key, 0, 1)
	attempt(key, 59*time.Second, 2)
	attempt(other, 59*time.Second, 1)
	attempt(key, time.Minute, 1) // the window of the first has passed
	attempt(other, time.Hour, 1)
	if n := count(t, w, `SELECT count(*) FROM attempt`); n != 1 {
		t.Errorf("%d windows are kept, want the one that is open", n)
	}
}

func TestAccounts(t *testing.T) {
	w := storetest.New(t)
	a := w.Account("accueil@example.org", jema.RoleDesk)
	if err := w.Store.SetPassword(t.Context(), w.Territory.ID, a.ID, "$argon2id$essai"); err != nil {
		t.Fatal(err)
	}
	a.PasswordHash = "$argon2id$essai"
	a.SessionGeneration++ // a changed password ends the account's sessions
	byEmail, err := w.Store.AccountByEmail(t.Context(), w.Territory.ID, "accueil@example.org")
	if err != nil || byEmail != a {
		t.Errorf("%+v is not %+v, %v", byEmail, a, err)
	}
	_, err = w.Store.CreateAccount(t.Context(), jema.Account{TerritoryID: w.Territory.ID, Email: a.Email,
		Role: jema.RoleArtisan})
	if !errors.Is(err, jema.Conflict("account.email_taken")) {
		t.Errorf("a second account of one address: %v", err)
	}
	if _, err := w.DB.Exec(`UPDATE account SET disabled_at = now()`); err != nil {
		t.Fatal(err)
	}
	_, err = w.Store.AccountByEmail(t.Context(), w.Territory.ID, a.Email)
	if !errors.Is(err, jema.ErrAccountMissing) {
		t.Errorf("a disabled account: %v", err)
	}
}

// Two changes within one tick of a clock, or by a program whose clock is
// behind, are two states: an editor who saw the first gets a conflict.
func TestEveryChangeOfAWorkshopIsAState(t *testing.T) {
	w := storetest.New(t)
	id := w.Workshop("Poterie", 0).ID
	read := func() jema.Workshop {
		t.Helper()
		shop, err := w.Store.Workshop(t.Context(), w.Territory.ID, id)
		if err != nil {
			t.Fatal(err)
		}
		return shop
	}
	first := read()
	for _, now := range []time.Time{storetest.Now, storetest.Now.Add(-time.Hour)} {
		before := read()
		if _, err := w.Store.SaveWorkshop(t.Context(), before, now); err != nil {
			t.Fatal(err)
		}
		if after := read(); !after.UpdatedAt.After(before.UpdatedAt) {
			t.Errorf("saved at %v: dated %v, before %v", now, after.UpdatedAt, before.UpdatedAt)
		}
	}
	if _, err := w.Store.SaveWorkshop(t.Context(), first, storetest.Now); !errors.Is(err,
		jema.Conflict("workshop.changed")) {
		t.Errorf("saving over two other changes: %v", err)
	}
}
