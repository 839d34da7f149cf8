package text

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	// bullet is what word processors begin an item of a list with: symbols, letters
	// of picture fonts (Wingdings lies from U+F000), « o » before a tab.
	bullet   = regexp.MustCompile(`(?m)^[ \t\x{00a0}]*(?:[•◦▪▫●○■□➢➤►▸✓✔❖*\x{f000}-\x{f0ff}·–—-][ \t\x{00a0}]+|o\t[ \t]*)`)
	numbered = regexp.MustCompile(`(?m)^[ \t\x{00a0}]*(\d{1,2})[.)](?:\t|[ \x{00a0}]{2,})[ \t\x{00a0}]*`)
	straight = strings.NewReplacer("``", "« ", "''", " »", "„", "« ", "‚", "‘", "\u2011", "-", "\ufffc", "", "\u00ad",
		"", "\u000b", "\n")
)

// Pasted cleans a text of several lines that comes from a word processor: the
// bullets of lists become dashes, numbers have one space behind them, soft
// hyphens and objects go, tabs become spaces. What is not of that kind stays.
func Pasted(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	s = numbered.ReplaceAllString(bullet.ReplaceAllString(s, "– "), "$1. ")
	return Lines(straight.Replace(s))
}

// shoutedFrom is how many letters a text in capitals has at least: « BTP » and
// « CFA DRÔME » are names.
const shoutedFrom = 12

// SentenceCase proposes a text that is all in capitals in sentence case: «
// VENEZ VOIR LE TOUR » becomes « Venez voir le tour ». shouted is false for a
// text that has small letters, or too few letters to decide.
func SentenceCase(s string) (proposed string, shouted bool) {
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return s, false
		case unicode.IsUpper(r):
			letters++
		}
	}
	if letters < shoutedFrom {
		return s, false
	}
	var b strings.Builder
	begins := true
	for _, r := range strings.ToLower(s) {
		if begins && unicode.IsLetter(r) {
			r, begins = unicode.ToUpper(r), false
		}
		begins = begins || strings.ContainsRune(".!?\n", r)
		b.WriteRune(r)
	}
	return b.String(), true
}
