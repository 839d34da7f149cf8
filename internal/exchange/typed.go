package exchange

import "jema/internal/jema"

// Forms are read with the rules for cells of spreadsheets.

// Phone returns a telephone number as it is printed, "" when s holds none.
func Phone(s string) string { phone, _ := readPhone(s); return phone }

// Email returns an address of mail in lower case, "" when s is none.
func Email(s string) string { return readEmail(s) }

// Website returns an address of the web with its scheme, "" when s is none.
func Website(s string) string { return readWebsite(s) }

// Minutes reads a duration such as « 45 min » or « 1 h 30 », 0 when s is none.
func Minutes(s string) int {
	n, problem := readDuration(s)
	if problem != "" {
		return 0
	}
	return n
}

// Places reads a number of places such as « 8 » or « 8 personnes », 0 when s
// is none.
func Places(s string) int {
	n, problem := readCapacity(s)
	if problem != "" {
		return 0
	}
	return n
}

// PrintedText proposes a text for paper from a description of any length:
// whole sentences within jema.PrintedTextMax characters, "" when not even one fits.
func PrintedText(description string) string { s, _ := printedText(description); return s }

// FindCraft finds the craft that somebody meant among crafts, whatever the
// gender or a slip of the pen; Slug is "" when there is none or more than one,
// and names then lists those.
func FindCraft(crafts []jema.Craft, typed string) (c jema.Craft, names []string) {
	found := newCraftFinder(crafts).find(typed)
	return found.Craft, found.candidates
}
