package text

import "strings"

// Piece is a part of a text that a comparison found to be the same in the other
// one, or not.
type Piece struct {
	Text    string
	Changed bool
}

// diffMost bounds the words of a text that are compared one by one: the longest
// common sequence takes time with the product of both.
const diffMost = 600

// Diff compares two texts word by word and returns both in pieces, those that the
// other one lacks marked. Spaces and line ends belong to the word before them.
// Texts of more than 600 words are compared whole.
func Diff(before, after string) (old, now []Piece) {
	a, b := wordsOf(before), wordsOf(after)
	if len(a) > diffMost || len(b) > diffMost {
		return pieces(a, func(int) bool { return before != after }), pieces(b, func(int) bool { return before != after })
	}
	inA, inB := common(a, b)
	return pieces(a, func(i int) bool { return !inA[i] }), pieces(b, func(i int) bool { return !inB[i] })
}

// wordsOf splits a text after each space.
func wordsOf(s string) (words []string) {
	for len(s) > 0 {
		end := strings.IndexAny(s, " \n\u00a0\u202f")
		if end < 0 {
			return append(words, s)
		}
		for end < len(s) && strings.IndexAny(s[end:], " \n\u00a0\u202f") == 0 {
			end += len(string([]rune(s[end:])[0]))
		}
		words, s = append(words, s[:end]), s[end:]
	}
	return words
}

// common marks in each list the words of a longest common sequence.
func common(a, b []string) (inA, inB []bool) {
	length := make([][]int, len(a)+1) // of the sequence common to a[i:] and b[j:]
	for i := range length {
		length[i] = make([]int, len(b)+1)
	}
	same := func(i, j int) bool { return strings.TrimSpace(a[i]) == strings.TrimSpace(b[j]) }
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if same(i, j) {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case same(i, j):
			inA[i], inB[j] = true, true
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return inA, inB
}

// pieces joins neighbouring words that are changed, or are not.
func pieces(words []string, changed func(i int) bool) (list []Piece) {
	for i, w := range words {
		if n := len(list); n > 0 && list[n-1].Changed == changed(i) {
			list[n-1].Text += w
		} else {
			list = append(list, Piece{w, changed(i)})
		}
	}
	return list
}
