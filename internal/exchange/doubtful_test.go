package exchange

import (
	"slices"
	"strings"
	"testing"
)

const completeRow = "A;Relieur;Valence;exposition;samedi 10h-12h"

// Words that put it in doubt whether an event takes place, or may be shown, hold its row back
// wherever they are.
func TestDoubtHoldsARowWhereverItIs(t *testing.T) {
	for remark, waits := range map[string]bool{"à reporter en 2028, ne pas publier": true,
		"ne souhaite pas apparaître": true, "a cessé son activité": true, "doublon de la ligne 3": true,
		"brouillon, ne pas diffuser": true, "cancelled": true, "TBC": true, "RAS": false, "paie en retard": false,
		"vient de confirmer par téléphone": false, "ne pas publier mon numéro": false} {
		if row := remarked(t, remark); row.Hold != waits {
			t.Errorf("%s: waits is %v\n%s", remark, row.Hold, findingLines(row.Findings))
		}
	}
	for _, c := range []struct {
		header, cell string
		waits        bool
	}{{"Statut", "KO", true}, {"Statut", "?", true}, {"Status", "cancelled", true}, {"Statut", "validé", false},
		{"À publier ?", "non", true}, {"À publier ?", "oui", false}, {"Validation", "en cours", true},
		{"Validation", "validé le 3/03", false}, {"Validation", "", false}, {"Date de validation", "3 mars", false}} {
		row := readRows(t, "Atelier;Métier;Ville;Type;Horaires;"+c.header+"\n"+completeRow+";"+c.cell+
			"\nB;Relieur;Valence;exposition;samedi 10h-12h;ok\n")[0]
		if row.Hold != c.waits {
			t.Errorf("%s %q: waits is %v\n%s", c.header, c.cell, row.Hold, findingLines(row.Findings))
		}
	}
	for _, cells := range []string{"Cuir et Fil (annulé);Relieur;Valence;exposition",
		"A;Relieur;Valence (à confirmer);exposition",
		"A;Relieur;Valence;Portes ouvertes (sous réserve)"} {
		if row := readRows(t, "Atelier;Métier;Ville;Type;Horaires\n"+cells+";samedi 10h-12h\n")[0]; !row.Hold {
			t.Errorf("%s does not wait\n%s", cells, findingLines(row.Findings))
		}
	}
}

// « Statut » may be of the legal form: no word of it holds a row.
func TestALegalFormHoldsNothing(t *testing.T) {
	for _, row := range readRows(t, "Atelier;Métier;Ville;Type;Horaires;Statut\n"+completeRow+
		";micro-entreprise\nB;Relieur;Valence;exposition;samedi 10h-12h;SARL\n") {
		if row.Hold {
			t.Errorf("row %d waits\n%s", row.Line, findingLines(row.Findings))
		}
	}
}

// Commas inside cells that nothing quotes separate nothing where semicolons make even rows.
func TestCommasInsideCellsSeparateNothing(t *testing.T) {
	rows := readRows(t, "N°;Atelier;Renseignements\n1;Brin;vannier, 4 rue du Four, 26120 Chabeuil. Portes ouvertes "+
		"samedi de 10h à 18h. Gratuit, tél. 04 65 71 00 10\n2;Maillet;relieur, Romans. Initiation samedi à 14h, durée 2h, "+
		"6 places, 20 €, à partir de 14 ans\n3;Lise;potière, Valence. "+
		"Démonstrations vendredi 9 de 14h à 17h. Entrée libre\n")
	if len(rows) != 3 || rows[1].Fields["workshop"] != "Maillet" || len(rows[1].Slots) != 1 {
		t.Errorf("%d rows, the second %v", len(rows), rows[min(1, len(rows)-1)].Fields)
	}
}

// The day in the question above a column is the day of its hours.
func TestQuestionsHaveTheirDay(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Ville;Type;À quelles heures serez-vous ouvert le samedi 10 avril ?;"+
		"À quelles heures serez-vous ouvert le dimanche 11 avril ?\nA;Relieur;Valence;exposition;10h-12h, 14h-18h;fermé\n"+
		"B;Relieur;Valence;exposition;;10h-13h\n")
	if len(rows[0].Hours) != 2 || len(rows[1].Hours) != 1 || rows[1].Hours[0].Start.Day() != 11 {
		t.Errorf("%v and %v\n%s", rows[0].Hours, rows[1].Hours, findingLines(rows[0].Findings))
	}
}

// A workshop without a name is not that of the same row of another file.
func TestWorkshopsWithoutANameAreNotOneAcrossFiles(t *testing.T) {
	var names []string
	for _, file := range []string{"adherents.csv", "mairie.csv"} {
		sheet, err := ReadOpenings(file, []byte("Atelier;Métier;Ville;Type;Titre;Horaires\n;Relieur;Valence;exposition;Un;"+
			"samedi 10h-12h\n"))
		must(t, err)
		rows, _ := newFrame(against(t)).understand(sheet)
		names = append(names, rows[0].identities()[0])
	}
	if names[0] == names[1] || !strings.Contains(names[0], "adherents") {
		t.Errorf("both rows are %v", names)
	}
}

// Words of courtesy are no name; « parle anglais » is a language; a header may allow to
// publish the number below it; a craft may have an explanation in brackets; an hour from
// which one may come is no age.
func TestWhatPeopleAdd(t *testing.T) {
	rows := readRows(t, "Atelier;Artisan;Métier;Ville;Type;Horaires;Numéro à publier;Remarques\n"+
		"A;Mme Solène Vautrin;luthier (violons);Valence;exposition;samedi 10h-12h;04 65 71 00 10;parle anglais\n"+
		"B;Madame;luthier (violons);Valence;exposition;samedi 14h-18h;;enfants bienvenus à partir de 14h\n")
	want := map[string]string{"artisan": "Solène Vautrin", "phone": "04 65 71 00 10", "publish_phone": "true",
		"languages": "anglais", "craft": "slug:luthier-et-ou-restaurateur-d-instruments-a-cordes-frottees"}
	for field, value := range want {
		if rows[0].Fields[field] != value {
			t.Errorf("%s is %q, want %q", field, rows[0].Fields[field], value)
		}
	}
	if rows[1].Hold || rows[1].Fields["artisan"] != "" || rows[1].Fields["minimum_age"] != "" {
		t.Errorf("the second row: %v", rows[1].Fields)
	}
	if slices.ContainsFunc(rows, func(r Row) bool { return !r.Complete() }) {
		t.Errorf("%s", findingLines(rows[1].Findings))
	}
}

// A remark that repeats when the row begins or ends changes nothing; one that differs does.
func TestRemarksThatRepeatHours(t *testing.T) {
	for remark, waits := range map[string]bool{"à partir de 10h": false, "à partir de 14h": true,
		"jusqu'à 12h": false,
		"jusqu'à 11h": true, "à partir de 10h, sauf pluie": true, "visites à partir de 10h": true,
		"fermé à partir de 10h": true} {
		if row := remarked(t, remark); row.Hold != waits {
			t.Errorf("%s: waits is %v\n%s", remark, row.Hold, findingLines(row.Findings))
		}
	}
}
