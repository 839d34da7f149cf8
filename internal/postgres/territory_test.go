package postgres_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestTerritories(t *testing.T) {
	w := storetest.New(t)
	alone, err := w.Store.Territory(t.Context(), "")
	if diff := cmp.Diff(w.Territory, alone); err != nil || diff != "" {
		t.Errorf("the only territory: %v\n%s", err, diff)
	}
	other, _ := elsewhere(t, w)
	if _, err := w.Store.Territory(t.Context(), ""); !errors.Is(err, jema.Invalid("territory.which")) {
		t.Errorf("no name among two: %v", err)
	}
	if _, err := w.Store.Territory(t.Context(), "nulle-part"); !errors.Is(err, jema.NotFound("territory.missing")) {
		t.Errorf("a territory that is not there: %v", err)
	}
	if _, err := w.Store.CreateTerritory(t.Context(), jema.Territory{Slug: "essai", Name: "Encore"}); !errors.Is(err,
		jema.Conflict("territory.slug_taken")) {
		t.Errorf("a slug that is taken: %v", err)
	}
	if err := w.Store.SetBaseURL(t.Context(), other.ID, "https://jema.example.org"); err != nil {
		t.Fatal(err)
	}
	other.BaseURL = "https://jema.example.org"
	list, err := w.Store.Territories(t.Context())
	if diff := cmp.Diff([]jema.Territory{other, w.Territory}, list); err != nil || diff != "" {
		t.Errorf("both, by name: %v\n%s", err, diff)
	}
	place, err := w.Store.Place(t.Context(), "ailleurs", postgres.Subject{})
	if err != nil || place.Territory != other || place.Edition.TerritoryID != other.ID {
		t.Errorf("the place is %+v, %v", place, err)
	}
}

// Two territories in one database do not see each other: whatever id one has
// of the other's, it finds nothing and changes nothing.
func TestTerritoriesDoNotSeeEachOther(t *testing.T) {
	w := furnished(t)
	other, err := w.Store.Territory(t.Context(), "ailleurs")
	if err != nil {
		t.Fatal(err)
	}
	edition, err := w.Store.Edition(t.Context(), other.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	before := contents(t, w)
	for name, err := range acrossTheBorder(t, w, other.ID) {
		if kind := jema.KindOf(err); kind != jema.KindNotFound && kind != jema.KindConflict {
			t.Errorf("%s across the border: %v", name, err)
		}
	}
	if diff := cmp.Diff(before, contents(t, w)); diff != "" {
		t.Errorf("something changed across the border: %s", diff)
	}
	entries, err := w.Store.Entries(t.Context(), edition, postgres.EntryFilter{}, storetest.Now)
	if err != nil || len(entries) != 0 {
		t.Errorf("ailleurs sees %d openings, %v", len(entries), err)
	}
	programmes, err := w.Store.Programmes(t.Context(), edition, storetest.Now)
	if err != nil || len(programmes) != 1 || len(programmes[0].Nearby) != 0 || len(programmes[0].Communes) != 1 {
		t.Errorf("ailleurs prints %+v, %v", programmes, err)
	}
	choices, err := w.Store.Choices(t.Context(), other.ID)
	if err != nil || len(choices.Communes) != 1 || len(choices.Crafts) != 0 {
		t.Errorf("ailleurs chooses from %+v, %v", choices, err)
	}
}

// acrossTheBorder does to the first territory's things, under the other's name,
// all that takes a territory.
func acrossTheBorder(t *testing.T, w *storetest.World, other jema.TerritoryID) map[string]error {
	t.Helper()
	var id struct {
		Opening  jema.OpeningID
		Slot     jema.SlotID
		Workshop jema.WorkshopID
		Photo    jema.PhotoID
	}
	err := w.DB.Get(&id, `SELECT o.id AS opening, s.id AS slot, w.id AS workshop, p.id AS photo FROM opening o JOIN
		slot s ON s.opening_id = o.id
		JOIN workshop w ON w.id = o.workshop_id JOIN photo p ON p.workshop_id = w.id ORDER BY p.position LIMIT 1`)
	if err != nil {
		t.Fatal(err)
	}
	plan := opening(t, w, id.Opening)
	plan.Opening.TerritoryID, plan.Opening.Title = other, "Changé"
	shop, err := w.Store.Workshop(t.Context(), w.Territory.ID, id.Workshop)
	if err != nil {
		t.Fatal(err)
	}
	shop.TerritoryID, shop.Name = other, "Changé"
	errs := map[string]error{}
	_, errs["Opening"] = w.Store.Opening(t.Context(), other, id.Opening)
	_, errs["SaveOpening"] = w.Store.SaveOpening(t.Context(), plan, storetest.Now)
	errs["MoveOpening"] = w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: other, ID: id.Opening,
		From: jema.Approved, To: jema.Cancelled, Note: ""}, storetest.Now)
	_, errs["Slot"] = w.Store.Slot(t.Context(), other, id.Slot, storetest.Now)
	_, errs["Workshop"] = w.Store.Workshop(t.Context(), other, id.Workshop)
	_, errs["SaveWorkshop"] = w.Store.SaveWorkshop(t.Context(), shop, storetest.Now)
	_, errs["Photo"] = w.Store.Photo(t.Context(), other, id.Photo)
	_, errs["SavePhoto"] = w.Store.SavePhoto(t.Context(), other, jema.Photo{WorkshopID: id.Workshop, Width: 1, Height: 1,
		Large: []byte{1}, Small: []byte{1}}, storetest.Now)
	theirs := jema.Photo{ID: id.Photo, WorkshopID: id.Workshop, Width: 1, Height: 1, Large: []byte{1}, Small: []byte{1}}
	_, errs["PhotoSize"] = w.Store.PhotoSize(t.Context(), other, id.Photo, jema.PhotoSize{Width: 4, Format: "webp"})
	_, errs["AddPhoto"] = w.Store.AddPhoto(t.Context(), other, theirs, storetest.Now)
	errs["ChangePhoto"] = w.Store.ChangePhoto(t.Context(), other, theirs, storetest.Now)
	errs["RedrawPhoto"] = w.Store.RedrawPhoto(t.Context(), other, theirs, storetest.Now)
	errs["AdvancePhoto"] = w.Store.AdvancePhoto(t.Context(), other, theirs, storetest.Now)
	errs["DeletePhoto"] = w.Store.DeletePhoto(t.Context(), other, theirs, storetest.Now)
	_, errs["AccountByEmail"] = w.Store.AccountByEmail(t.Context(), other, "artisane@example.org")
	var message jema.MessageID
	var account jema.AccountID
	if err := w.DB.Get(&message, `SELECT min(id) FROM message WHERE booking_id IS NOT NULL`); err != nil {
		t.Fatal(err)
	}
	if err := w.DB.Get(&account, `SELECT id FROM account WHERE email = 'accueil@example.org'`); err != nil {
		t.Fatal(err)
	}
	_, errs["MessageFile"] = w.Store.MessageFile(t.Context(), other, message, storetest.Now)
	errs["ParkMessage"] = w.Store.ParkMessage(t.Context(), other, message, account, storetest.Now)
	errs["RetryMessage"] = w.Store.RetryMessage(t.Context(), other, message, account, storetest.Now)
	_, errs["ResendMessage"] = w.Store.ResendMessage(t.Context(), other, message, account, storetest.Now)
	_, errs["Programme"] = w.Store.Programme(t.Context(), jema.Edition{ID: w.Edition.ID, TerritoryID: other},
		"26281", storetest.Now)
	return errs
}
