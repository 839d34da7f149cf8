package exchange

import (
	"cmp"
	"slices"
	"strings"

	"jema/internal/text"
)

// reading is a row on its way to being understood: its cells, what was read of them, and
// the findings. Each kind of work on it is a type of its own that embeds it.
type reading struct {
	table *Table
	cells []Cell
	frame frame
	row   *Row
	parts map[string]part // what cells that hold several things say of other fields

	first         map[string]int // field → the column that counts, of several
	severalKinds  bool           // the row names more than one kind
	addressPutOff bool           // words of the address put it off to the booking
}

// part is a piece of a cell.
type part struct {
	Cell
	header string
}

// raw returns a field's cell and its header; present is false when the file
// has no such column. Of several columns the first that is filled counts; for
// want of one, a piece of another cell, and then what holds for the whole file.
func (r *reading) raw(field string) (c Cell, header string, present bool) {
	for _, column := range r.columns(field) {
		if header == "" {
			header = r.table.Header[column]
		}
		if column < len(r.cells) && !r.cells[column].blank() {
			return r.cells[column], r.table.Header[column], true
		}
	}
	if p, known := r.parts[field]; known {
		return p.Cell, p.header, true
	}
	if s := r.frame.defaults[field]; s != "" {
		return Cell{Text: s}, cmp.Or(header, sentence("import.header_"+field)), true
	}
	return Cell{}, header, len(r.table.Columns[field]) > 0
}

// prefer puts the column first, of several of a field, whose cell is understood.
func (r *reading) prefer(field string, understood func(string) bool) {
	columns := r.table.Columns[field]
	for _, column := range columns {
		if column < len(r.cells) && understood(r.cells[column].Text) {
			r.first[field] = column
			return
		}
	}
}

// columns are those of a field, the one that counts first.
func (r *reading) columns(field string) []int {
	first, preferred := r.first[field]
	if !preferred && (field == "craft" || field == "kind") { // « Autre », and what it is in the next column
		first, preferred = r.answer(field)
	}
	if !preferred {
		return r.table.Columns[field]
	}
	rest := slices.DeleteFunc(slices.Clone(r.table.Columns[field]), func(c int) bool { return c == first })
	return append([]int{first}, rest...)
}

// answer returns the column, of several of a field, that does more than point at
// another; found is false where none has to give way.
func (r *reading) answer(field string) (column int, found bool) {
	columns := r.table.Columns[field]
	if len(columns) < 2 || columns[0] >= len(r.cells) || !pointsToOther(r.cells[columns[0]].Text) {
		return 0, false
	}
	for _, c := range columns[1:] {
		if c < len(r.cells) && !r.cells[c].blank() && !pointsToOther(r.cells[c].Text) {
			return c, true
		}
	}
	return 0, false
}

// typed reports whether the row itself, not what holds for the whole file, fills
// a field.
func (r *reading) typed(field string) bool {
	if _, known := r.parts[field]; known {
		return true
	}
	return slices.ContainsFunc(r.table.Columns[field], func(column int) bool {
		return column < len(r.cells) &&
			!r.cells[column].blank()
	})
}

// all returns what every column of a field holds, each text once, with what
// is between two; a broken cell is noted.
func (r *reading) all(field, between string) (s string, read bool) {
	s, read = r.value(field)
	if !read {
		return s, read
	}
	said := []string{s}
	for _, column := range r.table.Columns[field] {
		if column < len(r.cells) && r.cells[column].Broken == "" && r.cells[column].Text != "" &&
			!slices.Contains(said, r.cells[column].Text) {
			said = append(said, r.cells[column].Text)
		}
	}
	return strings.Join(said, between), true
}

// mark puts a piece of a cell where the field has nothing of its own.
func (r *reading) mark(field, s, header string) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	if c, _, _ := r.raw(field); c.blank() || r.frame.defaults[field] == c.Text {
		r.parts[field] = part{Cell{Text: s}, header}
	}
}

// replace changes the content of a cell for the rest of the reading.
func (r *reading) replace(column int, s string) {
	r.cells[column] = Cell{Text: strings.TrimSpace(s)}
}

// value returns what a field's cell holds; read is false when the file has no
// such column, or when the cell is broken, which is noted.
func (r *reading) value(field string) (s string, read bool) {
	c, _, present := r.raw(field)
	if c.Broken != "" {
		r.write(field, Blocking, c.Broken)
		return "", false
	}
	return c.Text, present
}

// note adds a finding about a field, named by a key of the catalogue.
func (r *reading) note(field string, s Severity, key string, args ...any) {
	r.write(field, s, sentence(key, args...))
}

func (r *reading) write(field string, s Severity, problem string) {
	c, header, _ := r.raw(field)
	if header == "" {
		header = sentence("import.header_" + field)
	}
	r.row.Findings = append(r.row.Findings, Finding{
		Table: r.row.Table, Line: r.row.Line, Field: formField(field), Header: header, Value: c.Text, Severity: s,
		Problem: problem,
	})
}

// formField is the name of a column's field in forms and in the store.
func formField(field string) string {
	switch field {
	case "hours", "slots":
		return field + "_text"
	case "first_name", "last_name":
		return "artisan"
	case "date", "first_day", "last_day", "start", "end":
		return "hours_text"
	}
	return field
}

func (r *reading) set(field, value string) { r.row.Fields[field] = value }

// lineMax is how many characters a one-line field holds.
const lineMax = 300

// line returns a field on one line; one too long for a line is noted.
func (r *reading) line(field string) (s string, read bool) {
	if s, read = r.value(field); !read {
		return "", false
	}
	if s = text.Line(s); text.Length(s) > lineMax {
		r.note(field, Blocking, "import.cell.long", "n", text.Length(s), "max", lineMax)
		return "", false
	}
	return s, true
}

// each returns what every column of a field holds, in the file's order.
func (r *reading) each(field string) (list []string) {
	for _, column := range slices.Sorted(slices.Values(r.table.Columns[field])) {
		if column < len(r.cells) {
			list = append(list, text.Line(r.cells[column].Text))
		} else {
			list = append(list, "")
		}
	}
	if len(list) == 0 || len(list) == 1 && list[0] == "" {
		if s, _ := r.line(field); s != "" {
			return []string{s}
		}
	}
	return list
}

// joined returns what every column of a field holds, each text once, in the order
// of the file.
func (r *reading) joined(field string) (s string, read bool) {
	if len(r.table.Columns[field]) < 2 {
		return r.value(field)
	}
	if slices.ContainsFunc(r.table.Columns[field], func(c int) bool {
		return c < len(r.cells) &&
			r.cells[c].Broken != ""
	}) {
		return r.value(field)
	}
	return r.all(field, "\n")
}

func (r *reading) missing(field string) bool {
	c, _, _ := r.raw(field)
	return c.blank()
}

// private reports whether the column of a field is for the organisers alone.
func (r *reading) private(field string) bool {
	_, header, _ := r.raw(field)
	return privateAt().MatchString(text.Fold(header)) || privateHeader().MatchString(text.Fold(header))
}

// hold makes the opening wait for an organiser, with the words that are the reason.
func (r *reading) hold(field, key, words string) {
	r.row.Hold = true
	r.note(field, Doubtful, key, "text", shorten(words, 100))
}

// unnamed is the name of a workshop that has none yet. It holds the file and the row, so that
// the rows of two files are never one workshop.
func (r *reading) unnamed() string {
	return sentence("import.workshop.unnamed", "file", r.frame.file, "place", place(r.row.Table, r.row.Line))
}
