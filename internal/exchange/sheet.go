package exchange

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"jema/internal/jema"
	"jema/internal/text"
)

// FileMax is the largest file read, in bytes: far more than any spreadsheet
// of openings, far less than what would fill the memory.
const FileMax = 20 << 20

// rowsMax and columnsMax bound a table.
const (
	rowsMax    = 50_000
	columnsMax = 300
)

// Sheet is a spreadsheet of openings as it was read: the tables of its visible
// worksheets, their columns recognised, their cells not interpreted yet.
type Sheet struct {
	Name   string // of the file
	Tables []Table
	Notes  []string // in French: what was passed over, and why
}

// Table is one worksheet below its header. Name is "" when the file has one
// table only.
type Table struct {
	Name     string
	Header   []string
	Columns  map[string][]int  // field → the columns that hold it, best first
	Days     []dayColumn       // columns headed by a day or an hour
	ByCells  []int             // columns recognised by their cells, not by their header
	Assigned map[string]string // by a person: meaningKey(header) → field; "" means ignore the column
	Hidden   []int             // columns hidden in the workbook
	Guesses  []Guess           // columns that are not read, with what they may hold
	Rows     []Record
	notes    []string // what stands above the header
}

// Record is a row of a table. Line is the number its spreadsheet shows.
type Record struct {
	Line   int
	Cells  []Cell
	Hidden bool // by a filter or by hand
	Struck bool // crossed out
	// Comments are what was noted on its cells, as spreadsheets show beside them.
	Comments []string
}

// Cell is what is in a cell. Broken explains, in French, why the cell holds no
// value (#N/A, a formula never computed); "" when it does.
type Cell struct {
	Text   string
	Broken string
	typed  string // as it stands in the file, where that is not Text: tabs, soft hyphens
}

// ReadOpenings reads a spreadsheet of openings: CSV in any usual encoding with
// any usual separator, or XLSX. A file in which no header is recognised is
// Invalid, as is one that is no spreadsheet.
func ReadOpenings(name string, data []byte) (*Sheet, error) {
	return readSheet(name, data, openingHeaders())
}

func readSheet(name string, data []byte, v vocabulary) (*Sheet, error) {
	v.memo = map[string]string{}
	grids, notes, err := readGrids(data, v)
	if err != nil {
		return nil, err
	}
	sheet := &Sheet{Name: name, Notes: notes}
	for _, g := range grids {
		if t, found := g.table(v); found {
			sheet.Tables = append(sheet.Tables, t)
			for _, note := range t.notes {
				sheet.Notes = append(sheet.Notes, sentence("import.note.above", "text", shorten(note, 120)))
			}
		} else if g.name != "" && len(g.rows) > 0 {
			sheet.Notes = append(sheet.Notes, sentence("import.note.sheet_without_header", "name", g.name))
		}
	}
	switch len(sheet.Tables) {
	case 0:
		return nil, jema.Invalid("import.no_header", "headers", v.examples)
	case 1:
		sheet.Tables[0].Name = ""
	}
	return sheet, nil
}

func readGrids(data []byte, v vocabulary) ([]grid, []string, error) {
	switch {
	case len(data) > FileMax:
		return nil, nil, jema.Invalid("import.too_large")
	case len(bytes.TrimSpace(data)) == 0:
		return nil, nil, jema.Invalid("import.empty")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, nil, jema.Invalid("import.old_excel")
	case bytes.HasPrefix(data, []byte("%PDF")) || bytes.HasPrefix(data, []byte("\xff\xd8\xff")) ||
		bytes.HasPrefix(data, []byte("\x89PNG")):
		return nil, nil, jema.Invalid("import.not_a_sheet")
	}
	g, err := readText(data, v)
	return []grid{g}, nil, err
}

// grid is an unchanged worksheet, title lines and all.
type grid struct {
	name   string
	rows   []Record
	hidden []int // columns
}

// columnNotes describes, in French, how columns were read where that is not obvious (a
// legend, a column recognised by its cells, a hidden one), and which are not read, with
// what to type to have a likely one read.
func (t Table) columnNotes() (notes []string) {
	if legend := t.legend(); len(legend) > 0 && len(t.Days) > 0 {
		var hours []string
		for _, half := range slices.Sorted(maps.Keys(legend)) {
			hours = append(hours, half+" "+legend[half])
		}
		notes = append(notes, sentence("import.note.legend", "hours", strings.Join(hours, ", ")))
	}
	known := map[int]bool{}
	for _, columns := range t.Columns {
		for _, c := range columns {
			known[c] = true
		}
	}
	for _, d := range t.Days {
		known[d.column] = true
	}
	for _, c := range t.ByCells {
		notes = append(notes, sentence("import.note.by_cells", "header", t.head(c), "field", fieldName(t.fieldOf(c)))+
			" --map "+
			shellWord(t.head(c)+"="))
	}
	for _, c := range t.Hidden {
		if c < len(t.Header) && known[c] {
			notes = append(notes, sentence("import.note.hidden_column", "header", t.head(c)))
		}
	}
	for i := range t.Header {
		if _, said := t.Assigned[meaningKey(t.head(i))]; known[i] || said || !t.filled(i) {
			continue
		}
		g := slices.IndexFunc(t.Guesses, func(g Guess) bool { return g.Column == i })
		if g < 0 {
			notes = append(notes, sentence("import.note.stranger", "header", t.head(i)))
			continue
		}
		field := t.Guesses[g].Field
		notes = append(notes, sentence("import.note.likely", "header", t.head(i), "field", fieldName(field))+" --map "+
			shellWord(t.head(i)+"="+field))
	}
	return notes
}

// named adds to notes which worksheet they are about, where there are several.
func (t Table) named(notes []string) []string {
	for i, note := range notes {
		if t.Name != "" {
			notes[i] = sentence("import.note.of_sheet", "name", t.Name, "note", note)
		}
	}
	return notes
}

// head names a column: its header, or its letter where it has none.
func (t Table) head(column int) string {
	if h := text.Line(t.Header[column]); h != "" {
		return h
	}
	letter, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		letter = strconv.Itoa(column + 1) // further right than any spreadsheet goes
	}
	return sentence("import.column_letter", "letter", letter)
}

func (t Table) fieldOf(column int) string {
	for field, columns := range t.Columns {
		if slices.Contains(columns, column) {
			return field
		}
	}
	return ""
}

func fieldName(field string) string { return sentence("import.header_" + field) }

func (t Table) filled(column int) bool {
	return slices.ContainsFunc(t.Rows, func(r Record) bool { return column < len(r.Cells) && !r.Cells[column].blank() })
}

func texts(cells []Cell) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = c.Text
	}
	return out
}
