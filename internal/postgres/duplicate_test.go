package postgres_test

import (
	"slices"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestEventsWithTheSameTitleAreDuplicates(t *testing.T) {
	w := storetest.New(t)
	shop, other := w.Workshop("Terre", 0), w.Workshop("Feu", 0)
	first := w.OpeningIn(shop, "L’Émail à chaud", jema.Approved)
	second := w.OpeningIn(other, "l’email a CHAUD", jema.Draft)
	w.OpeningIn(other, "L’émail à froid", jema.Draft)
	w.OpeningIn(other, "L’émail à chaud", jema.Cancelled)
	far := w.OpeningIn(w.Workshop("Loin", 0), "L’émail à chaud", jema.Draft)
	if _, err := w.DB.Exec(`UPDATE opening SET commune_insee = '26124' WHERE id = $1`, far.ID); err != nil {
		t.Fatal(err)
	}
	list, err := w.Store.EventDuplicates(t.Context(), w.Territory.ID, w.Edition.ID, first.ID)
	if err != nil || len(list) != 1 || list[0].OpeningID != second.ID || list[0].Workshop != "Feu" || list[0].Public() {
		t.Errorf("%+v, %v", list, err)
	}
	away, edition := elsewhere(t, w)
	if list, err := w.Store.EventDuplicates(t.Context(), away.ID, edition.ID, first.ID); err != nil || len(list) != 0 {
		t.Errorf("another territory is shown %+v, %v", list, err)
	}
}

func TestWorkshopsWithTheSameNameOrArtisanAreDuplicates(t *testing.T) {
	w := storetest.New(t)
	add := func(name, artisan, commune string) jema.Workshop {
		shop, err := w.Store.SaveWorkshop(t.Context(), jema.Workshop{TerritoryID: w.Territory.ID, Name: name,
			Artisan: artisan, CraftOther: "x", CommuneINSEE: commune}, storetest.Now)
		if err != nil {
			t.Fatal(err)
		}
		return shop
	}
	one := add("L’Atelier d’Émile", "Émile Inventé", "26281")
	name, person := add("L’atelier d’emile", "", "26281"), add("Autre", "emile INVENTÉ", "26281")
	add("L’Atelier d’Émile", "Émile Inventé", "26124")
	add("Tout autre", "", "26281")
	open := w.OpeningIn(name, "Visite", jema.Approved)
	list, err := w.Store.WorkshopDuplicates(t.Context(), w.Territory.ID, w.Edition.ID, one.ID)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	byID := map[jema.WorkshopID]postgres.Duplicate{list[0].WorkshopID: list[0], list[1].WorkshopID: list[1]}
	if d := byID[name.ID]; !d.SameName || d.SameArtisan || d.OpeningID != open.ID || !d.Public() {
		t.Errorf("the same name: %+v", d)
	}
	if d := byID[person.ID]; d.SameName || !d.SameArtisan || d.OpeningID != 0 {
		t.Errorf("the same artisan: %+v", d)
	}
	near := add("L’Attelier d’Émile", "", "26281")
	list, err = w.Store.WorkshopDuplicates(t.Context(), w.Territory.ID, w.Edition.ID, one.ID)
	if err != nil || len(list) != 3 || list[2].WorkshopID != near.ID || !list[2].Near || list[2].SameName {
		t.Errorf("with a name of one more letter: %+v, %v", list, err)
	}
}

// Titles that differ by a letter or two are near duplicates in the same workshop, and in
// the same commune and craft where the times overlap.
func TestEventsWithNearlyTheSameTitleAreNearDuplicates(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Terre", 0)
	first := w.OpeningIn(shop, "Tourner un grand bol", jema.Approved)
	first.Slot("2027-04-10", 600, 660, 7)
	own := w.OpeningIn(shop, "Tournez un grand bol", jema.Draft)
	beside := w.OpeningIn(w.Workshop("Feu", 0), "Tourner un gran bol", jema.Draft)
	beside.Slot("2027-04-10", 630, 690, 7)
	later := w.OpeningIn(w.Workshop("Air", 0), "Tourner un gran bol", jema.Draft)
	later.Slot("2027-04-10", 660, 720, 7)
	w.OpeningIn(shop, "Tourner un plat", jema.Draft)
	near := func() (ids []jema.OpeningID) {
		list, err := w.Store.EventDuplicates(t.Context(), w.Territory.ID, w.Edition.ID, first.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list {
			if !d.Near {
				t.Errorf("%q is the same", d.Title)
			}
			ids = append(ids, d.OpeningID)
		}
		return ids
	}
	if got := near(); !slices.Equal(got, []jema.OpeningID{own.ID, beside.ID}) {
		t.Errorf("near duplicates of %d are %v", first.ID, got)
	}
	_, err := w.DB.Exec(`UPDATE workshop SET craft_slug = NULL, craft_other = 'Souffleur' WHERE name = 'Feu'`)
	if err != nil {
		t.Fatal(err)
	}
	if got := near(); !slices.Equal(got, []jema.OpeningID{own.ID}) {
		t.Errorf("with another craft near duplicates are %v", got)
	}
}
