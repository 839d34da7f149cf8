package exchange

import "testing"

// Short names are their commune; names of other places are asked about.
func TestShortenedCommunes(t *testing.T) {
	f := newFrame(against(t))
	for typed, want := range map[string]string{"Châteauneuf/Isère": "Châteauneuf-sur-Isère", "Etoile/Rhône": "Étoile-sur-Rhône",
		"St-Vincent-la-Cdrie": "Saint-Vincent-la-Commanderie", "Bourg Péage": "Bourg-de-Péage", "Châteauneuf-du-Rhône": "",
		"près de Valence": "", "Tain/Rhône": ""} {
		if got := plain(f.communes.find(typed, "").Name); got != want {
			t.Errorf("%s is %q, want %q", typed, got, want)
		}
	}
}

// A postal code of another commune waits, a sentence below the table is no event.
func TestDoubtfulRows(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Ville;CP;Type;Horaires;Tél\nA;luthier (violons);Valence;26500;exposition;samedi "+
		"10h-12h;\nB;Relieur;Valence;26000;exposition;samedi 10h-12h;\n* contact : Mme Ferval 04 65 71 49 99;;;;;;\n")
	if !rows[0].Hold || rows[1].Hold || !rows[2].Refused() {
		t.Errorf("waits %v and %v, the note is refused: %v", rows[0].Hold, rows[1].Hold, rows[2].Refused())
	}
}
