package programme

import (
	"strings"

	"jema/internal/programme/typeset"
)

// span is a text in a style; a line may hold several.
type span struct {
	style style
	text  string
}

// line is a line set, with the style of each of its runs.
type line struct {
	typeset.Line
	styles []style
}

// breakLines sets spans into lines of at most a width, ragged right.
func breakLines(spans []span, measure int) []line {
	if l, ok := oneLine(spans, measure); ok {
		return []line{l}
	}
	return styled(spans, typeset.Break(plainSpans(spans), measure))
}

// oneLine sets what plainly fits on one line: most of what is printed does, and
// looking for the best breaks takes longer.
func oneLine(spans []span, measure int) (line, bool) {
	out := line{Line: typeset.Line{Spaced: true}}
	for i, s := range spans {
		last := i == len(spans)-1
		if s.text == "" {
			continue
		}
		if strings.Contains(s.text, "\n") || strings.Contains(s.text, typeset.MayBreak) || strings.Contains(s.text, "  ") || s.text[0] == ' ' || last && strings.HasSuffix(s.text, " ") {
			return line{}, false
		}
		out.Runs = append(out.Runs, typeset.Run{Of: i, Text: s.text, X: out.Width})
		out.styles = append(out.styles, s.style)
		if out.Width += typeset.Width(s.text, s.style.face, s.style.size); out.Width > measure {
			return line{}, false
		}
	}
	return out, len(out.Runs) > 0
}

// justified is breakLines for running text of the press: lines of one length,
// words divided.
func justified(spans []span, measure int, language string) []line {
	return styled(spans, typeset.Set(plainSpans(spans), typeset.Setting{Measure: measure, Justify: true, Hyphenate: true, Language: language}))
}

// balanced is breakLines for a heading: its lines are about as long as each
// other.
func balanced(spans []span, measure int) []line {
	return styled(spans, typeset.Balanced(plainSpans(spans), measure))
}

func plainSpans(spans []span) []typeset.Span {
	out := make([]typeset.Span, len(spans))
	for i, s := range spans {
		out[i] = typeset.Span{Face: s.style.face, Size: s.style.size, Text: s.text}
	}
	return out
}

func styled(spans []span, lines []typeset.Line) []line {
	out := make([]line, len(lines))
	for i, l := range lines {
		out[i].Line = l
		for _, r := range l.Runs {
			out[i].styles = append(out[i].styles, spans[r.Of].style)
		}
	}
	return out
}

// largest returns the largest of the sizes at which a text takes at most so
// many lines without a word being broken; the smallest if none does.
func largest(text string, s style, measure, lines int, percents ...int) style {
	for _, p := range percents {
		t := s.times(p)
		one := []span{{t, text}}
		if len(breakLines(one, measure)) <= lines && typeset.Widest(plainSpans(one)[0]) <= measure {
			return t
		}
	}
	return s.times(percents[len(percents)-1])
}
