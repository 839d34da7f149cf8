package text

import "unicode/utf8"

// Names of fewer letters than fewLetters must be the same to be alike, those of fewer than
// manyLetters may differ by one slip, others by two.
const fewLetters, manyLetters = 5, 10

// Alike reports whether two names are the same but for a slip or two, as Slips counts
// them; short names must be nearer to each other than long ones. Accents and capitals
// count: fold the names first.
func Alike(a, b string) bool {
	most := 2
	switch n := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)); {
	case n < fewLetters:
		most = 0
	case n < manyLetters:
		most = 1
	}
	return Slips(a, b, most) <= most
}
