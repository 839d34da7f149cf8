package exchange

import (
	"strings"
	"unicode"

	"jema/internal/jema"
	"jema/internal/text"
)

// abbreviations end with a full stop that ends no sentence.
var abbreviations = map[string]bool{
	"m": true, "mm": true, "dr": true, "st": true, "ste": true, "av": true, "apr": true, "env": true,
	"cf": true, "ex": true,
	"p": true, "no": true, "tel": true, "mme": true, "mlle": true, "bd": true, "pl": true,
}

// printedText returns what is proposed for paper from a description of any
// length: the text itself when it fits, else its whole sentences up to the
// limit; proposed is true for the second. It is "" when not even one sentence fits:
// nothing is ever cut within.
func printedText(description string) (s string, proposed bool) {
	if text.Length(description) <= jema.PrintedTextMax {
		return description, false
	}
	end := 0
	for _, at := range sentenceEnds(description) {
		if text.Length(description[:at]) > jema.PrintedTextMax {
			break
		}
		end = at
	}
	return strings.TrimSpace(description[:end]), true
}

// sentenceEnds returns the byte offsets just after each sentence.
func sentenceEnds(s string) (ends []int) {
	runes := []rune(s)
	offset := make([]int, len(runes)+1)
	for i, r := range runes {
		offset[i+1] = offset[i] + len(string(r))
	}
	for i := 0; i < len(runes); i++ {
		if !strings.ContainsRune(".!?…\n", runes[i]) {
			continue
		}
		j := i + 1
		for j < len(runes) && strings.ContainsRune(".!?…»”\")\u00a0\u202f ", runes[j]) {
			j++ // « Attention ! », « PILON ! ».
		}
		if endsSentence(runes, i, j) {
			ends = append(ends, offset[j])
		}
		i = j - 1
	}
	return ends
}

// endsSentence judges the mark at i when what follows it begins at j.
func endsSentence(runes []rune, i, j int) bool {
	if j >= len(runes) || runes[i] == '\n' || runes[j] == '\n' {
		return true
	}
	if j == i+1 || !unicode.IsSpace(runes[j-1]) || unicode.IsLower(runes[j]) {
		return false // www.example.org, « ! dit-il »
	}
	if runes[i] != '.' {
		return true
	}
	start := i
	for start > 0 && unicode.IsLetter(runes[start-1]) {
		start--
	}
	return !abbreviations[text.Fold(string(runes[start:i]))]
}
