package exchange

import (
	"slices"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/postgres"
)

// Report is what became of a sheet.
type Report struct {
	File      string
	Territory jema.Territory
	Edition   jema.Edition
	DryRun    bool
	Notes     []string // about the file as a whole
	Rows      []RowReport

	Complete, Incomplete, Refused int // rows; together all that were read
	Added, Changed, Unchanged     int // openings
	Proposed                      int // openings on the site of which something waits for an organiser
	Approved, Submitted           int // openings that complete rows stand for
	Queued                        int // openings that incomplete rows stand for
}

// RowReport is what became of one row.
type RowReport struct {
	Row
	State    jema.OpeningState // "" when refused
	Findings []Finding         // of the row, and of what the store had to say
}

// AllComplete reports whether no row was refused or incomplete.
func (r Report) AllComplete() bool { return r.Incomplete == 0 && r.Refused == 0 }

// Findings lists what there is to report, row by row, gravest first in each.
func (r Report) Findings() (all []Finding) {
	for _, row := range r.Rows {
		all = append(all, row.Findings...)
	}
	return all
}

func report(s *Sheet, o Options, rows []Row, loaded []int, results []postgres.ImportResult) Report {
	r := Report{File: s.Name, Territory: o.Territory, Edition: o.Edition, DryRun: o.DryRun, Notes: notes(s, rows)}
	at := make(map[int]int, len(loaded))
	for j, i := range loaded {
		at[i] = j
	}
	for i, row := range rows {
		out := RowReport{Row: row, Findings: slices.Clone(row.Findings)}
		j, isLoaded := at[i]
		switch {
		case isLoaded:
			out.lay(results[j])
			r.count(results[j])
		case row.Joined() && !row.Refused():
			r.countSession(&out, results[at[row.into-1]])
		default:
			r.Refused++
		}
		slices.SortStableFunc(out.Findings, func(a, b Finding) int { return int(a.Severity - b.Severity) })
		r.Rows = append(r.Rows, out)
	}
	return r
}

func (r *Report) count(result postgres.ImportResult) {
	switch result.State {
	case jema.Incomplete:
		r.Incomplete++
		r.Queued++
	case jema.Approved:
		r.Approved++
		r.Complete++
	case jema.Submitted:
		r.Submitted++
		r.Complete++
	default:
		r.Complete++
	}
	switch {
	case result.Created:
		r.Added++
	case len(result.Proposed) > 0:
		r.Proposed++
	case len(result.Changes) > 0:
		r.Changed++
	default:
		r.Unchanged++
	}
}

// countSession counts a row that is one session more of an opening above: it is
// what the opening is.
func (r *Report) countSession(row *RowReport, result postgres.ImportResult) {
	row.State = result.State
	if result.State == jema.Incomplete {
		r.Incomplete++
		return
	}
	r.Complete++
}

// lay adds what the store did with a row to what was found in it. A cell that
// could not be read but whose opening somebody has completed in the program
// since no longer blocks.
func (r *RowReport) lay(result postgres.ImportResult) {
	r.State = result.State
	for i, f := range r.Findings {
		if f.Severity == Blocking && result.State != jema.Incomplete {
			r.Findings[i].Severity = Doubtful
			r.Findings[i].Problem += " " + sentence("import.done_in_program")
		}
	}
	if result.TimesRefused != nil {
		field := "slots_text"
		if r.Fields[field] == "" {
			field = "hours_text"
		}
		r.add(field, Blocking, r.Fields[field], catalogue.In("fr").Explain(result.TimesRefused))
	}
	for _, c := range result.Retained {
		r.addRetained(c)
	}
	for _, c := range result.Changes {
		r.add(c.Field, Corrected, shown(c.Field, c.Given), quoted("import.changed", c.Field, c.Was))
	}
	for _, c := range result.Proposed {
		r.add(c.Field, Proposed, shown(c.Field, c.Given), quoted("import.proposed", c.Field, c.Was))
	}
}

func (r *RowReport) addRetained(c postgres.FieldChange) {
	if c.Field == "slot" {
		r.add("slots_text", Conflict, r.Fields["slots_text"], bookedSlot(c))
		return
	}
	r.add(c.Field, Conflict, shown(c.Field, c.Given), quoted("import.kept", c.Field, c.Was))
}

func (r *RowReport) add(field string, s Severity, value, problem string) {
	header := r.Headers[field]
	if header == "" {
		header = sentence("import.header_" + field)
	}
	r.Findings = append(r.Findings, Finding{Table: r.Table, Line: r.Line, Field: field, Header: header, Value: value,
		Severity: s, Problem: problem})
}

// notes are what there is to report of the file as a whole.
func notes(s *Sheet, rows []Row) []string {
	out := slices.Clone(s.Notes)
	total := 0
	for _, t := range s.Tables {
		total += len(t.Rows)
	}
	if passed := total - len(rows); passed > 0 {
		out = append(out, sentence("import.note.passed", "n", passed))
	}
	for field, about := range map[string]string{"publish_address": "address", "publish_phone": "phone"} {
		blank := 0
		for _, row := range rows {
			if !row.Refused() && row.Unflagged[field] && row.Fields[about] != "" {
				blank++
			}
		}
		if blank > 0 {
			out = append(out, sentence("import.note."+field, "n", blank))
		}
	}
	slices.Sort(out[len(s.Notes):])
	return append(out, proposals(rows)...)
}
