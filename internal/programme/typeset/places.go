package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	if a.width > p.room() {
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
		wide := ems(string(r), s.Face) * int(s.Size)
		if width+wide > p.room()*97/100 && i > from {
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
		if unicode.IsLetter(before) && unicode.IsLetter(after) && letters(parts[i]) >= leastKept &&
			letters(parts[i+1]) >= leastCarried {
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
