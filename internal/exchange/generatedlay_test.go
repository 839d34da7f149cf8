package exchange

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"jema/internal/jema"
)

// twoLines are the layouts whose header has two lines.
var twoLines = map[string]bool{"twolines": true, "fromto": true, "halves": true}

// own are the layouts that have their own columns: « observations » is the list of
// an office with all the rest in its last column, « rows » has one session a row,
// « layman » has the words of somebody who made a first spreadsheet, « period » a first and a
// last day, yes and no, visits below the hours, facts in its remarks and wrong postal codes.
var own = map[string]bool{"observations": true, "rows": true, "layman": true, "period": true}

// halfHours are the halves of a day of some hours, "" for one that is closed.
func halfHours(hours string) (morning, afternoon string) {
	if strings.Contains(hours, "10h-12h") {
		morning = "10h-12h"
	}
	if strings.Contains(hours, "18h") {
		afternoon = "14h-18h"
	}
	return morning, afternoon
}

// ticked is a cell of the grid of a form.
func ticked(hours string) string {
	var boxes []string
	morning, afternoon := halfHours(hours)
	if morning != "" {
		boxes = append(boxes, "Matin ("+morning+")")
	}
	if afternoon != "" {
		boxes = append(boxes, "Après-midi ("+afternoon+")")
	}
	return strings.Join(boxes, ", ")
}

// halfColumns are a beginning and an end for each half of a day.
func halfColumns(day string, hours func(fact) string) (list []column) {
	for i, header := range []string{"Matin de", "à", "Après-midi de", "à"} {
		list = append(list, column{day, header, func(f fact) string {
			morning, afternoon := halfHours(hours(f))
			from, to, _ := strings.Cut([]string{morning, afternoon}[i/2], "-")
			return []string{from, to}[i%2]
		}})
	}
	return list
}

// shortCommunes are communes as people shorten them.
var shortCommunes = [][3]string{{"Bourg de P.", "26057", "26300"}, {"Bourg lès V.", "26058", "26500"},
	{"St Paul lès R.", "26323", "26750"},
	{"Portes lès V.", "26252", "26800"}, {"Mairie de Chabeuil", "26064", "26120"}, {"Étoile s/ Rhône", "26124", "26800"}}

// asLaymen makes a fact one that a layout of its own can express: the kind is the
// title, but where each session has its title.
func (f fact) asLaymen(r *rand.Rand, layout string) fact {
	if layout == "rows" {
		f.kindWords, f.kind = "Initiation", jema.Initiation
		return f
	}
	if layout == "period" {
		return f.asPeriod(r)
	}
	kinds := []string{"Portes ouvertes", "Démonstration", "Exposition"}
	if f.slots != "" {
		kinds = []string{"Initiation", "Visite guidée"}
	}
	f.kindWords = pick(r, kinds)
	f.kind, _ = readKind(f.kindWords)
	f.title = f.kindWords
	if layout == "layman" {
		town := pick(r, shortCommunes)
		f.commune, f.insee, f.postal = town[0], town[1], town[2]
	}
	return f
}

// ownCells writes the table of a layout of its own.
func ownCells(r *rand.Rand, layout string, facts []fact) (table [][]string) {
	switch layout {
	case "observations":
		table = [][]string{{"Nom de l'atelier", "Exposant", "Métier", "Rue", "Ville",
			words(r, "Observations|Remarques|Divers|Notes")}}
		for _, f := range facts {
			table = append(table, []string{f.workshop, f.first + " " + f.last, f.craft, f.street, f.commune, f.observed()})
		}
	case "rows":
		table = [][]string{{"Séance", "Atelier", "Intervenant", "Métier", "Type", "Date", "Heure de début", "Durée", "Jauge",
			"Tarif", "Commune", "Lieu", "Tél. réservation", "Courriel"}}
		for _, f := range facts {
			for _, start := range strings.FieldsFunc(strings.ReplaceAll(f.slots, " et ", ", "),
				func(c rune) bool { return c == ' ' || c == ',' }) {
				table = append(table, []string{f.title, f.workshop, f.first + " " + f.last, f.craft, f.kindWords, "10/04/2027",
					start, fmt.Sprint(f.minutes, " min"),
					fmt.Sprint(f.capacity), f.price, f.commune, f.street, f.phone, f.email})
			}
		}
	case "period":
		table = periodCells(r, facts)
	case "layman":
		table = [][]string{{"Comment s'appelle l'atelier ?", "Qui est-ce ?", "Quel métier ?", "On y fait quoi ?",
			"C'est où ? (rue)", "C'est où ? (ville)", "On vient quand ?",
			"Ça dure combien ?", "Combien à la fois ?", "Faut-il réserver ?", "Combien ça coûte ?", "On appelle qui ?",
			"Mail", "Entre nous"}}
		for _, f := range facts {
			when, places, minutes, book := bothDays(f), "", "", "non"
			if f.slots != "" {
				when, places, minutes, book = "samedi 10 avril à "+f.slots, fmt.Sprint(f.capacity),
					fmt.Sprint(f.minutes, " min"), "oui"
			}
			table = append(table, []string{f.workshop, f.first + " " + f.last, f.craft, strings.ToLower(f.kindWords), f.street,
				f.commune, when, minutes, places, book, f.price,
				f.phone, f.email, pick(r, []string{"", "", "à rappeler"})})
		}
	}
	return table
}

// observed is all that an office notes of a fact in its last column.
func (f fact) observed() string {
	when := bothDays(f)
	if f.slots != "" {
		when = fmt.Sprintf("samedi 10 avril à %s, durée %d min, %d personnes maximum", f.slots, f.minutes, f.capacity)
	}
	return fmt.Sprintf("%s %s. %s. Tél. %s ; %s", f.kindWords, when, f.price, f.phone, f.email)
}
