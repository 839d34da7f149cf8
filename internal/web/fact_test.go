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
		{"8 € le sac", "6 ans accompagné", "8 € le sac / à partir de 6 ans (6 ans accompagné)", "8 € le sac / from age 6 (6 ans accompagné)"},
		{"de 5 à 10 €", "tout public", "de 5 € à 10 € / tout public", "€5 to €10 / all ages"},
		{"", "", "à préciser / ", "to be announced / "},
		{"demander à l’atelier", "petits doigts", "demander à l’atelier / petits doigts", "demander à l’atelier / petits doigts"},
	} {
		o := jema.Opening{Price: c.price, MinimumAge: c.age}
		if got := plainSpaces(french.PriceOf(o) + " / " + french.AgeOf(o)); got != c.fr {
			t.Errorf("%q, %q: %q, want %q", c.price, c.age, got, c.fr)
		}
		if got := plainSpaces(english.PriceOf(o) + " / " + english.AgeOf(o)); got != c.en {
			t.Errorf("%q, %q: %q, want %q", c.price, c.age, got, c.en)
		}
	}
	o := jema.Opening{Languages: "français, LSF", Access: "plain-pied"}
	if got := english.LanguagesOf(o); got != "French, French sign language" {
		t.Errorf("languages: %q", got)
	}
	if got := french.AccessOf(o); len(got) != 2 || plainSpaces(got[0]) != "Accessible : handicap moteur" || got[1] != "Plain-pied" {
		t.Errorf("access: %q", got)
	}
}

// A value somebody chose is kept whatever the words beside it hold; new words
// beside a value nobody touched change the value.
func TestTypedFacts(t *testing.T) {
	for name, c := range map[string]struct {
		was, now factForm
		want     jema.Facts
		words    string // of the price
	}{
		"words alone": {now: factForm{PriceWords: "5 €"}, want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 500}}, words: "5 €"},
		"value alone": {now: factForm{PriceKind: "amount", PriceFrom: "12,5"}, want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 1250}}, words: "12,50 €"},
		"both": {now: factForm{PriceKind: "amount", PriceFrom: "5", PriceWords: "matériel compris"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 500}}, words: "matériel compris"},
		"new words": {was: factForm{PriceKind: "amount", PriceFrom: "8", PriceWords: "8 € le sac"}, now: factForm{PriceKind: "amount", PriceFrom: "8", PriceWords: "10 € le sac"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 1000}}, words: "10 € le sac"},
		"access": {was: factForm{MI: "yes", AccessWords: "plain-pied"}, now: factForm{MI: "no", HI: "yes", AccessWords: "plain-pied"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceUnknown}, Access: jema.Access{MI: jema.No, HI: jema.Yes}}},
		"range": {now: factForm{PriceKind: "range", PriceFrom: "0", PriceTo: "5", AgeFrom: "8", Codes: "fr", LanguageWords: "anglais"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceRange, To: 500}, Age: jema.MinimumAge{Known: true, Years: 8}, Languages: "fr en"}, words: "de 0 € à 5 €"},
	} {
		var o jema.Opening
		var p jema.Problems
		c.now.fill(&o, c.was, &p)
		if o.Facts.Of != o.FactWords() || len(p) > 0 {
			t.Errorf("%s: %v", name, p)
		}
		c.want.Of = o.FactWords()
		if o.Facts != c.want || c.words != "" && plainSpaces(o.Price) != c.words {
			t.Errorf("%s: %+v beside %q, want %+v", name, o.Facts, o.Price, c.want)
		}
	}
	for _, wrong := range []factForm{{PriceKind: "amount", PriceFrom: "beaucoup"}, {PriceKind: "range", PriceFrom: "9", PriceTo: "3"}, {AgeFrom: "huit"}} {
		var o jema.Opening
		var p jema.Problems
		wrong.fill(&o, factForm{}, &p)
		if len(p) != 1 {
			t.Errorf("%+v: %v", wrong, p)
		}
	}
}

// The form gives back what was stored, and storing it again changes nothing.
func TestTheFormOfFactsIsStable(t *testing.T) {
	for _, o := range []jema.Opening{
		{Price: "gratuit", MinimumAge: "8 ans", Languages: "français", Access: "oui"},
		{Price: "8 € le sac", MinimumAge: "6 ans accompagné", Languages: "français (patois)", Access: "deux marches"},
		{}, {Price: "?", MinimumAge: "petits", Languages: "patois", Access: "à voir"},
	} {
		first := factFormOf(o)
		var p jema.Problems
		first.fill(&o, first, &p)
		if second := factFormOf(o); second != first || len(p) > 0 {
			t.Errorf("%+v becomes %+v (%v)", first, second, p)
		}
	}
}

func TestFactsOnThePages(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	shop := s.Workshop("Terre d’ici", owner.ID)
	artisan := s.as(owner)
	form := with(anOpening, "price_kind", "range", "price_from", "5", "price_to", "9", "price", "", "age_from", "8", "access_mi", "no", "language", "fr", "languages", "")
	made := artisan.post(at("/atelier/", shop.ID, "/evenement"), form)
	made.wants(t, 303)
	page := artisan.follow(made)
	page.says(t, "de 5 € à 9 €")
	page.says(t, "à partir de 8 ans")
	page.says(t, "Non accessible : handicap moteur")
	if got := page.page.Find(`select[name="access_mi"] option[selected]`).AttrOr("value", "?"); got != "no" {
		t.Errorf("the form shows %q", got)
	}
	refused := artisan.post(at("/atelier/", shop.ID, "/evenement"), with(form, "price_to", "2", "title", "Autre"))
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
	page := artisan.follow(artisan.post(at("/atelier/", shop.ID, "/evenement"), with(anOpening, "title", "VENEZ TOURNER UN BOL", "description", "•\tOn tourne 🙂")))
	page.says(t, "Le programme imprimé n’a pas le symbole 🙂")
	page.says(t, "En minuscules, ce serait : « Venez tourner un bol »")
	if got := s.plan(s.lastOpening()).Opening; got.Title != "VENEZ TOURNER UN BOL" || got.Description != "– On tourne 🙂" {
		t.Errorf("%q, %q", got.Title, got.Description)
	}
}
