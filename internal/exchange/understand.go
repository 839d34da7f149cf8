package exchange

import (
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// Reference is what a row is understood against.
type Reference struct {
	Edition  jema.Edition
	Communes []jema.Commune
	Crafts   []jema.Craft
}

// frame is a Reference made ready for looking things up.
type frame struct {
	edition  jema.Edition
	communes communeFinder
	crafts   craftFinder
}

// Understand reads every row of a sheet that is not blank, a total or a
// repeated header. It is pure: the same sheet and reference give the same rows.
func Understand(s *Sheet, ref Reference) []Row {
	f := frame{ref.Edition, newCommuneFinder(ref.Communes), newCraftFinder(ref.Crafts)}
	var rows []Row
	for i := range s.Tables {
		t := &s.Tables[i]
		for _, record := range t.Rows {
			if !passedOver(record) {
				rows = append(rows, understand(t, record, f))
			}
		}
	}
	refuseDuplicates(rows)
	return rows
}

// passedOver tells blank rows and rows of totals.
func passedOver(record Record) bool {
	i := slices.IndexFunc(record.Cells, func(c Cell) bool { return !c.blank() })
	if i < 0 {
		return true
	}
	first := normalHeader(record.Cells[i].Text)
	filled := 0
	for _, c := range record.Cells {
		if !c.blank() {
			filled++
		}
	}
	return filled <= 6 && (first == "total" || first == "totaux" || strings.HasPrefix(first, "total ") || first == "sous total" || strings.HasPrefix(first, "nombre total"))
}

func understand(t *Table, record Record, f frame) Row {
	row := Row{Table: t.Name, Line: record.Line, Fields: map[string]string{}, Headers: t.headers(), Unflagged: map[string]bool{}}
	r := &reading{table: t, cells: record.Cells, frame: f, row: &row}
	if !r.isOpening() {
		r.row.Findings = append(r.row.Findings, Finding{Table: row.Table, Line: row.Line, Value: r.glimpse(),
			Severity: Refusing, Problem: say("import.row.no_opening")})
		return row
	}
	r.who()
	r.where()
	r.craft()
	r.contacts()
	r.what()
	r.texts()
	r.small()
	r.times()
	r.wishes()
	slices.SortStableFunc(row.Findings, func(a, b Finding) int { return int(a.Severity - b.Severity) })
	return row
}

// telling are the fields of which a row must fill two to be an opening.
var telling = []string{"workshop", "artisan", "title", "description", "hours", "slots", "commune", "craft", "phone", "email"}

func (r *reading) isOpening() bool {
	n := 0
	for _, field := range telling {
		if c, _, _ := r.raw(field); !c.blank() {
			n++
		}
	}
	return n >= 2
}

// glimpse returns the beginning of what a row says.
func (r *reading) glimpse() string {
	var filled []string
	for _, c := range r.cells {
		if c.Text != "" {
			filled = append(filled, text.Line(c.Text))
		}
	}
	return shorten(strings.Join(filled, " · "), 120)
}

// shorten cuts a text for a report, never for the store.
func shorten(s string, most int) string {
	runes := []rune(text.Line(s))
	if len(runes) <= most {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// lineMax is how many signs a one-line field holds.
const lineMax = 300

// plain takes a one-line field as it stands.
func (r *reading) plain(field string) {
	if s, read := r.line(field); read {
		r.set(field, s)
	}
}

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

// small takes the fields that are printed as they were typed.
func (r *reading) small() {
	r.plain("languages")
	r.plain("access")
	if s, read := r.value("stops"); read {
		r.set("stops", text.Lines(strings.ReplaceAll(s, ";", "\n")))
	}
	if s, read := r.line("price"); read {
		r.set("price", withUnit(s, "€"))
	}
	if s, read := r.line("minimum_age"); read {
		r.set("minimum_age", withUnit(s, "ans"))
	}
	if s, read := r.line("national_number"); read {
		r.set("national_number", strings.ReplaceAll(s, " ", ""))
	}
	if s, read := r.value("remarks"); read {
		r.set("remarks", s)
		if strings.HasPrefix(s, "=") {
			r.note("remarks", Doubtful, "import.remarks.formula")
		}
	}
}
