package typeset

import (
	"slices"
	"strings"
)

// endings are what makes an ordinal of a number; what it begins is raised.
// Those of the second alone begin with a d or an n.
var (
	endings       = []string{"er", "ers", "re", "res", "e", "es", "ère", "ères", "ème", "èmes"}
	secondEndings = []string{"de", "des", "nd", "nds", "nde", "ndes"}
)

// ordinal returns the ranges of a word's letters that French raises: the ending
// of 1er, 2e or XIIIe, the ring of n°. A word with a slash or an at sign is an
// address and stays as it is.
func ordinal(word []rune) []span {
	if len(word) < 2 || slices.Contains(word, '/') || slices.Contains(word, '@') {
		return nil
	}
	var out []span
	for i, r := range word {
		switch {
		case i > 0 && !isOpening(word[i-1]):
		case (r == 'n' || r == 'N') && i+1 < len(word) && word[i+1] == '°':
			out = append(out, span{i + 1, i + 2})
		case isDigit(r) || strings.ContainsRune("IVX", r):
			out = append(out, ending(word, i)...)
		}
	}
	return out
}

// ending returns the ending of the number that begins at a place, if any.
func ending(word []rune, from int) []span {
	at := from
	for at < len(word) && isDigit(word[at]) {
		at++
	}
	if at == from {
		for at < len(word) && strings.ContainsRune("IVX", word[at]) {
			at++
		}
	}
	end := at
	for end < len(word) && !isClosing(word[end]) {
		end++
	}
	number, suffix := string(word[from:at]), string(word[at:end])
	first := number == "1" || number == "I"
	isFirsts := strings.HasPrefix(suffix, "er") || strings.HasPrefix(suffix, "re") || strings.HasPrefix(suffix, "è") &&
		strings.Contains(suffix, "r")
	switch {
	case number == "2" && slices.Contains(secondEndings, suffix):
	case !slices.Contains(endings, suffix) || isFirsts != first:
		return nil
	}
	return []span{{at, end}}
}

func isDigit(r rune) bool   { return r >= '0' && r <= '9' }
func isOpening(r rune) bool { return strings.ContainsRune("(«“‘’'[-–—", r) }
func isClosing(r rune) bool { return strings.ContainsRune(")»”’'],.;:!?…-–—", r) }
