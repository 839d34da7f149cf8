package exchange

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// separators are those that spreadsheets write, French ones first.
var separators = []byte{';', ',', '\t'}

// readText reads a CSV file: its encoding and its separator are found out.
func readText(data []byte, v vocabulary) (grid, error) {
	s, err := decode(data)
	if err != nil {
		return grid{}, jema.Invalid("import.not_a_sheet")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if !strings.Contains(s, "\n") {
		s = strings.ReplaceAll(s, "\r", "\n") // an old Macintosh
	}
	candidates := separators
	if first, rest, found := strings.Cut(s, "\n"); found && len(first) == len("sep=;") &&
		strings.HasPrefix(strings.ToLower(first), "sep=") {
		s, candidates = rest, []byte{first[4]} // Excel does not show this line
	}
	return bestSplit(s, candidates, v)
}

// bestSplit tries each separator and chooses the one by which the most headers
// are recognised; the first of equals. One that cuts through quotations is none,
// where another does not.
func bestSplit(s string, candidates []byte, v vocabulary) (grid, error) {
	var grids []grid
	var refusal error
	var split [][][]string
	for _, separator := range candidates {
		rows, err := splitRows(s, separator)
		if err != nil {
			refusal = err
			continue
		}
		split = append(split, rows)
	}
	if len(split) == 0 {
		return grid{}, refusal
	}
	if slices.ContainsFunc(split, func(rows [][]string) bool { return len(rows[0]) > 1 && !cutsQuotations(rows) }) {
		split = slices.DeleteFunc(split, cutsQuotations)
	}
	if slices.ContainsFunc(split, even) { // commas inside the texts of cells separate nothing
		split = slices.DeleteFunc(split, func(rows [][]string) bool { return len(rows[0]) == 1 })
	}
	best, most := -1, 0
	for i, rows := range split {
		g := gridOf(rows)
		grids = append(grids, g)
		if h, found := g.header(v); found && h.fields > most {
			best, most = i, h.fields
		}
	}
	for i := 0; best < 0 && i < len(grids); i++ {
		if _, found := grids[i].few(v); found {
			best = i
		}
	}
	return grids[max(best, 0)], nil
}

// even reports whether every row has as many cells as the first, and more than one.
func even(rows [][]string) bool {
	cells := len(rows[0])
	return cells > 1 && !slices.ContainsFunc(rows, func(row []string) bool { return len(row) != cells })
}

// cutsQuotations reports whether in at least half of the rows a cell holds a
// quotation mark without its partner.
func cutsQuotations(rows [][]string) bool {
	cut := 0
	for _, row := range rows {
		if slices.ContainsFunc(row, func(cell string) bool { return strings.Count(cell, `"`)%2 == 1 }) {
			cut++
		}
	}
	return cut*2 >= len(rows)
}

func gridOf(rows [][]string) (g grid) {
	for i, r := range rows {
		cells := make([]Cell, len(r))
		for j, s := range r {
			cells[j] = textCell(s)
		}
		g.rows = append(g.rows, Record{Line: i + 1, Cells: cells})
	}
	return g
}

// errorValues are what a spreadsheet shows in a cell whose formula failed, in
// French and in English.
var errorValues = map[string]bool{
	"#n/a": true, "#ref!": true, "#valeur!": true, "#value!": true, "#nom?": true, "#name?": true, "#div/0!": true,
	"#nul!": true, "#null!": true, "#nombre!": true, "#num!": true, "#propagation!": true, "#spill!": true, "#calc!": true,
}

// textCell reads a cell of plain text. A text that looks like a formula stays
// the text it is: nothing is ever computed here.
func textCell(s string) Cell {
	c := Cell{Text: text.Lines(s)}
	if strings.ContainsFunc(s, fromWord) {
		c.typed = s
	}
	if errorValues[strings.ToLower(c.Text)] {
		c.Broken = sentence("import.cell.error")
	}
	return c
}

// fromWord recognises the characters that word processors put into a text and that no
// cell retains.
func fromWord(r rune) bool {
	return r == '\t' || r == '\u00ad' || r == '\v' || r == '\ufffc' || r >= '\uf000' && r <= '\uf0ff'
}

func (c Cell) blank() bool { return c.Text == "" && c.Broken == "" }
