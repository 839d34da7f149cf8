package exchange

import (
	"strings"
	"testing"
)

// An initiation in a file with a column of places is booked, however its header and its
// numbers are worded: it never becomes free hours.
func TestPlacesBesideAnInitiationMakeSlots(t *testing.T) {
	for header, cell := range map[string]string{"Places": "quatre", "Nombre de places ?": "huit/séance",
		"Combien de personnes": "douze enfants", "Jauge totale": "vingt-cinq", "Pers. max": "cinq par séance"} {
		for _, hours := range []string{"mer 7 14-17", "samedi 14h-16h", "samedi à 15h et 16h30, durée 1h"} {
			row := readRows(t, "Atelier;Métier;Ville;Type;Quand ?;"+header+"\nA;Relieur;Valence;Atelier d'initiation;\""+hours+
				"\";"+cell+"\nB;Relieur;Valence;Portes ouvertes;samedi 10h-12h;\n")[0]
			if len(row.Hours) > 0 || len(row.Slots) == 0 {
				t.Errorf("%s %s, %s: %d free hours and %d slots\n%s", header, cell, hours, len(row.Hours), len(row.Slots),
					findingLines(row.Findings))
			}
		}
	}
	row := readRows(t, "Atelier;Métier;Ville;Type;Quand ?;Places\nA;Relieur;Valence;Initiation;samedi 14h-16h;5 ou 6\n")[0]
	if len(row.Hours)+len(row.Slots) > 0 || !strings.Contains(plain(findingLines(row.Findings)),
		"Combien de places exactement ?") {
		t.Errorf("« 5 ou 6 »: %v\n%s", row.Fields, findingLines(row.Findings))
	}
}

// Days of one letter, « De » and « € » head columns as their long names do.
func TestShortHeadersAreRead(t *testing.T) {
	row := readRows(t, "Atelier;Animateur;Métier;Ville;Type;Heures;J8;V9;S10;D11;Pers. max;€\n"+
		"A;Fatou Cissé;Relieur;Valence;Initiation;14h-16h;;;X;X;six;15\n")[0]
	if len(row.Slots) != 2 || row.Fields["price"] != "15 €" || row.Fields["artisan"] != "Fatou Cissé" {
		t.Errorf("%v %v\n%s", row.Slots, row.Fields, findingLines(row.Findings))
	}
	row = readRows(t, "Titre;Date de la séance;De;Durée (min);Atelier;Métier;Ville;Type;Places\n"+
		"Un;10/04/2027;14:00;90;A;Relieur;Valence;Initiation;8\n")[0]
	if len(row.Slots) != 1 || row.Slots[0].Capacity != 8 {
		t.Errorf("%v\n%s", row.Slots, findingLines(row.Findings))
	}
}

// A name in brackets behind that of the workshop is the artisan's; one that must not
// appear is left out.
func TestNamesInBracketsAndNamesWithheld(t *testing.T) {
	row := readRows(t, "QUI ?;Métier;Ville;Type;Horaires\nFer et Feu (Bastien Ollier);Relieur;Valence;exposition;"+
		"samedi 10h-12h\n")[0]
	if row.Fields["workshop"] != "Fer et Feu" || row.Fields["artisan"] != "Bastien Ollier" {
		t.Errorf("%v", row.Fields)
	}
	for remark, shown := range map[string]bool{"Je ne souhaite ni que mon nom ni que mon téléphone paraissent.": false,
		"ne pas mettre le nom de famille": false, "Ne pas changer le nom de l'atelier": true, "Mon nom peut paraître": true} {
		row := readRows(t, "Atelier;Artisan;Métier;Ville;Type;Horaires;Remarques\nA;Paulette Ginoux;Relieur;Valence;"+
			"exposition;samedi 10h-12h;"+remark+"\n")[0]
		if got := row.Fields["artisan"] != ""; got != shown {
			t.Errorf("%s: the artisan is %q", remark, row.Fields["artisan"])
		}
	}
}

// Headings between rows and counts at the foot are no openings.
func TestHeadingsAndCountsAreNoOpenings(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Ville;Type;Horaires\nB – TERRE ET VERRE;;;;\nA;Relieur;Valence;exposition;"+
		"samedi 10h-12h\nNombre d'ateliers ouverts;;;3;6\n")
	read := 0
	for _, r := range rows {
		if !r.Refused() {
			read++
		}
	}
	if read != 1 || rows[0].Line != 2 || !rows[0].Refused() {
		t.Errorf("%d rows are openings of %d", read, len(rows))
	}
}
