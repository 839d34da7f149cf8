// Package text handles writing: what may enter from outside, how words are
// compared, and how French is set.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Line cleans a text of one line typed by somebody: valid UTF-8, NFC, no NUL,
// no control or bidirectional override, every run of white space one space,
// none at the ends.
func Line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// Lines cleans a text of several lines: like Line within each line, at most
// one blank line between two.
func Lines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(s)
	var out []string
	for line := range strings.SplitSeq(clean(s), "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, line)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// Length counts the characters of a text as a person does: in runes, after Lines.
func Length(s string) int { return utf8.RuneCountInString(s) }

func clean(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' ||
			r == '\u200f' || r == '\u061c':
			return -1 // these turn the text around them
		case r == '\ufeff' || r == '\u200b' || r == '\u00ad':
			return -1 // seen by nobody, but they make two words differ
		}
		return r
	}, s)
}
