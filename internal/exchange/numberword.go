package exchange

import "strings"

// numberWords are the numbers that people write in letters for places; « dizaine » and its
// like are about so many, and none of them.
var numberWords = map[string]string{"une": "1", "un": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5",
	"six": "6", "sept": "7", "huit": "8", "neuf": "9", "dix": "10", "onze": "11", "douze": "12", "treize": "13",
	"quatorze": "14", "quinze": "15", "seize": "16", "dix-sept": "17", "dix-huit": "18", "dix-neuf": "19", "vingt": "20",
	"vingt-cinq": "25", "trente": "30", "trente-cinq": "35", "quarante": "40", "cinquante": "50", "soixante": "60",
	"quatre-vingt": "80", "quatre-vingts": "80", "cent": "100"}

// withDigits writes the number that a folded text begins with in digits: « douze enfants »
// becomes « 12 enfants », « cinq ou six » stays.
func withDigits(folded string) string {
	word, rest, _ := strings.Cut(strings.ReplaceAll(folded, "/", " / "), " ")
	digits, known := numberWords[word]
	if !known {
		return folded
	}
	return strings.TrimSpace(digits + " " + rest)
}
