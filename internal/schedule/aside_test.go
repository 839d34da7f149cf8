package schedule

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jema/internal/proptest"
)

// asideWords are not about time, and no list of them is complete.
var asideWords = []string{"chouette", "forge", "véranda", "glycine", "tilleuls", "Bonjour", "🙂", "Durand", "porcelaine",
	"(parking)", "gratuit",
	"exposants", "zut", "kaolin", "les tilleuls", "à la forge", "de porcelaine", "chez Durand", "06 12 34 56 78",
	"12 rue des Tilleuls", "5 €",
	"(pas de parking)", ", sans ascenseur,", "(paiement par carte non accepté)",
	"contact@forge.fr", "38150 Ville", "Mme Forge", "dès 8 ans"}

// dangerousWords change hours or put them in doubt.
var dangerousWords = []string{"pas", "fermé", "sauf", "sous réserve", "vers", "environ", "complet", "sur rendez-vous",
	"à confirmer", "ou",
	"sauff", "férmé", "excepté", "hormis", "annulé", "reporté", "si possible", "selon la météo", "éventuellement",
	"peut-être", "jamais",
	"complets", "environs", "sans", "aucun", "approximatif", "vesr", "fermée", "relâche", "voire",
	"à défaut", "plutôt", "en principe", "presque", "sinon", "à la demande", "plus tôt",
	"idéalement", "en option", "hypothèse", "places épuisées", "déprogrammé", "je vous redis", "à revoir", "à la louche",
	"horaires indicatifs", "modifiables", "on en reparle", "j'attends confirmation", "je croise les doigts", "0 place",
	"en cours de validation", "pour la famille seulement",
	"je renonce à ouvrir"}

// exceptions are the dangerous words that other hours in brackets may follow.
var exceptions = []string{"sauf", "sauff", "excepté", "hormis"}

var negative = regexp.MustCompile(`(?i)sauf|ferm|pause|\bpas\b|hors|except|sans|autres`)

// readable draws a phrase that is read, with its frame.
func readable() *rapid.Generator[reading] {
	var all []reading
	for _, table := range [][]reading{openings, forms, slots} {
		for _, r := range table {
			if !strings.HasPrefix(r.want, "✗") {
				all = append(all, r)
			}
		}
	}
	return rapid.SampledFrom(all)
}

// inserted puts words between two words of a phrase, or at an end.
func inserted(t *rapid.T, phrase, words string) string {
	parts := strings.Split(phrase, " ")
	at := rapid.IntRange(0, len(parts)).Draw(t, "at")
	return strings.Join(slices.Insert(parts, at, words), " ")
}

func TestWordsNotAboutTimeNeverChangeHours(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		r := readable().Draw(t, "phrase")
		words := rapid.SampledFrom(asideWords).Draw(t, "words")
		phrase := inserted(t, r.phrase, words)
		got, err := Read(phrase, edition(r.kind, r.minutes))
		if err != nil {
			return // asked
		}
		if compact(got.Spans) != r.want {
			t.Fatalf("%q\n%q: %s\nwant %s", r.phrase, phrase, compact(got.Spans), r.want)
		}
	})
}

// numbered are words with a number that is no day and no hour.
var numbered = []string{"bus %d", "lignes %d et %d", "bus %d, %d et 10", "salle %d", "%d rue Basse",
	"le %d bis rue Haute", "%d €", "de %d à %d €",
	"dès %d ans", "%d personnes", "%d à %d ans", "n° %d", "à %d km", "à %d min à pied", "place du %d avril 1944",
	"%d exposants", "code %d", "étage %d",
	"ateliers %d et %d", "stand %d", "il y a %d ans", "parking %d places", "%d %% de remise"}

// TestNumbersNotAboutTimeNeverChangeHours puts a number that counts or names
// something before, behind or into a phrase.
func TestNumbersNotAboutTimeNeverChangeHours(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		r := readable().Draw(t, "phrase")
		words := rapid.SampledFrom(numbered).Draw(t, "words")
		n := rapid.IntRange(1, 31).Draw(t, "number")
		words = strings.ReplaceAll(strings.Replace(words, "%d", strconv.Itoa(n), 1), "%d", strconv.Itoa(n+1))
		mark := rapid.SampledFrom([]string{", ", " ; ", ". ", "\n", " ("}).Draw(t, "mark")
		phrase := words + mark + r.phrase
		if rapid.Bool().Draw(t, "behind") {
			phrase = r.phrase + mark + words
		}
		if mark == " (" {
			phrase += ")"
		}
		got, err := Read(phrase, edition(r.kind, r.minutes))
		if err == nil && compact(got.Spans) != r.want {
			t.Fatalf("%q\n%q: %s\nwant %s", r.phrase, phrase, compact(got.Spans), r.want)
		}
	})
}

func TestDangerousWordsAreNeverPassedOver(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		r := readable().Draw(t, "phrase")
		words := rapid.SampledFrom(dangerousWords).Draw(t, "words")
		if negative.MatchString(r.phrase) {
			return // « sauf mercredi, fermé » says nothing new
		}
		phrase := inserted(t, r.phrase, words)
		if slices.Contains(exceptions, words) && strings.Contains(phrase, words+" (") {
			return // « 10h-19h sauf (dimanche 10h-18h) » means what « 10h-19h (dimanche 10h-18h) » does
		}
		got, err := Read(phrase, edition(r.kind, r.minutes))
		if err == nil && compact(got.Spans) == r.want {
			t.Fatalf("%q with %q in it still means %s", phrase, words, r.want)
		}
	})
}

// others have hours that are not those of the opening; no list of them is complete.
var others = []string{"vide-grenier", "brocante", "marché", "montage", "installation des exposants", "rangement",
	"ménage", "SAV", "standard", "appels", "office de tourisme", "boulangerie", "pot des artisans", "four", "zut",
	"répétition", "chouette", "les pompiers", "mariage de ma fille", "réunion des bénévoles"}

// TestHoursOfOtherThingsAreNeverAdded puts hours that a noun leads to behind a phrase: they
// are asked about or set aside, and never become hours of the opening.
func TestHoursOfOtherThingsAreNeverAdded(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		r := readable().Draw(t, "phrase")
		noun := rapid.SampledFrom(others).Draw(t, "noun")
		mark := rapid.SampledFrom([]string{", ", " ; ", ". ", "\n", " (", " / "}).Draw(t, "mark")
		if r.kind != Free || named.MatchString(r.phrase) {
			return
		}
		phrase := r.phrase + mark + noun + " 5h45-6h15"
		if mark == " (" {
			phrase += ")"
		}
		got, err := Read(phrase, edition(r.kind, r.minutes))
		if err == nil && compact(got.Spans) != r.want {
			t.Fatalf("%q: %s\nwant %s or a question", phrase, compact(got.Spans), r.want)
		}
	})
}

// named begins with the name of what opens, so that another name may be another workshop.
var named = regexp.MustCompile(`(?i)^[^0-9]*\b(atelier|stage|portes|visite|expo)`)

// amenities are what a workshop may lack and be open.
var amenities = []string{"pas de parking", "sans ascenseur", "pas de CB", "il n'y a pas de wifi",
	"stationnement interdit",
	"accès non adapté", "sur rendez-vous pour les groupes"}

// TestNegationsBesideTimeAreNeverPassedOver writes a day, a part of one or hours beside what
// is not to be had: the negation may then be of the opening.
func TestNegationsBesideTimeAreNeverPassedOver(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		r := readable().Draw(t, "phrase")
		words := rapid.SampledFrom(amenities).Draw(t, "words")
		when := rapid.SampledFrom([]string{"dimanche", "le matin", "14h-16h", "à 15h", "le week-end"}).Draw(t, "when")
		mark := rapid.SampledFrom([]string{", ", " ; ", ". ", "\n"}).Draw(t, "mark")
		if negative.MatchString(r.phrase) {
			return
		}
		phrase := r.phrase + mark + words + " " + when
		if rapid.Bool().Draw(t, "when first") {
			phrase = r.phrase + mark + when + " " + words
		}
		got, err := Read(phrase, edition(r.kind, r.minutes))
		if err == nil && compact(got.Spans) == r.want {
			t.Fatalf("%q still means %s, with %q set aside", phrase, r.want, got.SetAside)
		}
	})
}
