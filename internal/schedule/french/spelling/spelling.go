// Package spelling finds words that were probably meant to be others: words one
// slip of the keyboard away from a listed word. It has no dictionary; whoever
// calls it decides whether a word so near may be read, or needs a question.
package spelling

import "slices"

// Index finds the listed words near a typed one. Looking a word up takes time in
// proportion to its length, whatever the number of listed words.
type Index struct{ near map[string][]string }

// New returns an index of words, which are lower case without accents.
func New(words []string) *Index {
	x := &Index{near: map[string][]string{}}
	for _, w := range words {
		for _, key := range keys(w) {
			x.near[key] = append(x.near[key], w)
		}
	}
	return x
}

// keys are a word and what is left of it without one of its letters: two words
// one slip apart share a key.
func keys(w string) []string {
	out := []string{w}
	for i := range w {
		out = append(out, w[:i]+w[i+1:])
	}
	return out
}

// longest is more letters than any listed word has.
const longest = 24

// Near returns the listed words one slip away from w, sorted, each once. A listed
// word is not near itself.
func (x *Index) Near(w string) []string {
	if len(w) > longest {
		return nil
	}
	var out []string
	for _, key := range keys(w) {
		for _, known := range x.near[key] {
			if known != w && Distance(known, w) == 1 {
				out = append(out, known)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Distance counts the slips between two words of one-byte letters: a letter
// too many, missing or wrong, or two letters swapped.
func Distance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	older := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, before, row = before, row, older
		row[0] = i
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
