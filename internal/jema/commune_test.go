package jema_test

import (
	"encoding/csv"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestNameCommune(t *testing.T) {
	for name, want := range map[string][3]string{ // at, of, in an index
		"La Baume-d'Hostun": {"à La Baume-d’Hostun", "de La Baume-d’Hostun", "Baume-d’Hostun (La)"},
		"Le Chalon":         {"au Chalon", "du Chalon", "Chalon (Le)"},
		"Étoile-sur-Rhône":  {"à Étoile-sur-Rhône", "d’Étoile-sur-Rhône", "Étoile-sur-Rhône"},
		"L'Albenc":          {"à L’Albenc", "de L’Albenc", "Albenc (L’)"},
		"Les Avenières":     {"aux Avenières", "des Avenières", "Avenières (Les)"},
		"Hostun":            {"à Hostun", "d’Hostun", "Hostun"},
		"Hauterives":        {"à Hauterives", "de Hauterives", "Hauterives"},
		"Œuilly":            {"à Œuilly", "d’Œuilly", "Œuilly"},
		"Ypres":             {"à Ypres", "d’Ypres", "Ypres"},
		"Yenne":             {"à Yenne", "de Yenne", "Yenne"},
		"Yzeure":            {"à Yzeure", "d’Yzeure", "Yzeure"},
		"Lesches-en-Diois":  {"à Lesches-en-Diois", "de Lesches-en-Diois", "Lesches-en-Diois"},
		" Valence ":         {"à Valence", "de Valence", "Valence"},
	} {
		c := jema.NameCommune(jema.Commune{Name: name})
		if got := [3]string{c.AtName, c.OfName, c.IndexName()}; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// The forms of the territory's 54 communes, each read by a person.
func TestNamesOfTheTerritory(t *testing.T) {
	file, err := os.Open("../reference/data/communes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != 55 {
		t.Fatal(len(rows), err)
	}
	var b strings.Builder
	for _, row := range rows[1:] {
		c := jema.NameCommune(jema.Commune{Name: row[1]})
		b.WriteString(strings.Join([]string{c.Name, c.AtName, c.OfName, c.SortName, c.IndexName()}, " | ") + "\n")
	}
	const golden = "testdata/communes.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error(diff)
	}
}
