package exchange

import (
	"strings"
	"testing"
)

// Characters that no face has are named by themselves, text from a word
// processor is cleaned and reported, capitals are left as typed.
func TestTheLettersOfTexts(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Type;Titre;Horaires;Descriptif\n"+
		"A;Relieur;Valence;exposition;VENEZ VOIR LA RELIURE;samedi 10h-12h;\"o\tCou\u00addre\n1.\tDorer 🙂\"\n"))
	must(t, err)
	row := Understand(sheet, against(t))[0]
	got := findingLines(row.Findings)
	for _, want := range []string{"Descriptif: Le programme imprimé n’a pas le symbole 🙂",
		"Descriptif: Texte collé d’un traitement de texte, nettoyé : « – Coudre 1. Dorer 🙂 ».",
		"Titre: En capitales. En minuscules, ce serait : « Venez voir la reliure »."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "U+") || row.Fields["title"] != "VENEZ VOIR LA RELIURE" ||
		plain(row.Fields["description"]) != "– Coudre\n1. Dorer 🙂" {
		t.Errorf("%q, %q\n%s", row.Fields["title"], row.Fields["description"], got)
	}
}
