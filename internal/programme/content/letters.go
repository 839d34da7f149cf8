package content

import (
	"strings"

	"jema/internal/text"
)

// Lower makes a craft's name part of a sentence.
func Lower(s string) string {
	for i, r := range s {
		return strings.ToLower(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// Capital gives a sentence its first capital.
func Capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// Plain makes no-break spaces plain ones, for the outline.
func Plain(s string) string { return plainSpaces.Replace(s) }

var plainSpaces = strings.NewReplacer(text.NoBreak, " ", text.NarrowNoBreak, " ")

// After returns what follows a workshop’s name: a comma and the artisan, or "".
func After(artisan string) string {
	if artisan == "" {
		return ""
	}
	return ", " + artisan
}

// Dotted joins facts; a line never begins with the point between two.
func Dotted(facts []string) string { return strings.Join(facts, "\u00a0· ") }

// Postal joins a postal code and the name behind it with a no-break space.
func Postal(commune string) string { return strings.Replace(commune, " ", text.NoBreak, 1) }
