package exchange

import (
	"slices"
	"strings"
	"unicode"

	"jema/internal/jema"
	"jema/internal/text"
)

// Reference is what a row is understood against.
type Reference struct {
	Edition  jema.Edition
	Communes []jema.Commune
	Crafts   []jema.Craft
	Defaults map[string]string // what holds for every row whose cell is empty: field → value
}

// frame is a Reference made ready for looking things up.
type frame struct {
	edition  jema.Edition
	communes communeFinder
	crafts   craftFinder
	defaults map[string]string
	file     string           // being read
	seen     map[string]class // what cells looked like: a column is looked at more than once
}

func newFrame(ref Reference) frame {
	return frame{edition: ref.Edition, communes: newCommuneFinder(ref.Communes), crafts: newCraftFinder(ref.Crafts),
		defaults: ref.Defaults, seen: map[string]class{}}
}

// Understand reads every row of a sheet that is not blank, a total or a
// repeated header. It is pure: the same sheet and reference give the same rows.
func Understand(s *Sheet, ref Reference) []Row {
	rows, _ := understandSheet(s, ref)
	return rows
}

// understandSheet returns the rows, and the sheet with what its columns were
// recognised as.
func understandSheet(s *Sheet, ref Reference) ([]Row, *Sheet) {
	return newFrame(ref).understand(s)
}

func (f frame) understand(s *Sheet) ([]Row, *Sheet) {
	known := *s
	f.file = s.Name
	known.Tables, known.Notes = nil, slices.Clone(s.Notes)
	var rows []Row
	for _, t := range s.Tables {
		t = f.recognise(t, openingHeaders())
		known.Notes = append(known.Notes, t.named(t.columnNotes())...)
		known.Tables = append(known.Tables, t)
		first := len(rows)
		for _, record := range t.Rows {
			if !passedOver(record) {
				rows = append(rows, understand(&t, record, f))
			}
		}
		known.Notes = append(known.Notes, t.named(t.cuts(rows[first:]))...)
	}
	refuseDuplicates(rows)
	return rows, &known
}

// passedOver recognises blank rows and rows of totals.
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
	if filled > 1 && strings.HasPrefix(first, "nombre ") && onlyNumbers(record.Cells[i+1:]) {
		return true // « Nombre d'ateliers ouverts » above counts
	}
	return filled <= 6 && (first == "total" || first == "totaux" || strings.HasPrefix(first, "total ") ||
		first == "sous total" || strings.HasPrefix(first, "nombre total"))
}

// onlyNumbers reports whether the cells that hold something hold numbers.
func onlyNumbers(cells []Cell) bool {
	return !slices.ContainsFunc(cells, func(c Cell) bool { return !c.blank() && !onlyDigits(strings.TrimSpace(c.Text)) })
}

func understand(t *Table, record Record, f frame) Row {
	row := Row{Table: t.Name, Line: record.Line, Fields: map[string]string{}, Headers: t.headers(),
		Unflagged: map[string]bool{}}
	r := &reading{table: t, cells: slices.Clone(record.Cells), frame: f, row: &row, parts: map[string]part{},
		first: map[string]int{}}
	splitReader{r}.dissect()
	if heading(record) || r.footNote(record) || !r.isOpening() {
		r.row.Findings = append(r.row.Findings, Finding{Table: row.Table, Line: row.Line, Value: r.glimpse(),
			Severity: Refusing, Problem: sentence("import.row.no_opening")})
		return row
	}
	facts := factReader{reading: r, inWords: map[string]bool{}}
	r.answered()
	whoReader{r}.who()
	placeReader{r}.where()
	whoReader{r}.craft()
	contactReader{r}.contacts()
	kindReader{r}.what()
	textReader{r}.texts()
	facts.small()
	timesReader{reading: r, bookings: bookingReader{r}, days: &dayReader{reading: r}, facts: facts}.times()
	remarkReader{reading: r, facts: facts}.remarked()
	withheldReader{r}.wishes()
	withheldReader{r}.leaks()
	textReader{r}.letters()
	r.further()
	r.crossed(record)
	r.commented(record)
	slices.SortStableFunc(row.Findings, func(a, b Finding) int { return int(a.Severity - b.Severity) })
	return row
}

// decisive are the fields of which a row must fill two to be an opening.
var decisive = []string{"workshop", "artisan", "title", "description", "hours", "slots", "commune", "craft",
	"phone", "email"}

func (r *reading) isOpening() bool {
	n := 0
	for _, field := range decisive {
		if c, _, _ := r.raw(field); !c.blank() && c.Text != r.frame.defaults[field] {
			n++
		}
	}
	for _, d := range r.table.Days {
		if d.column < len(r.cells) && !r.cells[d.column].blank() {
			n++
			break
		}
	}
	return n >= 2
}

// heading reports whether the row has nothing but one text in capitals, « A – BOIS ET
// AMEUBLEMENT »: it heads the rows below it.
func heading(record Record) bool {
	one := ""
	for _, c := range record.Cells {
		switch {
		case c.blank():
		case one != "" && c.Text != one: // a merged cell is repeated
			return false
		default:
			one = c.Text
		}
	}
	return len(record.Cells) > 3 && len(strings.Fields(one)) > 1 && one == strings.ToUpper(one) &&
		strings.ContainsFunc(one, unicode.IsLetter)
}

// footNote reports whether the row is a sentence below the table: one text alone where
// other rows have many cells, or one that begins as notes do.
func (r *reading) footNote(record Record) bool {
	var filled []string
	for i, c := range record.Cells {
		if c.blank() || slices.Contains(filled, c.Text) { // a merged cell is repeated
			continue
		}
		if slices.Contains(r.table.Columns["everything"], i) {
			return false
		}
		filled = append(filled, c.Text)
	}
	columns := 0
	for _, list := range r.table.Columns {
		columns += len(list)
	}
	return columns >= 4 && (len(filled) == 1 || len(filled) == 2 && noteBegins().MatchString(text.Fold(filled[0])))
}

var noteBegins = lazily(`^(?:\*|\(?\d\)|n\.?b\.?\b|nota\b|legende|source|mise a ` +
	`jour|maj\b|contact|renseignements?|attention|` +
	`remarques?|rappel|merci|liste|fichier|document)`)

// glimpse returns the beginning of the content of a row.
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

// crossed settles rows that are hidden, which wait for somebody to look, and
// rows that are crossed out, which are not loaded.
func (r *reading) crossed(record Record) {
	switch {
	case record.Struck:
		r.row.Findings = append([]Finding{{Table: r.row.Table, Line: r.row.Line, Value: r.glimpse(), Severity: Refusing,
			Problem: sentence("import.row.struck")}}, r.row.Findings...)
	case record.Hidden:
		r.row.Hold = true
		r.row.Findings = append(r.row.Findings, Finding{Table: r.row.Table, Line: r.row.Line, Value: r.glimpse(),
			Severity: Doubtful,
			Problem:  sentence("import.row.hidden")})
	}
}
