package typeset

import (
	"strings"
	"unicode/utf8"
)

// Span is a text in a face at a size; a line may hold several.
type Span struct {
	Face Face
	Size int
	Text string
}

// Run is a span's part on one line, X from the line's start. Of tells which
// span it is of.
type Run struct {
	Of   int
	Text string
	X    int
	// Hyphen tells that the run ends with a hyphen that is the line's.
	Hyphen bool
}

// Line is a line of text. Space is what its word spaces have more than their
// own width, in a justified text.
type Line struct {
	Runs  []Run
	Width int
	Space int
}

// Break sets spans into lines of at most a width, ragged right. Lines
// break at plain spaces and new lines only; a word longer than a line is
// broken where it must.
func Break(spans []Span, measure int) []Line {
	b := breaker{spans: spans, measure: measure}
	for of, s := range spans {
		for i, paragraph := range strings.Split(s.Text, "\n") {
			if i > 0 {
				b.end()
			}
			for j, word := range strings.Split(paragraph, " ") {
				b.spaced = b.spaced || j > 0
				for part := range strings.SplitSeq(word, MayBreak) {
					b.word(part, of)
				}
			}
		}
	}
	b.end()
	return b.lines
}

// MayBreak is a place within a word where a line may break: the zero-width
// space, which no text that was typed holds.
const MayBreak = "\u200b"

type breaker struct {
	spans   []Span
	measure int
	spaced  bool // a space stands before the next word
	lines   []Line
	now     Line
}

// word adds a word to the line, or begins the next line with it.
func (b *breaker) word(w string, of int) {
	if w == "" {
		return
	}
	gap, s := 0, b.spans[of]
	if b.spaced && len(b.now.Runs) > 0 {
		gap = Width(" ", s.Face, s.Size)
	}
	b.spaced = false
	long := Width(w, s.Face, s.Size)
	if b.now.Width+gap+long > b.measure && len(b.now.Runs) > 0 {
		b.end()
		gap = 0
	}
	for long > b.measure && len(b.now.Runs) == 0 {
		head := fitting(w, s, b.measure)
		b.append(head, of, 0)
		b.end()
		w = w[len(head):]
		long = Width(w, s.Face, s.Size)
	}
	b.append(w, of, gap)
}

// append joins a word to the run before it where the style is the same, so
// that a line is few runs and its spaces are real.
func (b *breaker) append(w string, of, gap int) {
	s := b.spans[of]
	if w == "" {
		return
	}
	if n := len(b.now.Runs); n > 0 && b.now.Runs[n-1].Of == of {
		last := &b.now.Runs[n-1]
		if gap > 0 {
			last.Text += " "
		}
		last.Text += w
		b.now.Width = last.X + Width(last.Text, s.Face, s.Size)
		return
	}
	b.now.Runs = append(b.now.Runs, Run{of, w, b.now.Width + gap, false})
	b.now.Width += gap + Width(w, s.Face, s.Size)
}

func (b *breaker) end() {
	b.spaced = false
	if len(b.now.Runs) > 0 {
		b.lines = append(b.lines, b.now)
	}
	b.now = Line{}
}

// fitting returns as much of a word as fits, at least one character; a break
// after a slash, a hyphen or a point is preferred.
func fitting(w string, s Span, measure int) string {
	end, nice := 0, 0
	for i, r := range w {
		next := i + utf8.RuneLen(r)
		if i > 0 && Width(w[:next], s.Face, s.Size) > measure {
			break
		}
		end = next
		if strings.ContainsRune("/-.@_", r) {
			nice = next
		}
	}
	if nice*2 > end && end < len(w) {
		return w[:nice]
	}
	return w[:end]
}

// Balanced is Break for a heading: its lines are about as long as each other,
// so that no word stands alone.
func Balanced(spans []Span, measure int) []Line {
	lines, word := Break(spans, measure), 0
	for _, s := range spans {
		word = max(word, Widest(s)) // narrower than that would cut a word
	}
	for narrow := measure * 97 / 100; len(lines) > 1 && narrow >= word; narrow = narrow * 97 / 100 {
		narrower := Break(spans, narrow)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// Widest returns the width of a text's longest word.
func Widest(s Span) int {
	w := 0
	apart := strings.NewReplacer("\u00a0", "_", MayBreak, " ")
	for _, word := range strings.Fields(apart.Replace(s.Text)) {
		w = max(w, Width(word, s.Face, s.Size))
	}
	return w
}
