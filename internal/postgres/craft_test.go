package postgres_test

import (
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestSaveCraftsTwice(t *testing.T) {
	w := storetest.New(t)
	paper := jema.CraftDomain{Slug: "papier", Name: "Papier"}
	list := []jema.Craft{
		{Slug: "relieur", Name: "Relieur", Feminine: "Relieuse", Synonyms: []string{"reliure"}, Domain: paper},
		{Slug: "imprimeur", Name: "Imprimeur", Domain: paper},
		{Slug: "imprimeur-en-taille-douce", Name: "Imprimeur en taille-douce", Domain: paper, SpecialtyOf: "imprimeur"},
		{Slug: "ceramiste", Name: "Céramiste", Domain: jema.CraftDomain{Slug: "ceramique", Name: "Céramique"}},
	}
	save := func(want postgres.Saved) {
		t.Helper()
		saved, err := w.Store.SaveCrafts(t.Context(), w.Territory.ID, list)
		if err != nil || saved != want {
			t.Errorf("saved %+v (%v), want %+v", saved, err, want)
		}
	}
	save(postgres.Saved{Added: 3, Unchanged: 1})
	save(postgres.Saved{Unchanged: 4})
	list[0].Synonyms = nil
	save(postgres.Saved{Changed: 1, Unchanged: 3})
	crafts, err := w.Store.Crafts(t.Context(), w.Territory.ID)
	if err != nil || len(crafts) != 5 {
		t.Fatalf("%d crafts (%v)", len(crafts), err)
	}
	var domains []string
	if err := w.DB.Select(&domains, `SELECT slug || ' ' || position FROM craft_domain ORDER BY position`); err != nil ||
		len(domains) != 3 || domains[2] != "papier 6" {
		t.Errorf("domains %v (%v)", domains, err)
	}
	list[2].SpecialtyOf = "nothing"
	if _, err := w.Store.SaveCrafts(t.Context(), w.Territory.ID, list); err == nil {
		t.Error("a specialty of a craft that is not there is taken")
	}
}
