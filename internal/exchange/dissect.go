package exchange

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jema/internal/text"
)

// apart classes: a cell that is of three of these holds several things.
const severalOf = isEmail | isPhone | isWeb | isRange | isClocks | isPrice | isStreet | isTown | isPeople

var pieceAt = lazily(`\s*(?:\n|\||;|•|·|\t)\s*|\s+[-–—]+\s+|\s+/\s+|\.\s+|\s*[()]\s*`)

// several reports whether a cell holds several things: a piece of the address, the
// telephone and the hours, for instance.
func (f frame) several(s string) bool {
	if len(s) < 25 {
		return false
	}
	var seen class
	for _, piece := range pieceAt().Split(s, -1) {
		for _, part := range strings.Split(piece, ", ") {
			seen |= f.classes(part) & severalOf
		}
	}
	if inner := townInside().FindString(s); inner != "" {
		seen |= isTown
	}
	return bits.OnesCount32(uint32(seen)) >= 3
}

var townInside = lazily(`\b\d{5}\s+\p{Lu}`)

// mixed reports whether most cells of a column hold several things.
func (f frame) mixed(t *Table, column int) bool { return f.mixedShare(t, column) >= 0.5 }

// mixedShare returns the share of the cells of a column that hold several things.
func (f frame) mixedShare(t *Table, column int) float64 {
	filled, several := 0, 0
	for _, r := range t.Rows {
		if column >= len(r.Cells) || r.Cells[column].blank() {
			continue
		}
		if filled++; f.several(r.Cells[column].Text) {
			several++
		}
		if filled == 40 {
			break
		}
	}
	return float64(several) / float64(max(filled, 1))
}

// splitReader takes apart cells that hold things of other fields.
type splitReader struct{ *reading }

// dissect takes cells apart that hold several things.
func (r splitReader) dissect() {
	for _, column := range r.table.Columns["everything"] {
		if column < len(r.cells) && r.cells[column].Text != "" {
			d := dissection{r: r.reading, header: r.table.Header[column],
				remarks: slices.Contains(r.table.Columns["remarks"], column)}
			d.cell(r.cells[column].Text)
			d.finish()
			for _, field := range slices.Sorted(maps.Keys(r.parts)) {
				r.row.cut = append(r.row.cut, cutPiece{column, field})
			}
		}
	}
	r.contactsElsewhere()
	r.whoElsewhere()
	r.placeElsewhere()
}

// cutPiece is a field that a cell of a column was cut into.
type cutPiece struct {
	column int
	field  string
}

// cuts notes which columns were cut into which fields.
func (t Table) cuts(rows []Row) (notes []string) {
	for _, column := range t.Columns["everything"] {
		var fields []string
		for _, r := range rows {
			for _, c := range r.cut {
				if name := fieldName(c.field); c.column == column && !slices.Contains(fields, name) {
					fields = append(fields, name)
				}
			}
		}
		if len(fields) > 0 {
			notes = append(notes, sentence("import.note.cut", "header", t.head(column), "fields", strings.Join(fields, ", ")))
		}
	}
	return notes
}

// dissection is a cell being taken apart.
type dissection struct {
	r      *reading
	header string
	times  []string  // pieces that say when, free
	booked []string  // the same, of bookings
	last   *[]string // where the piece before that said when went, nil for none
	words  []string  // what is left, in order
	notes  []string  // for the organisers alone
	pieces int
	after  string // the beginning of the piece that follows

	craftBefore bool // the piece before is a craft
	remarks     bool // the cell is a remark: what is left of it is for the organisers alone
}

var labelled = lazily(`^([\p{L}][\p{L}\s./'’°+&,-]{1,40}?)\s*:\s*(\S.*)$`)

var rangeDash = lazily(`(\d\s?(?:h|:)\s?\d{0,2}|\d)\s+[-–—]\s+(\d{1,2}\s?(?:h|:))`)

// stopped are abbreviations whose full stop ends no sentence, before a name or a number.
var (
	courtesyShort = lazily(`(^|[\s,;(/&])((?i:mm?|mr|mmes?|mlles?|dr|me|ets|sté|ste|st|n))\.\s+(\p{Lu}|\d)`)
	wordShort     = lazily(`(?i)(\b(?:pers|env|max|min|mn|bd|boul|pl|imp|rte|ch|chem|bât|bat|rés|res|app|resp|insc|inscr|rens|réserv|résa|resa|rdv|part|tarif|gr|adh|ad|enf))\.\s+([\p{Ll}\d€])`)
)

// streetShort is an abbreviation whose full stop ends no sentence.
var streetShort = lazily(`(^|[\s\d])[Aa]v\.\s+`)

// dayShort is a day or a month whose full stop ends no sentence either.
var dayShort = lazily(`(?i)\b(lun|mar|mer|jeu|ven|sam|dim|janv|fév|févr|avr|juil|sept|oct|nov|déc)\.\s+`)

var phoneShort = lazily(`(?i)\b(tél|tel)\.\s+`)

// withoutStops writes abbreviations without their full stop, so that those left end sentences.
func withoutStops(s string) string {
	s = wordShort().ReplaceAllString(courtesyShort().ReplaceAllString(s, "$1$2 $3"), "$1 $2")
	return phoneShort().ReplaceAllString(dayShort().ReplaceAllString(s, "$1 "), "$1 ")
}

func (d *dissection) cell(s string) {
	s = withoutStops(s)
	s = streetShort().ReplaceAllString(rangeDash().ReplaceAllString(s, "$1-$2"), "${1}avenue ")
	s = rangeSlash().ReplaceAllString(s, "$1 et $2")
	if strings.Count(s, " : ") >= 3 && len(pieceAt().Split(s, -1)) < 3 { // a list with colons between
		s = strings.ReplaceAll(s, " : ", " – ")
	}
	var pieces []string
	for _, piece := range pieceAt().Split(s, -1) {
		if piece = strings.Trim(strings.TrimSpace(piece), ",."); piece != "" {
			pieces = append(pieces, piece)
		}
	}
	for i, piece := range pieces {
		if d.after = ""; i+1 < len(pieces) {
			d.after, _, _ = strings.Cut(pieces[i+1], ", ")
		}
		if m := labelled().FindStringSubmatch(piece); m != nil && d.labelled(m[1], m[2]) {
			continue
		}
		times := isRange | isClocks
		if before, after, found := strings.Cut(piece, " : "); found && (d.r.frame.classes(before)&times != 0 ||
			townInside().MatchString(before)) {
			d.piece(before)
			piece = after
		}
		d.piece(piece)
	}
}

// rangeSlash is a stroke between two ranges of hours: « 10-12 / 14-18 ».
var rangeSlash = lazily(`(\d\s?(?:h\s?\d{0,2})?)\s+/\s+(\d{1,2}\s?(?:h|-|–|:))`)

// labelled takes « Horaires : samedi 10h-12h » and « Démonstration : le tour » and
// reports whether the label was understood.
func (d *dissection) labelled(label, s string) bool {
	times := d.r.frame.classes(s) & (isRange | isClocks)
	field := openingHeaders().wordsFor(label)
	kind, _ := readKind(label)
	switch {
	case times != 0 && visitWord().MatchString(text.Fold(label)):
		field = "slots"
	case times != 0 && (kind != "" || field == "date"):
		field = "hours"
		if kind != "" && !d.r.typed("kind") {
			d.r.mark("kind", label, d.header)
		}
	case kind != "" && text.Length(label) <= 45 && !d.r.typed("kind") && !d.r.typed("title"):
		d.pieces++
		d.r.mark("kind", label, d.header)
		d.r.mark("title", upper(s), d.header)
		return true
	}
	if field == "" || field == unread || field == "everything" || field != "hours" && field != "slots" &&
		field != "date" && d.r.typed(field) {
		return false
	}
	d.label(field, s)
	return true
}

// label takes a piece whose words specify what it is: « Tél : 04 65 71 00 10 ».
func (d *dissection) label(field, s string) {
	d.pieces++
	switch field {
	case "hours", "date":
		d.times = append(d.times, s)
	case "slots":
		d.booked = append(d.booked, s)
	default:
		d.r.mark(field, s, d.header)
	}
}

// contacts takes mail, web and telephone out of a piece.
func (d *dissection) contacts(s string) string {
	for _, c := range []struct {
		field string
		find  func(string) string
	}{
		{"email", emailIn().FindString},
		{"website", webIn().FindString},
		{"phone", phoneIn},
	} {
		if found := c.find(s); found != "" {
			d.pieces++
			d.r.mark(c.field, found, d.header)
			s = strings.TrimSpace(contactLabel().ReplaceAllString(strings.Replace(s, found, " ", 1), " "))
		}
	}
	return strings.Trim(s, " ,:;/-–")
}

var (
	emailIn      = lazily(`[^\s@;,<>()/|:]+@[^\s@;,<>()/|]+\.[A-Za-z]{2,}`)
	webIn        = lazily(`\b(?:https?://|www\.)[^\s,;)]+`)
	contactLabel = lazily(`(?i)\b(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mob(?:ile)?|mail|e-?mail|courriel|site|web|contact)\b\.?\s*:?\s*$`)
)

// phoneIn returns the first telephone number of a text as it is written.
func phoneIn(s string) string {
	for _, run := range phoneRuns(s) {
		if onePhone(run) != "" {
			return run
		}
	}
	return ""
}

// finish gives the words that are left to workshop, title and description.
func (d *dissection) finish() {
	if !d.r.typed("craft") {
		d.craftInWords()
	}
	d.r.mark("hours", strings.Join(d.times, " ; "), d.header)
	d.r.mark("slots", strings.Join(d.booked, " ; "), d.header)
	if d.remarks {
		return
	}
	for _, field := range []string{"workshop", "title"} {
		i := slices.IndexFunc(d.words, func(w string) bool { return isName(w) || field == "title" && text.Length(w) <= 100 })
		if !d.r.typed(field) && i >= 0 {
			d.r.mark(field, d.words[i], d.header)
			d.words = slices.Delete(d.words, i, i+1)
		}
	}
	d.r.mark("description", strings.Join(d.words, ". "), d.header)
	if len(d.notes) > 0 {
		d.r.mark("remarks", strings.Join(d.notes, "\n"), d.header)
		d.r.note("remarks", Doubtful, "import.remarks.private", "text", strings.Join(d.notes, " · "))
	}
}

// craftInWords takes the craft that a word of the title or of what is left names:
// « Initiation à la vannerie ».
func (d *dissection) craftInWords() {
	title, _, _ := d.r.raw("title")
	for _, s := range append([]string{title.Text}, d.words...) {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len(w) >= 6 && d.r.frame.crafts.exactly(w).Slug != "" {
				d.r.mark("craft", w, d.header)
				return
			}
		}
	}
}

// upper begins a text with a capital.
func upper(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+utf8.RuneLen(r):]
	}
	return s
}
