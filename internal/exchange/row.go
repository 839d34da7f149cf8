package exchange

import (
	"maps"
	"slices"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Severity says what a finding means for its row.
type Severity int

// The severities, gravest first.
const (
	Refusing  Severity = iota + 1 // the row is not loaded
	Blocking                      // the cell could not be read: the opening is incomplete
	Doubtful                      // loaded as best could be; somebody should look
	Repaired                      // loaded after a change that leaves no doubt
	Conflict                      // something else was written in the program since; that was kept
	Corrected                     // the row says something new, and it was taken
)

// String returns the severity in French, as the report names it.
func (s Severity) String() string {
	return [...]string{"", "refusée", "à corriger", "à vérifier", "arrangé", "conservé", "mis à jour"}[s]
}

// Finding is what there is to say about a cell: where, what was read, and why.
type Finding struct {
	Table    string // the worksheet, "" when there is only one
	Line     int    // the row's number in the spreadsheet
	Field    string // "title", "hours_text"…; "" for the whole row
	Header   string // the column's, as typed
	Value    string // of the cell, as read
	Severity Severity
	Problem  string // in French
}

// Row is a row of a spreadsheet, understood.
type Row struct {
	Table   string
	Line    int
	Fields  map[string]string // what could be read; a column the file lacks has no entry
	Headers map[string]string // field → its column's header, as typed
	Hours   []jema.Interval
	Slots   []postgres.SlotPlan
	// HoursRead and SlotsRead tell that Hours and Slots are what the row says,
	// be it none; they are false when the words could not be read.
	HoursRead, SlotsRead bool
	Findings             []Finding
	Unflagged            map[string]bool // publish_address, publish_phone: the cell is empty, so nothing is published
	Hold                 bool            // complete, but the organiser wrote that it must wait before being public
}

// Refused tells whether the row is not to be loaded.
func (r Row) Refused() bool { return r.has(Refusing) }

// Complete tells whether every cell could be read.
func (r Row) Complete() bool { return !r.has(Refusing) && !r.has(Blocking) }

func (r Row) has(s Severity) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity == s })
}

// headers names the column of each field.
func (t *Table) headers() map[string]string {
	out := map[string]string{}
	for _, field := range slices.Sorted(maps.Keys(t.Columns)) {
		if name := formField(field); out[name] == "" || field == name || field+"_text" == name {
			out[name] = t.Header[t.Columns[field][0]]
		}
	}
	return out
}

// reading is a row on its way to being understood.
type reading struct {
	table *Table
	cells []Cell
	frame frame
	row   *Row
}

// raw returns a field's cell and its header; present is false when the file
// has no such column. Of several columns the first that is filled counts.
func (r *reading) raw(field string) (c Cell, header string, present bool) {
	for _, column := range r.table.Columns[field] {
		if header == "" {
			header = r.table.Header[column]
		}
		if column < len(r.cells) && !r.cells[column].blank() {
			return r.cells[column], r.table.Header[column], true
		}
	}
	return Cell{}, header, len(r.table.Columns[field]) > 0
}

// value returns what a field's cell says; read is false when the file has no
// such column, or when the cell is broken, which is noted.
func (r *reading) value(field string) (s string, read bool) {
	c, _, present := r.raw(field)
	if c.Broken != "" {
		r.write(field, Blocking, c.Broken)
		return "", false
	}
	return c.Text, present
}

// note adds a finding about a field, said by a key of the catalogue.
func (r *reading) note(field string, s Severity, key string, args ...any) {
	r.write(field, s, say(key, args...))
}

func (r *reading) write(field string, s Severity, problem string) {
	c, header, _ := r.raw(field)
	if header == "" {
		header = say("import.header_" + field)
	}
	r.row.Findings = append(r.row.Findings, Finding{
		Table: r.row.Table, Line: r.row.Line, Field: formField(field), Header: header, Value: c.Text, Severity: s, Problem: problem,
	})
}

// formField is the name of a column's field in forms and in the store.
func formField(field string) string {
	switch field {
	case "hours", "slots":
		return field + "_text"
	case "first_name", "last_name":
		return "artisan"
	case "date", "start", "end":
		return "hours_text"
	}
	return field
}

func (r *reading) set(field, value string) { r.row.Fields[field] = value }
