package exchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A comment on a cell is named, and never published; one that puts the event in doubt lets
// its row wait.
func TestCommentsOnCells(t *testing.T) {
	for _, c := range []struct {
		words string
		waits bool
	}{
		{"Désistement reçu par téléphone", true}, {"Accueil:\nferme à 17h le samedi", true}, {"à confirmer", true},
		{"[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment.\n\n" +
			"Comment:\n    ne pas publier", true},
		{"[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    belle vitrine", false},
		{"Accueil:\ntrès motivée", false},
	} {
		f := excelize.NewFile()
		must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"Atelier", "Métier", "Ville", "Type", "Horaires"}))
		must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"Les Anches", "Luthier", "Valence", "exposition", "samedi 10h-12h"}))
		must(t, f.SetSheetRow("Sheet1", "A3", &[]any{"Brin", "Vannier", "Valence", "exposition", "samedi 10h-12h"}))
		must(t, f.AddComment("Sheet1", excelize.Comment{Cell: "B2", Author: "Accueil", Text: c.words}))
		must(t, f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: "Accueil", Text: "annulé : voir la légende"}))
		var b bytes.Buffer
		must(t, f.Write(&b))
		must(t, f.Close())
		sheet, err := ReadOpenings("f.xlsx", b.Bytes())
		must(t, err)
		rows := Understand(sheet, against(t))
		if len(rows) != 2 {
			t.Fatalf("%d rows", len(rows))
		}
		found := findingLines(rows[0].Findings)
		if rows[0].Hold != c.waits || !strings.Contains(found, "Commentaire posé sur une cellule") ||
			strings.Contains(found, "Your version") || strings.Contains(found, "Accueil:") {
			t.Errorf("%q: waits is %v\n%s", c.words, rows[0].Hold, found)
		}
		if rows[1].Hold || strings.Contains(findingLines(rows[1].Findings), "Commentaire") {
			t.Errorf("%q: the row without a comment waits\n%s", c.words, findingLines(rows[1].Findings))
		}
	}
}
