package exchange

import (
	"maps"
	"slices"

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
	kindTitle            bool            // the title is the kind, since the file has no titles
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
