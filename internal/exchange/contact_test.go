package exchange

import (
	"strings"
	"testing"
)

// What a cell, a header or an answer makes private is published nowhere, not
// even by a default or inside a text for the public.
func TestPrivateContactsAreNeverPublished(t *testing.T) {
	w := newWorld(t)
	flag, err := ParseDefault("publish_phone=oui")
	must(t, err)
	report := w.load("Atelier;Métier;Ville;Titre;Type;Horaires;Téléphone;Descriptif\n"+
		"A;Relieur;Valence;Un;exposition;samedi 10h-12h;06 39 98 01 02 (ne pas diffuser);Un texte.\n"+
		"B;Relieur;Valence;Deux;exposition;samedi 10h-12h;06 39 98 01 03;Un texte.\n",
		func(o *Options) { o.Defaults = []Default{flag} })
	if got := get[string](w, `SELECT string_agg(phone, ', ' ORDER BY name) FROM workshop WHERE publish_phone`); got != "06 39 98 01 03" {
		t.Errorf("published: %s\n%s", got, all(report))
	}
}

func TestAHeaderMayKeepAColumnPrivate(t *testing.T) {
	for header, want := range map[string]string{"Téléphone (non publié)": "false", "Téléphone (usage interne)": "false",
		"Votre téléphone (il ne sera pas communiqué)": "false", "Téléphone": "true"} {
		sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Titre;Type;Horaires;"+header+
			"\nA;Relieur;Valence;Un;exposition;samedi 10h-12h;06 39 98 01 02\n"))
		must(t, err)
		ref := against(t)
		ref.Defaults = map[string]string{"publish_phone": "oui"}
		row := Understand(sheet, ref)[0]
		if got := row.Fields["publish_phone"]; got != want || row.Fields["phone"] != "06 39 98 01 02" {
			t.Errorf("%s: publish %s, want %s\n%s", header, got, want, findingLines(row.Findings))
		}
	}
}

func TestATextThatGivesAPrivateContactWaits(t *testing.T) {
	head := "Atelier;Métier;Ville;Titre;Type;Horaires;Téléphone;Courriel;Publier le téléphone;Descriptif\n"
	for text, waits := range map[string]bool{
		"06 39 98 01 02;a@example.org;non;Appelez le 0639980102.":           true,
		"06 39 98 01 02;a@example.org;non;Réservez au 04 65 71 00 10.":      true, // the answer forbids any number
		"06 39 98 01 02;a@example.org;oui;Appelez le 06 39 98 01 02.":       false,
		"06 39 98 01 02;a@example.org;;Appelez l'office au 04 65 71 00 10.": false,
		"06 39 98 01 02;a@example.org;oui;Écrivez à A@example.org.":         true,
	} {
		row := readRows(t, head+"A;Relieur;Valence;Un;exposition;samedi 10h-12h;"+text+"\n")[0]
		if row.Hold != waits || waits != strings.Contains(findingLines(row.Findings), "n’est pas à publier") {
			t.Errorf("%s: waits %t\n%s", text, row.Hold, findingLines(row.Findings))
		}
	}
}

// An address that its artisan gives on booking is published nowhere, in whichever of
// the columns of the address the words are.
func TestAnAddressGivenOnBookingIsWithheld(t *testing.T) {
	head := "Atelier;Métier;Ville;Titre;Type;Horaires;Adresse;Adresse 1;Publier l'adresse\n"
	for typed, want := range map[string]string{
		"3 rue du Four;;oui":                                           "3 rue du Four, true",
		"communiquée à la réservation;;oui":                            ", false",
		"3 rue du Four (adresse communiquée sur réservation);;oui":     "3 rue du Four, false",
		"3 rue du Four;adresse exacte communiquée à l'inscription;oui": "3 rue du Four, false",
	} {
		row := readRows(t, head+"A;Relieur;Valence;Un;exposition;samedi 10h-12h;"+typed+"\n")[0]
		if got := row.Fields["address"] + ", " + row.Fields["publish_address"]; got != want {
			t.Errorf("%s: %q, want %q\n%s", typed, got, want, findingLines(row.Findings))
		}
	}
}
