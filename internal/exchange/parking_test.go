package exchange

import (
	"strings"
	"testing"

	"jema/internal/jema"
)

// Where visitors leave their car is read from the columns that organisers use for it; yes
// and no are answers.
func TestParkingIsReadFromItsColumn(t *testing.T) {
	w := newWorld(t)
	for header, c := range map[string][2]string{
		"Stationnement": {"place du Four", "place du Four"}, "Parking": {"oui", "Stationnement possible."},
		"Y a-t-il un parking à proximité ?": {"non", "Pas de stationnement sur place."},
		"Où se garer ?":                     {"devant l'atelier", "devant l'atelier"},
	} {
		w.load("Atelier;Métier;Commune;Titre;Type;Horaires;" + header + "\n" +
			c[1] + ";céramiste;Romans-sur-Isère;Tournage;démonstration;samedi 10 avril 10h-12h;" + c[0] + "\n")
		var got string
		if err := w.DB.Get(&got, `SELECT parking FROM workshop WHERE name = $1`, c[1]); err != nil || got != c[1] {
			t.Errorf("%q: %q is stored as %q, %v", header, c[0], got, err)
		}
	}
	report := w.load("Atelier;Métier;Commune;Titre;Type;Horaires;Parking\nAtelier Une;céramiste;Romans-sur-Isère;" +
		"Tournage;démonstration;samedi 10 avril 10h-12h;" + strings.Repeat("x", jema.ParkingMax+1) + "\n")
	if report.Refused+report.Incomplete != 1 {
		t.Error("a text that is too long is not reported")
	}
}
