package exchange

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/text"
)

// titleMax is how many characters a title may have.
const titleMax = 200

// kindReader reads the kind of what happens, and its title.
type kindReader struct{ *reading }

// what reads the kind and the title.
func (r kindReader) what() {
	title, read := r.line("title")
	switch {
	case !read && len(r.table.Columns["title"]) > 0: // broken or too long: already said
	case title == "" && r.kindTitle() != "":
		title = r.kindTitle()
		r.row.kindTitle = true
		r.set("title", title)
		r.note("title", Doubtful, "import.title.kind", "title", title)
	case title == "":
		r.note("title", Blocking, "import.title.missing")
		r.row.Lacks = append(r.row.Lacks, "title")
	case text.Length(title) > titleMax:
		r.note("title", Blocking, "import.cell.long", "n", text.Length(title), "max", titleMax)
	default:
		r.set("title", title)
	}
	r.kind(title)
}

// kindTitle returns the content of a cell of the kind, to serve as the title in a
// file that has no titles.
func (r kindReader) kindTitle() string {
	s, _ := r.line("kind")
	kind, _ := readKind(s)
	if kind == "" || len(r.table.Columns["title"]) > 0 || text.Length(s) > 100 {
		return ""
	}
	if text.Length(s) <= 5 { // « PO », « démo »
		return upper(sentence("import.kind." + string(kind)))
	}
	return upper(s)
}

func (r kindReader) kind(title string) {
	r.prefer("kind", func(s string) bool { kind, _ := readKind(s); return kind != "" })
	s, read := r.line("kind")
	if !read && len(r.table.Columns["kind"]) > 0 {
		return // broken: already said
	}
	kind, sure := readKind(s)
	if plainWorkshop[text.Fold(s)] { // a session for visitors, and not the place
		kind = jema.Initiation
	}
	if s == "" || s == r.frame.defaults["kind"] && !r.typed("kind") {
		if headed, asked := r.headedKind(); headed != "" || asked {
			if headed != "" {
				r.set("kind", string(headed))
			}
			return
		}
	}
	switch {
	case kind != "" && sure:
	case kind != "" && len(readKinds(s)) > 1:
		r.severalKinds = true
		r.note("kind", Doubtful, "import.kind.several", "kinds", kindNames(readKinds(s)), "kind",
			sentence("import.kind."+string(kind)))
	case kind != "":
		r.note("kind", Doubtful, "import.kind.guessed", "kind", sentence("import.kind."+string(kind)))
	case s != "":
		r.note("kind", Blocking, "import.kind.unknown")
		return
	default:
		if kind, _ = readKind(title); kind == "" {
			r.note("kind", Blocking, "import.kind.missing")
			r.row.Lacks = append(r.row.Lacks, "kind")
			return
		}
		r.note("kind", Doubtful, "import.kind.from_title", "kind", sentence("import.kind."+string(kind)))
	}
	r.set("kind", string(kind))
	if kind == jema.SchoolKind {
		r.set("workshop_kind", jema.WorkshopSchool)
	}
}

// plainWorkshop is what a cell of kinds may call an initiation.
var plainWorkshop = map[string]bool{"atelier": true, "ateliers": true, "un atelier": true}

// headedKind returns the kind that the headers of the filled columns of times
// name: « Initiations sur inscription ». Columns of several kinds are questioned.
func (r kindReader) headedKind() (kind jema.OpeningKind, asked bool) {
	var found []jema.OpeningKind
	header := ""
	for _, column := range r.timeColumns() {
		h := r.table.Header[column]
		if kinds := readKinds(h); len(kinds) == 1 && namesKind(h) && !slices.Contains(found, kinds[0]) {
			found, header = append(found, kinds[0]), text.Line(h)
		}
	}
	switch len(found) {
	case 0:
		return "", false
	case 1:
		r.note("kind", Doubtful, "import.kind.from_header", "header", header, "kind",
			sentence("import.kind."+string(found[0])))
		return found[0], false
	}
	r.note("kind", Blocking, "import.kind.headers", "kinds", kindNames(found))
	return "", true
}

// namesKind reports whether the header of a column of times names what happens
// there. The usual names of such columns, « Horaires d'ouverture » or « Visites
// sur réservation », do not.
func namesKind(header string) bool {
	_, usual := openingHeaders().headers[normalHeader(header)]
	return !usual && happening().MatchString(text.Fold(header))
}

var happening = lazily(`\b(?:portes? ouvertes?|jpo|initiations?|demonstrations?|demos?|visites? ` +
	`(?:guidees?|commentees?)|conferences?|expositions?|circuits?|stages?)\b`)

// timeColumns returns the columns of times that a row fills.
func (r kindReader) timeColumns() (list []int) {
	columns := slices.Concat(r.table.Columns["hours"], r.table.Columns["slots"])
	for _, d := range r.table.Days {
		columns = append(columns, d.column)
	}
	for _, column := range slices.Sorted(slices.Values(columns)) {
		if column < len(r.cells) && !shut(r.cells[column].Text) && !isNone(r.cells[column].Text) {
			list = append(list, column)
		}
	}
	return list
}

func kindNames(kinds []jema.OpeningKind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = sentence("import.kind." + string(k))
	}
	return text.Join(names)
}
