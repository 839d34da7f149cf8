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

// several tells whether a cell holds several things: a piece of the address, the
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

// mixed tells whether most cells of a column hold several things.
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

// dissect takes cells apart that hold several things.
func (r *reading) dissect() {
	for _, column := range r.table.Columns["everything"] {
		if column < len(r.cells) && r.cells[column].Text != "" {
			d := dissection{r: r, header: r.table.Header[column]}
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
			notes = append(notes, say("import.note.cut", "header", t.head(column), "fields", strings.Join(fields, ", ")))
		}
	}
	return notes
}

// dissection is a cell being taken apart.
type dissection struct {
	r      *reading
	header string
	times  []string // pieces that say when, free
	booked []string // the same, of bookings
	words  []string // what is left, in order
	notes  []string // for the organisers alone
	pieces int
}

var labelled = lazily(`^([\p{L}][\p{L}\s./'’°+&,-]{1,40}?)\s*:\s*(\S.*)$`)

var rangeDash = lazily(`(\d\s?(?:h|:)\s?\d{0,2}|\d)\s+[-–—]\s+(\d{1,2}\s?(?:h|:))`)

// streetShort is an abbreviation whose full stop ends no sentence.
var streetShort = lazily(`(^|[\s\d])[Aa]v\.\s+`)

var phoneShort = lazily(`(?i)\b(tél|tel)\.\s+`)

func (d *dissection) cell(s string) {
	s = streetShort().ReplaceAllString(rangeDash().ReplaceAllString(s, "$1-$2"), "${1}avenue ")
	s = phoneShort().ReplaceAllString(s, "$1 ")
	for _, piece := range pieceAt().Split(s, -1) {
		piece = strings.Trim(strings.TrimSpace(piece), ",.")
		if piece == "" {
			continue
		}
		if m := labelled().FindStringSubmatch(piece); m != nil && d.labelled(m[1], m[2]) {
			continue
		}
		if before, after, found := strings.Cut(piece, " : "); found && d.r.frame.classes(before)&(isRange|isClocks) != 0 {
			d.piece(before)
			piece = after
		}
		d.piece(piece)
	}
}

// labelled takes « Horaires : samedi 10h-12h » and « Démonstration : le tour » and
// tells whether the label was understood.
func (d *dissection) labelled(label, s string) bool {
	times := d.r.frame.classes(s) & (isRange | isClocks)
	field := openingHeaders().wordsFor(label)
	kind, _ := readKind(label)
	switch {
	case times != 0 && bookWord().MatchString(text.Fold(label)):
		field = "slots"
	case times != 0 && (kind != "" || field == "date"):
		field = "hours"
	case kind != "" && text.Length(label) <= 45 && d.r.missing("kind") && d.r.missing("title"):
		d.pieces++
		d.r.mark("kind", label, d.header)
		d.r.mark("title", upper(s), d.header)
		return true
	}
	if field == "" || field == unread || field == "everything" || field != "hours" && field != "slots" && field != "date" && !d.r.missing(field) {
		return false
	}
	d.label(field, s)
	return true
}

// label takes a piece whose words say what it is: « Tél : 04 65 71 00 10 ».
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

// piece finds out what a piece is.
func (d *dissection) piece(s string) {
	if s = d.private(d.contacts(s)); strings.TrimSpace(s) == "" {
		return
	}
	parts := strings.Split(s, ", ")
	if c := d.r.frame.classes(s); c&(isRange|isClocks) != 0 && !hasOther(d.r.frame, parts) {
		d.when(s, c)
		return
	}
	town := slices.IndexFunc(parts, townInside().MatchString)
	for i, part := range parts {
		if part = strings.Trim(part, " ,"); part == "" {
			continue
		}
		if i == town-1 && d.r.frame.classes(part)&^(isShort|isPerson) == 0 && d.pieces > 0 { // « La Tour, 26750 Génissieux »
			d.r.mark("address", part, d.header)
			continue
		}
		d.part(part)
	}
}

var privateAt = lazily(`\b(?:ne pas|pas a|a ne pas) (?:publier|diffuser|afficher|imprimer|communiquer|mettre)|\bnon (?:communique|publie|diffuse|publiable|diffusable)e?s?\b|\bpas de (?:tel|telephone|portable|mobile|mail|courriel|site|numero)\b|\bconfidentiel|\bliste rouge`)

// private takes away words that are for the organisers alone, « ne pas
// publier », « tél. non communiqué »: they become a remark, and the telephone
// and the mail are not published.
func (d *dissection) private(s string) string {
	if !privateAt().MatchString(text.Fold(s)) || text.Length(s) > 60 {
		return s
	}
	d.notes = append(d.notes, s)
	for _, field := range []string{"publish_phone", "publish_email"} {
		d.r.parts[field] = part{Cell{Text: "non"}, d.header}
	}
	return ""
}

// hasOther tells whether one of several parts is something else than a time.
func hasOther(f frame, parts []string) bool {
	for _, p := range parts {
		if f.classes(p)&(isRange|isClocks|isClock|isDay|isDate|isPeople) == 0 && len(p) > 3 && !dayAt().MatchString(text.Fold(p)) {
			return true
		}
	}
	return false
}

func (d *dissection) when(s string, c class) {
	d.pieces++
	if bookWord().MatchString(text.Fold(s)) || c&isRange == 0 {
		d.booked = append(d.booked, withoutLabel(s))
		return
	}
	d.times = append(d.times, withoutLabel(s))
}

func (d *dissection) part(s string) {
	c := d.r.frame.classes(s)
	first := d.pieces == 0
	d.pieces++
	var field string
	switch kind, sure := readKind(s); {
	case c&(isRange|isClocks|isDate|isDay|isClock) != 0:
		d.pieces--
		d.when(s, c|isRange)
		return
	case c&isTown != 0, townInside().MatchString(s):
		d.town(s)
		return
	case c&isPrice != 0:
		field = "price"
	case c&isStreet != 0:
		field = "address"
		if rest, town := d.r.frame.communes.ending(s); town != "" && d.r.missing("commune") {
			d.r.mark("commune", town, d.header)
			s = rest
		}
	case c&isPeople != 0:
		field = "capacity"
	case c&isAge != 0:
		field = "minimum_age"
	case c&isDuration != 0:
		field = "duration"
	case kind != "" && (sure || !first):
		field = "kind"
		if !sure {
			d.kindAndMore(s)
			return
		}
	case (c&isCraft != 0 || c&isPerson == 0 && len(d.r.frame.crafts.find(s).candidates) > 0) && !(first && strings.HasPrefix(text.Fold(s), "atelier")):
		field = "craft"
	case c&isCommune != 0:
		field = "commune"
	case c&isPerson != 0:
		field = "artisan"
	case c&isLanguage != 0:
		field = "languages"
	case c&isAccess != 0:
		field = "access"
	default:
		if !noName().MatchString(text.Fold(s)) {
			d.words = append(d.words, s)
		}
		return
	}
	if c, _, _ := d.r.raw(field); !c.blank() { // said already: these are words like any other
		d.words = append(d.words, s)
		return
	}
	d.r.mark(field, s, d.header)
}

// kindAndMore reads « conférence « Le fer et le feu » par Paul Martin ».
func (d *dissection) kindAndMore(s string) {
	kind := s
	if before, by, found := strings.Cut(s, " par "); found && isNameOfPerson(by) {
		d.r.mark("artisan", by, d.header)
		s = before
	}
	if m := quotedAt().FindStringSubmatch(s); m != nil {
		d.r.mark("title", m[1], d.header)
	} else {
		d.r.mark("title", upper(s), d.header)
	}
	d.r.mark("kind", kind, d.header)
	if m := atWorkshop().FindStringSubmatch(s); m != nil {
		d.r.mark("workshop", "Atelier "+m[1], d.header)
	}
}

var atWorkshop = lazily(`(?i)(?:^|\s)(?:à|dans|chez) l[’']atelier (\p{Lu}.{2,60})$`)

var quotedAt = lazily(`[«“"]\s*([^»”"]{3,100}?)\s*[»”"]`)

// town reads « 12 rue du Four 26100 Romans-sur-Isère ».
func (d *dissection) town(s string) {
	at := townInside().FindStringIndex(s)
	if at == nil {
		at = []int{0, 0}
	}
	d.r.mark("address", strings.Trim(s[:at[0]], " ,-"), d.header)
	d.r.mark("postal_code", s[at[0]:at[0]+5], d.header)
	d.r.mark("commune", s[at[0]+5:], d.header)
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
	d.r.mark("hours", strings.Join(d.times, " ; "), d.header)
	d.r.mark("slots", strings.Join(d.booked, " ; "), d.header)
	for _, field := range []string{"workshop", "title"} {
		i := slices.IndexFunc(d.words, func(w string) bool { return isName(w) || field == "title" && text.Length(w) <= 100 })
		if d.r.missing(field) && i >= 0 {
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

var (
	// noName is what is left of a cell and names nothing.
	noName = lazily(`^(?:tel(?:ephone)?|port(?:able)?|mob(?:ile)?|mail|e-?mail|courriel|site|web|contact|renseignements?|infos?|informations?|reservations?|inscriptions?|horaires?|tarifs?|adresse|ouvert|ouverture|a partir)\.?$`)
	// noWorkshop begins what is a place or an advice, and no workshop.
	noWorkshop = lazily(`^(?:salle|gymnase|parking|mairie|place|eglise|ecole|halle|parc|cour|entree|acces|pres|derriere|face|venez|prevoir|sur|avec|par|pour|au|aux|a|en|le|la|les|un|une|des|du)\b`)
)

// isName tells whether a text may be the name of a workshop.
func isName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	folded := text.Fold(s)
	return unicode.IsUpper(first) && text.Length(s) >= 3 && text.Length(s) <= 80 &&
		(!noWorkshop().MatchString(folded) || articleName().MatchString(folded))
}

// articleName is a name that begins with an article: « La Forge des Monts ».
var articleName = lazily(`^(?:le|la|les|un|une|au|aux|l') ?\S+`)

// upper begins a text with a capital.
func upper(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+utf8.RuneLen(r):]
	}
	return s
}
