package exchange

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jema/internal/text"
)

// whoReader reads who opens, and the craft.
type whoReader struct{ *reading }

// who reads the workshop and its artisan.
func (r whoReader) who() {
	artisan, read := r.artisan()
	if read {
		r.set("artisan", artisan)
	}
	workshop, _ := r.line("workshop")
	if name, person, ok := r.nameAndPerson(artisan); ok && workshop == "" {
		workshop = name
		r.set("artisan", person)
		r.note("artisan", Repaired, "import.artisan.turned", "name", person)
	}
	switch {
	case workshop != "":
	case artisan != "":
		workshop = artisan
		r.note("workshop", Doubtful, "import.workshop.artisan")
	case r.row.has(Blocking): // broken or too long: already said
		workshop = r.unnamed()
	default:
		workshop = r.unnamed()
		r.note("workshop", Blocking, "import.workshop.missing")
	}
	r.set("workshop", workshop)
}

// nameAndPerson parts « Fer et Feu (Bastien Ollier) » in a column of who opens.
func (r whoReader) nameAndPerson(s string) (name, person string, ok bool) {
	m := nameInBrackets().FindStringSubmatch(s)
	if m == nil || r.frame.classes(m[2])&isPerson == 0 {
		return "", "", false
	}
	return m[1], m[2], true
}

var nameInBrackets = lazily(`^([^()]{2,80}?)\s*\(([^()]{4,60})\)$`)

// artisan joins first and last name where the file separates them.
func (r whoReader) artisan() (string, bool) {
	artisan, read := r.line("artisan")
	if bareCourtesy().MatchString(text.Fold(artisan)) {
		artisan = ""
	}
	first, hasFirst := r.line("first_name")
	last, hasLast := r.line("last_name")
	if artisan == "" && (hasFirst || hasLast) {
		return strings.TrimSpace(first + " " + last), true
	}
	artisan = courtesy().ReplaceAllString(artisan, "")
	if turned := firstNameFirst(artisan); turned != artisan {
		artisan = turned
		r.note("artisan", Repaired, "import.artisan.turned", "name", turned)
	}
	return artisan, read
}

// firstNameFirst turns a name that a register writes the other way round, « DE LA
// TRUELLE Godefroy »: the surname is in capitals, the first name is not.
func firstNameFirst(name string) string {
	words := strings.Fields(name)
	capitals := 0
	for capitals < len(words) && len([]rune(words[capitals])) > 1 && words[capitals] == strings.ToUpper(words[capitals]) {
		capitals++
	}
	if capitals == 0 || capitals == len(words) || len(words) > 6 || strings.ContainsAny(name, ",&/()0123456789") {
		return name
	}
	for _, w := range words[capitals:] {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) || w == strings.ToUpper(w) {
			return name // « SCOP Terre et bois », « ATELIER du Cuir »
		}
	}
	return strings.Join(append(slices.Clone(words[capitals:]), words[:capitals]...), " ")
}

var courtesy = lazily(`^(?:(?:M\.?|Mr\.?|Mme\.?|Mmes\.?|Mlle\.?|MM\.?|Monsieur|Madame|Mademoiselle|MR|MME|MLLE)(?:\s*(?:/|&|et)\s*(?:M|Mr|Mme)\.?)?)\s+`)

// bareCourtesy is such a word without a name, which names nobody.
var bareCourtesy = lazily(`^(?:mm?|mr|mmes?|mlles?|monsieur|madame|mademoiselle)\.?$`)
