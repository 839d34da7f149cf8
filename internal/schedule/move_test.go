package schedule

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jema/internal/jema"
	"jema/internal/proptest"
)

func TestMove(t *testing.T) {
	for _, c := range []struct {
		phrase string
		weeks  int
		want   string
	}{
		{"samedi 10 et dimanche 11 avril, 10h-12h et 14h-18h", 52, "samedi 8 et dimanche 9 avril, 10h-12h et 14h-18h"},
		{"Vendredi 9 avril : 16h-19h\nSamedi 10 avril : 9h-12h", 1, "Vendredi 16 avril : 16h-19h\nSamedi 17 avril : 9h-12h"},
		{"VENDREDI 9 AVRIL 17H-20H", 4, "VENDREDI 7 MAI 17H-20H"},
		{"Sam. 10 et dim. 11 avr. à 10 h 30 et 15 h", 4, "Sam. 8 et dim. 9 mai à 10 h 30 et 15 h"},
		{"Sam. 10 et dim. 11 avr. à 10 h 30", -8, "Sam. 13 et dim. 14 févr. à 10 h 30"},
		{"sam. 10/04 de 14h00 à 17h30, départ chaque heure", 52, "sam. 08/04 de 14h00 à 17h30, départ chaque heure"},
		{"sam. 10/4/27 de 14h à 17h", 52, "sam. 8/4/28 de 14h à 17h"},
		{"2027-04-10 10:00-12:00", 52, "2028-04-08 10:00-12:00"},
		{"10.04.2027 de 10h à 12h", -1, "03.04.2027 de 10h à 12h"},
		{"samedi 10 et dimanche 11 avril 2027 de 10 heures à 12 heures", 52,
			"samedi 8 et dimanche 9 avril 2028 de 10 heures à 12 heures"},
		{"samedi 10 et dimanche 11, toutes les heures de 14h à 18h", 1,
			"samedi 17 et dimanche 18, toutes les heures de 14h à 18h"},
		{"du jeudi 8 au dimanche 11 avril, tous les jours de 15h à 19h", 3,
			"du jeudi 29 avril au dimanche 2 mai, tous les jours de 15h à 19h"},
		{"du 8 au 11/04 de 15h à 19h", 3, "du 29/04 au 02/05 de 15h à 19h"},
		{"les 10 et 11 avril de 14h à 18h", 52, "les 8 et 9 avril de 14h à 18h"},
		{"les 10 et 11 de 14h à 18h", 52, "les 8 et 9 de 14h à 18h"},
		{"vendredi 9, samedi 10 et dimanche 11 avril à 9h", -1, "vendredi 2, samedi 3 et dimanche 4 avril à 9h"},
		{"jeudi 8 avril à 18h30", -1, "jeudi 1er avril à 18h30"},
		{"samedi 17 avril de 10h à 18h", 52, "samedi 15 avril de 10h à 18h"},
		{"samedi 31 avril de 10h à 17h", 52, "samedi 31 avril de 10h à 17h"},
		{"tous les jours sauf samedi 10, 10h-12h", 1, "tous les jours sauf samedi 17, 10h-12h"},
		{"samedi 10 à 14h", 52, "samedi 8 à 14h"},
		{"samedi 10-12h", 52, "samedi 10-12h"},
		{"le vendredi pour les scolaires: 9h, 10h, 11h (30 élèves, 3 groupes)", 52,
			"le vendredi pour les scolaires: 9h, 10h, 11h (30 élèves, 3 groupes)"},
		{"sur rendez-vous au 04 65 71 00 12", 52, "sur rendez-vous au 04 65 71 00 12"},
		{"toutes les 20 min entre 14h et 17h le samedi 10 avril", 52, "toutes les 20 min entre 14h et 17h le samedi 8 avril"},
		{"LE WEEK END DE 10H A 12H30 ET DE 14H A 18H", 52, "LE WEEK END DE 10H A 12H30 ET DE 14H A 18H"},
		{"10h, 11h30, 14h et 16h", 52, "10h, 11h30, 14h et 16h"},
		{"12 rue du Gravier, le samedi 10 avril, grand bazar", 52, "12 rue du Gravier, le samedi 8 avril, grand bazar"},
		{"le 10 avril, dès 8 ans, 5 €, 12 places", 52, "le 8 avril, dès 8 ans, 5 €, 12 places"},
		{"\xff samedi 10 avril", 52, "\xff samedi 10 avril"},
		{"samedi 10 avril", 0, "samedi 10 avril"},
	} {
		if got := Move(c.phrase, edition(Free, 0), c.weeks); got != c.want {
			t.Errorf("%q by %d weeks\n got %q\nwant %q", c.phrase, c.weeks, got, c.want)
		}
	}
}

// TestMoveFirst needs an edition that has a first of a month.
func TestMoveFirst(t *testing.T) {
	f := season(Free)
	for phrase, want := range map[string]string{
		"jeudi 1er avril 10h-12h":                      "jeudi 8 avril 10h-12h",
		"JEUDI 1ER ET SAMEDI 3 AVRIL 10H-12H":          "JEUDI 8 ET SAMEDI 10 AVRIL 10H-12H",
		"samedi 24 avril 10h-12h":                      "samedi 1er mai 10h-12h",
		"vendredi 23 et vendredi 30 avril 10h":         "vendredi 30 avril et vendredi 7 mai 10h",
		"du mardi 30 mars au vendredi 2 avril 10h-12h": "du mardi 6 avril au vendredi 9 avril 10h-12h",
	} {
		if got := Move(phrase, f, 1); got != want {
			t.Errorf("%q\n got %q\nwant %q", phrase, got, want)
		}
	}
}

// moved is the edition that many weeks later.
func moved(f Frame, weeks int) Frame {
	f.From, f.To = f.From.AddDays(7*weeks), f.To.AddDays(7*weeks)
	return f
}

// sameMoved checks that the moved phrase means for the moved edition what the
// phrase means for the edition.
func sameMoved(t testing.TB, phrase string, f Frame, weeks int) {
	spans, err := Parse(phrase, f)
	later := Move(phrase, f, weeks)
	again, errLater := Parse(later, moved(f, weeks))
	if (err == nil) != (errLater == nil) {
		t.Fatalf("%q: %v\n%q: %v", phrase, err, later, errLater)
	}
	for i := range spans {
		spans[i].Day = spans[i].Day.AddDays(7 * weeks)
	}
	if compact(spans) != compact(again) {
		t.Fatalf("%q: %s\n%q: %s", phrase, compact(spans), later, compact(again))
	}
}

func TestMovedPhrasesSayTheSame(t *testing.T) {
	for _, table := range [][]reading{openings, forms, slots} {
		for _, r := range table {
			for _, weeks := range []int{-53, -1, 1, 3, 4, 52, 104} {
				sameMoved(t, r.phrase, edition(r.kind, r.minutes), weeks)
			}
		}
	}
}

func TestPrintedPhrasesMove(t *testing.T) {
	proptest.Check(t, func(t *rapid.T) {
		f := frames().Draw(t, "edition")
		spans := spansIn(f).Draw(t, "spans")
		weeks := rapid.IntRange(1, 60).Draw(t, "weeks")
		if len(spans) == 0 || f.From.Year != f.To.Year || moved(f, weeks).From.Year != moved(f, weeks).To.Year {
			return
		}
		phrase := Print(spans, f)
		var want []jema.Span
		for _, s := range spans {
			s.Day = s.Day.AddDays(7 * weeks)
			want = append(want, s)
		}
		got, err := Parse(Move(phrase, f, weeks), moved(f, weeks))
		if err != nil || compact(got) != compact(want) {
			t.Fatalf("%s\n%s\n%v\n%s", phrase, Move(phrase, f, weeks), err, strings.TrimSpace(compact(got)))
		}
	})
}
