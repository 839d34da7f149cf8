package content

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"jema/internal/jema"
	"jema/internal/programme/typeset"
	"jema/internal/text"
)

// missing replaces, visibly, a letter that the faces lack.
const missing = '□'

// Setter prepares texts for the page and notes what it had to leave out.
type Setter struct {
	opening  jema.OpeningID
	warnings []Warning
}

func (s *Setter) warn(what, detail string) {
	s.warnings = append(s.warnings, Warning{OpeningID: s.opening, What: what, Detail: detail})
}

// repair adds a warning with the field where to repair it.
func (s *Setter) repair(what, detail, field string) {
	s.warnings = append(s.warnings, Warning{OpeningID: s.opening, What: what, Detail: detail, Field: field})
}

// Line sets a text of one line in French typography, with characters that the
// faces have.
func (s *Setter) Line(typed string) string {
	return s.drawable(lineSet.Of(typed, func(t string) string { return text.Typeset(text.Line(t)) }))
}

// lineSet and linesSet cache how texts are set in French: an edition's are set
// again and again with few changes.
var lineSet, linesSet = NewMemo[string, string](1 << 14), NewMemo[string, string](1 << 12)

// Lines is line for a text of several paragraphs.
func (s *Setter) Lines(typed string) string {
	return s.drawable(linesSet.Of(typed, func(t string) string { return text.Typeset(text.Lines(t)) }))
}

// drawable returns the text with the characters that every face has. A letter
// with a strange accent loses the accent; picture characters are left out and
// recorded; anything else becomes a visible box, and is recorded.
func (s *Setter) drawable(in string) string {
	if strings.IndexFunc(in, func(r rune) bool { return r != '\n' && !typeset.Has(r) }) < 0 {
		return in
	}
	var b strings.Builder
	for _, r := range in {
		if r == '\n' || typeset.Has(r) {
			b.WriteRune(r)
			continue
		}
		b.WriteString(s.instead(r))
	}
	return tidy(b.String())
}

func (s *Setter) instead(r rune) string {
	var kept strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		if typeset.Has(d) && !unicode.Is(unicode.Mn, d) {
			kept.WriteRune(d)
		}
	}
	switch {
	case kept.Len() > 0:
		return kept.String()
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		return "" // belongs to the character before it, or is nothing to see
	case unicode.IsSpace(r):
		return " "
	case unicode.IsSymbol(r):
		s.warn(WarningDropped, string(r))
		return ""
	}
	s.warn(WarningReplaced, string(r))
	return string(missing)
}

// Undrawn returns the characters of a text that the printed programme cannot
// show, each once.
func Undrawn(typed string) (list []string) {
	var s Setter
	s.drawable(text.Typeset(text.Lines(typed)))
	for _, w := range s.warnings {
		if !slices.Contains(list, w.Detail) {
			list = append(list, w.Detail)
		}
	}
	return list
}

// tidy closes the gaps that left-out characters leave.
func tidy(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		for strings.Contains(l, "  ") {
			l = strings.ReplaceAll(l, "  ", " ")
		}
		for _, stop := range []string{".", ",", ")", "…"} { // nothing stands between a word and its stop
			l = strings.ReplaceAll(l, " "+stop, stop)
		}
		lines[i] = strings.Trim(l, " ")
	}
	return strings.Join(lines, "\n")
}
