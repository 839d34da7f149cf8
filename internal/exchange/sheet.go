package exchange

import (
	"bytes"
	"slices"

	"jema/internal/jema"
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
// worksheets, nothing understood yet.
type Sheet struct {
	Name   string // of the file
	Tables []Table
	Notes  []string // in French: what was passed over, and why
}

// Table is one worksheet below its header. Name is "" when the file has one
// table only.
type Table struct {
	Name    string
	Header  []string
	Columns map[string][]int // field → the columns that hold it, best first
	Rows    []Record
}

// Record is a row of a table. Line is the number its spreadsheet shows.
type Record struct {
	Line  int
	Cells []Cell
}

// Cell is what stands in a cell. Broken says, in French, why the cell holds no
// value (#N/A, a formula never computed); "" when it does.
type Cell struct {
	Text   string
	Broken string
}

// ReadOpenings reads a spreadsheet of openings: CSV in any usual encoding with
// any usual separator, or XLSX. A file in which no header is recognised is
// Invalid, as is one that is no spreadsheet.
func ReadOpenings(name string, data []byte) (*Sheet, error) {
	return readSheet(name, data, openingHeaders())
}

func readSheet(name string, data []byte, v vocabulary) (*Sheet, error) {
	grids, notes, err := readGrids(data, v)
	if err != nil {
		return nil, err
	}
	sheet := &Sheet{Name: name, Notes: notes}
	for _, g := range grids {
		if t, found := g.table(v); found {
			sheet.Tables = append(sheet.Tables, t)
			sheet.Notes = append(sheet.Notes, t.strangers(v)...)
		} else if g.name != "" && len(g.rows) > 0 {
			sheet.Notes = append(sheet.Notes, say("import.note.sheet_without_header", "name", g.name))
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
	case bytes.HasPrefix(data, []byte("%PDF")) || bytes.HasPrefix(data, []byte("\xff\xd8\xff")) || bytes.HasPrefix(data, []byte("\x89PNG")):
		return nil, nil, jema.Invalid("import.not_a_sheet")
	}
	g, err := readText(data, v)
	return []grid{g}, nil, err
}

// grid is a worksheet as it stands, title lines and all.
type grid struct {
	name string
	rows []Record
}

// headerWithin is how many rows from the top a header is looked for.
const headerWithin = 40

// table finds the header of a grid: the first row that names the most fields,
// three at least.
func (g grid) table(v vocabulary) (Table, bool) {
	best, at := 2, -1
	for i, r := range g.rows[:min(len(g.rows), headerWithin)] {
		if n := len(v.columns(texts(r.Cells))); n > best {
			best, at = n, i
		}
	}
	if at < 0 {
		return Table{}, false
	}
	header := texts(g.rows[at].Cells)
	t := Table{Name: g.name, Header: header, Columns: v.columns(header)}
	for _, r := range g.rows[at+1:] {
		if !slices.Equal(texts(r.Cells), header) { // files pasted one below the other repeat it
			t.Rows = append(t.Rows, r)
		}
	}
	return t, true
}

// strangers notes the columns that no field was recognised in.
func (t Table) strangers(v vocabulary) (notes []string) {
	known := map[int]bool{}
	for _, columns := range t.Columns {
		for _, c := range columns {
			known[c] = true
		}
	}
	for i, header := range t.Header {
		if !known[i] && normalHeader(header) != "" && t.filled(i) {
			notes = append(notes, say("import.note.stranger", "header", header))
		}
	}
	return notes
}

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
