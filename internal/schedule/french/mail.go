package french

import (
	"regexp"
	"slices"
	"strings"
)

// letterHead marks the lines of a pasted letter that are not its text: the header,
// the line of who wrote when, quoted lines if others hold hours. Each becomes one
// word that is set aside.
func letterHead(lines [][]char) [][]char {
	var out [][]char
	quoted, answered := false, false
	for _, l := range lines {
		if isQuote(l) {
			quoted = true
		} else if holdsHour(l) && !isHeader(l) {
			answered = true
		}
	}
	for _, l := range lines {
		l = withoutStamp(l)
		if isHeader(l) || quoted && answered && isQuote(l) {
			l = asideLine(l)
		}
		out = append(out, l)
	}
	return out
}

func isQuote(line []char) bool { return len(line) > 0 && line[0].r == '>' }

// headers are how the lines of a letter's header begin or end.
var (
	headers = []string{"objet:", "envoye:", "cc:", "date:", "expediteur:", "destinataire:", "sujet:",
		"envoye de mon", "envoye le",
		"envoye depuis", "sent from"}
	wrote = []string{"a ecrit:", "a ecrit", "wrote:"}
)

// longestHeader is more characters than a line of a header has.
const longestHeader = 400

// isHeader reports whether the line belongs to a letter's header.
func isHeader(line []char) bool {
	if len(line) > longestHeader {
		return false
	}
	s := strings.TrimSpace(strings.ReplaceAll(textOf(line), " :", ":"))
	begins := func(h string) bool { return strings.HasPrefix(s, h) && (h != "date:" || strings.ContainsRune(s, '@')) }
	harmless := !slices.ContainsFunc(tokens(line), changesHours) && (strings.HasPrefix(s, "envoye") || !holdsHour(line))
	if harmless && slices.ContainsFunc(headers, begins) {
		return true
	}
	if (strings.HasPrefix(s, "de:") || strings.HasPrefix(s, "a:")) && !strings.ContainsAny(s, "0123456789") {
		return true // « De : Léa »
	}
	if strings.HasPrefix(s, "ferme ⋅") || strings.HasPrefix(s, "ouvert ⋅") {
		return true // « Fermé ⋅ Ouvre à 09:30 mer. », what a map says of today
	}
	return strings.HasPrefix(s, "le ") &&
		slices.ContainsFunc(wrote, func(w string) bool { return strings.HasSuffix(s, w) })
}

// changesHours reports whether a word must not be passed over: « Objet : annulation ».
func changesHours(t token) bool {
	e, ok := words[t.text]
	return ok && e.kind != clock && e.kind != weekday && weighty[e.kind] || !ok && t.kind == wordToken &&
		suspicious(t.text)
}

func textOf(line []char) string {
	var out strings.Builder
	for _, c := range line {
		out.WriteRune(c.r)
	}
	return out.String()
}

// holdsHour reports whether a digit with the sign of an hour is in the line.
func holdsHour(line []char) bool {
	for i := 1; i < len(line); i++ {
		if (line[i].r == 'h' || line[i].r == ':') && line[i-1].r >= '0' && line[i-1].r <= '9' {
			return true
		}
	}
	return false
}

// asideLine makes one unknown word of a line.
func asideLine(line []char) []char {
	word := slices.Clone(line)
	for i := range word {
		word[i].r = 'z'
	}
	return word
}

// stamp is who wrote when in a chat: « (08/03 14:22) Atelier Roux : », « 08/03/2027
// 14:22 - Atelier Roux : ».
var stamp = regexp.MustCompile(`^ *(\(\d\d?/\d\d?(/\d{2,4})?,?( a)? \d\d?[:h]\d\d(:\d\d)?\)|\d\d?/\d\d?/\d{2,4},?( ` +
	`a)? \d\d?[:h]\d\d -)( [a-z' -]{2,40} ?:)`)

// withoutStamp makes one unknown word of the time at which a line was written.
func withoutStamp(line []char) []char {
	if len(line) > longestHeader || len(line) < len("1/1 1:11") || line[0].r != '(' &&
		(line[0].r < '0' || line[0].r > '9') {
		return line
	}
	m := stamp.FindStringSubmatchIndex(textOf(line))
	if m == nil {
		return line
	}
	n := len([]rune(textOf(line)[:m[3]]))
	return append(asideLine(line[:n]), line[n:]...)
}
