package exchange

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// written writes a table as CSV in one of four encodings, or as XLSX.
func written(t *testing.T, r *rand.Rand, layout string, table [][]string) []byte {
	t.Helper()
	if r.IntN(2) == 0 {
		return asXLSX(t, r, layout, table)
	}
	s := csvOf(table, pick(r, []string{";", ",", "\t"}))
	encode := []func(string) (string, error){func(s string) (string, error) { return s, nil }, func(s string) (string,
		error) {
		return "\ufeff" + s, nil
	},
		charmap.Windows1252.NewEncoder().String, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String}
	out, err := pick(r, encode)(s)
	must(t, err)
	return []byte(out)
}

func asXLSX(t *testing.T, r *rand.Rand, layout string, table [][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { must(t, f.Close()) }()
	sheets := []string{"Sheet1"}
	if r.IntN(4) == 0 { // the rows below the header on two worksheets
		_, err := f.NewSheet("Suite")
		must(t, err)
		sheets = append(sheets, "Suite")
	}
	head := slices.IndexFunc(table, func(row []string) bool {
		return len(row) > 1 || len(row) == 1 && layout == "one" &&
			len(row[0]) < 20
	}) + 1
	if twoLines[layout] {
		head++
	}
	middle := len(table)
	if len(sheets) == 2 {
		middle = head + (len(table)-head+1)/2
	}
	for i, sheet := range sheets {
		rows := slices.Clone(table[:middle])
		if i == 1 {
			rows = append(slices.Clone(table[:head]), table[middle:]...)
		}
		for n, row := range rows {
			must(t, f.SetSheetRow(sheet, fmt.Sprintf("A%d", n+1), &row))
		}
		if twoLines[layout] {
			mergeAbove(t, f, sheet, table[head-2], head-1)
		}
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

// mergeAbove merges each name of the upper line over the empty cells behind it.
func mergeAbove(t *testing.T, f *excelize.File, sheet string, above []string, line int) {
	t.Helper()
	for i := 0; i < len(above); {
		j := i + 1
		for j < len(above) && above[j] == "" {
			j++
		}
		if j > i+1 {
			must(t, f.MergeCell(sheet, at(i+1, line), at(j, line)))
		}
		i = j
	}
}

// lacks specifies what of a fact a row has not got.
func (g generated) lacks(f fact, row Row, ref Reference) (wrong []string) {
	check := func(field, want string) {
		if got := row.Fields[field]; got != want {
			wrong = append(wrong, fmt.Sprintf("%s %q, want %q", field, got, want))
		}
	}
	check("workshop", f.workshop)
	check("artisan", f.first+" "+f.last)
	check("craft", "slug:"+f.slug)
	check("commune", f.insee)
	check("address", f.street)
	check("phone", f.phone)
	check("email", f.email)
	check("kind", string(f.kind))
	check("title", f.title)
	check("price", f.price)
	if got, want := timesText(row, ref), f.times(g.plain); got != want {
		wrong = append(wrong, fmt.Sprintf("times %q, want %q", got, want))
	}
	if f.held && !row.Hold {
		wrong = append(wrong, "the row does not wait for an organiser")
	}
	if !row.Complete() {
		wrong = append(wrong, findingLines(row.Findings))
	}
	return wrong
}

func timesText(row Row, ref Reference) string {
	var out []string
	for _, h := range row.Hours {
		out = append(out, spanText(h, ref))
	}
	for _, s := range row.Slots {
		out = append(out, fmt.Sprintf("%s (%d)", spanText(s.Interval, ref), s.Capacity))
	}
	return strings.Join(out, ", ")
}

// times writes when a fact is, as timesText does.
func (f fact) times(plain bool) string {
	var out []string
	meant := map[string][]string{"10h-12h": {"10:00-12:00"}, "de 14h à 18h": {"14:00-18:00"},
		"10h-12h et 14h-18h": {"10:00-12:00", "14:00-18:00"},
		"9h30 - 17h":         {"09:30-17:00"}, "10:00-12:00": {"10:00-12:00"}, "14h/19h": {"14:00-19:00"}}
	for day, hours := range map[int]string{10: f.saturday, 11: f.sunday} {
		for i, h := range meant[hours] {
			if i == 0 || !plain {
				out = append(out, fmt.Sprintf("%d %s", day, h))
			}
		}
	}
	slices.Sort(out)
	for _, start := range map[string][]string{"10h et 15h": {"10:00-10:45", "15:00-15:45"},
		"10h, 11h et 14h": {"10:00-10:45", "11:00-11:45", "14:00-14:45"},
		"14h30 et 16h":    {"14:30-15:15", "16:00-16:45"}}[f.slots] {
		out = append(out, fmt.Sprintf("10 %s (%d)", start, f.capacity))
	}
	return strings.Join(out, ", ")
}

func TestGeneratedSpreadsheets(t *testing.T) {
	ref := against(t)
	f := newFrame(ref)
	rows, whole, shown := 0, 0, 0
	for seed := range uint64(generatedFiles) {
		g := generate(t, seed)
		rows += len(g.facts)
		sheet, err := ReadOpenings(g.name, g.data)
		if err != nil {
			t.Logf("%s: %v", g.name, err)
			continue
		}
		got, _ := f.understand(sheet)
		got = slices.DeleteFunc(got, Row.Joined)
		for i, f := range g.facts {
			if i >= len(got) {
				t.Logf("%s: %d rows, want %d", g.name, len(got), len(g.facts))
				break
			}
			if wrong := g.lacks(f, got[i], ref); len(wrong) == 0 {
				whole++
			} else if shown++; shown <= 40 {
				t.Logf("%s, row %d: %s", g.name, got[i].Line, strings.Join(wrong, "; "))
			}
		}
	}
	t.Logf("%d of %d rows are whole", whole, rows)
	if whole*100 < rows*98 {
		t.Errorf("%d of %d rows are whole, want 98 %%", whole, rows)
	}
}
