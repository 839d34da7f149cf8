package text

import (
	"regexp"
	"slices"
	"strings"
)

// Withheld reads what was typed as an address. withheld is true where words put
// the address off (« adresse communiquée à la réservation »); address is then
// what else was typed, "" for nothing.
func Withheld(typed string) (address string, withheld bool) {
	var lines []string
	for line := range strings.Lines(typed) {
		line = strings.TrimSpace(line)
		kept := slices.DeleteFunc(clauseEnd.Split(line, -1), vocabularyOnly)
		if slices.ContainsFunc(clauseEnd.Split(line, -1), putsOff) {
			withheld, line = true, strings.Join(kept, ", ")
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	if !withheld {
		return typed, false
	}
	return strings.Join(lines, "\n"), true
}

// clauseEnd is what lies between an address and a remark on the same line.
var clauseEnd = regexp.MustCompile(`\s*[(),;:.!]\s*|\s+[–-]\s+`)

// putsOff is true of a clause that is only about when or how an address will be
// given: all its words are of that vocabulary, and one names the occasion.
func putsOff(clause string) bool {
	words := putOffWords(clause)
	return vocabularyOnly(clause) &&
		(slices.ContainsFunc(words, func(w string) bool { return occasions[w] }) ||
			byAppointment.MatchString(strings.Join(words, " ")))
}

// byAppointment is « sur rendez-vous », which « point de rendez-vous » is not.
var byAppointment = regexp.MustCompile(`\b(?:sur|par|apres|avant) (?:prise de )?(?:rendez vous|rdv)\b`)

// vocabularyOnly is true of a clause without a word that an address could have;
// an empty clause has none.
func vocabularyOnly(clause string) bool {
	return !slices.ContainsFunc(putOffWords(clause), func(w string) bool { return !occasions[w] && !aroundOccasions[w] })
}

func putOffWords(clause string) []string {
	return strings.FieldsFunc(Fold(clause), func(r rune) bool { return strings.ContainsRune(" '’-", r) })
}

// occasions are when and how an address is given that is not published, and
// words that withhold it altogether. All are folded.
var occasions = wordSet(`reservation reservations reserver reserve inscription inscriptions inscrit inscrits inscrites demande
	confirmation telephone mail email courriel sms appel appelant communiquee confidentielle confidentiel secrete
	booking bookings registration request phone confidential undisclosed`)

// aroundOccasions are the other words of such sentences.
var aroundOccasions = wordSet(`l la le les un une de du des d a au aux et ou en par sur lors moment suite apres avant une fois des que qui
	pour contre avec vous votre vos notre son chaque toute toutes simple seulement uniquement est sera seront sont non pas ne
	adresse lieu point prise rendez rdv exact exacte exactes precis precise complet complete atelier
	donnee donne donnees communique communiques precisee indiquee indique transmise transmis envoyee envoye fournie fourni
	revelee devoilee confirmee confirme confirmes publiee publie diffusee faite validee visiteurs personnes
	address venue location the will be is given sent available only on upon after by at with your not disclosed shared when you`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
