package layout

import (
	"jema/internal/programme/paper"
)

// Column is a column of a table: its head and how wide it is.
type Column struct {
	Title string
	Width paper.Length
}

// Table sets rows under heads; what is in them is marked as a table's.
type Table struct {
	columns []Column
	in      *paper.Element
	pad     paper.Length // above and below each row
}

// NewTable returns a table without rows; pad is the white above and below each.
func NewTable(pad paper.Length, columns ...Column) *Table {
	return &Table{columns: columns, in: &paper.Element{Role: paper.Table}, pad: pad}
}

func (t *Table) width() (w paper.Length) {
	for _, c := range t.columns {
		w += c.Width
	}
	return w
}

// Head is the row of heads; again is the same for a further page, where it is
// decoration: the table has been named once.
func (t *Table) Head(again bool) Row {
	tr := &paper.Element{Role: paper.TableRow, Parent: t.in}
	cells := make([]cell, len(t.columns))
	for i, c := range t.columns {
		cells[i] = cell{spans: []Span{StyleColumn.Span(c.Title)}}
		if !again {
			cells[i].in = &paper.Element{Role: paper.HeaderCell, Scope: "Column", Parent: tr}
		}
	}
	r := t.set(cells, pt*3/4)
	r.Keep = true
	return r
}

// Row is a row of data; the cell at heads is the row's head.
func (t *Table) Row(heads int, cells ...[]Span) Row {
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
	spans []Span
	in    *paper.Element
}

// set lays cells beside each other on one first baseline, with a rule below.
func (t *Table) set(cells []cell, rule paper.Length) Row {
	out, x, base := Row{}, paper.Length(0), paper.Length(0)
	for _, c := range cells {
		for _, s := range c.spans {
			base = max(base, s.Style.Baseline())
		}
	}
	for i, c := range cells {
		y := t.pad
		for k, l := range BreakLines(c.spans, t.columns[i].Width-3*mm) {
			r := l.Row(x, c.in)
			if k == 0 && len(r.Items) > 0 {
				y += base - r.Items[0].(paper.Text).Y
			}
			for _, item := range r.Items {
				out.Items = append(out.Items, item.Moved(0, y))
			}
			y += r.Height
		}
		out.Height = max(out.Height, y+t.pad)
		x += t.columns[i].Width
	}
	out.Items = append(out.Items, paper.Shape{Y: out.Height, Segments: LevelLine(t.width()), Stroke: &Pale, Width: rule})
	return out
}

// Blank is an empty row to write in.
func (t *Table) Blank(height paper.Length) Row {
	return Row{Height: height, Items: []paper.Item{paper.Shape{Y: height, Segments: LevelLine(t.width()), Stroke: &Pale,
		Width: pt / 4}}}
}
