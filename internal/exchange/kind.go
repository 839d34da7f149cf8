package exchange

import (
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// kinds are the words for what a visitor will find, folded. Where a cell or a
// title holds several, the first that fits decides.
var kinds = []struct {
	kind  jema.OpeningKind
	words []string
}{
	{jema.Exceptional, []string{"rendez-vous d'exception", "rendez vous d'exception", "rdv d'exception", "exceptionnel"}},
	{jema.Collective, []string{"manifestation collective", "evenement collectif", "collectif", "collective", "salon", "marche", "foire"}},
	{jema.SchoolKind, []string{"etablissement de formation", "centre de formation", "formation", "ecole", "lycee", "cfa"}},
	{jema.GuidedVisit, []string{"visite guidee", "visites guidees", "visite commentee", "visite d'atelier", "visite"}},
	{jema.Circuit, []string{"circuit", "parcours", "balade", "promenade", "itineraire"}},
	{jema.Talk, []string{"conference", "causerie", "table ronde", "rencontre", "debat", "projection"}},
	{jema.Initiation, []string{"initiation", "stage", "atelier participatif", "atelier d'initiation", "atelier pratique", "cours"}},
	{jema.Demonstration, []string{"demonstration", "demonstrations", "demo"}},
	{jema.Exhibition, []string{"exposition", "expo"}},
	{jema.OpenDoors, []string{"portes ouvertes", "porte ouverte", "journee portes ouvertes", "jpo", "visite libre", "ouverture exceptionnelle"}},
}

// readKind returns the kind a cell names; sure is true when the cell says
// nothing else.
func readKind(s string) (kind jema.OpeningKind, sure bool) {
	folded := text.Fold(s)
	for _, k := range kinds {
		for _, w := range k.words {
			if folded == w || folded == w+"s" {
				return k.kind, true
			}
		}
	}
	padded := " " + strings.NewReplacer(",", " ", "/", " ", "+", " ", "(", " ", ")", " ", ":", " ").Replace(folded) + " "
	for _, k := range kinds {
		for _, w := range k.words {
			if strings.Contains(padded, " "+w+" ") {
				return k.kind, false
			}
		}
	}
	return "", false
}
