package exchange

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Severity specifies what a finding means for its row.
type Severity int

// The severities, gravest first.
const (
	Refusing  Severity = iota + 1 // the row is not loaded
	Blocking                      // the cell could not be read: the opening is incomplete
	Doubtful                      // loaded as best could be; somebody should look
	Repaired                      // loaded after a change that leaves no doubt
	Conflict                      // something else was written in the program since; that was kept
	Corrected                     // the row says something new, and it was taken
	Proposed                      // the row says something new of what is on the site: it waits for an organiser
)

// String returns the severity in French, as the report names it.
func (s Severity) String() string {
	return [...]string{"", "refusée", "à corriger", "à vérifier", "arrangé", "conservé", "mis à jour", "proposé"}[s]
}

// Finding is what there is to report about a cell: where, what was read, and why.
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
	// HoursRead and SlotsRead report that Hours and Slots are the content of the row,
	// be it none; they are false when the words could not be read.
	HoursRead, SlotsRead bool
	Findings             []Finding
	Unflagged            map[string]bool // publish_address, publish_phone: the cell is empty, so nothing is published
	Lacks                []string        // fields that say nothing and could be given once for the whole file
	cut                  []cutPiece      // what cells that hold several things were cut into
	answered             string          // when the form was filled in, to be compared, "" when the file does not say
	// its day and hours have columns of their own: other rows may be further sessions
	session bool
	into    int  // 1 + the place of the row whose opening this one is a session of, 0 for none
	Hold    bool // complete, but the organiser wrote that it must wait before being public
}

// Refused reports whether the row is not to be loaded.
func (r Row) Refused() bool { return r.has(Refusing) }

// Joined reports whether the row is one session more of the opening of a row above.
func (r Row) Joined() bool { return r.into > 0 }

// Complete reports whether every cell could be read.
func (r Row) Complete() bool { return !r.has(Refusing) && !r.has(Blocking) }

func (r Row) has(s Severity) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity == s })
}

// of returns the findings about a field.
func (r Row) of(field string) (list []Finding) {
	for _, f := range r.Findings {
		if f.Field == field {
			list = append(list, f)
		}
	}
	return list
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
	parts map[string]part // what cells that hold several things say of other fields

	first         map[string]int  // field → the column that counts, of several
	places        []sessionPlaces // of single sessions of a grid
	severalKinds  bool            // the row names more than one kind
	inWords       map[string]bool // fields that were found in words about something else
	addressPutOff bool            // words of the address put it off to the booking
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
