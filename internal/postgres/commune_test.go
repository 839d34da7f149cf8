package postgres_test

import (
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestSaveCommunesTwice(t *testing.T) {
	w := storetest.New(t)
	list := []jema.Commune{
		jema.NameCommune(jema.Commune{INSEE: "26068", Name: "Le Chalon", PostalCodes: []string{"26350"}, Lat: 45.15,
			Lon: 5.09, Population: 200}),
		jema.NameCommune(jema.Commune{INSEE: "26210", Name: "Valherbasse", PostalCodes: []string{"26350"},
			FormerNames: []string{"Miribel"}, Lat: 45.21, Lon: 5.13,
			Boundary: []byte(`{"type":"Polygon","coordinates":[[[5,45],[5.1,45],[5.1,45.1],[5,45]]]}`)}),
	}
	save := func(want postgres.Saved) {
		t.Helper()
		saved, err := w.Store.SaveCommunes(t.Context(), w.Territory.ID, list)
		if err != nil || saved != want {
			t.Errorf("saved %+v (%v), want %+v", saved, err, want)
		}
	}
	save(postgres.Saved{Added: 2})
	save(postgres.Saved{Unchanged: 2})
	list[0].Population, list[1].Boundary = 201, nil
	save(postgres.Saved{Changed: 1, Unchanged: 1}) // a file without boundaries takes none away
	communes, err := w.Store.Communes(t.Context(), w.Territory.ID)
	if err != nil || len(communes) != 5 {
		t.Fatalf("%d communes (%v)", len(communes), err)
	}
	chalon, valherbasse := communes[1], communes[3]
	if chalon.AtName != "au Chalon" || chalon.Population != 201 || valherbasse.Boundary == nil ||
		len(valherbasse.FormerNames) != 1 {
		t.Errorf("read %+v and %+v", chalon, valherbasse)
	}
}

func TestACommuneWithABadCodeIsRefusedWhole(t *testing.T) {
	w := storetest.New(t)
	_, err := w.Store.SaveCommunes(t.Context(), w.Territory.ID, []jema.Commune{
		jema.NameCommune(jema.Commune{INSEE: "26068", Name: "Le Chalon"}),
		jema.NameCommune(jema.Commune{INSEE: "x", Name: "Nulle part"})})
	if err == nil {
		t.Error("taken")
	}
	if communes, err := w.Store.Communes(t.Context(), w.Territory.ID); err != nil || len(communes) != 3 {
		t.Errorf("%d communes (%v): a part of the list stayed", len(communes), err)
	}
}
