package postgres_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// correspondent adds an account for a commune.
func correspondent(t *testing.T, w *storetest.World, insee string) jema.Account {
	t.Helper()
	a, err := w.Store.CreateAccount(t.Context(), jema.Account{TerritoryID: w.Territory.ID, CommuneINSEE: insee,
		Email: "mairie-" + insee + "@example.org", Role: jema.RoleCorrespondent})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// An adviser writes the workshops of her portfolio, a correspondent those of her
// communes, and neither writes others.
func TestWhoActsForAWorkshop(t *testing.T) {
	w := storetest.New(t)
	ctx, territory := t.Context(), w.Territory.ID
	adviser, other := w.Account("conseil@example.org", jema.RoleAdviser), w.Account("autre@example.org", jema.RoleAdviser)
	mairie := correspondent(t, w, "26034")
	shop, far := w.Workshop("Terre", 0), w.Workshop("Loin", 0) // both in 26281
	event := w.OpeningIn(shop, "Tournage", jema.Draft)
	may := func(name string, a jema.Account, want bool) {
		t.Helper()
		for what, err := range map[string]error{"workshop": w.Store.EntrustedWorkshop(ctx, a, shop.ID),
			"event": w.Store.EntrustedOpening(ctx, a, event.ID)} {
			if (err == nil) != want {
				t.Errorf("%s: the %s is answered %v", name, what, err)
			}
		}
		if err := w.Store.EntrustedWorkshop(ctx, a, far.ID); (err == nil) != (want && a.Role == jema.RoleCorrespondent) {
			t.Errorf("%s: another workshop is answered %v", name, err)
		}
		all, err := w.Store.EntrustedTo(ctx, a, w.Edition)
		if err != nil || slices.ContainsFunc(all.Openings, func(o postgres.OpeningLine) bool {
			return o.Opening.ID == event.ID
		}) != want {
			t.Errorf("%s: lists %+v, %v", name, all.Openings, err)
		}
	}
	may("an adviser without a portfolio", adviser, false)
	if n, err := w.Store.Entrust(ctx, territory, adviser.ID, []jema.WorkshopID{shop.ID, shop.ID}); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if n, err := w.Store.Entrust(ctx, territory, adviser.ID, []jema.WorkshopID{shop.ID}); n != 0 || err != nil {
		t.Errorf("given twice: %d, %v", n, err)
	}
	may("its adviser", adviser, true)
	may("another adviser", other, false)
	may("the correspondent of another commune", mairie, false)
	if err := w.Store.AddCommunes(ctx, territory, mairie.ID, []string{"26281", "26034"}); err != nil {
		t.Fatal(err)
	}
	may("the correspondent of its commune", mairie, true)
	if hers, err := w.Store.CommunesOf(ctx, territory, mairie.ID); err != nil ||
		strings.Join(hers, " ") != "26034 26281" {
		t.Errorf("her communes are %v, %v", hers, err)
	}
	actors, err := w.Store.Actors(ctx, territory, shop.ID)
	if err != nil || len(actors) != 3 || !actors[0].Acts || !actors[1].Acts || actors[2].Acts {
		t.Errorf("who acts for it: %+v, %v", actors, err)
	}
	if err := w.Store.RemoveCommune(ctx, territory, mairie.ID, "26281"); err != nil {
		t.Fatal(err)
	}
	may("the correspondent whose commune was taken back", mairie, false)
	if err := w.Store.TakeBack(ctx, territory, adviser.ID, shop.ID); err != nil {
		t.Fatal(err)
	}
	may("the adviser from whom it was taken back", adviser, false)
}

// Only an adviser has a portfolio, of her own territory's workshops.
func TestPortfoliosAreOfAdvisers(t *testing.T) {
	w := storetest.New(t)
	shop, desk := w.Workshop("Terre", 0), w.Account("accueil@example.org", jema.RoleDesk)
	if _, err := w.Store.Entrust(t.Context(), w.Territory.ID, desk.ID, []jema.WorkshopID{shop.ID}); jema.KindOf(err) !=
		jema.KindNotFound {
		t.Errorf("the desk got a portfolio: %v", err)
	}
	away := w.Beside("ailleurs")
	adviser := away.Account("conseil@example.org", jema.RoleAdviser)
	if n, err := w.Store.Entrust(t.Context(), away.Territory.ID, adviser.ID, []jema.WorkshopID{shop.ID}); n != 0 ||
		err != nil {
		t.Errorf("an adviser of another territory was given %d workshops, %v", n, err)
	}
}

// Only a correspondent whose account is open is given communes.
func TestCommunesAreOfCorrespondents(t *testing.T) {
	w := storetest.New(t)
	mairie, desk := correspondent(t, w, "26034"), w.Account("accueil@example.org", jema.RoleDesk)
	w.DB.MustExec(`UPDATE account SET disabled_at = clock_timestamp() WHERE id = $1`, mairie.ID)
	for _, a := range []jema.Account{mairie, desk} {
		err := w.Store.AddCommunes(t.Context(), w.Territory.ID, a.ID, []string{"26281"})
		if jema.KindOf(err) != jema.KindNotFound {
			t.Errorf("%s was given a commune: %v", a.Email, err)
		}
	}
}

// A new workshop that an adviser begins is in her portfolio.
func TestAnAdviserKeepsWhatSheBegins(t *testing.T) {
	w := storetest.New(t)
	adviser := w.Account("conseil@example.org", jema.RoleAdviser)
	id, err := w.Store.StartEntry(t.Context(), postgres.EntryStart{Workshop: jema.Workshop{TerritoryID: w.Territory.ID,
		Name: "Osier"}, EditionID: w.Edition.ID, Key: "un", Adviser: adviser.ID}, storetest.Now)
	if err == nil {
		err = w.Store.EntrustedOpening(t.Context(), adviser, id)
	}
	if err != nil {
		t.Error(err)
	}
}

func TestStatementsAreJoined(t *testing.T) {
	w := storetest.New(t)
	adviser, event := w.Account("conseil@example.org", jema.RoleAdviser), w.Opening("Tournage")
	plan := opening(t, w, event.ID)
	said := jema.Statement{TerritoryID: w.Territory.ID, OpeningID: event.ID, AccountID: adviser.ID,
		SaidBy: "Odile Inventée", How: jema.SaidByPhone, On: jema.DateOf(storetest.Now), Fields: []string{"title"},
		NotedAt: storetest.Now}
	for _, fields := range [][]string{{"title"}, {"address", "title"}} {
		said.Fields = fields
		if err := w.Store.AddStatement(t.Context(), said); err != nil {
			t.Fatal(err)
		}
	}
	said.How, said.Fields = jema.SaidByLetter, []string{"price"}
	if err := w.Store.AddStatement(t.Context(), said); err != nil {
		t.Fatal(err)
	}
	list, err := w.Store.Statements(t.Context(), w.Territory.ID, plan.Opening.WorkshopID, event.ID)
	if err != nil || len(list) != 2 || strings.Join(list[0].Fields, " ") != "address title" ||
		list[0].NotedBy != "Compte d’essai" || list[0].On != said.On || list[1].How != jema.SaidByLetter {
		t.Errorf("%+v, %v", list, err)
	}
	said.OpeningID = -1
	if err := w.Store.AddStatement(t.Context(), said); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("about an event that there is not: %v", err)
	}
}

// What those who act for workshops are shown comes from no table with visitors' names.
func TestThoseWhoActReadNoVisitor(t *testing.T) {
	visitors := regexp.MustCompile(`\b(FROM|JOIN) (booking|hold|school_request|call|message)\b`)
	found := 0
	for _, query := range packageQueries(t) {
		if !strings.Contains(query, "portfolio") {
			continue
		}
		found++
		if visitors.MatchString(query) {
			t.Errorf("this query of an adviser reads visitors:\n%s", query)
		}
	}
	if found < 4 {
		t.Errorf("only %d queries of advisers were found", found)
	}
}
