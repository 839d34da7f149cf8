package artisan

import (
	"strings"
	"testing"

	"jema/internal/jema"
)

// A value that was chosen stays, whatever the words beside it contain; new
// words beside an untouched value change the value.
func TestTypedFacts(t *testing.T) {
	for name, c := range map[string]struct {
		was, now factForm
		want     jema.Facts
		words    string // of the price
	}{
		"words alone": {now: factForm{PriceWords: "5 €"}, want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount,
			From: 500}}, words: "5 €"},
		"value alone": {now: factForm{PriceKind: "amount", PriceFrom: "12,5"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 1250}}, words: "12,50 €"},
		"both": {now: factForm{PriceKind: "amount", PriceFrom: "5", PriceWords: "matériel compris"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 500}}, words: "matériel compris"},
		"new words": {was: factForm{PriceKind: "amount", PriceFrom: "8", PriceWords: "8 € le sac"},
			now:  factForm{PriceKind: "amount", PriceFrom: "8", PriceWords: "10 € le sac"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 1000}}, words: "10 € le sac"},
		"access": {was: factForm{MI: "yes", AccessWords: "plain-pied"}, now: factForm{MI: "no", HI: "yes",
			AccessWords: "plain-pied"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceUnknown}, Access: jema.Access{MI: jema.No, HI: jema.Yes}}},
		"range": {now: factForm{PriceKind: "range", PriceFrom: "0", PriceTo: "5", AgeFrom: "8", Codes: "fr",
			LanguageWords: "anglais"},
			want: jema.Facts{Price: jema.Price{Kind: jema.PriceRange, To: 500}, Age: jema.MinimumAge{Known: true, Years: 8},
				Languages: "fr en"}, words: "de 0 € à 5 €"},
	} {
		var o jema.Opening
		var p jema.Problems
		c.now.fill(&o, c.was, &p)
		if o.Facts.Of != o.FactWords() || len(p) > 0 {
			t.Errorf("%s: %v", name, p)
		}
		c.want.Of = o.FactWords()
		if o.Facts != c.want || c.words != "" && strings.ReplaceAll(o.Price, "\u00a0", " ") != c.words {
			t.Errorf("%s: %+v beside %q, want %+v", name, o.Facts, o.Price, c.want)
		}
	}
	for _, wrong := range []factForm{{PriceKind: "amount", PriceFrom: "beaucoup"}, {PriceKind: "range", PriceFrom: "9",
		PriceTo: "3"}, {AgeFrom: "huit"}} {
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
