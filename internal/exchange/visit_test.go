package exchange

import (
	"strings"
	"testing"
)

// Visits at fixed hours in the cell of hours are slots, with the places and the length that
// the words give; what is missing is asked about, and never becomes free hours.
func TestVisitsInTheCellOfHours(t *testing.T) {
	three := "10 10:00-10:45 (8), 10 14:00-14:45 (8), 10 16:00-16:45 (8)"
	for hours, want := range map[string]string{
		"sam. 10 avril, visites à 10h, 14h et 16h (45 min, 8 pers)":       three,
		"samedi : visites à 10h, 14h, 16h – 45 min – groupes de 8":        three,
		"sam 10/04 départs 10h 14h 16h, durée 45 min, 8 personnes max.":   three,
		"samedi 10h, 14h et 16h, sur inscription, 45 min, huit personnes": three,
		"sam 10 visites à 10h et 15h (1h15, 12 pers.) – 6 €":              "10 10:00-11:15 (12), 10 15:00-16:15 (12)",
		"samedi visites de 10h à 11h et de 15h à 16h, 6 pers.":            "10 10:00-11:00 (6), 10 15:00-16:00 (6)",
		"sam 10 avril, visites à 10h et 15h (45 min)":                     "ask places",
		"sam 10 avril, visites à 10h et 15h (6 pers)":                     "ask minutes",
		"sam 10 avril, visites à 10h et 15h (45 min, 6 à 8 pers.)":        "ask places",
		"samedi 10h-18h":                          "10 10:00-18:00",
		"visites samedi de 10h à 18h":             "10 10:00-18:00",
		"samedi 10h-12h et 14h-18h, visite libre": "10 10:00-12:00, 10 14:00-18:00",
		"ouvert samedi 10 avril de 10h à 18h ; visites samedi à 11h (30 min, 5 pers.)": "10 10:00-18:00, 10 11:00-11:30 (5)",
	} {
		row := readRows(t, "Atelier;Métier;Ville;Type;Ouverture;Tarif\nA;Relieur;Valence;portes ouvertes;"+
			strings.ReplaceAll(hours, ";", "\n")+";\n")[0]
		if strings.Contains(hours, ";") {
			row = readRows(t, "Atelier;Métier;Ville;Type;Ouverture\nA;Relieur;Valence;portes ouvertes;\""+hours+"\"\n")[0]
		}
		got, asked := timesText(row, against(t)), plain(findingLines(row.Findings))
		switch {
		case !strings.HasPrefix(want, "ask") && (got != want || !row.Complete()):
			t.Errorf("%s: %q, want %q\n%s", hours, got, want, asked)
		case strings.HasPrefix(want, "ask") && (row.Complete() || got != ""),
			want == "ask places" && !strings.Contains(asked, "Combien de places"),
			want == "ask minutes" && !strings.Contains(asked, "Combien de minutes"):
			t.Errorf("%s: %q is not asked about\n%s", hours, got, asked)
		}
	}
}

// Whether to book is read from columns of yes and no and from answers in words.
func TestWhetherToBook(t *testing.T) {
	for column, booked := range map[string]bool{
		"ACCUEIL LIBRE (O/N);N": true, "Accueil libre ?;O": false, "Visite libre (oui/non);non": true,
		"Faut-il réserver ?;Non, entrée libre": false, "Faut-il réserver ?;Oui, sur inscription": true,
		"Réservation;obligatoire": true, "Réservation;conseillée": false, "Réservation ?;sur réservation uniquement": true,
		"Inscription;pas nécessaire": false, "Sans réservation ?;oui": false, "Sur RDV (O/N);O": true,
	} {
		header, cell, _ := strings.Cut(column, ";")
		rows := readRows(t, "Atelier;Métier;Ville;Type;Quand;Places;"+header+"\nA;Relieur;Valence;Atelier d'initiation;samedi "+
			"14h-16h;8;"+cell+"\nB;Relieur;Valence;Portes ouvertes;dimanche 10h-11h et 14h-15h;;non\n")
		if got := len(rows[0].Slots) > 0; got != booked || len(rows[0].Hours) > 0 == booked {
			t.Errorf("%s: %s\n%s", column, timesText(rows[0], against(t)), findingLines(rows[0].Findings))
		}
	}
	row := readRows(t, "Atelier;Métier;Ville;Type;Quand;Réservation ?\nA;Relieur;Valence;Portes ouvertes;samedi "+
		"14h-16h;oui pour les groupes\nB;Relieur;Valence;Portes ouvertes;dimanche 10h-11h;non\n")[0]
	if !row.Hold || !strings.Contains(findingLines(row.Findings), "Faut-il réserver") {
		t.Errorf("« oui pour les groupes » goes public at once\n%s", findingLines(row.Findings))
	}
}

// Yes and no below « gratuit » and « payant » are the price, beside a column of amounts too.
func TestYesAndNoAreAPrice(t *testing.T) {
	for column, want := range map[string]string{"GRATUIT (O/N);TARIF;O;": "gratuit", "Gratuit ?;Tarif;N;5 €": "5 €",
		"Payant (O/N);Montant;N;": "gratuit", "Payant (O/N);Tarif;O;": "payant", "Entrée gratuite ?;Prix;oui;": "gratuit",
		"Entrée;Langues;libre;": "Entrée libre", "Gratuit ou payant ?;Langues;oui;": "oui"} {
		c := strings.Split(column, ";")
		row := readRows(t, "Atelier;Métier;Ville;Type;Horaires;"+c[0]+";"+c[1]+"\nA;Relieur;Valence;exposition;samedi 10h-12h;"+
			c[2]+";"+c[3]+"\nB;Relieur;Valence;exposition;samedi 10h-12h;"+c[2]+";\n")[0]
		if row.Fields["price"] != want || strings.Contains(findingLines(row.Findings), "dit autre chose") {
			t.Errorf("%s: %q, want %q\n%s", column, row.Fields["price"], want, findingLines(row.Findings))
		}
	}
}
