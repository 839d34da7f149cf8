package programme

import (
	"jema/internal/programme/paper"
)

// column is a column of a table: its head and how wide it is.
type column struct {
	title string
	width int
}

// table sets rows under heads; what is in them is marked as a table's.
type table struct {
	columns []column
	in      *paper.Element
	pad     int // above and below each row
}

func newTable(pad int, columns ...column) *table {
	return &table{columns: columns, in: &paper.Element{Role: paper.Table}, pad: pad}
}

func (t *table) width() (w int) {
	for _, c := range t.columns {
		w += c.width
	}
	return w
}

// head is the row of heads; again is the same for a further page, where it is
// decoration: the table has been named once.
func (t *table) head(again bool) row {
	tr := &paper.Element{Role: paper.TableRow, Parent: t.in}
	cells := make([]cell, len(t.columns))
	for i, c := range t.columns {
		cells[i] = cell{spans: []span{{styleColumn, c.title}}}
		if !again {
			cells[i].in = &paper.Element{Role: paper.HeaderCell, Scope: "Column", Parent: tr}
		}
	}
	r := t.set(cells, pt*3/4)
	r.keep = true
	return r
}

// row is a row of data; the cell at heads is the row's head.
func (t *table) row(heads int, cells ...[]span) row {
	tr := &paper.Element{Role: paper.TableRow, Parent: t.in}
	set := make([]cell, len(cells))
	for i, spans := range cells {
		in := &paper.Element{Role: paper.DataCell, Parent: tr}
		if i == heads {
			in.Role, in.Scope = paper.HeaderCell, "Row"
		}
		set[i] = cell{spans, in}
	}
	return t.set(set, pt/4)
}

// cell is the content of a cell and its place in the structure.
type cell struct {
	spans []span
	in    *paper.Element
}

// set lays cells beside each other on one first baseline, with a rule below.
func (t *table) set(cells []cell, rule int) row {
	out, x, base := row{}, 0, 0
	for _, c := range cells {
		for _, s := range c.spans {
			base = max(base, s.style.baseline())
		}
	}
	for i, c := range cells {
		y := t.pad
		for k, l := range breakLines(c.spans, t.columns[i].width-3*mm) {
			r := l.row(x, c.in)
			if k == 0 && len(r.items) > 0 {
				y += base - r.items[0].(paper.Text).Y
			}
			for _, item := range r.items {
				out.items = append(out.items, item.Moved(0, y))
			}
			y += r.height
		}
		out.height = max(out.height, y+t.pad)
		x += t.columns[i].width
	}
	out.items = append(out.items, paper.Shape{Y: out.height, Segments: levelLine(t.width()), Stroke: &pale, Width: rule})
	return out
}

// blank is an empty row to write in.
func (t *table) blank(height int) row {
	return row{height: height, items: []paper.Item{paper.Shape{Y: height, Segments: levelLine(t.width()), Stroke: &pale, Width: pt / 4}}}
}
