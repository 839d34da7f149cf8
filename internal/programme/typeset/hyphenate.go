package typeset

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"jema/internal/programme/typeset/hyphens"
)

// divider divides the words of a language by Liang's patterns.
type divider struct {
	patterns map[string][]byte // the values of a pattern's places, by its letters
	whole    map[string][]int  // words that the patterns get wrong
	longest  int               // letters of a pattern
	known    memory[[]int]
}

var dividers = map[string]func() *divider{
	"fr": sync.OnceValue(func() *divider { return newDivider(hyphens.French) }),
	"en": sync.OnceValue(func() *divider { return newDivider(hyphens.English) }),
}

// dividerOf returns the divider of a language, nil if its words are not divided.
func dividerOf(language string) *divider {
	base, _, _ := strings.Cut(language, "-")
	if d := dividers[strings.ToLower(base)]; d != nil {
		return d()
	}
	return nil
}

// newDivider reads the patterns and the exceptions of a file of TeX's.
func newDivider(tex string) *divider {
	d := &divider{patterns: make(map[string][]byte, strings.Count(tex, "\n")), whole: map[string][]int{},
		known: newMemory[[]int](mostWords, longestWord)}
	into := (func(string))(nil)
	for line := range strings.Lines(tex) {
		line, _, _ = strings.Cut(line, "%")
		word := strings.TrimSpace(line)
		switch {
		case word == `\patterns{`:
			into = d.pattern
		case word == `\hyphenation{`:
			into = d.exception
		case word != "" && word != "}" && into != nil:
			into(strings.TrimSuffix(word, "}"))
		}
		if strings.HasSuffix(word, "}") {
			into = nil
		}
	}
	return d
}

func (d *divider) pattern(p string) {
	letters, places := make([]byte, 0, len(p)), make([]byte, 1, len(p)+1)
	for _, r := range p {
		if isDigit(r) {
			places[len(places)-1] = byte(r - '0') //nolint:gosec // a digit
			continue
		}
		letters = utf8.AppendRune(letters, r)
		places = append(places, 0)
	}
	d.patterns[string(letters)] = places
	d.longest = max(d.longest, len(places)-1)
}

func (d *divider) exception(word string) {
	var at []int
	parts := strings.Split(word, "-")
	for n, i := 0, 0; i < len(parts)-1; i++ {
		n += len(parts[i])
		at = append(at, n)
	}
	d.whole[strings.Join(parts, "")] = at
}

// A division leaves at least two letters on the line and takes three to the
// next.
const (
	leastKept    = 2
	leastCarried = 3
)

// points returns where a word of lower-case letters and apostrophes may be
// divided, in bytes from its start. The result is shared.
func (d *divider) points(word string) []int {
	if utf8.RuneCountInString(word) < leastKept+leastCarried {
		return nil
	}
	if p, ok := d.known.made.Get(word); ok {
		return p
	}
	points := d.divided(word)
	d.known.add(strings.Clone(word), points)
	return points
}

func (d *divider) divided(word string) []int {
	if at, ok := d.whole[word]; ok {
		return at
	}
	dotted := "." + strings.ReplaceAll(word, "’", "'") + "."
	var starts []int
	for i := range dotted {
		starts = append(starts, i)
	}
	starts = append(starts, len(dotted))
	levels := make([]byte, len(starts))
	for from := range len(starts) - 1 {
		for to := from + 1; to < len(starts) && to-from <= d.longest; to++ {
			for i, level := range d.patterns[dotted[starts[from]:starts[to]]] {
				levels[from+i] = max(levels[from+i], level)
			}
		}
	}
	return allowed(word, levels)
}

// allowed returns the places between letters that have an odd level and enough
// letters on both sides; an apostrophe counts for none.
func allowed(word string, levels []byte) []int {
	letters := strings.Count(word, "") - 1
	var out []int
	kept, n := 0, 0
	for at, r := range word {
		if levels[n+1]%2 == 1 && kept >= leastKept && letters-n >= leastCarried {
			out = append(out, at)
		}
		kept++
		if !unicode.IsLetter(r) {
			kept = 0
		}
		n++
	}
	return out
}
