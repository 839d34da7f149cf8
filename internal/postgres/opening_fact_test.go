package postgres_test

import (
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// The words of before the values are read into them; what cannot be read stays
// open and its words stay.
func TestOldWordsAreReadIntoFacts(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	if _, err := w.DB.Exec(`UPDATE opening SET price = '8 € le sac', minimum_age = '8 ans', languages = 'français, LSF',
		access = 'plain-pied, boucle magnétique', price_kind = 'unknown', price_from = NULL,
		age_from = NULL, facts_of = ''`); err != nil {
		t.Fatal(err)
	}
	if err := postgres.ReadOldFacts(t.Context(), w.DB.DB); err != nil {
		t.Fatal(err)
	}
	plan, err := w.Store.Opening(t.Context(), w.Territory.ID, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 800}, Age: jema.MinimumAge{Known: true, Years: 8},
		Languages: "fr fsl",
		Access:    jema.Access{MI: jema.Yes, HI: jema.Yes}, Of: plan.Opening.FactWords()}
	if plan.Opening.Facts != want || plan.Opening.Price != "8 € le sac" {
		t.Errorf("%+v beside %q, want %+v", plan.Opening.Facts, plan.Opening.Price, want)
	}
}

// An older program changes only the words: the database shows that the values
// no longer belong to them.
func TestValuesOfOtherWordsAreOutOfDate(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	if _, err := w.DB.Exec(`UPDATE opening SET price = '9 €' WHERE id = $1`, o.ID); err != nil {
		t.Fatal(err)
	}
	var current bool
	if err := w.DB.Get(&current, `SELECT facts_current FROM opening WHERE id = $1`, o.ID); err != nil || current {
		t.Errorf("current: %v, %v", current, err)
	}
}

func TestFactsAreStoredAsTyped(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	plan, err := w.Store.Opening(t.Context(), w.Territory.ID, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, price := range []jema.Price{{Kind: jema.PriceRange, From: 0, To: 500}, {Kind: jema.PriceRange, From: 1000},
		{Kind: jema.PriceOnSite},
		{Kind: jema.PriceAmount, From: 1250}, {Kind: jema.PriceUnknown}} {
		facts := jema.Facts{Price: price, Age: jema.MinimumAge{Known: true}, Languages: "fr it",
			Access: jema.Access{VI: jema.No, PI: jema.Yes, II: jema.No},
			Of:     plan.Opening.FactWords()}
		plan.Opening.Facts = facts
		if _, err := w.Store.SaveOpening(t.Context(), plan, storetest.Now); err != nil {
			t.Fatal(err)
		}
		if plan, err = w.Store.Opening(t.Context(), w.Territory.ID, o.ID); err != nil || plan.Opening.Facts != facts {
			t.Errorf("%+v, want %+v (%v)", plan.Opening.Facts, facts, err)
		}
	}
	plan.Opening.Facts.Price = jema.Price{Kind: jema.PriceRange, From: 500, To: 100}
	if _, err := w.Store.SaveOpening(t.Context(), plan, storetest.Now); jema.KindOf(err) != jema.KindInvalid {
		t.Errorf("from 5 € to 1 €: %v", err)
	}
}
