package content

import (
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
)

// Facts are what a visitor does not expect anyway: no label before « Gratuit », no
// label twice, no French where every workshop speaks it.
func TestFactsAreShort(t *testing.T) {
	for _, c := range []struct {
		price, languages string
		want             []string
	}{
		{"gratuit", "français", []string{"Gratuit"}},
		{"Tarif : 12 €", "français, anglais", []string{"Tarif\u00a0: 12\u00a0€", "Langues\u00a0: français, anglais"}},
		{"8 € le sac", "", []string{"Tarif\u00a0: 8\u00a0€ le sac"}},
	} {
		p := jema.Programme{Entries: []jema.Entry{{Opening: jema.Opening{Price: c.price, Languages: c.languages}}}}
		if got := Collect(p, French, nil).Entries[0].Facts; !slices.Equal(got, c.want) {
			t.Errorf("%q, %q: %q, want %q", c.price, c.languages, got, c.want)
		}
	}
}

// Behind a picture character that is left out no white is left before the stop.
func TestNoWhiteBeforeAStop(t *testing.T) {
	var s Setter
	if got := s.Line("Venez nombreux 😀. Ou non 🎉 !"); strings.Contains(got, " .") || !strings.HasPrefix(got,
		"Venez nombreux.") {
		t.Errorf("%q", got)
	}
}

// Each language of a poster writes days and hours by its own rules.
func TestForeignDaysAndHours(t *testing.T) {
	day := func(d int) jema.Date { return jema.Date{Year: 2027, Month: 4, Day: d} }
	for code, want := range map[string][3]string{
		"de": {"Samstag, 10. und Sonntag, 11. April", "von 9.30 Uhr bis 12 Uhr", "Dienstag, 6. bis Sonntag, 11. April"},
		"it": {"sabato 10 e domenica 11 aprile", "ore 9.30–12", "da martedì 6 a domenica 11 aprile"},
		"es": {"sábado 10 y domingo 11 de abril", "de 9:30 h a 12 h", "del martes 6 al domingo 11 de abril"},
		"pt": {"sábado, 10 e domingo, 11 de abril", "das 9h30 às 12h", "de terça-feira, 6 a domingo, 11 de abril"},
	} {
		f := ForeignOf(code)
		got := [3]string{f.Say.Names([]jema.Date{day(10), day(11)}), f.Say.FromTo(570, 720), f.Say.Days(day(6), day(11))}
		for i := range got {
			if got[i] = Plain(got[i]); got[i] != want[i] {
				t.Errorf("%s: %q, want %q", code, got[i], want[i])
			}
		}
		for _, words := range []string{f.Free, f.Booked, f.Access, f.Welcome, f.ByBooking, f.OpenMany, f.Name,
			f.Practical, f.HowFree, f.HowBook, f.HowCancel, f.HowPay, f.HowAccessTitle, f.HowAccess, f.HowSafeTitle, f.HowSafe,
			f.ContactTitle, f.ByTelephone, f.ByMail} {
			if words == "" {
				t.Errorf("%s lacks a sentence", code)
			}
		}
	}
}

// An English programme has crafts, prices, languages and access in English.
func TestEnglishFacts(t *testing.T) {
	craft := &jema.Craft{Slug: "relieur", Name: "Relieur", Domain: jema.CraftDomain{Slug: "papier-graphisme-et-impression",
		Name: "Papier, graphisme et impression"}}
	p := jema.Programme{Entries: []jema.Entry{{Craft: craft, Opening: jema.Opening{Price: "12 €",
		Languages: "français, anglais", Access: "accès PMR"}}}}
	c := Collect(p, english, nil)
	e := c.Entries[0]
	said := strings.Join(append(e.Facts, e.Craft, e.Access, c.DomainName(craft.Domain)), "; ")
	for _, french := range []string{"Relieur", "12 €", "français", "accès", "Papier"} {
		if strings.Contains(said, french) {
			t.Errorf("%q in %q", french, said)
		}
	}
	if !e.Translated || len(e.Facts) != 2 {
		t.Errorf("%q", said)
	}
}

// Access is kinds with their words, then what the artisan's words say beyond an answer.
func TestAccessIsKindsAndWords(t *testing.T) {
	yes := jema.Facts{Access: jema.Access{MI: jema.Yes, HI: jema.Yes, PI: jema.No}}
	for _, c := range []struct {
		words      string
		facts      jema.Facts
		said, rest string
	}{
		{"Oui.", jema.Facts{}, "handicap moteur", ""},
		{"non", jema.Facts{}, "non pour le handicap moteur", "non pour le handicap moteur"},
		{"plain-pied", jema.Facts{}, "handicap moteur, plain-pied", "plain-pied"},
		{"2 marches à l’entrée", jema.Facts{}, "2 marches à l’entrée", "2 marches à l’entrée"},
		{"accès PMR", yes, "handicap moteur, handicap auditif, non pour le handicap psychique",
			"non pour le handicap psychique"},
	} {
		o := jema.Opening{Access: c.words, Facts: c.facts}
		if c.facts != (jema.Facts{}) {
			o.Facts.Of = o.FactWords()
		}
		p := jema.Programme{Entries: []jema.Entry{{Opening: o}}}
		if e := Collect(p, French, nil).Entries[0]; Plain(e.Access) != c.said || Plain(e.AccessRest) != c.rest {
			t.Errorf("%q: %q and %q", c.words, e.Access, e.AccessRest)
		}
	}
}
