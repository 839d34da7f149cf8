package programme

import "testing"

func TestTheWheelStandsForAWayIn(t *testing.T) {
	w := french
	for access, want := range map[string]bool{
		"oui": true, "Plain-pied": true, "PMR": true, "ascenseur, toilettes adaptées": true, "parcours accessible en fauteuil": true,
		"non": false, "non, escaliers et sols glissants": false, "2 marches": false, "1er étage sans ascenseur": false,
		"1 marche, rampe sur demande": false, "terrain en pente": false, "escalier étroit": false, "": false,
	} {
		if got := w.wheelchair(access); got != want {
			t.Errorf("%q: wheel %t, want %t", access, got, want)
		}
	}
}
