package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/reference"
	"jema/internal/schedule"
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
		"61 approuvés, publics, 2 à relire, 8 à compléter dans la file.",
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
	if !marked || len(rows) != len(report.Findings())+1 || !slices.Equal(rows[0], []string{"ligne", "colonne", "lu", "gravité", "problème"}) {
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

func TestMoveWeeksMovesThePhrases(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", reference.Openings())
	must(t, err)
	ref := against(t)
	from := schedule.Frame{From: ref.Edition.StartsOn, To: ref.Edition.EndsOn}
	moved := MoveWeeks(sheet, from, 52)
	later := ref
	later.Edition.StartsOn, later.Edition.EndsOn = ref.Edition.StartsOn.AddDays(364), ref.Edition.EndsOn.AddDays(364)
	before, after := Understand(sheet, ref), Understand(moved, later)
	for i := range before {
		a, b := before[i], after[i]
		if len(a.Hours) != len(b.Hours) || len(a.Slots) != len(b.Slots) || a.Complete() != b.Complete() {
			t.Errorf("line %d: %q becomes %q: %s", a.Line, a.Fields["hours_text"]+a.Fields["slots_text"], b.Fields["hours_text"]+b.Fields["slots_text"], said(b.Findings))
			continue
		}
		for j := range a.Slots {
			if want := a.Slots[j].Start.In(ref.Edition.Zone).AddDate(0, 0, 364); !want.Equal(b.Slots[j].Start) {
				t.Errorf("line %d: %v becomes %v", a.Line, a.Slots[j].Start, b.Slots[j].Start)
			}
		}
	}
	if jema.DateOf(before[1].Slots[0].Start) == jema.DateOf(after[1].Slots[0].Start) {
		t.Error("nothing moved")
	}
}

func TestReferenceDataIsRightOrRefused(t *testing.T) {
	communes, crafts := referenceData(t)
	if len(communes) != 54 || len(crafts) != 252 {
		t.Fatalf("%d communes, %d crafts", len(communes), len(crafts))
	}
	domains := map[string]bool{}
	for _, c := range crafts {
		domains[c.Domain.Slug] = true
	}
	for _, c := range communes {
		if c.Boundary == nil || len(c.PostalCodes) == 0 || c.Population == 0 || c.AtName == "" {
			t.Errorf("%s: %+v", c.INSEE, c.Name)
		}
	}
	if len(domains) != 16 {
		t.Errorf("%d domains", len(domains))
	}
	for data, key := range map[string]string{
		"insee;name;lat;lon;population\n26004;;45;5;1\n":                  "import.reference_line",
		"insee;name;lat;lon;population\nXX;A;45;5;1\n":                    "import.reference_line",
		"insee;name;lat;lon;population\n26004;A;nord;5;1\n":               "import.reference_line",
		"insee;name;lat;lon;population\n26004;A;45;5;1\n26004;B;45;5;1\n": "import.reference_line",
		"une;liste\n": "import.no_header",
	} {
		_, err := ReadCommunes([]byte(data), nil)
		if e, ok := errors.AsType[*jema.Error](err); !ok || e.Message != key {
			t.Errorf("%q: %v, want %s", data, err, key)
		}
	}
	if _, err := ReadCommunes(reference.Communes(), []byte(`{"features":[]}`)); err == nil {
		t.Error("a file without boundaries is taken")
	}
	if _, err := ReadCrafts([]byte("domaine,metier,specialite_of\nMétal,Fondeur d'étain,Fondeur\n")); err == nil {
		t.Error("a specialty of nothing is taken")
	}
}
