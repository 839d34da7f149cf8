package exchange

import (
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
	if first, rest, found := strings.Cut(s, "\n"); found && len(first) == len("sep=;") && strings.HasPrefix(strings.ToLower(first), "sep=") {
		s, candidates = rest, []byte{first[4]} // Excel does not show this line
	}
	return bestSplit(s, candidates, v)
}

// bestSplit tries each separator and keeps the one by which the most headers
// are recognised; the first of equals.
func bestSplit(s string, candidates []byte, v vocabulary) (grid, error) {
	var grids []grid
	var refusal error
	best, most := -1, 0
	for _, separator := range candidates {
		rows, err := splitRows(s, separator)
		if err != nil {
			refusal = err
			continue
		}
		g := gridOf(rows)
		grids = append(grids, g)
		if h, found := g.header(v); found && h.fields > most {
			best, most = len(grids)-1, h.fields
		}
	}
	if len(grids) == 0 {
		return grid{}, refusal
	}
	for i := 0; best < 0 && i < len(grids); i++ {
		if _, found := grids[i].few(v); found {
			best = i
		}
	}
	return grids[max(best, 0)], nil
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
		c.Broken = say("import.cell.error")
	}
	return c
}

// fromWord tells the characters that word processors put into a text and that no
// cell keeps.
func fromWord(r rune) bool {
	return r == '\t' || r == '\u00ad' || r == '\v' || r == '\ufffc' || r >= '\uf000' && r <= '\uf0ff'
}

func (c Cell) blank() bool { return c.Text == "" && c.Broken == "" }
