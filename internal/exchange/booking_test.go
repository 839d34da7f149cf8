package exchange

import (
	"strings"
	"testing"
)

// readRows understands a CSV text against the reference data.
func readRows(t *testing.T, csv string) []Row {
	t.Helper()
	sheet, err := ReadOpenings("f.csv", []byte(csv))
	must(t, err)
	return Understand(sheet, against(t))
}

// Hours beside places are one session of an initiation, a talk or a short
// demonstration; longer ones are questioned, and what nobody books stays open.
func TestARangeBesidePlacesIsOneSession(t *testing.T) {
	for kind, want := range map[string]string{
		"Initiation;samedi 10h-12h":                            "s10 10:00-12:00(6)",
		"stage d'initiation;samedi 14h-17h30, dimanche 9h-12h": "s10 14:00-17:30(6); s11 09:00-12:00(6)",
		"Conférence;jeudi 8 avril 18h30-20h":                   "s8 18:30-20:00(6)",
		"Démonstration;samedi 10h-11h30":                       "s10 10:00-11:30(6)",
		"Démonstration;samedi 10h-18h":                         "h10 10:00-18:00",
		"Portes ouvertes;samedi 10h-12h":                       "h10 10:00-12:00",
		"Visite guidée;samedi 15h-16h":                         "s10 15:00-16:00(6)",
		"Initiation;samedi 10h-18h":                            "?", "Visite guidée;samedi 14h-18h": "?",
		"portes ouvertes / initiation;sam dim 14h-18h": "?",
	} {
		row := readRows(t, "Atelier;Métier;Ville;Titre;Places;Type;Horaires\nA;Relieur;Valence;T;6;"+kind+
			"\nB;Relieur;Valence;U;;exposition;samedi 10h-12h\n")[0]
		row.Fields = map[string]string{"slots_text": row.Fields["slots_text"]}
		got := row.shown(against(t))
		if !row.Complete() {
			got = "?"
		}
		if got != want {
			t.Errorf("%s: %s, want %s\n%s", kind, got, want, findingLines(row.Findings))
		}
		if strings.HasPrefix(want, "h") != strings.Contains(findingLines(row.Findings), "Des places mais pas de créneau") {
			t.Errorf("%s: what becomes of the places is wrong\n%s", kind, findingLines(row.Findings))
		}
	}
}

// The slots that ranges become are stored as words that are read again.
func TestSessionsAreKeptInWordsThatAreRead(t *testing.T) {
	w := newWorld(t)
	sheet := "Atelier;Métier;Ville;Titre;Descriptif;Places;Type;Horaires\nA;Relieur;Valence;T;Un " +
		"texte.;6;Initiation;samedi 10h-12h\n"
	report := w.load(sheet)
	if report.Complete != 1 || !strings.Contains(all(report), "Cette plage est lue comme un seul créneau.") {
		t.Fatalf("%s\n%s", report.Summary(), all(report))
	}
	if got := plain(get[string](w, `SELECT slots_text FROM opening`)); got != "samedi 10 avril, à 10 h, durée 2 h" {
		t.Errorf("kept as %q", got)
	}
	if report = w.load(sheet); report.Unchanged != 1 {
		t.Errorf("the second import: %s\n%s", report.Summary(), all(report))
	}
}

// Day, beginning and end apart: a day of open doors is no slot.
func TestDayBeginningAndEndWithPlaces(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Ville;Titre;Type;Date;Début;Fin;Places\nA;Relieur;Valence;T;portes "+
		"ouvertes;10/04/2027;10h;18h;20\n"+
		"B;Relieur;Valence;U;initiation;10/04/2027;10h;12h;6\nC;Relieur;Valence;V;initiation;10/04/2027;10h;18h;6\n")
	for i, want := range []string{"h10 10:00-18:00", "s10 10:00-12:00(6)", ""} {
		rows[i].Fields = map[string]string{}
		if got := rows[i].shown(against(t)); got != want || rows[i].Complete() != (want != "") {
			t.Errorf("row %d: %s, want %s\n%s", i, got, want, findingLines(rows[i].Findings))
		}
	}
}

// What the reader of hours sets aside is named row by row.
func TestWordsSetAsideAreNamed(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Ville;Titre;Type;Horaires\nA;Relieur;Valence;T;exposition;samedi 10h-12h sur "+
		"la place du marché\nB;Relieur;Valence;U;exposition;samedi 10h-12h\n")
	if got := plain(findingLines(rows[0].Findings)); !strings.Contains(got,
		"Laissé de côté, ce n’est pas un horaire : « sur la place du marché »") {
		t.Errorf("not named:\n%s", got)
	}
	if got := plain(findingLines(rows[1].Findings)); strings.Contains(got, "Laissé") {
		t.Errorf("nothing was set aside:\n%s", got)
	}
}
