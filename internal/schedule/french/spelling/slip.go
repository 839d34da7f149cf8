package spelling

import (
	"slices"
	"strings"
)

// Slip reports whether typed is without doubt word with a typing error. Long
// words bear any one error that leaves their first letter, and two if they are
// not both wrong letters. Of five letters, where people's names come near, only
// errors of the hand count: letters swapped, doubled or left out, a
// neighbouring key, « y » for « i ».
func Slip(typed, word string) bool {
	if len(typed) < 4 || len(typed) > len(word)+2 || len(typed) < len(word)-2 {
		return false
	}
	switch n := Distance(typed, word); {
	case n == 0 || n > 2:
		return false
	case n == 2:
		return len(word) >= 7 && len(typed) >= len(word)-1 && typed[0] == word[0] && letterDifference(typed, word) <= 2
	case len(word) >= 6:
		return typed[0] == word[0] || swapped(typed, word)
	}
	return handSlip(typed, word)
}

func swapped(typed, word string) bool {
	return len(typed) == len(word) && letterDifference(typed, word) == 0
}

// letterDifference counts the letters that one word has and the other lacks.
func letterDifference(a, b string) int {
	var count [256]int
	for i := range a {
		count[a[i]]++
	}
	for i := range b {
		count[b[i]]--
	}
	n := 0
	for _, c := range count {
		n += max(c, -c)
	}
	return n
}

func handSlip(typed, word string) bool {
	switch {
	case swapped(typed, word):
		return true
	case len(typed) > len(word):
		i := firstDifference(typed, word)
		return i > 0 && typed[i] == typed[i-1]
	case len(typed) < len(word):
		return typed[0] == word[0]
	}
	i := firstDifference(typed, word)
	return i > 0 && (neighbours(typed[i], word[i]) || typed[i] == 'y' && word[i] == 'i')
}

// firstDifference is where the longer word leaves the other.
func firstDifference(long, short string) int {
	for i := range short {
		if long[i] != short[i] {
			return i
		}
	}
	return len(short)
}

// keyboard is the rows of a French keyboard.
var keyboard = []string{"azertyuiop", "qsdfghjklm", "wxcvbn"}

func neighbours(a, b byte) bool {
	ra, ca := keyAt(a)
	rb, cb := keyAt(b)
	return ra >= 0 && rb >= 0 && max(ra-rb, rb-ra) <= 1 && max(ca-cb, cb-ca) <= 1
}

func keyAt(c byte) (row, column int) {
	row = slices.IndexFunc(keyboard, func(keys string) bool { return strings.IndexByte(keys, c) >= 0 })
	if row < 0 {
		return -1, -1
	}
	return row, strings.IndexByte(keyboard[row], c)
}
