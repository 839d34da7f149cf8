package exchange

import (
	"fmt"
	"math/rand/v2"

	"jema/internal/jema"
)

// asPeriod makes a fact one of both days alike, or a visit that the cell of hours describes;
// a fifth of them have the postal code of another commune.
func (f fact) asPeriod(r *rand.Rand) fact {
	f.sunday = f.saturday
	if f.slots != "" {
		f.kindWords, f.kind = "Visite guidée", jema.GuidedVisit
	}
	if r.IntN(5) == 0 {
		f.held = true
		f.postal = map[bool]string{true: "26400", false: "26120"}[f.postal == "26120"]
	}
	return f
}

// periodCells writes one opening a row, with a first and a last day.
func periodCells(r *rand.Rand, facts []fact) [][]string {
	days := pick(r, [][2]string{{"Date de début", "Date de fin"}, {"1er jour", "Dernier jour"}, {"Du", "Au"}})
	table := [][]string{{"Atelier", "Artisan", "Métier", "Adresse", "CP", "Ville", "Type", "Titre", days[0], days[1],
		"Horaires", "Tél.", "Courriel", words(r, "Accueil libre (O/N)|Sans réservation (O/N)"), "Anglais (O/N)",
		words(r, "Remarques|Observations")}}
	for _, f := range facts {
		last, when, free := "11/04/2027", f.saturday, "O"
		if f.slots != "" {
			last, free = "10/04/2027", "N"
			when = fmt.Sprintf("visites à %s (%d min, %d pers.)", f.slots, f.minutes, f.capacity)
		}
		table = append(table, []string{f.workshop, f.first + " " + f.last, f.craft, f.street, f.postal, f.commune,
			f.kindWords, f.title, "10/04/2027", last, when, f.phone, f.email, free, pick(r, []string{"O", "N"}),
			f.price + pick(r, []string{"", ", parle italien"})})
	}
	return table
}
