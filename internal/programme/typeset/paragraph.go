package typeset

import (
	"slices"
	"strings"
)

// Within a paragraph lengths are in millionths of a point, so that nothing is
// rounded before a line is made: thousandths of the size, times the size.
const micro = 1000

// room is the length of the lines in millionths of a point.
func (p *paragraph) room() int { return int(p.set.Measure) * micro }

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
	return ems(text, p.spans[of].Face) * int(p.spans[of].Size)
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

// unmarked takes the marks out of a word, and returns where lines may break
// with and without a hyphen.
func unmarked(word string) (text string, breaks, soft []int) {
	if !strings.Contains(word, MayBreak) && !strings.Contains(word, softHyphen) {
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
