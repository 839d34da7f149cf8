package web

import (
	"testing"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/web/page"
)

func TestFactsAreSaidInTheReadersLanguage(t *testing.T) {
	french, english := page.Layout{Voice: catalogue.In("fr")}, page.Layout{Voice: catalogue.In("en")}
	for _, c := range []struct {
		price, age, fr, en string
	}{
		{"gratuit", "8 ans", "gratuit / à partir de 8 ans", "free / from age 8"},
		{"12,50 €", "dès 12 ans", "12,50 € / à partir de 12 ans", "€12.50 / from age 12"},
		{"8 € le sac", "6 ans accompagné", "8 € le sac / à partir de 6 ans (6 ans accompagné)",
			"€8 (8 € le sac) / from age 6 (6 ans accompagné)"},
		{"de 5 à 10 €", "tout public", "de 5 € à 10 € / tout public", "€5 to €10 / all ages"},
		{"", "", "à préciser / ", "to be announced / "},
		{"demander à l’atelier", "petits doigts", "demander à l’atelier / petits doigts",
			"demander à l’atelier / petits doigts"},
	} {
		o := jema.Opening{Price: c.price, MinimumAge: c.age}
		if got := plainSpaces(french.FactsOf(o).Price.String() + " / " + french.FactsOf(o).Age.String()); got != c.fr {
			t.Errorf("%q, %q: %q, want %q", c.price, c.age, got, c.fr)
		}
		if got := plainSpaces(english.FactsOf(o).Price.String() + " / " + english.FactsOf(o).Age.String()); got != c.en {
			t.Errorf("%q, %q: %q, want %q", c.price, c.age, got, c.en)
		}
	}
	o := jema.Opening{Languages: "français, LSF", Access: "plain-pied"}
	if got := english.LanguagesOf(o); got != "French, French sign language" {
		t.Errorf("languages: %q", got)
	}
	if got := french.AccessOf(o); len(got) != 2 || plainSpaces(string(got[0])) != "Accessible : handicap moteur" ||
		got[1] != "Plain-pied" {
		t.Errorf("access: %q", got)
	}
	if got := english.AccessOf(o); len(got) != 2 || got[1] != `<span lang="fr">Plain-pied</span>` {
		t.Errorf("the artisan's words are not marked as French: %q", got)
	}
}

func TestFactsOnThePages(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	shop := s.Workshop("Terre d’ici", owner.ID)
	artisan := s.as(owner)
	form := with(anOpening, "price_kind", "range", "price_from", "5", "price_to", "9", "price", "", "age_from", "8",
		"access_mi", "no", "language", "fr", "languages", "")
	made := artisan.post(at("/atelier/", shop.ID, "/evenement"), form)
	made.wants(t, 303)
	here := at("/mon-evenement/", s.lastOpening(), "")
	page := artisan.get(here)
	page.says(t, "de 5 € à 9 €")
	page.says(t, "à partir de 8 ans")
	page.says(t, "Non accessible : handicap moteur")
	if got := artisan.get(here+"/etapes/lieu").page.Find(`select[name="access_mi"] option[selected]`).AttrOr("value",
		"?"); got != "no" {
		t.Errorf("the form shows %q", got)
	}
	refused := artisan.post(here+"/etapes/textes", formOf("price_kind", "range", "price_from", "5", "price_to", "2"))
	refused.wants(t, 422)
	refused.says(t, "Donnez un montant en euros")
}

// A symbol that the printed programme lacks is named beside the field, and
// capitals are proposed in sentence case; both are stored as they were typed.
func TestTheFormNamesWhatPrintLacks(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	shop := s.Workshop("Terre d’ici", owner.ID)
	artisan := s.as(owner)
	artisan.follow(artisan.post(at("/atelier/", shop.ID, "/evenement"), with(anOpening, "title",
		"VENEZ TOURNER UN BOL", "description", "•\tOn tourne 🙂")))
	here := at("/mon-evenement/", s.lastOpening(), "/etapes/")
	artisan.get(here+"textes").says(t, "Le programme imprimé n’a pas le symbole 🙂")
	artisan.get(here+"activite").says(t, "En minuscules, ce serait : « Venez tourner un bol »")
	if got := s.plan(s.lastOpening()).Opening; got.Title != "VENEZ TOURNER UN BOL" || got.Description != "– On tourne 🙂" {
		t.Errorf("%q, %q", got.Title, got.Description)
	}
}
