package layout

import (
	"jema/internal/programme/paper"
	"strings"

	"jema/internal/programme/typeset"
)

// Span is a text in a style; a line may hold several.
type Span struct {
	Style Style
	text  string
}

// Span is a text in the style.
func (s Style) Span(text string) Span { return Span{s, text} }

// line is a line set, with the style of each of its runs.
type line struct {
	typeset.Line
	styles []Style
}

// BreakLines sets spans into lines of at most a width, ragged right.
func BreakLines(spans []Span, measure paper.Length) []line {
	if l, ok := oneLine(spans, measure); ok {
		return []line{l}
	}
	return styled(spans, typeset.Break(plainSpans(spans), measure))
}

// oneLine sets spans that fit on one line without any choice of breaks. Most
// printed texts do, and the search for the best breaks takes longer.
func oneLine(spans []Span, measure paper.Length) (line, bool) {
	out := line{Line: typeset.Line{Spaced: true}}
	for i, s := range spans {
		last := i == len(spans)-1
		if s.text == "" {
			continue
		}
		if strings.Contains(s.text, "\n") || strings.Contains(s.text, typeset.MayBreak) || strings.Contains(s.text, "  ") ||
			s.text[0] == ' ' || last && strings.HasSuffix(s.text, " ") {
			return line{}, false
		}
		out.Runs = append(out.Runs, typeset.Run{Of: i, Text: s.text, X: out.Width})
		out.styles = append(out.styles, s.Style)
		if out.Width += typeset.Width(s.text, s.Style.Face, s.Style.Size); out.Width > measure {
			return line{}, false
		}
	}
	return out, len(out.Runs) > 0
}

// justified sets running text as newspapers do: lines of equal length, with
// hyphenation.
func justified(spans []Span, measure paper.Length, language string) []line {
	return styled(spans, typeset.Set(plainSpans(spans), typeset.Setting{Measure: measure, Justify: true, Hyphenate: true,
		Language: language}))
}

// balanced sets a heading: its lines are about as long as each
// other.
func balanced(spans []Span, measure paper.Length) []line {
	return styled(spans, typeset.Balanced(plainSpans(spans), measure))
}

func plainSpans(spans []Span) []typeset.Span {
	out := make([]typeset.Span, len(spans))
	for i, s := range spans {
		out[i] = typeset.Span{Face: s.Style.Face, Size: s.Style.Size, Text: s.text}
	}
	return out
}

func styled(spans []Span, lines []typeset.Line) []line {
	out := make([]line, len(lines))
	for i, l := range lines {
		out[i].Line = l
		for _, r := range l.Runs {
			out[i].styles = append(out[i].styles, spans[r.Of].Style)
		}
	}
	return out
}

// Largest returns the largest of the sizes at which a text takes at most so
// many lines without a word being broken; the smallest if none does.
func Largest(text string, s Style, measure paper.Length, lines int, percents ...int) Style {
	for _, p := range percents {
		t := s.Times(p)
		one := []Span{t.Span(text)}
		if len(BreakLines(one, measure)) <= lines && typeset.Widest(plainSpans(one)[0]) <= measure {
			return t
		}
	}
	return s.Times(percents[len(percents)-1])
}
