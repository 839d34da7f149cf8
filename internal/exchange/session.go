package exchange

import (
	"maps"
	"slices"
	"strings"

	"jema/internal/postgres"
)

// ofSession are the fields that may differ between two sessions of one opening.
var ofSession = map[string]bool{"hours_text": true, "slots_text": true, "capacity": true, "duration": true,
	"party_max": true, "national_number": true,
	"remarks": true}

// joins adds a row to the opening of the first, where both are sessions of a file
// that has one session a row, and differ in nothing else. A row that repeats a
// session joins nothing: it is a duplicate.
func (a *above) joins(first, i int, s signature) bool {
	f, r := &a.rows[first], &a.rows[i]
	if !f.session || !r.session || !sameOpening(*f, *r) || slices.Contains(a.sessions[first], s.times) ||
		s.times == a.signatures[first].times {
		return false
	}
	a.sessions[first] = append(a.sessions[first], s.times)
	f.takeSession(*r)
	r.into = first + 1
	r.Findings = append(r.Findings, Finding{Table: r.Table, Line: r.Line, Severity: Repaired,
		Value:   strings.TrimSpace(r.Fields["hours_text"] + " " + r.Fields["slots_text"]),
		Problem: sentence("import.row.joined", "line", f.place())})
	return true
}

// sameOpening reports whether two rows give the same for every field that is not of
// a single session.
func sameOpening(a, b Row) bool {
	of := func(r Row) map[string]string {
		fields := maps.Clone(r.Fields)
		maps.DeleteFunc(fields, func(field, value string) bool { return ofSession[field] || value == "" })
		return fields
	}
	return maps.Equal(of(a), of(b))
}

// takeSession adds the times of another row, and what is wrong with them.
func (r *Row) takeSession(other Row) {
	for _, field := range []string{"hours_text", "slots_text"} {
		if words := other.Fields[field]; words != "" {
			r.Fields[field] = strings.Trim(r.Fields[field]+" ; "+words, " ;")
		}
	}
	r.Hours = append(r.Hours, other.Hours...)
	r.Slots = append(r.Slots, other.Slots...)
	slices.SortStableFunc(r.Slots, func(a, b postgres.SlotPlan) int { return a.Start.Compare(b.Start) })
	r.HoursRead = r.HoursRead && other.HoursRead || r.Fields["hours_text"] == ""
	r.SlotsRead = r.SlotsRead && other.SlotsRead || r.Fields["slots_text"] == ""
	for _, f := range other.Findings {
		if f.Severity == Blocking || f.Severity == Doubtful && (f.Field == "hours_text" || f.Field == "slots_text" ||
			f.Field == "capacity") {
			f.Line, f.Problem = r.Line, sentence("import.row.joined_problem", "place", other.place(), "problem", f.Problem)
			r.Findings = append(r.Findings, f)
		}
	}
}
