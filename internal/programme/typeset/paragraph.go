package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Within a paragraph lengths are in millionths of a point, so that nothing is
// rounded before a line is made: thousandths of the size, times the size.
const micro = 1000

// atom is a word, or a part of one that is in a face of its own.
type atom struct {
	of     int
	text   string
	width  int
	glue   int  // the space before it
	spaced bool // there is one
}

// place is where a line may break: before an atom or within it.
type place struct {
	atom, at int
	hyphen   bool // the line gets one
	cut      bool // within what should not be cut
	cost     int
	// The atom's parts before and after, with the hyphen.
	head, tail int
}

// paragraph is a text between two new lines, with the places where it may
// break; the last is its end.
type paragraph struct {
	spans  []Span
	set    Setting
	atoms  []atom
	places []place
	// Sums over the atoms before each: of all widths, of the spaces alone, and
	// how many there are.
	sums, glues, gaps []int
	divider           *divider
	isFree            bool // a line may break before the next atom, without a space
}

func (p *paragraph) micros(of int, text string) int {
	return ems(text, p.spans[of].Face) * p.spans[of].Size
}

// paragraphs takes spans apart.
func paragraphs(spans []Span, s Setting) []*paragraph {
	var d *divider
	if s.Hyphenate {
		d = dividerOf(s.Language)
	}
	fresh := func() *paragraph { return &paragraph{spans: spans, set: s, divider: d} }
	now, spaced := fresh(), false
	var out []*paragraph
	for of := range spans {
		for i, part := range strings.Split(spans[of].Text, "\n") {
			if i > 0 {
				out = append(out, now.end())
				now, spaced = fresh(), false
			}
			now.atoms = slices.Grow(now.atoms, strings.Count(part, " ")+1)
			now.places = slices.Grow(now.places, len(part)/4+1)
			first := true
			for word := range strings.SplitSeq(part, " ") {
				spaced = spaced || !first
				first = false
				if word != "" {
					now.add(of, word, spaced)
					spaced = false
				}
			}
		}
	}
	return append(out, now.end())
}

// add adds a word with the places before and within it.
func (p *paragraph) add(of int, word string, spaced bool) {
	text, breaks, soft := unmarked(word)
	n := len(p.atoms)
	isFree := spaced || p.isFree || len(breaks) > 0 && breaks[0] == 0
	p.isFree = len(breaks) > 0 && breaks[len(breaks)-1] == len(text)
	if text == "" {
		p.isFree = isFree
		return
	}
	a := atom{of: of, text: text, width: p.micros(of, text), spaced: spaced && n > 0}
	if a.spaced {
		a.glue = p.micros(p.atoms[n-1].of, " ")
	}
	if n > 0 {
		p.places = append(p.places, place{atom: n, cut: !isFree})
	}
	p.atoms = append(p.atoms, a)
	p.within(n, breaks, soft)
}

// unmarked takes the marks out of a word, and says where lines may break with
// and without a hyphen.
func unmarked(word string) (text string, breaks, soft []int) {
	if !strings.ContainsAny(word, MayBreak+softHyphen) {
		return word, nil, nil
	}
	var b strings.Builder
	for _, r := range word {
		switch r {
		case '\u200b':
			breaks = append(breaks, b.Len())
		case hyphenAtEnd:
			soft = append(soft, b.Len())
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), breaks, soft
}

// What a break costs that leaves a word in two.
const (
	costCompound = 30
	costHyphen   = 60
	costShort    = 120 // two letters stay behind
)

// within adds the places inside an atom, in order.
func (p *paragraph) within(n int, breaks, soft []int) {
	a, s := &p.atoms[n], &p.spans[p.atoms[n].of]
	var at []place
	for _, i := range breaks {
		at = append(at, place{atom: n, at: i})
	}
	if p.set.Hyphenate && !s.Whole {
		for _, i := range compounds(a.text) {
			at = append(at, place{atom: n, at: i, cost: costCompound})
		}
		for _, i := range soft {
			at = append(at, place{atom: n, at: i, hyphen: true, cost: costHyphen})
		}
		at = divisions(at, n, a.text, p.divider)
	}
	if a.width > p.set.Measure*micro {
		at = p.cuts(n, at)
	}
	slices.SortStableFunc(at, func(a, b place) int { return a.at - b.at })
	for i, b := range at {
		if b.at > 0 && b.at < len(a.text) && (i == 0 || at[i-1].at != b.at || (at[i-1].cost > 0) != (b.cost > 0)) {
			b.head, b.tail = unknown, unknown
			p.places = append(p.places, b)
		}
	}
}

const unknown = -1

// cuts adds the places where a word is cut that is longer than a line: after a
// slash, a hyphen or a point where that is not far off.
func (p *paragraph) cuts(n int, at []place) []place {
	a, s := &p.atoms[n], &p.spans[p.atoms[n].of]
	from, nice, width, given := 0, 0, 0, at
	for i, r := range a.text {
		if slices.ContainsFunc(given, func(b place) bool { return b.at == i && b.cost == 0 }) {
			from, nice, width = i, i, 0
		}
		wide := ems(string(r), s.Face) * s.Size
		if width+wide > p.set.Measure*micro*97/100 && i > from {
			cut := i
			if (nice-from)*2 > i-from {
				cut = nice
			}
			at = append(at, place{atom: n, at: cut, cut: true})
			from, nice, width = cut, cut, p.micros(a.of, a.text[cut:i])
		}
		width += wide
		if strings.ContainsRune("/-.@_", r) {
			nice = i + utf8.RuneLen(r)
		}
	}
	return at
}

// divisions adds the places where a word may be divided. A word with a capital,
// a digit, a hyphen or a sign of an address stays whole.
func divisions(at []place, n int, text string, d *divider) []place {
	if d == nil || len(text) < leastKept+leastCarried || strings.ContainsFunc(text, staysWhole) {
		return at
	}
	for from := 0; from < len(text); {
		first := strings.IndexFunc(text[from:], isOfWord)
		if first < 0 {
			break
		}
		from += first
		word := text[from:]
		if end := strings.IndexFunc(word, func(r rune) bool { return !isOfWord(r) }); end >= 0 {
			word = word[:end]
		}
		for _, i := range d.points(word) {
			b := place{atom: n, at: from + i, hyphen: true, cost: costHyphen}
			if utf8.RuneCountInString(word[:i]) == leastKept {
				b.cost = costShort
			}
			at = append(at, b)
		}
		from += len(word)
	}
	return at
}

func staysWhole(r rune) bool {
	return unicode.IsUpper(r) || isDigit(r) || strings.ContainsRune("-‐@/_", r)
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || r == '’' || r == '\'' }

// compounds returns the places after the hyphens of a compound word that have
// letters enough on both sides.
func compounds(text string) []int {
	if !strings.Contains(text, "-") || strings.ContainsAny(text, "@/_") {
		return nil
	}
	var out []int
	parts := strings.SplitAfter(text, "-")
	at := 0
	for i := range len(parts) - 1 {
		at += len(parts[i])
		before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(parts[i], "-"))
		after, _ := utf8.DecodeRuneInString(parts[i+1])
		if unicode.IsLetter(before) && unicode.IsLetter(after) && letters(parts[i]) >= leastKept && letters(parts[i+1]) >= leastCarried {
			out = append(out, at)
		}
	}
	return out
}

func letters(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// end closes the paragraph: its last word is not divided, and the sums are
// made.
func (p *paragraph) end() *paragraph {
	last := len(p.atoms) - 1
	for last > 0 && !p.atoms[last].spaced {
		last--
	}
	p.places = slices.DeleteFunc(p.places, func(b place) bool { return b.atom >= last && b.cost > 0 })
	p.places = append(p.places, place{atom: len(p.atoms)})
	n := len(p.atoms) + 1
	room := make([]int, 3*n)
	p.sums, p.glues, p.gaps = room[:n], room[n:2*n], room[2*n:]
	for i, a := range p.atoms {
		p.sums[i+1] = p.sums[i] + a.glue + a.width
		p.glues[i+1] = p.glues[i] + a.glue
		p.gaps[i+1] = p.gaps[i]
		if a.spaced {
			p.gaps[i+1]++
		}
	}
	return p
}
