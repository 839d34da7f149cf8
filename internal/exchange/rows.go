package exchange

import (
	"strings"

	"jema/internal/jema"
)

// unclosedMax is how many quotation marks without an end a file may have
// before it is given up as broken.
const unclosedMax = 50

// cellMax is the longest text a spreadsheet's cell can hold, in letters of at
// most four bytes; a quotation that runs further was never closed.
const cellMax = 32767

// splitRows cuts CSV text into rows of cells. It replaces encoding/csv
// for two reasons: a blank line is a row of the spreadsheet and must be
// counted, and a quotation mark that is never closed must not swallow all the
// rows below it. A quotation mark inside a cell that did not begin with one is
// a letter like any other.
func splitRows(s string, separator byte) ([][]string, error) {
	p := splitter{text: s, separator: separator}
	for p.at < len(p.text) {
		if err := p.row(); err != nil {
			return nil, err
		}
	}
	return p.rows, nil
}

type splitter struct {
	text      string
	separator byte
	at        int
	rows      [][]string
	unclosed  int
}

// row reads one row with its line end.
func (p *splitter) row() error {
	var cells []string
	for {
		cell, err := p.cell()
		if err != nil {
			return err
		}
		if cells = append(cells, cell); len(cells) > columnsMax || len(p.rows) >= rowsMax {
			return jema.Invalid("import.too_many")
		}
		if p.at < len(p.text) && p.text[p.at] == p.separator {
			p.at++
			continue
		}
		p.at++ // the line end
		p.rows = append(p.rows, cells)
		return nil
	}
}

// cell reads up to the separator or line end that ends the cell.
func (p *splitter) cell() (string, error) {
	start := p.at
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
	if p.at < len(p.text) && p.text[p.at] == '"' {
		if s, closed := p.quoted(); closed {
			return s + p.plain(), nil
		}
		if p.unclosed++; p.unclosed > unclosedMax {
			return "", jema.Invalid("import.quotes")
		}
	}
	p.at = start
	return p.plain(), nil
}

func (p *splitter) plain() string {
	start := p.at
	for p.at < len(p.text) && p.text[p.at] != p.separator && p.text[p.at] != '\n' {
		p.at++
	}
	return p.text[start:p.at]
}

// quoted reads a quotation; two marks inside it are one.
func (p *splitter) quoted() (s string, closed bool) {
	var b strings.Builder
	for i := p.at + 1; i < len(p.text) && i-p.at <= 4*cellMax; i++ {
		if p.text[i] != '"' {
			b.WriteByte(p.text[i])
			continue
		}
		if i+1 < len(p.text) && p.text[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		p.at = i + 1
		return b.String(), true
	}
	return "", false
}
