package typeset

import (
	"strings"

	"jema/internal/measure"
)

// Span is a text in a face at a size; a line may hold several.
type Span struct {
	Face Face
	Size measure.Length
	Text string
	// Whole forbids to divide its words: names, addresses, links.
	Whole bool
}

// Run is a span's part on one line, X from the line's start. Of is the index of
// its span. It ends with a space where another run follows after one.
type Run struct {
	Of   int
	Text string
	X    measure.Length
	// Hyphen is true if the run ends with a hyphen that is the line's: U+00AD,
	// which Shape draws as one.
	Hyphen bool
}

// Line is a line of text.
type Line struct {
	Runs  []Run
	Width measure.Length
	// Space is what its word spaces have more than their own width, in a
	// justified text; it may be less than none.
	Space measure.Length
	// Spaced is true if a space, or the text's end, follows the line: a program
	// that extracts the text needs one there. It is false within a word.
	Spaced bool
}

// MayBreak is a place within a word where a line may break: the zero-width
// space, which no text that was typed holds.
const MayBreak = "\u200b"

// Setting is how a text is set.
type Setting struct {
	Measure   measure.Length // the length of the lines
	Justify   bool           // all but the last as long as the measure
	Hyphenate bool           // words may be divided, where the language has patterns
	Language  string         // BCP 47
	level     bool           // the last line is about as long as the others
}

// Set sets spans into lines, paragraph by paragraph (\n), so that the whole
// paragraph looks best and not each line for itself. Ragged lines are as few as
// can be and as even; a word that is longer than a line is cut. What it returns
// is remembered, and not to be changed.
func Set(spans []Span, s Setting) []Line {
	var room [512]byte
	key := appendKey(room[:0], spans, s)
	if known, ok := settings.made.Get(string(key)); ok {
		return known
	}
	lines := setAnew(spans, s)
	settings.add(string(key), lines)
	return lines
}

func setAnew(spans []Span, s Setting) []Line {
	var lines []Line
	for _, p := range paragraphs(spans, s) {
		lines = append(lines, p.lines()...)
	}
	return lines
}

// Break sets spans ragged right and divides no word: lines break at plain
// spaces, MayBreak and new lines.
func Break(spans []Span, measure measure.Length) []Line {
	return Set(spans, Setting{Measure: measure})
}

// Balanced is Break for a heading: its lines are about as long as each other.
func Balanced(spans []Span, measure measure.Length) []Line {
	return Set(spans, Setting{Measure: measure, level: true})
}

var apart = strings.NewReplacer("\u00a0", "_", MayBreak, " ")

// Widest returns the width of a text's longest word.
func Widest(s Span) measure.Length {
	w := measure.Length(0)
	for _, word := range strings.Fields(apart.Replace(s.Text)) {
		w = max(w, Width(word, s.Face, s.Size))
	}
	return w
}
