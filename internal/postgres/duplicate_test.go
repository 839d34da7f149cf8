package postgres_test

import (
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
	all, err := w.Store.EventDuplicates(t.Context(), w.Territory.ID, w.Edition.ID, 0)
	if err != nil || len(all) != 2 || jema.OpeningID(all[0].Of) != first.ID || jema.OpeningID(all[1].Of) != second.ID {
		t.Errorf("in all %+v, %v", all, err)
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
	all, err := w.Store.WorkshopDuplicates(t.Context(), w.Territory.ID, w.Edition.ID, 0)
	if err != nil || len(all) != 1 || jema.WorkshopID(all[0].Of) != name.ID {
		t.Errorf("of those that take part %+v, %v", all, err)
	}
}
