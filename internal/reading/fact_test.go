package reading

import (
	"testing"

	"jema/internal/jema"
)

func TestPrice(t *testing.T) {
	free, onSite, unknown := jema.Price{Kind: jema.PriceFree}, jema.Price{Kind: jema.PriceOnSite},
		jema.Price{Kind: jema.PriceUnknown}
	amount := func(n int) jema.Price { return jema.Price{Kind: jema.PriceAmount, From: n} }
	between := func(from, to int) jema.Price { return jema.Price{Kind: jema.PriceRange, From: from, To: to} }
	for _, c := range []struct {
		words string
		want  jema.Price
		exact bool
	}{
		{"gratuit", free, true}, {"Entrée libre", free, true}, {"GRATUIT !", free, true}, {"0 €", free, true},
		{"0", free, true},
		{"gratuit sur inscription", free, false}, {"Entrée gratuite.", free, true}, {"non gratuit", unknown, false},
		{"18 €", amount(1800), true}, {"18€", amount(1800), true}, {"18", amount(1800), true},
		{"12,50 €", amount(1250), true},
		{"12€50", amount(1250), true}, {"12.5 euros", amount(1250), true}, {"5 EUR", amount(500), true},
		{"8 € le sac", amount(800), false},
		{"12 € dès 8 ans", amount(1200), false}, {"15 € par personne", amount(1500), true}, {"5 € (matériel compris)",
			amount(500), false},
		{"de 5 à 10 €", between(500, 1000), true}, {"5-10 €", between(500, 1000), true},
		{"5€ / 10€", between(500, 1000), true},
		{"8 € adulte, 4 € enfant", between(400, 800), false}, {"8 €, gratuit moins de 12 ans", between(0, 800), false},
		{"à partir de 10 €", between(1000, 0), true}, {"payant", onSite, true}, {"à régler sur place", onSite, true},
		{"participation libre", onSite, true}, {"à préciser", unknown, true}, {"", unknown, true}, {"?", unknown, true},
		{"demander à Julie", unknown, false}, {"99999 €", unknown, false},
	} {
		got, exact := Price(c.words)
		if got != c.want || exact != c.exact {
			t.Errorf("%q is read as %+v, %v, want %+v, %v", c.words, got, exact, c.want, c.exact)
		}
	}
}

func TestAge(t *testing.T) {
	for words, want := range map[string]int{
		"8 ans": 8, "8": 8, "dès 8 ans": 8, "à partir de 12 ans": 12, "8 ans et plus": 8, "8+": 8, "+ 6 ans": 6,
		"min 10 ans":        10,
		"enfants dès 6 ans": 6, "6 ans accompagné": 6, "6-12 ans": 6, "adultes": 18, "tout public": 0, "Aucun": 0, "non": 0,
		"interdit aux moins de 12 ans": 12, "": -1, "?": -1, "moins de 12 ans accompagnés": -1, "scolaires": -1,
	} {
		age, _ := Age(words)
		if got := map[bool]int{true: age.Years, false: -1}[age.Known]; got != want {
			t.Errorf("%q is read as %d, want %d", words, got, want)
		}
	}
	if _, exact := Age("6 ans accompagné"); exact {
		t.Error("« accompagné » is lost")
	}
	if _, exact := Age("dès 8 ans"); !exact {
		t.Error("« dès 8 ans » holds nothing but an age")
	}
}

func TestLanguages(t *testing.T) {
	for words, want := range map[string]jema.LanguageCodes{
		"français": "fr", "Français, anglais": "fr en", "français et LSF": "fr fsl", "FR/EN/DE": "fr en de",
		"anglais, langue des signes française": "en fsl",
		"français (notions d'italien)":         "fr it", "": "", "patois": "",
	} {
		if got, _ := Languages(words); got != want {
			t.Errorf("%q is read as %q, want %q", words, got, want)
		}
	}
	if _, exact := Languages("français, patois"); exact {
		t.Error("« patois » is lost")
	}
}

func TestAccess(t *testing.T) {
	for words, want := range map[string]jema.Access{
		"": {}, "oui": {MI: jema.Yes}, "non": {MI: jema.No}, "plain-pied": {MI: jema.Yes}, "2 marches": {MI: jema.No},
		"1er étage sans ascenseur": {MI: jema.No}, "non, escaliers et sols glissants": {MI: jema.No}, "partiellement": {},
		"deux marches, rampe sur demande": {}, "plain-pied, deux marches au fond": {},
		"plain-pied, sans marche": {MI: jema.Yes},
		"boucle magnétique":       {HI: jema.Yes},
		"plain-pied ; boucle magnétique ; pas adapté aux malvoyants": {MI: jema.Yes, HI: jema.Yes, VI: jema.No},
		"tous handicaps": {HI: jema.Yes, VI: jema.Yes, MI: jema.Yes, II: jema.Yes, PI: jema.Yes},
		"handicap moteur : oui ; handicap auditif : non":   {MI: jema.Yes, HI: jema.No},
		"handicap mental : oui ; handicap psychique : non": {II: jema.Yes, PI: jema.No}, "accès PMR à confirmer": {},
		"PMR":            {MI: jema.Yes},
		"je ne sais pas": {}, "NSP": {}, "?": {}, "à voir": {}, "handicap moteur : je ne sais pas": {},
		"handicap moteur : NSP": {}, "handicap moteur : aucune idée": {},
		"non accessible aux personnes à mobilité réduite": {MI: jema.No}, "accessible aux fauteuils roulants": {MI: jema.Yes},
	} {
		if got := Access(words); got != want {
			t.Errorf("%q is read as %+v, want %+v", words, got, want)
		}
	}
}

// A wheel in print promises a way in: any doubt is a no.
func TestTheWheelStandsForAWayIn(t *testing.T) {
	for words, want := range map[string]bool{
		"oui": true, "Plain-pied": true, "PMR": true, "ascenseur, toilettes adaptées": true,
		"parcours accessible en fauteuil": true,
		"non":                             false, "non, escaliers et sols glissants": false, "2 marches": false,
		"1er étage sans ascenseur":    false,
		"1 marche, rampe sur demande": false, "terrain en pente": false, "escalier étroit": false, "": false,
	} {
		if got := Access(words).MI == jema.Yes; got != want {
			t.Errorf("%q: wheel %t, want %t", words, got, want)
		}
	}
}

// Values whose words were changed without them are out of date, and the words
// count.
func TestFactsFollowTheirWords(t *testing.T) {
	o := jema.Opening{Price: "5 €"}
	o.Facts = FactsOf(o)
	o.Facts.Price.From = 700 // typed by somebody, beside the words
	if got := Facts(o).Price.From; got != 700 {
		t.Errorf("the value typed is lost: %d", got)
	}
	o.Price = "9 €"
	if got := Facts(o).Price.From; got != 900 {
		t.Errorf("the words say 9 €, the value is %d", got)
	}
}
