package exchange

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"jema/internal/reference"
)

func TestReportsOnScreenAndAsCSV(t *testing.T) {
	w := newWorld(t)
	report := w.load(string(reference.Openings()))
	var screen, file bytes.Buffer
	must(t, report.WriteText(&screen))
	must(t, report.WriteCSV(&file))
	for _, want := range []string{
		"essai.csv pour Territoire d’essai, édition 2027, du mardi 6 au dimanche 11 avril 2027",
		"· 1 ligne vide ou de total passée.",
		"ligne 27 · Jouets Tournicoti · Peins ta toupie\n  à corriger Places par créneau : « 0 » – Zéro place",
		"72 lignes lues : 63 complètes, 8 incomplètes et 1 refusée.",
		"71 événements : 71 ajoutés, 0 mis à jour et 0 inchangé.",
		"60 approuvés, publics, 3 à relire, 8 à compléter dans la file.",
	} {
		if !strings.Contains(plain(screen.String()), want) {
			t.Errorf("the screen does not say %q:\n%s", want, plain(screen.String()))
			break
		}
	}
	data, marked := bytes.CutPrefix(file.Bytes(), []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = ';'
	rows, err := r.ReadAll()
	must(t, err)
	if !marked || len(rows) != len(report.Findings())+1 || !slices.Equal(rows[0], []string{"ligne", "colonne", "lu",
		"gravité", "problème"}) {
		t.Errorf("%d rows for %d findings, first %q", len(rows), len(report.Findings()), rows[0])
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("%q would be computed", cell)
			}
		}
		if row[0] == "63" && row[1] == "Remarques" && row[2] != "'=1+1" {
			t.Errorf("the formula stands as %q", row[2])
		}
	}
}
