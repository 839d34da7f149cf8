package exchange

import (
	"fmt"
	"strings"
	"testing"
)

const sessionRows = "Réf.;Séance;Atelier;Intervenant;Métier;Type;Date;Heure de début;Durée;Jauge;Tarif;Commune;Lieu\n"

func sessionRow(ref, title, date, start string, places int) string {
	return fmt.Sprintf("%s;%s;Terre d’ici;Marie Malaval;Céramiste;Initiation;%s;%s;1h30;%d;18 €;Valence;13 rue Vernoux\n",
		ref, title, date, start, places)
}

// A file of one session a row makes one opening of the rows that differ in their
// session alone, again and again.
func TestOneSessionARowIsOneOpening(t *testing.T) {
	w := newWorld(t)
	file := sessionRows + sessionRow("S1", "Mon premier bol", "10/04/2027", "10:00", 6) + sessionRow("S2",
		"Mon premier bol", "10/04/2027", "14h", 8) +
		sessionRow("S3", "Mon premier bol", "11/04/2027", "10:00", 6) + sessionRow("S4", "Mon premier bol",
		"10/04/2027", "14h", 8) +
		sessionRow("S5", "Un plat", "10/04/2027", "16:00", 4)
	report := w.load(file)
	if report.Complete != 4 || report.Refused != 1 || report.Added != 2 {
		t.Errorf("%s", report.Summary())
	}
	const slots = `SELECT string_agg(to_char(s.starts_at AT TIME ZONE 'Europe/Paris', 'DD HH24:MI') || ' ' ||
		s.capacity, ', ' ORDER BY s.starts_at)
		FROM slot s JOIN opening o ON o.id = s.opening_id WHERE o.title = 'Mon premier bol'`
	if got := get[string](w, slots); got != "10 10:00 6, 10 14:00 8, 11 10:00 6" {
		t.Errorf("slots %s", got)
	}
	if got := get[string](w, `SELECT w.name || ', ' || w.address FROM workshop w`); got != "Terre d’ici, 13 rue Vernoux" {
		t.Errorf("the place of a session is read as %q", got)
	}
	if got := findingLines(report.Rows[1].Findings); !strings.Contains(got, "Une séance de plus") {
		t.Errorf("the second session: %s", got)
	}
	if again := w.load(file); again.Unchanged != 2 || again.Added+again.Changed != 0 || again.Complete != 4 {
		t.Errorf("again: %s", again.Summary())
	}
}

// A session that cannot be read bars its opening from publication, and the
// opening names the row.
func TestASessionThatIsNoneIsAsked(t *testing.T) {
	w := newWorld(t)
	wrong := sessionRows + sessionRow("S1", "Mon premier bol", "10/04/2027", "10:00", 6) + sessionRow("S2",
		"Mon premier bol", "31/04/2027", "14h", 6)
	report := w.load(wrong)
	if report.Incomplete != 2 || report.Added != 1 || report.Queued != 1 {
		t.Errorf("%s", report.Summary())
	}
	if got := plain(get[string](w, `SELECT problem FROM defect WHERE blocking`)); !strings.HasPrefix(got, "ligne 3 : ") {
		t.Errorf("the defect: %s", got)
	}
	right := w.load(strings.Replace(wrong, "31/04", "11/04", 1))
	if right.Complete != 2 || right.Changed != 1 || get[int](w, `SELECT count(*) FROM slot`) != 2 {
		t.Errorf("corrected: %s", right.Summary())
	}
}

// Rows that differ in more than their session are not run together.
func TestOtherRowsAreNoSessions(t *testing.T) {
	for name, second := range map[string]string{
		"another price":    strings.Replace(sessionRow("S2", "Mon premier bol", "11/04/2027", "10:00", 6), "18 €", "25 €", 1),
		"the same session": sessionRow("S2", "Mon premier bol", "10/04/2027", "10:00", 6),
	} {
		sheet, err := ReadOpenings("f.csv", []byte(sessionRows+sessionRow("S1", "Mon premier bol", "10/04/2027",
			"10:00", 6)+second))
		must(t, err)
		if rows := Understand(sheet, against(t)); !rows[1].Refused() || rows[1].Joined() || len(rows[0].Slots) != 1 {
			t.Errorf("%s: %s", name, findingLines(rows[1].Findings))
		}
	}
}

// Places that are no number are questioned where the kind is booked: nobody is let in
// without booking instead.
func TestPlacesThatAreNoNumberAreAsked(t *testing.T) {
	for cells, want := range map[string]bool{"Initiation;8": true, "Initiation;8 à 10": false, "Initiation;": false,
		"Exposition;8 à 10": true} {
		sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Type;Places;Jour;Début;Fin\nA;Relieur;Valence;"+
			cells+";10/04/2027;14:00;16:00\n"))
		must(t, err)
		row := Understand(sheet, against(t))[0]
		if row.Complete() != want {
			t.Errorf("%s: complete %v, %s", cells, row.Complete(), findingLines(row.Findings))
		}
	}
}

// The question whether visitors have to book decides between hours and slots.
func TestTheQuestionWhetherToBook(t *testing.T) {
	for cells, want := range map[string]string{"initiation;oui": "s10 14:00-16:00 x6", "initiation;non": "h10 14:00-16:00",
		"portes ouvertes;non": "h10 14:00-16:00"} {
		sheet, err := ReadOpenings("f.csv", []byte("Comment s'appelle l'atelier ?;Quel métier ?;C'est où ? (ville);On y "+
			"fait quoi ?;Faut-il réserver ?;On vient quand ?;Combien à la fois ?\n"+
			"Terre d’ici;Relieur;Bourg de P.;"+cells+";samedi 10 avril 14h-16h;6\n"))
		must(t, err)
		row := Understand(sheet, against(t))[0]
		if got := timesText(row, against(t)); !row.Complete() || row.Fields["commune"] != "26057" ||
			got != strings.NewReplacer("s", "", "h", "", " x6", " (6)").Replace(want) {
			t.Errorf("%s: %s in %s\n%s", cells, got, row.Fields["commune"], findingLines(row.Findings))
		}
	}
}

// Semicolons inside the quoted cells of a file with commas part nothing.
func TestASeparatorThatCutsQuotationsIsNone(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte("N°,Reçu le,Fiche,Suivi\n"+
		"1,08/01/2027,\"Terre d’ici ; Claire Fayolle, relieuse ; 26000 Valence ; exposition ; samedi 10 avril 14h-18h ; 5 "+
		"€ ; Tél : 06 39 98 14 00\",ok\n"+
		"2,08/01/2027,\"Au fil ; Solène Vautrin, relieuse ; 26000 Valence ; exposition ; samedi 10 avril 10h-12h ; "+
		"gratuit ; Tél : 06 39 98 14 01\",ok\n"))
	must(t, err)
	rows := Understand(sheet, against(t))
	if len(rows) != 2 || rows[0].Fields["workshop"] != "Terre d’ici" || rows[0].Fields["phone"] != "06 39 98 14 00" {
		t.Errorf("%d rows, %v", len(rows), rows[0].Fields)
	}
}
