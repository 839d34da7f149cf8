package exchange

import (
	"strings"
	"testing"
)

// remarked is a row with hours and a remark.
func remarked(t *testing.T, remark string) Row {
	t.Helper()
	return readRows(t, "Atelier;Métier;Ville;Type;Horaires;Remarques\nA;Relieur;Valence;exposition;samedi 10h-12h;\""+
		remark+"\"\n")[0]
}

// Price, age, languages and access in the remarks are read, and said; what only resembles
// them is not.
func TestFactsInRemarks(t *testing.T) {
	for remark, want := range map[string]string{
		"gratuit": "price gratuit", "gratuit, parle portugais et anglais": "price gratuit; languages portugais, anglais",
		"Tarif : 5 €": "price Tarif : 5 €", "3 €/pers.": "price 3 €/pers", "entrée libre": "price entrée libre",
		"anglais, espagnol":          "languages anglais, espagnol",
		"visite possible en anglais": "languages anglais", "On parle italien.": "languages italien", "PMR ok": "access PMR ok",
		"accessible en fauteuil": "access accessible en fauteuil", "enfants à partir de 10 ans": "minimum_age 10 ans",
		"non accessible PMR": "access non accessible PMR", "cotisation 2026 : 45 € à payer": "", "ne parle pas anglais": "",
		"sur la place du marché": "", "adhérente depuis 12 ans": "", "a 2 employés": "", "tout le monde est content": "",
	} {
		row := remarked(t, remark)
		var got []string
		for _, field := range []string{"price", "minimum_age", "languages", "access"} {
			if s := row.Fields[field]; s != "" {
				got = append(got, field+" "+plain(s))
			}
		}
		if s := strings.Join(got, "; "); s != want || row.Hold ||
			want != "" && !strings.Contains(plain(findingLines(row.Findings)), "dans les remarques") {
			t.Errorf("%s: %q, want %q (waits: %v)\n%s", remark, s, want, row.Hold, findingLines(row.Findings))
		}
	}
	row := readRows(t, "Atelier;Métier;Ville;Type;Horaires;Tarif;Obs. internes\nA;Relieur;Valence;exposition;samedi "+
		"10h-12h;;gratuit, parle anglais\n")[0]
	if row.Fields["price"] != "" || row.Fields["languages"] != "" {
		t.Errorf("notes of the office became public: %v", row.Fields)
	}
}

// A remark that changes hours or puts the opening in doubt holds it back.
func TestRemarksThatWait(t *testing.T) {
	for remark, waits := range map[string]bool{
		"visites de 30 min à 10h, 11h et 15h, 5 pers. max": true, "sur inscription": true, "fermé dimanche": true,
		"uniquement le samedi": true, "désisté le 3/03": true, "annulé": true, "ne participe plus": true,
		"en attente de confirmation": true, "présence à confirmer": true, "sous réserve": true, "ouvre à 14h le dimanche": true,
		"appeler avant 18h": false, "sans réservation": false, "parking à 100 m": false, "dès 8 ans": false,
		"joindre après 14h le samedi": false, "ne souhaite pas que l'adresse paraisse": false, "domicile": false,
	} {
		if row := remarked(t, remark); row.Hold != waits || !row.Complete() {
			t.Errorf("%s: waits is %v\n%s", remark, row.Hold, findingLines(row.Findings))
		}
	}
	rows := readRows(t, "Atelier;Métier;Ville;Type;Horaires;Statut;Confirmé (O/N)\nA;Relieur;Valence;exposition;samedi "+
		"10h-12h;Annulé;O\nB;Relieur;Valence;exposition;samedi 10h-12h;validé;N\nC;Relieur;Valence;exposition;samedi "+
		"10h-12h;validé;O\n")
	for i, waits := range []bool{true, true, false} {
		if rows[i].Hold != waits {
			t.Errorf("status of row %d: waits is %v\n%s", i, rows[i].Hold, findingLines(rows[i].Findings))
		}
	}
}
