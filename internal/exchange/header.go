package exchange

import (
	"slices"
	"strings"

	"jema/internal/text"
)

// headerWithin is how many rows from the top a header is looked for.
const headerWithin = 40

// headerAt is a header found in a grid: the row it ends in and the names it
// gives the columns.
type headerAt struct {
	row    int
	names  []string
	fields int // named, each once
}

// header finds the header of a grid: the row that names the most fields, three
// at least, alone or together with the row above it.
func (g grid) header(v vocabulary) (headerAt, bool) {
	best := headerAt{row: -1, fields: 2}
	for i, r := range g.rows[:min(len(g.rows), headerWithin)] {
		names := texts(r.Cells)
		if h := (headerAt{i, names, v.named(names)}); h.fields > best.fields {
			best = h
		}
	}
	for i := 1; i < min(len(g.rows), headerWithin); i++ {
		if !v.belowHeader(texts(g.rows[i].Cells)) {
			continue
		}
		names := g.together(v, i)
		h := headerAt{i, names, v.named(names)}
		if slices.ContainsFunc(texts(g.rows[i-1].Cells), isDayHeader) &&
			!slices.ContainsFunc(texts(g.rows[i].Cells), isDayHeader) {
			h.fields += 3 // beginnings and ends say nothing without the days above them
		}
		if h.fields > best.fields {
			best = h
		}
	}
	return best, best.row >= 0
}

// named counts the fields and days that headers name.
func (v vocabulary) named(names []string) int {
	fields := map[string]bool{}
	for _, n := range names {
		if d, isDay := dayHeader(n); isDay {
			fields[d.name()+d.clock+d.role] = true
			continue
		}
		if field := v.wordsFor(n); field != "" && field != unread {
			fields[field] = true
		}
	}
	return len(fields)
}

// headerMax is how long a header may be; longer texts are no names of columns
// unless they are questions.
const headerMax = 160

// wordsFor returns the field that the words of a header speak for, "" for none.
func (v vocabulary) wordsFor(name string) string {
	if field, known := v.memo[name]; known {
		return field
	}
	field := v.look(name)
	if v.memo != nil {
		v.memo[name] = field
	}
	return field
}

func (v vocabulary) look(name string) string {
	if len(name) > headerMax || isValue(name) {
		return ""
	}
	if m, found := v.match(name); found && (m.exact || !v.hinted) {
		return m.field
	}
	if !v.hinted {
		return ""
	}
	scores := headerScores(v, name)
	if field := best(scores); field != "" && scores[field] >= hintScore {
		return field
	}
	return ""
}

// isValue reports whether a text gives a value, and so heads no column: a telephone, a
// mail, « Horaires : samedi 10h-12h ».
func isValue(name string) bool {
	if strings.Contains(name, "@") || phoneIn(name) != "" {
		return true
	}
	m := labelled().FindStringSubmatch(name)
	return m != nil && strings.ContainsAny(m[2], "0123456789")
}

// belowWords are what is in the second line of a header.
var belowWords = map[string]bool{"de": true, "a": true, "debut": true, "fin": true, "ouverture": true,
	"fermeture": true, "matin": true, "apres-midi": true,
	"am": true, "pm": true, "h debut": true, "h fin": true, "heure debut": true, "heure fin": true, "jusqu'a": true,
	"des": true, "from": true, "to": true,
	"oui/non": true, "oui": true, "non": true, "nom": true, "prenom": true, "du": true, "au": true, "horaires": true,
	"h": true, "arrivee": true, "depart": true}

// belowHalf is a half of a day with its beginning or its end: « matin de », « a-m à ».
var belowHalf = lazily(`^(?:matin|matinee|apres[ -]midi|aprem|a[.-]?m\.?|soir|soiree)(?: ` +
	`(?:de|a|debut|fin|ouverture|fermeture))?$`)

// belowHeader reports whether a row may be the second line of a header: names and
// words for beginning and end, no data.
func (v vocabulary) belowHeader(cells []string) bool {
	known, filled := 0, 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		filled++
		_, isDay := dayHeader(c)
		if belowWords[text.Fold(c)] || belowHalf().MatchString(text.Fold(c)) || isDay || v.wordsFor(c) != "" && len(c) < 60 {
			known++
		}
	}
	return filled >= 2 && known*5 >= filled*4
}

// together joins each name of row i to the one above it, which reaches as far
// right as the cells above stay empty and those below are filled.
func (g grid) together(v vocabulary, i int) []string {
	above, below := texts(g.rows[i-1].Cells), texts(g.rows[i].Cells)
	names := make([]string, max(len(above), len(below)))
	over := ""
	for j := range names {
		up, down := at0(above, j), at0(below, j)
		switch {
		case up != "":
			over = up
		case down == "":
			over = ""
		}
		switch {
		case down == "" || down == over:
			names[j] = up
		case over == "":
			names[j] = down
		case v.exactly(down) && !needsAbove[text.Fold(down)] && !isDayHeader(over):
			names[j] = down
		default:
			names[j] = over + " " + down
		}
		names[j] = strings.TrimSpace(names[j])
	}
	return names
}

func isDayHeader(name string) bool {
	_, is := dayHeader(name)
	return is
}

// needsAbove are names that mean something only with the one above them.
var needsAbove = map[string]bool{"nom": true, "ouverture": true, "telephone": true, "adresse": true, "mail": true,
	"courriel": true, "oui": true, "horaires": true, "depart": true, "contact": true, "type": true, "tel": true}

func (v vocabulary) exactly(name string) bool {
	m, found := v.match(name)
	return found && m.exact
}

func at0(list []string, i int) string {
	if i < len(list) {
		return text.Line(list[i])
	}
	return ""
}

// table cuts a grid at its header.
func (g grid) table(v vocabulary) (Table, bool) {
	h, found := g.header(v)
	if !found {
		if h, found = g.few(v); !found {
			return Table{}, false
		}
	}
	t := Table{Name: g.name, Header: h.names, Columns: v.columns(h.names), Hidden: g.hidden, notes: g.notesAbove(h)}
	for _, r := range g.rows[h.row+1:] {
		if !slices.Equal(texts(r.Cells), h.names) { // files pasted one below the other repeat it
			t.Rows = append(t.Rows, r)
		}
	}
	return t, true
}

// notesAbove are what is above the header, to be shown: a title, an advice.
func (g grid) notesAbove(h headerAt) (notes []string) {
	above := max(0, h.row)
	if h.row >= 0 && strings.Join(h.names, "") == "" { // the title of a list without names of columns
		above = h.row + 1
	}
	for _, r := range g.rows[:above] {
		var filled []string
		for _, c := range r.Cells {
			if c.Text != "" && !slices.Contains(filled, c.Text) {
				filled = append(filled, text.Line(c.Text))
			}
		}
		if len(filled) == 1 && len(filled[0]) > 1 {
			notes = append(notes, filled[0])
		}
	}
	return notes
}

// hasNumber reports whether a text holds a telephone or a postal code: it is a row
// then.
func hasNumber(s string) bool { return phoneIn(s) != "" || townInside().MatchString(s) }

// few finds the header of a file with one or two columns: a short row above
// cells that hold several things each. A file without any header has nameless
// columns.
func (g grid) few(v vocabulary) (headerAt, bool) {
	if !v.hinted {
		return headerAt{}, false
	}
	f := frame{}
	for i, r := range g.rows[:min(len(g.rows), headerWithin)] {
		names, rest := texts(r.Cells), Table{Rows: g.rows[i+1:]}
		for j, c := range r.Cells {
			title := i == 0 && len(c.Text) >= 60 && len(c.Text) < 2*headerMax && !f.several(c.Text) && !hasNumber(c.Text)
			if title && i+1 < len(g.rows) && j < len(g.rows[i+1].Cells) && f.several(g.rows[i+1].Cells[j].Text) {
				return headerAt{row: i, names: make([]string, len(names))}, true // the title of a list, not the name of a column
			}
			if len(c.Text) < 60 && c.Text != "" && !f.several(c.Text) && f.mixed(&rest, j) {
				return headerAt{row: i, names: names, fields: 1}, true
			}
		}
	}
	all := Table{Rows: g.rows}
	for j := range 3 {
		if f.mixed(&all, j) {
			return headerAt{row: -1, names: make([]string, j+1)}, true
		}
	}
	return headerAt{}, false
}
