package exchange

import "testing"

// A first and a last day in two columns are all days between, whatever the headers; two
// days side by side are two days.
func TestAFirstAndALastDayAreAllDaysBetween(t *testing.T) {
	three := "9 09:30-12:30, 10 09:30-12:30, 11 09:30-12:30"
	for header, want := range map[string]string{
		"DATE DEBUT;DATE FIN": three, "Du;Au": three, "Date du;Date au": three, "Début;Fin": three, "Arrivée;Départ": three,
		"1er jour;Dernier jour": three, "Premier jour d'ouverture ?;Dernier jour d'ouverture ?": three,
		"Date d'ouverture;Date de fermeture": three, "Date;Date de fin": three, "Ouvert du;Ouvert au": three,
		"Date 1;Date 2": "9 09:30-12:30, 11 09:30-12:30",
	} {
		for _, days := range []string{"09/04/2027;11/04/2027", "vendredi 9 avril;dimanche 11 avril", "9/4;11/4",
			"ven. 9;dim. 11"} {
			row := readRows(t, "Atelier;Métier;Ville;Type;"+header+";Horaires\nA;Relieur;Valence;exposition;"+days+
				";9h30-12h30\nB;Relieur;Valence;exposition;"+days+";9h30-12h30\n")[0]
			if got := timesText(row, against(t)); got != want {
				t.Errorf("%s, %s: %q, want %q\n%s", header, days, got, want, findingLines(row.Findings))
			}
		}
	}
}

// The hours may be in columns of their own, the days below one name for both, and a row
// may have one day alone; a last day without a first is asked about, and so is one before it.
func TestFirstAndLastDaysBesideOtherColumns(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Ville;Type;Dates;;Heures;\n;;;;du;au;de;à\n"+
		"A;Relieur;Valence;exposition;10/04/2027;11/04/2027;10h;12h\nB;Relieur;Valence;exposition;10/04/2027;;10h;12h\n"+
		"C;Relieur;Valence;exposition;;11/04/2027;10h;12h\nD;Relieur;Valence;exposition;11/04/2027;10/04/2027;10h;12h\n"+
		"E;Relieur;Valence;exposition;10/04/2027;10/04/2027;10h;12h\n")
	for i, want := range []string{"10 10:00-12:00, 11 10:00-12:00", "10 10:00-12:00", "", "", "10 10:00-12:00"} {
		if got := timesText(rows[i], against(t)); got != want || rows[i].Complete() != (want != "") {
			t.Errorf("row %d: %q, want %q\n%s", i, got, want, findingLines(rows[i].Findings))
		}
	}
	row := readRows(t, "Atelier;Métier;Ville;Type;Début;Fin\nA;Relieur;Valence;exposition;10/04/2027 10:00;"+
		"10/04/2027 18:00\nB;Relieur;Valence;exposition;10/04/2027 10:00;11/04/2027 18:00\n")
	if got := timesText(row[0], against(t)); got != "10 10:00-18:00" {
		t.Errorf("a day with its hours: %q\n%s", got, findingLines(row[0].Findings))
	}
	if row[1].Complete() {
		t.Errorf("two days with one beginning and one end are not asked about: %q", timesText(row[1], against(t)))
	}
}
