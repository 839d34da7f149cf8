package schedule

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jema/internal/jema"
	"jema/internal/proptest"
)

// bystanders are sentences about days without hours of their own, about other
// people or other times of the year.
var bystanders = []string{"Galerie ouverte du mardi au samedi", "Montage jeudi",
	"Galerie ouverte toute l'année du mardi au samedi",
	"Ouvert du mercredi au dimanche en temps normal", "Mardi réservé aux scolaires", "Jeudi : scolaires uniquement",
	"Relâche mardi",
	"En temps normal, mardi 8h-9h", "Jeudi 8h-9h (scolaires uniquement)", "Le mercredi, les 6 jours",
	"Hors JEMA : du mardi au samedi"}

// independent draws a sentence that neither takes anything away nor refers to
// another, with its own hours.
func independent() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		days := rapid.SampledFrom([]string{"samedi", "samedi et dimanche", "du mardi au vendredi", "dimanche 11 avril",
			"vendredi 9, samedi 10 avril",
			"le week-end", "tous les jours", "jeudi 8", "du 9 au 11 avril", "les 9 et 10 avril"}).Draw(t, "days")
		hours := rapid.SampledFrom([]string{"10h-18h", "de 9h à 12h et de 14h à 18h", "14h-19h", "10h-12h / 15h-17h",
			"19h-21h"}).Draw(t, "hours")
		words := rapid.SampledFrom([]string{" : ", " ", ", "}).Draw(t, "words")
		if rapid.Bool().Draw(t, "hours first") {
			return hours + " " + days
		}
		return days + words + hours
	})
}

// TestHoursNeverTravelBetweenSentences joins two sentences by a full stop or a
// line break: no day may get hours that neither sentence alone gives it.
func TestHoursNeverTravelBetweenSentences(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		f := edition(Free, 0)
		two := []string{independent().Draw(t, "one"), independent().Draw(t, "other")}
		if rapid.Bool().Draw(t, "bystander") {
			two[0] = rapid.SampledFrom(bystanders).Draw(t, "bystander")
		}
		if rapid.Bool().Draw(t, "turned") {
			slices.Reverse(two)
		}
		var alone []jema.Span
		for _, s := range two {
			spans, _ := Parse(s, f)
			alone = append(alone, spans...)
		}
		joined := two[0] + rapid.SampledFrom([]string{". ", "\n", ".\n", " ; ", "\n- "}).Draw(t, "end") + two[1]
		spans, err := Parse(joined, f)
		if err != nil {
			return // asked
		}
		for _, s := range spans {
			if !slices.Contains(alone, s) {
				t.Fatalf("%q: %v is in neither sentence", joined, s)
			}
		}
	})
}
