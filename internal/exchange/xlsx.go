package exchange

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"jema/internal/jema"
)

// unzippedMax bounds what a workbook may unpack to, in bytes.
const unzippedMax = 256 << 20

// readXLSX reads the visible worksheets of a workbook. Rows that a filter
// hides are read all the same: the organiser who left it on did not mean to
// lose these people.
func readXLSX(data []byte) (grids []grid, notes []string, err error) {
	defer func() { // the library was not written for hostile files
		if r := recover(); r != nil {
			grids, notes, err = nil, nil, jema.Invalid("import.broken_workbook")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unzippedMax,
		UnzipXMLSizeLimit: 16 << 20})
	if err != nil {
		return nil, nil, jema.Invalid("import.broken_workbook")
	}
	defer func() { _ = f.Close() }()
	book := workbook{File: f}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		book.from1904 = *props.Date1904
	}
	for _, name := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(name); err == nil && !visible {
			notes = append(notes, sentence("import.note.hidden_sheet", "name", name))
			continue
		}
		g, hidden, err := book.grid(name)
		if err != nil {
			return nil, nil, err
		}
		if hidden > 0 {
			notes = append(notes, sentence("import.note.hidden_rows", "n", hidden, "name", name))
		}
		grids = append(grids, g)
	}
	return grids, notes, nil
}

// workbook is a workbook being read.
type workbook struct {
	*excelize.File
	from1904 bool
	formats  map[int]format // of cells, by style
	struck   map[int]bool   // styles that cross out
}

// grid reads a worksheet, and how many of its rows with content are hidden.
func (b *workbook) grid(name string) (g grid, hidden int, err error) {
	rows, err := b.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return grid{}, 0, jema.Invalid("import.broken_workbook")
	}
	if len(rows) > rowsMax {
		return grid{}, 0, jema.Invalid("import.too_many")
	}
	g.name = name
	for i, raw := range rows {
		if len(raw) > columnsMax {
			return grid{}, 0, jema.Invalid("import.too_many")
		}
		record := Record{Line: i + 1, Cells: make([]Cell, len(raw))}
		for j, value := range raw {
			if record.Cells[j], err = b.cell(name, i+1, j+1, value); err != nil {
				return grid{}, 0, jema.Invalid("import.broken_workbook")
			}
		}
		if visible, err := b.GetRowVisible(name, i+1); err == nil && !visible && len(raw) > 0 {
			hidden++
			record.Hidden = true
		}
		if err := b.strike(name, &record); err != nil {
			return grid{}, 0, jema.Invalid("import.broken_workbook")
		}
		g.rows = append(g.rows, record)
	}
	g.hidden = b.hiddenColumns(name, g)
	if err := b.comments(name, g); err != nil {
		return grid{}, 0, err
	}
	return g, hidden, b.spread(name, g)
}

// strike looks which cells are crossed out: a row of which most are is struck,
// and a single cell holds no value.
func (b *workbook) strike(name string, record *Record) error {
	filled, struck := 0, []int{}
	for j, c := range record.Cells {
		if c.blank() {
			continue
		}
		filled++
		crossed, err := b.crossedOut(name, at(j+1, record.Line))
		if err != nil {
			return err
		}
		if crossed {
			struck = append(struck, j)
		}
	}
	if record.Struck = len(struck)*2 > filled; !record.Struck {
		for _, j := range struck {
			record.Cells[j].Broken = sentence("import.cell.struck")
		}
	}
	return nil
}

// crossedOut reports whether a cell's style crosses it out.
func (b *workbook) crossedOut(sheet, cell string) (bool, error) {
	index, err := b.GetCellStyle(sheet, cell)
	if err != nil || index == 0 {
		return false, err
	}
	if crossed, known := b.struck[index]; known {
		return crossed, nil
	}
	style, err := b.GetStyle(index)
	if err != nil {
		return false, err
	}
	if b.struck == nil {
		b.struck = map[int]bool{}
	}
	b.struck[index] = style.Font != nil && style.Font.Strike
	return b.struck[index], nil
}

// hiddenColumns are the columns with content that are hidden.
func (b *workbook) hiddenColumns(name string, g grid) (hidden []int) {
	width := 0
	for _, r := range g.rows {
		width = max(width, len(r.Cells))
	}
	for j := range width {
		column, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			continue
		}
		if visible, err := b.GetColVisible(name, column); err == nil && !visible {
			hidden = append(hidden, j)
		}
	}
	return hidden
}

// spread gives each cell of a vertical merge the merge's value, as the eye
// does: one workshop's name beside its three openings.
func (b *workbook) spread(name string, g grid) error {
	merges, err := b.GetMergeCells(name, true)
	if err != nil {
		return jema.Invalid("import.broken_workbook")
	}
	for _, m := range merges {
		column, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		last, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || column != last || top > len(g.rows) || column > len(g.rows[top-1].Cells) {
			continue // a title over several columns belongs to its first cell
		}
		for row := top; row < min(bottom, len(g.rows)); row++ {
			for len(g.rows[row].Cells) < column {
				g.rows[row].Cells = append(g.rows[row].Cells, Cell{})
			}
			g.rows[row].Cells[column-1] = g.rows[top-1].Cells[column-1]
		}
	}
	return nil
}

func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(fmt.Errorf("cell %d, %d: %w", column, row, err)) // both were counted from one
	}
	return name
}
