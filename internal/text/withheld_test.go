package text

import "testing"

func TestWithheldAddress(t *testing.T) {
	for typed, want := range map[string]string{
		"adresse communiquée à la réservation":                           "",
		"Adresse donnée après réservation":                               "",
		"lieu précisé lors de l'inscription":                             "",
		"L’adresse vous sera communiquée lors de la réservation.":        "",
		"l'adresse exacte sera donnée aux inscrits par mail":             "",
		"(adresse envoyée par courriel après votre inscription)":         "",
		"Communiquée à la réservation":                                   "",
		"COMMUNIQUEE A LA RESERVATION":                                   "",
		"sur réservation":                                                "",
		"à la réservation":                                               "",
		"Adresse sur demande":                                            "",
		"adresse : sur inscription":                                      "",
		"Lieu de rendez-vous indiqué une fois la réservation confirmée":  "",
		"sur rendez-vous":                                                "",
		"adresse donnée sur RDV":                                         "",
		"non communiquée":                                                "",
		"Adresse confidentielle":                                         "",
		"address given on booking":                                       "",
		"Address sent after registration":                                "",
		"12 rue du Four (adresse communiquée à la réservation)":          "12 rue du Four",
		"12 rue du Four\nadresse donnée après réservation":               "12 rue du Four",
		"Le Moulin, 3 chemin des Sources – communiquée à la réservation": "Le Moulin, 3 chemin des Sources",
	} {
		if got, withheld := Withheld(typed); !withheld || got != want {
			t.Errorf("%q: got %q, withheld %t, want %q", typed, got, withheld, want)
		}
	}
	for _, typed := range []string{
		"", "12 rue du Four", "3 place de l'Appel du 18 Juin", "1 rue de la Demande", "Lieu-dit Le Moulin",
		"Lieu dit la Réserve, route de Mours",
		"12 impasse de la Réservation", "Atelier du Rendez-vous, 4 quai Dauphin", "8 rue des Inscrits maritimes",
		"Place du Lieu, derrière la mairie",
		"Maison de la Confirmation, 2 rue Haute", "Parking à l'adresse 12 rue du Four\nsonner au fond de la cour",
		"Le Secret, 5 rue Basse",
		"5 chemin privé", "Point de rendez-vous : devant la mairie", "Voie privée",
		"2 rue Courriel, sur la droite après le pont",
	} {
		if got, withheld := Withheld(typed); withheld || got != typed {
			t.Errorf("%q is read as an address withheld, %q", typed, got)
		}
	}
}
