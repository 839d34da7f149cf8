package exchange

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// book is a workbook as an organiser saves it: a hidden worksheet before the
// real one, a title, dates, times, numbers, formulas, an error, a filter that
// hides a row, a name merged over two rows.
func book(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { must(t, f.Close()) }()
	const sheet = "Événements"
	index, err := f.NewSheet(sheet)
	must(t, err)
	f.SetActiveSheet(index) // the active one cannot be hidden
	must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"Atelier", "Titre", "Commune", "Horaires"}))
	must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"Brouillon", "À ne pas lire", "Valence", "samedi 10h-12h"}))
	must(t, f.SetSheetVisible("Sheet1", false))
	must(t, f.SetCellValue(sheet, "A1", "Programme provisoire"))
	must(t, f.SetSheetRow(sheet, "A3", &[]any{"Raison sociale", "Intitulé", "Ville", "CP", "Date", "Début", "Fin",
		"Nb max", "Durée", "Tél.", "N° national", "Prix", "Descriptif", "Type"}))
	row := func(n int, cells ...any) {
		at, err := excelize.CoordinatesToCellName(1, n)
		must(t, err)
		must(t, f.SetSheetRow(sheet, at, &cells))
	}
	saturday := time.Date(2027, 4, 10, 0, 0, 0, 0, time.UTC)
	row(4, "Forge A", "Initiation", "Valence", 26000, saturday, 10.0/24, 11.5/24, 8, 1.25/24, 465710010, 270101, 18,
		"Un texte.", "initiation")
	row(5, nil, "Portes ouvertes", "Valence", 26000, saturday.Add(24*time.Hour), "14h", "18h", nil, nil, "04 65 71 00 10",
		270102, 12.5, "Un autre.", "portes ouvertes")
	row(6, "Poterie B", "Exposition", "Alixan", 26300, "samedi 10 avril", 0.5, 0.75, nil, nil, nil, 1e6, nil,
		nil, "exposition")
	must(t, f.MergeCell(sheet, "A4", "A5"))
	must(t, f.SetRowVisible(sheet, 6, false))
	must(t, f.SetCellFormula(sheet, "M6", `"Salle "&1`))
	row(7, "Verrerie C", "Visite", "Valence", 26000, saturday, "10h", "12h", nil, nil, nil, nil, nil, nil, "visite guidée")
	styles(t, f, sheet)
	must(t, f.SetCellValue(sheet, "M7", "#N/A"))
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

func styles(t *testing.T, f *excelize.File, sheet string) {
	t.Helper()
	day, clock := "dd/mm/yyyy", "hh:mm"
	for _, s := range []struct{ from, to, format string }{{"E4", "E7", day}, {"F4", "G6", clock}, {"I4", "I4", `[h]"h"mm`},
		{"L4", "L5", `#,##0.00 "€"`}} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &s.format})
		must(t, err)
		must(t, f.SetCellStyle(sheet, s.from, s.to, id))
	}
}

func TestXLSXWithRealCells(t *testing.T) {
	sheet, err := ReadOpenings("f.xlsx", book(t))
	must(t, err)
	if len(sheet.Tables) != 1 || sheet.Tables[0].Name != "" {
		t.Fatalf("tables %+v", sheet.Tables)
	}
	if got := plain(strings.Join(sheet.Notes, " ")); got != "Feuille masquée, non lue : Sheet1. 1 ligne masquée de « "+
		"Événements » a été lue aussi. Au-dessus des en-têtes, non lu : « Programme provisoire »." {
		t.Errorf("notes: %s", got)
	}
	rows := Understand(sheet, against(t))
	if len(rows) != 4 {
		t.Fatalf("%d rows", len(rows))
	}
	first, second, third, fourth := rows[0], rows[1], rows[2], rows[3]
	for field, want := range map[string]string{"workshop": "Forge A", "commune": "26362", "postal_code": "26000",
		"phone":           "04 65 71 00 10",
		"national_number": "270101", "price": "18 €", "duration": "75", "slots_text": "10 avril 2027 à 10h00"} {
		if first.Fields[field] != want {
			t.Errorf("line 4: %s is %q, want %q", field, first.Fields[field], want)
		}
	}
	if len(first.Slots) != 1 || first.Slots[0].Capacity != 8 ||
		first.Slots[0].Start.UTC().Format(time.RFC3339) != "2027-04-10T08:00:00Z" ||
		first.Slots[0].End.Sub(first.Slots[0].Start) != 75*time.Minute {
		t.Errorf("line 4: slots %v, %s", first.Slots, findingLines(first.Findings))
	}
	if second.Line != 5 || second.Fields["workshop"] != "Forge A" || len(second.Hours) != 1 ||
		second.Fields["price"] != "12,5 €" || !second.Complete() {
		t.Errorf("line 5: %q, %s", second.Fields, findingLines(second.Findings))
	}
	if third.Fields["national_number"] != "1000000" || len(third.Hours) != 1 ||
		third.Hours[0].End.Sub(third.Hours[0].Start) != 6*time.Hour {
		t.Errorf("line 6: %q %v", third.Fields, third.Hours)
	}
	if got := findingLines(third.Findings); !strings.Contains(got,
		"à corriger Descriptif: La cellule contient une formule qui n’a jamais été calculée.") {
		t.Errorf("line 6: %s", got)
	}
	if got := findingLines(fourth.Findings); !strings.Contains(got,
		"à corriger Descriptif: La cellule contient une erreur du tableur") || fourth.Complete() {
		t.Errorf("line 7: %s", got)
	}
}

// A formula that a spreadsheet has computed counts by its result; a cell of
// type error counts for nothing.
func TestXLSXFormulaResultsAndErrors(t *testing.T) {
	data := rewrite(t, book(t), "xl/worksheets/sheet2.xml", map[string]string{
		`<f>&#34;Salle &#34;&amp;1</f>`: `<f>"Salle "&amp;1</f><v>Salle 1</v>`,
		`<c r="L5"`:                     `<c t="e" r="L5"`,
		`<v>12.5</v>`:                   `<v>#REF!</v>`,
	})
	sheet, err := ReadOpenings("f.xlsx", data)
	must(t, err)
	rows := Understand(sheet, against(t))
	if got := rows[2].Fields["description"]; got != "Salle 1" {
		t.Errorf("the formula's result is read as %q: %s", got, findingLines(rows[2].Findings))
	}
	if got := findingLines(rows[1].Findings); !strings.HasPrefix(got,
		"à corriger Prix: La cellule contient une erreur du tableur") || rows[1].Fields["title"] != "Portes ouvertes" {
		t.Errorf("the error cell: %s", got)
	}
}

func TestXLSXOfSeveralSheets(t *testing.T) {
	f := excelize.NewFile()
	defer func() { must(t, f.Close()) }()
	for _, name := range []string{"Valence", "Romans", "Mode d'emploi"} {
		_, err := f.NewSheet(name)
		must(t, err)
	}
	must(t, f.DeleteSheet("Sheet1"))
	for _, name := range []string{"Valence", "Romans"} {
		must(t, f.SetSheetRow(name, "A1", &[]any{"Atelier", "Titre", "Ville", "Horaires"}))
		must(t, f.SetSheetRow(name, "A2", &[]any{"Atelier " + name, "Portes ouvertes", name, "samedi 10h-12h"}))
	}
	must(t, f.SetCellValue("Mode d'emploi", "A1", "Remplissez une ligne par événement."))
	var b bytes.Buffer
	must(t, f.Write(&b))
	sheet, err := ReadOpenings("f.xlsx", b.Bytes())
	must(t, err)
	rows := Understand(sheet, against(t))
	if len(rows) != 2 || rows[1].place() != plainPlace("Romans") || len(sheet.Notes) != 1 ||
		!strings.Contains(sheet.Notes[0], "Mode d’emploi") {
		t.Errorf("%d rows, notes %q", len(rows), sheet.Notes)
	}
}

func plainPlace(table string) string { return table + ", ligne 2" }

// TestNumberFormats of spreadsheets, also as a French or German Excel and LibreOffice write them.
func TestNumberFormats(t *testing.T) {
	day, clock := format{day: true}, format{clock: true}
	for code, want := range map[string]format{
		`dd/mm/yyyy`: day, `jj/mm/aaaa`: day, `TT.MM.JJJJ`: day, `[$-40C]d mmmm yyyy;@`: day, `mmm-yy`: day,
		`dd/mm/yyyy hh:mm`: {day: true, clock: true}, `"Le "d/m" à "h"h"mm`: {day: true, clock: true},
		`hh"h"mm`: clock, `h\hmm`: clock, `h:mm AM/PM`: clock, `h:mm a/p`: clock, `[<1]hh:mm;dd/mm/yyyy`: clock,
		`[h]:mm`: {clock: true, elapsed: true}, `[mm]:ss`: {clock: true, elapsed: true},
		`General`: {}, `Standard`: {}, `#,##0.00 "€"`: {}, `0" j"`: {}, `0 \h`: {}, `_-* #,##0.00\ "€"_-`: {},
		`0.00E+00`: {}, `# ?/?`: {}, `@`: {}, `00" "00" "00" "00" "00`: {}, `[Color 5]0`: {}, `[>100]0;h:mm`: {},
	} {
		if got := custom(code); got != want {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
}
