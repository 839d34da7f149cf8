package exchange

import "strings"

// slack is how many letters may differ in a word of this length for it still
// to be the same word, misspelt.
func slack(s string) int {
	switch n := len([]rune(strings.ReplaceAll(s, " ", ""))); {
	case n >= 9:
		return 2
	case n >= 5:
		return 1
	}
	return 0
}
