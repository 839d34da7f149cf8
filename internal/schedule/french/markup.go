package french

import (
	"html"
	"strings"
)

// tags gives each HTML tag that only lays text out the character that replaces it:
// a cell, a line or nothing. Tags of struck text are missing, so that its hours are
// never read.
var tags = map[string]string{}

func init() {
	for with, names := range map[string]string{
		"|": "td th", "\n": "table tbody thead tfoot tr p div br li ul ol hr h1 h2 h3 h4 h5 h6 section article header " +
			"footer dl dt dd blockquote pre",
		" ": "b strong i em u a span font small big sup sub center img time label abbr html body",
	} {
		for _, name := range strings.Fields(names) {
			tags[name] = with
		}
	}
}

// longestTag is more bytes than a tag of a pasted fragment has.
const longestTag = 400

// markup reads an HTML tag or entity at byte i of a phrase: what it counts as and
// where it ends.
func markup(phrase string, i int) (said string, end int, found bool) {
	rest := phrase[i:min(len(phrase), i+longestTag)]
	switch rest[0] {
	case '<':
		return tag(rest, i)
	case '&':
		n := strings.IndexByte(rest[:min(len(rest), 10)], ';') + 1
		plain := html.UnescapeString(rest[:n])
		if n == 0 || plain == rest[:n] {
			return "", i, false
		}
		for _, r := range plain {
			folded, ok := foldRune(r)
			if !ok {
				return "", i, false
			}
			said += folded
		}
		return said, i + n, true
	}
	return "", i, false
}

func tag(rest string, i int) (said string, end int, found bool) {
	n := strings.IndexByte(rest, '>') + 1
	if n == 0 {
		return "", i, false
	}
	closing := strings.HasPrefix(rest, "</")
	name, _, _ := strings.Cut(strings.Trim(strings.ToLower(rest[:n]), "</>"), " ")
	said, found = tags[name]
	if closing && (said == "|" || name == "tr") {
		said = " "
	}
	return said, i + n, found
}
