package programme

import (
	"strings"
	"unicode/utf8"
)

// span is a text in a style; a line may hold several.
type span struct {
	style style
	text  string
}

// run is a span's part on one line.
type run struct {
	style style
	text  string
	x     int
}

type line struct {
	runs  []run
	width int
}

// breakLines sets spans into lines of at most a width, ragged right. Lines
// break at plain spaces and new lines only; a word longer than a line is
// broken where it must.
func breakLines(spans []span, measure int) []line {
	b := breaker{measure: measure}
	for _, s := range spans {
		for i, paragraph := range strings.Split(s.text, "\n") {
			if i > 0 {
				b.end()
			}
			for j, word := range strings.Split(paragraph, " ") {
				b.spaced = b.spaced || j > 0
				for part := range strings.SplitSeq(word, mayBreak) {
					b.word(part, s.style)
				}
			}
		}
	}
	b.end()
	return b.lines
}

// mayBreak is a place within a word where a line may break: the zero-width
// space, which no text that was typed holds.
const mayBreak = "\u200b"

type breaker struct {
	measure int
	spaced  bool // a space stands before the next word
	lines   []line
	now     line
}

// word adds a word to the line, or begins the next line with it.
func (b *breaker) word(w string, s style) {
	if w == "" {
		return
	}
	gap := 0
	if b.spaced && len(b.now.runs) > 0 {
		gap = width(" ", s.face, s.size)
	}
	b.spaced = false
	long := width(w, s.face, s.size)
	if b.now.width+gap+long > b.measure && len(b.now.runs) > 0 {
		b.end()
		gap = 0
	}
	for long > b.measure && len(b.now.runs) == 0 {
		head := fitting(w, s, b.measure)
		b.append(head, s, 0)
		b.end()
		w = w[len(head):]
		long = width(w, s.face, s.size)
	}
	b.append(w, s, gap)
}

// append joins a word to the run before it where the style is the same, so
// that a line is few runs and its spaces are real.
func (b *breaker) append(w string, s style, gap int) {
	if w == "" {
		return
	}
	if n := len(b.now.runs); n > 0 && b.now.runs[n-1].style == s {
		last := &b.now.runs[n-1]
		if gap > 0 {
			last.text += " "
		}
		last.text += w
		b.now.width = last.x + width(last.text, s.face, s.size)
		return
	}
	b.now.runs = append(b.now.runs, run{s, w, b.now.width + gap})
	b.now.width += gap + width(w, s.face, s.size)
}

func (b *breaker) end() {
	b.spaced = false
	if len(b.now.runs) > 0 {
		b.lines = append(b.lines, b.now)
	}
	b.now = line{}
}

// fitting returns as much of a word as fits, at least one character; a break
// after a slash, a hyphen or a point is preferred.
func fitting(w string, s style, measure int) string {
	end, nice := 0, 0
	for i, r := range w {
		next := i + utf8.RuneLen(r)
		if i > 0 && width(w[:next], s.face, s.size) > measure {
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

// balanced is breakLines for a heading: its lines are about as long as each
// other, so that no word stands alone.
func balanced(spans []span, measure int) []line {
	lines, word := breakLines(spans, measure), 0
	for _, sp := range spans {
		word = max(word, widest(sp.text, sp.style)) // narrower than that would cut a word
	}
	for narrow := measure * 97 / 100; len(lines) > 1 && narrow >= word; narrow = narrow * 97 / 100 {
		narrower := breakLines(spans, narrow)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// unlonely keeps a short last word with the word before it.
func unlonely(s string) string {
	i := strings.LastIndex(s, " ")
	if i < 0 || utf8.RuneCountInString(s[i:]) > 9 || i < 40 {
		return s
	}
	return s[:i] + "\u00a0" + s[i+1:]
}

// largest returns the largest of the sizes at which a text takes at most so
// many lines without a word being broken; the smallest if none does.
func largest(text string, s style, measure, lines int, percents ...int) style {
	for _, p := range percents {
		t := s.times(p)
		if len(breakLines([]span{{t, text}}, measure)) <= lines && widest(text, t) <= measure {
			return t
		}
	}
	return s.times(percents[len(percents)-1])
}

func widest(text string, s style) int {
	w := 0
	apart := strings.NewReplacer("\u00a0", "_", mayBreak, " ")
	for _, word := range strings.Fields(apart.Replace(text)) {
		w = max(w, width(word, s.face, s.size))
	}
	return w
}
