package exchange

import (
	"strings"
	"testing"
)

// A grid of half days takes its hours from the legend above it, or from what is
// given for the whole file; first names are a presence and are stored nowhere.
func TestAGridOfHalfDays(t *testing.T) {
	grid := "Atelier;Métier;Où;Quoi;Ven. matin;Ven. après-midi;Sam. matin;Sam. après-midi;Nb pers. max;Durée\n" +
		"A;Relieur;Valence;démonstration;x;;x;15h-17h;;\nB;Relieur;Chabeuil;exposition;;Marie;Paul, " +
		"Marie;;;\nC;Relieur;Alixan;initiation;;;8;;;2h\nD;Relieur;Hostun;démonstration;;;?;;;\n"
	legend := "Planning de l'association\nx = présent. Matin : 10h-12h, après-midi : 14h-18h. Un chiffre = nombre de " +
		"places.\n\n"
	rows := readRows(t, legend+grid)
	for i, want := range []string{"h9 10:00-12:00; h10 10:00-12:00; h10 15:00-17:00", "h9 14:00-18:00; h10 10:00-12:00",
		"s10 10:00-12:00(8)", "?"} {
		rows[i].Fields = map[string]string{}
		got := rows[i].shown(against(t))
		if !rows[i].Complete() {
			got = "?"
		}
		if got != want {
			t.Errorf("row %d: %s, want %s\n%s", i, got, want, findingLines(rows[i].Findings))
		}
	}
	sheet, err := ReadOpenings("f.csv", []byte(grid))
	must(t, err)
	rows, known := understandSheet(sheet, against(t))
	if got := plain(strings.Join(notes(known, rows), "\n")); rows[0].Complete() ||
		!strings.Contains(got, "--default morning=10h-12h") {
		t.Errorf("no proposal in\n%s", got)
	}
	ref := against(t)
	d, err := ParseDefault("matin=9h-12h")
	must(t, err)
	ref.Defaults = Options{Defaults: []Default{d}}.defaults()
	row := Understand(sheet, ref)[0]
	row.Fields = map[string]string{}
	if got := row.shown(ref); got != "h9 09:00-12:00; h10 09:00-12:00; h10 15:00-17:00" {
		t.Errorf("with a default: %s\n%s", got, findingLines(row.Findings))
	}
}

// Columns of sessions hold ticks or the places of each session.
func TestAGridOfSessions(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Commune;Proposition;Sam. 10h-11h30;Sam. 14h-15h30;Dim. 10h-11h30;Nb pers. "+
		"max\nA;Relieur;Valence;initiation;x;x;;8\nB;Relieur;Chabeuil;initiation;6;4;;\n"+
		"C;Relieur;Alixan;démonstration;x;;x;\nD;Relieur;Hostun;initiation;x;4 (complet);;4\n")
	for i, want := range []string{"s10 10:00-11:30(8); s10 14:00-15:30(8)", "s10 10:00-11:30(6); s10 14:00-15:30(4)",
		"h10 10:00-11:30; h11 10:00-11:30", "?"} {
		rows[i].Fields = map[string]string{}
		got := rows[i].shown(against(t))
		if !rows[i].Complete() {
			got = "?"
		}
		if got != want {
			t.Errorf("row %d: %s, want %s\n%s", i, got, want, findingLines(rows[i].Findings))
		}
	}
}

// Halves of a day with a beginning and an end each, below the name of the day.
func TestHalvesOfADayBelowIt(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Commune;Type;Samedi 10 avril;;;;Jauge\n;;;;matin de;matin à;a-m de;a-m "+
		"à;\nA;Relieur;Valence;exposition;10h;12h;14h;18h;\nB;Relieur;Alixan;initiation;fermé;;0,583333;0,666667;5\n")
	for i, want := range []string{"h10 10:00-12:00; h10 14:00-18:00", "s10 14:00-16:00(5)"} {
		rows[i].Fields = map[string]string{}
		if got := rows[i].shown(against(t)); got != want {
			t.Errorf("row %d: %s, want %s\n%s", i, got, want, findingLines(rows[i].Findings))
		}
	}
}

func TestSmallMatters(t *testing.T) {
	rows := readRows(t, "Atelier;NOM Prénom;Métier;Si « Autre », précisez votre "+
		"métier;Ville;Titre;Type;Horaires;Téléphone;Diffusion coordonnées (O/N)\n"+
		"A;DE LA TOUR Godefroy;Autre;réparatrice de poupées;Valence;Un;exposition;samedi 10h-12h;04 65 71 00 10 / privé "+
		"06 39 98 01 02;O\n"+
		"B;MARTIN Paul;Relieur;;Valence;Deux;exposition;samedi 10h-12h;04.65.71.00.11 - 06.39.98.01.03;N\n")
	a, b := rows[0].Fields, rows[1].Fields
	if a["artisan"] != "Godefroy DE LA TOUR" || a["craft"] == "other:Autre" || a["phone"] != "04 65 71 00 10" ||
		a["publish_phone"] != "true" {
		t.Errorf("%v\n%s", a, findingLines(rows[0].Findings))
	}
	if b["phone"] != "04 65 71 00 11" || b["publish_phone"] != "false" || b["publish_email"] != "false" {
		t.Errorf("%v\n%s", b, findingLines(rows[1].Findings))
	}
}
