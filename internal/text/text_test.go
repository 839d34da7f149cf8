package text

import (
	"strings"
	"testing"

	"jema/internal/jema"
)

// visible shows the no-break spaces: ~ is U+00A0, _ is U+202F.
var visible = strings.NewReplacer(NoBreak, "~", NarrowNoBreak, "_")

func TestTypeset(t *testing.T) {
	for typed, want := range map[string]string{
		"C'est l'atelier!":                         "C’est l’atelier_!",
		"de 14h30 à 18h, ou 9:05":                  "de 14~h~30 à 18~h, ou 9~h~05",
		"de 10 h à 12h00":                          "de 10~h à 12~h",
		"pièces \"mangées\", et":                   "pièces «~mangées~», et",
		"« voilà »":                                "«~voilà~»",
		"Attention : c'est ouvert ; venez ?":       "Attention~: c’est ouvert_; venez_?",
		"18 € ou 25 euros, 30%":                    "18~€ ou 25~€, 30~%",
		"voir https://delubac.example.com/a?b:c !": "voir https://delubac.example.com/a?b:c_!",
		"7 000 visiteurs":                          "7_000 visiteurs",
		"04 65 71 00 12":                           "04~65~71~00~12",
		"attendez...":                              "attendez…",
		"quoi ?!":                                  "quoi_?!",
		"le 10 avril":                              "le 10~avril",
		"oui - non":                                "oui – non",
		"«il dit « oui » »":                        "«~il dit “oui”~»",
	} {
		got := visible.Replace(Typeset(typed))
		if got != want {
			t.Errorf("Typeset(%q) = %q, want %q", typed, got, want)
		}
		if twice := visible.Replace(Typeset(Typeset(typed))); twice != got {
			t.Errorf("typesetting %q twice gives %q, once %q", typed, twice, got)
		}
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"Étoile-sur-Rhône":       "etoile-sur-rhone",
		"  La Baume–d’Hostun ":   "la baume-d'hostun",
		"Chef-d'ŒUVRE\u00a0bœuf": "chef-d'oeuvre boeuf",
	} {
		if got := Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
	}
	if got := Slug("Bijouterie, joaillerie, orfèvrerie et horlogerie"); got != "bijouterie-joaillerie-orfevrerie-et-horlogerie" {
		t.Errorf("Slug gives %q", got)
	}
}

func TestClean(t *testing.T) {
	if got := Line(" a\x00b \u202e c\tune\nligne \xff "); got != "ab c une ligne \ufffd" {
		t.Errorf("Line gives %q", got)
	}
	if got := Lines("a\r\n\r\n\r\n b \r c\n"); got != "a\n\nb\nc" {
		t.Errorf("Lines gives %q", got)
	}
	if got := Line("e\u0301"); got != "é" {
		t.Errorf("Line leaves %q decomposed", got)
	}
}

func TestFrenchDates(t *testing.T) {
	day := jema.Date{Year: 2027, Month: 4, Day: 10}
	for got, want := range map[string]string{
		Day(day): "samedi~10~avril~2027",
		DayMonth(jema.Date{Year: 2027, Month: 4, Day: 1}): "jeudi~1er~avril",
		Days(day.AddDays(-4), day.AddDays(1)):             "du mardi~6 au dimanche~11~avril~2027",
		Days(day.AddDays(-11), day):                       "du mardi~30~mars au samedi~10~avril~2027",
		Clock(jema.NewClock(9, 5)):                        "9~h~05",
		FromTo(600, 720):                                  "de 10~h à 12~h",
		Minutes(90):                                       "1~h~30",
		Count(1, "place", "places"):                       "1~place",
		Count(1500, "place", "places"):                    "1_500~places",
		Join([]string{"a", "b", "c"}):                     "a, b et c",
	} {
		if visible.Replace(got) != want {
			t.Errorf("got %q, want %q", visible.Replace(got), want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, pair := range [][2]string{{"Étoile", "Eymeux"}, {"cote", "côte"}, {"Baume", "Beauvallon"}} {
		if Compare(pair[0], pair[1]) >= 0 {
			t.Errorf("%q must come before %q", pair[0], pair[1])
		}
	}
}
