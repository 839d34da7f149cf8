package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"jema/internal/jema"
)

// small is a table with everything that trips a reader: title lines, a blank
// row, separators, quotation marks and line ends inside cells, a total.
var small = [][]string{
	{"Journées des métiers d’art", "", "", "", ""},
	{"", "", "", "", ""},
	{"Raison sociale", "Intitulé *", "Ville", "Horaires; visite libre", "Descriptif"},
	{"Atelier Été", "Œuvres, formes", "Étoile-sur-Rhône", "samedi 10 avril\n10h-12h", "Un \"mot\"; deux, trois\tfin"},
	{"", "", "", "", ""},
	{"Poterie du Nœud", "Terre – feu", "Valence", "dimanche 11 avril 14h-18h", "Sans rien."},
	{"TOTAL", "2", "", "", ""},
}

func csvOf(table [][]string, separator string) string {
	var b strings.Builder
	for _, row := range table {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(separator)
			}
			if strings.ContainsAny(cell, "\"\n;,\t") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

func TestEveryEncodingAndSeparator(t *testing.T) {
	encodings := map[string]func(string) (string, error){
		"UTF-8":           func(s string) (string, error) { return s, nil },
		"UTF-8 marked":    func(s string) (string, error) { return "\ufeff" + s, nil },
		"UTF-16LE marked": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String,
		"UTF-16BE marked": unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String,
		"UTF-16LE":        unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String,
		"UTF-16BE":        unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String,
		"Windows-1252":    charmap.Windows1252.NewEncoder().String,
	}
	for name, encode := range encodings {
		for _, separator := range []string{";", ",", "\t"} {
			for _, lineEnd := range []string{"\r\n", "\n", "sep"} {
				text := strings.ReplaceAll(csvOf(small, separator), "\r\n", strings.ReplaceAll(lineEnd, "sep", "\n"))
				if lineEnd == "sep" {
					text = "sep=" + separator + "\n" + text
				}
				data, err := encode(text)
				must(t, err)
				sheet, err := ReadOpenings("f.csv", []byte(data))
				if err != nil {
					t.Errorf("%s, %q: %v", name, separator, err)
					continue
				}
				checkSmall(t, fmt.Sprintf("%s, %q, %q", name, separator, lineEnd), sheet)
			}
		}
	}
}

func checkSmall(t *testing.T, name string, sheet *Sheet) {
	t.Helper()
	rows := Understand(sheet, against(t))
	if len(rows) != 2 {
		t.Errorf("%s: %d rows, want 2", name, len(rows))
		return
	}
	first, second := rows[0], rows[1]
	if first.Line != 4 || second.Line != 6 {
		t.Errorf("%s: lines %d and %d, want 4 and 6", name, first.Line, second.Line)
	}
	if first.Fields["workshop"] != "Atelier Été" || first.Fields["commune"] != "26124" ||
		first.Fields["title"] != "Œuvres, formes" ||
		first.Fields["description"] != "Un \"mot\"; deux, trois fin" || len(first.Hours) != 1 ||
		second.Fields["title"] != "Terre – feu" {
		t.Errorf("%s: read %q and %q", name, first.Fields, second.Fields)
	}
}

func TestOneBrokenByteDoesNotChangeTheEncoding(t *testing.T) {
	text := strings.Replace(csvOf(small, ";"), "Sans rien.", "Sans \xff rien.", 1)
	sheet, err := ReadOpenings("f.csv", []byte(text))
	must(t, err)
	rows := Understand(sheet, against(t))
	if rows[0].Fields["workshop"] != "Atelier Été" || rows[1].Fields["description"] != "Sans \ufffd rien." {
		t.Errorf("read %q", rows[1].Fields)
	}
}

func TestAnUnclosedQuotationKeepsTheRowsBelow(t *testing.T) {
	const text = "Atelier;Titre;Commune;Horaires\nA;\"Ouvert;Valence;samedi 10h-12h\nB;Deux;Valence;samedi " +
		"10h-12h\nC;Trois;Valence;samedi 10h-12h\n"
	sheet, err := ReadOpenings("f.csv", []byte(text))
	must(t, err)
	rows := Understand(sheet, against(t))
	if len(rows) != 3 || rows[0].Fields["title"] != "\"Ouvert" || rows[2].Line != 4 {
		t.Errorf("%d rows: %v", len(rows), rows)
	}
}

func TestHeadersInAnyWords(t *testing.T) {
	for header, field := range map[string]string{
		"Raison sociale": "workshop", "NOM DE L’ATELIER": "workshop", "Intitulé": "title", "Ville": "commune",
		"CP":   "postal_code",
		"Mail": "email", "E-mail": "email", "Adresse mail": "email", "Nb max": "capacity",
		"Nb. max. de personnes par créneau": "capacity",
		"Tél.":                              "phone", "Portable": "phone", "Site internet": "website",
		"Publier l'adresse ?": "publish_address",
		"Horaires":            "hours", "Créneaux sur réservation": "slots", "Durée (min)": "duration",
		"N° national": "national_number",
		"Adresse":     "address", "Adresse postale *": "address", "Âge minimum": "minimum_age", "Métiers d’art": "craft",
		"Type d’événement": "kind",
		"Observations":     "remarks", "Jauge": "capacity", "Prix": "price", "PMR": "access", "Langues parlées": "languages",
	} {
		if m, found := openingHeaders().match(header); !found || m.field != field {
			t.Errorf("%q is read as %q, want %q", header, m.field, field)
		}
	}
	for _, header := range []string{"", "Colonne1", "***", "2026"} {
		if m, found := openingHeaders().match(header); found {
			t.Errorf("%q is read as %q", header, m.field)
		}
	}
}

func TestColumnsNobodyKnowsAreNamed(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte("Titre;Groupe sanguin;Ville;Atelier\nT;A+;Valence;A\n"))
	must(t, err)
	_, known := understandSheet(sheet, against(t))
	if !slices.ContainsFunc(known.Notes, func(n string) bool { return strings.Contains(n, "Groupe sanguin") }) {
		t.Errorf("notes %q", known.Notes)
	}
}

func TestUnreadableFiles(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"nothing":     {nil, "import.empty"},
		"blank":       {[]byte(" \r\n\t"), "import.empty"},
		"too large":   {bytes.Repeat([]byte("a;b\n"), FileMax/4+1), "import.too_large"},
		"many rows":   {[]byte(strings.Repeat("\n", rowsMax+2) + "x"), "import.too_many"},
		"many cells":  {[]byte(strings.Repeat(";,\t", columnsMax+2)), "import.too_many"},
		"prose":       {[]byte("Bonjour,\nvoici la liste promise.\n"), "import.no_header"},
		"zeros":       {bytes.Repeat([]byte{0}, 500), "import.no_header"},
		"old Excel":   {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "import.old_excel"},
		"PDF":         {[]byte("%PDF-1.7\n"), "import.not_a_sheet"},
		"broken zip":  {[]byte("PK\x03\x04 and nothing of a zip"), "import.broken_workbook"},
		"quotes":      {[]byte(strings.Repeat("\""+strings.Repeat("b", 4*cellMax+1)+"\n", unclosedMax+2)), "import.quotes"},
		"random text": {[]byte("\xfe\xff\xd8"), "import.no_header"},
	} {
		_, err := ReadOpenings("f", c.data)
		e, refused := errors.AsType[*jema.Error](err)
		if !refused || e.Message != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

func TestRowsThatAreNoOpening(t *testing.T) {
	const text = "Atelier;Titre;Ville;Horaires\nA;Un;Valence;samedi 10h-12h\n;;;\nsaisi par " +
		"Julie;;;\nAtelier;Titre;Ville;Horaires\nTotal : 1;;;\n"
	sheet, err := ReadOpenings("f.csv", []byte(text))
	must(t, err)
	rows := Understand(sheet, against(t))
	if len(rows) != 2 || !rows[1].Refused() || rows[1].Line != 4 || rows[1].Findings[0].Value != "saisi par Julie" {
		t.Errorf("rows %+v", rows)
	}
}

func TestDayAndHoursInColumnsOfTheirOwn(t *testing.T) {
	const header = "Atelier;Métier;Titre;Type;Ville;Date;Début;Fin;Horaires;Créneaux;Nb max;Durée\n"
	for cells, want := range map[string]string{
		"10/04/2027;10h;12h;;;;":                  "10 10:00-12:00",
		"samedi;10h;12h30;;;8;":                   "slot 10 10:00-12:30 (8)",
		"samedi 10 avril;10h;;;;8;45 min":         "slot 10 10:00-10:45 (8)",
		"10 avril;;;10h-12h et 14h-16h;;;":        "10 10:00-12:00 10 14:00-16:00",
		"10 avril;;;dimanche 11 avril 14h-16h;;;": "11 14:00-16:00",
		"11 avril;;;;10h et 11h;6;30 min":         "slot 11 10:00-10:30 (6) slot 11 11:00-11:30 (6)",
		";;;;;;": "à corriger Horaires: On ne sait pas quand venir : il n’y a ni " +
			"horaires ni créneaux. Quels jours, à quelles heures ?",
		";;;;samedi à 10h;6;":   "à corriger Créneaux: …",
		";;;samedi 10h-12h;;6;": "10 10:00-12:00",
	} {
		sheet, err := ReadOpenings("f.csv", []byte(header+"A;Relieur;T;exposition;Valence;"+cells+"\n"))
		must(t, err)
		ref := against(t)
		row := Understand(sheet, ref)[0]
		var got []string
		for _, h := range row.Hours {
			got = append(got, spanText(h, ref))
		}
		for _, s := range row.Slots {
			got = append(got, fmt.Sprintf("slot %s (%d)", spanText(s.Interval, ref), s.Capacity))
		}
		if !row.Complete() {
			got = []string{findingLines(row.Findings)}
		}
		if text := strings.Join(got, " "); text != want && (!strings.HasSuffix(want, "…") ||
			!strings.HasPrefix(text, strings.TrimSuffix(want, "…"))) {
			t.Errorf("%s: %s, want %s", cells, text, want)
		}
	}
}

func spanText(i jema.Interval, ref Reference) string {
	s := i.Span(ref.Edition.Zone)
	return fmt.Sprintf("%d %s-%s", s.Day.Day, s.From, s.To)
}

func TestHostileTextIsCleaned(t *testing.T) {
	text := "Atelier;Titre;Ville;Horaires;Descriptif\nA\x00B;T\u202eurc;Valence;samedi 10h-12h;\x07" +
		strings.Repeat("é😄", 5000) + "\n" +
		strings.Repeat("x", 10_000) + ";T;Valence;samedi 10h-12h;\n"
	sheet, err := ReadOpenings("f.csv", []byte(text))
	must(t, err)
	rows := Understand(sheet, against(t))
	if rows[0].Fields["workshop"] != "AB" || rows[0].Fields["title"] != "Turc" ||
		rows[0].Fields["description"] != strings.Repeat("é😄", 5000) {
		t.Errorf("read %.80q", rows[0].Fields)
	}
	if got := findingLines(rows[1].Findings); !strings.HasPrefix(got,
		"à corriger Atelier: Ce texte compte 10 000 signes") &&
		!strings.HasPrefix(got, "à corriger Atelier: Ce texte compte 10000 signes") {
		t.Errorf("10,000 signs in a name: %s", got)
	}
}

// FuzzReadOpenings: no bytes make the reader or what follows it panic or hang.
func FuzzReadOpenings(f *testing.F) {
	for _, separator := range []string{";", ",", "\t"} {
		f.Add([]byte(csvOf(small, separator)))
	}
	f.Add([]byte("\xff\xfeA\x00;\x00"))
	f.Add([]byte("Atelier;Titre;Ville;Date;Début;Fin;Nb max\nA;B;Valence;10/04;10h;11h;4\n"))
	f.Add([]byte("PK\x03\x04"))
	ref := against(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		sheet, err := ReadOpenings("f", data)
		if err != nil {
			return
		}
		for _, row := range Understand(sheet, ref) {
			if row.Line < 1 || !row.Refused() && row.Fields["workshop"] == "" {
				t.Errorf("row %+v", row)
			}
		}
	})
}
