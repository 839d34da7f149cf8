package exchange

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"jema/internal/text"
)

// none are the ways to write that there is nothing.
var none = map[string]bool{
	"-": true, "/": true, "aucun": true, "aucune": true, "neant": true, "sans": true, "non": true, "nc": true,
	"n/a": true, "pas de mail": true, "pas de site": true, "x": true, "?": true, "0": true, "pas de telephone": true,
	"non communique": true, "non communiquee": true, "non renseigne": true, "ne pas communiquer": true,
	"pas de portable": true, "nsp": true,
	"tel non communique": true, "tel. non communique": true, "je ne sais pas": true,
}

func isNone(s string) bool { return none[text.Fold(s)] }

// pointsToOther reports whether an answer only points at the column that is next to it.
func pointsToOther(s string) bool { return otherAnswer().MatchString(text.Fold(s)) }

var otherAnswer = lazily(`^autres?(?: ?\(.*\)| :| metiers?| type)?[ .:]*$`)

var phoneRun = lazily(`\+?(?:[\d(][\d\s.()\x{00a0}\x{202f}–-]{6,}\d)`)

// readPhone returns a telephone number as it is printed, 04 65 71 00 12, a
// foreign one with its country code. When a cell holds several, the first is
// taken and more is true. It is "" when there is no number to be read.
func readPhone(s string) (phone string, more bool) {
	var all []string
	for _, run := range phoneRuns(s) {
		if phone := onePhone(run); phone != "" && !slices.Contains(all, phone) {
			all = append(all, phone)
		}
	}
	if len(all) == 0 {
		return "", false
	}
	return all[0], len(all) > 1
}

// phoneRuns returns the stretches of a text that may be telephone numbers. Two
// numbers with a dash between them are two.
func phoneRuns(s string) (runs []string) {
	for _, run := range phoneRun().FindAllString(s, -1) {
		if parts := betweenPhones().Split(run, -1); len(parts) > 1 && onePhone(run) == "" {
			runs = append(runs, parts...)
			continue
		}
		runs = append(runs, run)
	}
	return runs
}

var betweenPhones = lazily(`\s+[–-]\s+|\s{2,}`)

func onePhone(s string) string {
	international := strings.HasPrefix(s, "+")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ReplaceAll(s, "(0)", ""))
	if rest, found := strings.CutPrefix(digits, "00"); found && !international {
		digits, international = rest, true
	}
	if international && !strings.HasPrefix(digits, "33") {
		if len(digits) < 8 || len(digits) > 15 || digits[0] == '0' {
			return ""
		}
		return "+" + digits
	}
	if international {
		digits = strings.TrimPrefix(strings.TrimPrefix(digits, "33"), "0")
	}
	if len(digits) == 9 && digits[0] != '0' { // a number cell loses its first zero
		digits = "0" + digits
	}
	if len(digits) != 10 || digits[0] != '0' || digits[1] == '0' {
		return ""
	}
	return strings.Join([]string{digits[:2], digits[2:4], digits[4:6], digits[6:8], digits[8:]}, " ")
}

// readEmail returns an address of mail in lower case, "" when s is none.
func readEmail(s string) string {
	s = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "mailto:")
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > 254 {
		return ""
	}
	_, domain, _ := strings.Cut(s, "@")
	if !strings.Contains(domain, ".") || strings.HasSuffix(domain, ".") || strings.ContainsFunc(s, unicode.IsSpace) {
		return ""
	}
	return s
}

// readWebsite returns an address of the web with its scheme, "" when s is none.
func readWebsite(s string) string {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil ||
		strings.ContainsFunc(s, unicode.IsSpace) {
		return ""
	}
	name := u.Hostname()
	if !strings.Contains(name, ".") || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") || len(s) > 500 {
		return ""
	}
	return s
}

// publishable are the fields that a row may forbid to publish, with the field
// that allows it.
var publishable = map[string]string{"address": "publish_address", "phone": "publish_phone", "email": "publish_email"}

// contactReader reads how the artisan is reached, and what allows to publish it.
type contactReader struct{ *reading }

// contacts reads how the artisan is reached, and what of it is published.
func (r contactReader) contacts() {
	r.phone()
	r.address("email", readEmail)
	r.address("website", readWebsite)
	for _, field := range []string{"publish_address", "publish_phone", "publish_email"} {
		s, read := r.line(field)
		if !read && field != "publish_address" { // one answer for all ways to reach somebody
			s, read = r.line("publish_contact")
		}
		if !read {
			continue
		}
		r.row.Unflagged[field] = s == ""
		yes, sure := readFlag(s)
		if !sure {
			r.note(field, Doubtful, "import.flag.unread")
		}
		r.set(field, boolean(yes))
	}
	for _, field := range []string{"address", "phone", "email"} {
		r.allowed(field)
		r.forbidden(field)
	}
}

// publicHeader is in the header of a column that is filled in for the public: « Quel numéro
// pouvons-nous publier ? », « Téléphone pour le programme ».
var publicHeader = lazily(`\b(?:a|pouvons(?:-nous)?|peut(?:-on)?|souhaite\w*|voulez\S*|pouvant ` +
	`etre|sera|seront|autorise\w*) ` +
	`(?:\w+ ){0,2}?(?:publi|diffus|affich|communiqu|imprim|parai)|` +
	`\b(?:publi(?:e|able|que|c)|diffusable|affichable|visible)e?s?\b|` +
	`\bpour (?:le|la|les) (?:programme|site|brochure|public|visiteurs?|reservations?)\b|\b(?:dans le programme|sur le ` +
	`site)\b`)

// allowed publishes what the header of its own column asks for to be published, where the
// row has no other answer to that.
func (r contactReader) allowed(field string) {
	flag := publishable[field]
	c, header, _ := r.raw(field)
	if _, given := r.row.Fields[flag]; given || c.blank() || r.private(field) ||
		!publicHeader().MatchString(text.Fold(header)) {
		return
	}
	r.set(flag, "true")
	r.note(flag, Repaired, "import.flag.header", "header", text.Line(header))
}

// privateHeader is in the header of a column that is for the organisers alone.
var privateHeader = lazily(`\b(?:usage |reserve.*)?internes?\b|\bpour (?:les ` +
	`|l')?organisat|\bprivee?s?\b|\b(?:ne )?ser(?:a|ont) pas ` +
	`(?:publi|diffus|communiqu|affich)|\bpas (?:publie|diffuse|communique|affiche)`)

// forbidden withdraws what a column allows where the cell itself or its header
// forbids it: « 06 39 98 01 02 (ne pas publier) », « Téléphone (non publié) ».
func (r contactReader) forbidden(field string) {
	flag := publishable[field]
	said, header, _ := r.raw(field)
	var words string
	switch {
	case field == "address" && r.addressPutOff:
		words = said.Text
	case privateAt().MatchString(text.Fold(said.Text)):
		words = said.Text
	case privateAt().MatchString(text.Fold(header)) || privateHeader().MatchString(text.Fold(header)):
		words = header
	default:
		return
	}
	if r.row.Fields[flag] == "true" {
		r.note(flag, Doubtful, "import.flag.forbidden", "text", shorten(words, 80))
	}
	r.set(flag, "false")
}

func (r contactReader) phone() {
	for _, column := range r.table.Columns["phone"] { // « non communiqué » beside a mobile is an empty cell
		if column < len(r.cells) && isNone(r.cells[column].Text) {
			r.replace(column, "")
		}
	}
	r.withoutPrivatePhone()
	s, read := r.line("phone")
	switch {
	case !read:
		return
	case s == "" || isNone(s):
		r.set("phone", "")
		return
	}
	phone, more := readPhone(s)
	more = more || r.otherPhone(phone)
	switch {
	case phone == "":
		r.note("phone", Blocking, "import.phone.unread")
		return
	case more:
		r.note("phone", Doubtful, "import.phone.several", "phone", phone)
	case phone != s:
		r.note("phone", Repaired, "import.phone.set", "phone", phone)
	}
	r.set("phone", phone)
}

// withoutPrivatePhone leaves out the number that a cell calls private where it
// holds another: « 04 65 71 00 10 ; privé 06 39 98 01 02 ».
func (r contactReader) withoutPrivatePhone() {
	for _, column := range r.table.Columns["phone"] {
		if column >= len(r.cells) {
			continue
		}
		var open, private []string
		for _, piece := range betweenNumbers().Split(r.cells[column].Text, -1) {
			switch folded := text.Fold(piece); {
			case phoneIn(piece) == "":
			case personal().MatchString(folded) || privateAt().MatchString(folded):
				private = append(private, piece)
			default:
				open = append(open, piece)
			}
		}
		if len(open) > 0 && len(private) > 0 {
			r.replace(column, strings.Join(open, " / "))
			r.note("phone", Doubtful, "import.phone.private", "text", strings.Join(private, " / "))
		}
	}
}

var (
	betweenNumbers = lazily(`\s*[;/|\n]\s*|\s+[–-]\s+|,\s+|\s*\(`)
	personal       = lazily(`\bprive|\bperso`)
)

// otherPhone reports whether another column holds another number.
func (r contactReader) otherPhone(phone string) bool {
	return slices.ContainsFunc(r.table.Columns["phone"], func(column int) bool {
		if column >= len(r.cells) {
			return false
		}
		other, _ := readPhone(r.cells[column].Text)
		return other != "" && other != phone
	})
}

// address reads an address of mail or of the web.
func (r contactReader) address(field string, read func(string) string) {
	s, there := r.line(field)
	switch {
	case !there:
	case s == "" || isNone(s):
		r.set(field, "")
	case read(s) == "":
		r.note(field, Blocking, "import."+field+".unread")
	default:
		r.set(field, read(s))
	}
}
