package exchange

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// Remarks as people write them, with the contacts that they forbid to publish.
func TestWishes(t *testing.T) {
	for remark, want := range map[string]string{
		"Merci de ne publier mon numéro nulle part.":                            "phone",
		"Mon numéro ne doit apparaître nulle part":                              "phone",
		"ne pas donner mon 06 svp":                                              "phone",
		"NE PAS DIFFUSER LE TEL":                                                "phone",
		"Ne publiez pas mon numéro, mon mail":                                   "email phone",
		"mon mail, mon numéro : ne rien publier":                                "email phone",
		"Vous pouvez publier mon mail, pas mon téléphone":                       "phone",
		"Publiez le tél mais pas l’adresse":                                     "address",
		"Ne pas mettre l'adresse sur le site":                                   "address",
		"Téléphone à usage interne":                                             "phone",
		"Tél. confidentiel":                                                     "phone",
		"je suis sur liste rouge, mon numéro est pour vous seul":                "phone",
		"Coordonnées à ne pas publier":                                          "address email phone",
		"On ne publie que le courriel":                                          "address phone",
		"Publier uniquement mon téléphone":                                      "address email",
		"Ne pas publier mon adresse mail":                                       "email",
		"Je préfère que mon portable ne figure pas dans le programme papier":    "phone",
		"surtout pas mon adresse sur internet, j'habite au-dessus de l'atelier": "address",
		"Je n'ai pas de mail, publiez mon téléphone":                            "email",
		"Ne pas publier mon numéro. Merci":                                      "phone",
		"Ne pas publier mon mail. Mon téléphone oui":                            "email",
		"Pas de publication du courriel. Publiez le reste":                      "email",
		"Ne publier ni mon mail ni mon téléphone, uniquement l'adresse":         "email phone",
		"Ne pas publier mon mail. Publier uniquement mon mail pro":              "address email phone",
		"Ne pas publier mon téléphone seulement le mail":                        "address email phone",
		"Je ne veux pas\nque mon téléphone soit publié":                         "phone",
		"Téléphone confidentiel, uniquement pour vous":                          "phone",
		"Téléphone confidentiel uniquement pour vous":                           "phone",
		"Vous pouvez publier mon téléphone sans problème":                       "",
		"Pas de souci pour diffuser mon numéro":                                 "",
		"N'hésitez pas à publier mon téléphone":                                 "",
		"Ne pas publier mes photos":                                             "",
		"Pas de parking, se garer place du marché":                              "",
		"L'atelier n'est pas accessible aux fauteuils":                          "",
		"Sur réservation au 06 00 00 00 00":                                     "",
		"Téléphoner avant de venir":                                             "",
		"":                                                                      "",
	} {
		withheld := withheldBy(remark)
		maps.DeleteFunc(withheld, func(_ string, is bool) bool { return !is })
		if got := strings.Join(slices.Sorted(maps.Keys(withheld)), " "); got != want {
			t.Errorf("%q forbids %q, want %q", remark, got, want)
		}
	}
}
