package text

import (
	"regexp"
	"slices"
	"strings"
)

// Withheld reads what was typed as an address. withheld is true where words announce that
// the address is given later or not at all (« adresse communiquée à la réservation »);
// address is then what else was typed, "" for nothing.
func Withheld(typed string) (address string, withheld bool) {
	var lines []string
	for line := range strings.Lines(typed) {
		line = strings.TrimSpace(line)
		kept := slices.DeleteFunc(clauseEnd.Split(line, -1), hasNoAddress)
		if slices.ContainsFunc(clauseEnd.Split(line, -1), withholds) {
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

// withholds reports whether a clause is only about when or how an address will be given:
// all its words are occasions or the words around them, and one is an occasion.
func withholds(clause string) bool {
	words := foldedWords(clause)
	return hasNoAddress(clause) &&
		(slices.ContainsFunc(words, func(w string) bool { return occasions[w] }) ||
			byAppointment.MatchString(strings.Join(words, " ")))
}

// byAppointment is « sur rendez-vous », which « point de rendez-vous » is not.
var byAppointment = regexp.MustCompile(`\b(?:sur|par|apres|avant) (?:prise de )?(?:rendez vous|rdv)\b`)

// hasNoAddress reports whether no word of a clause could be a part of an address; it is true
// of an empty clause.
func hasNoAddress(clause string) bool {
	return !slices.ContainsFunc(foldedWords(clause), func(w string) bool { return !occasions[w] && !aroundOccasions[w] })
}

func foldedWords(clause string) []string {
	return strings.FieldsFunc(Fold(clause), func(r rune) bool { return strings.ContainsRune(" '’-", r) })
}

// occasions are folded words for the moment or the means by which an unpublished address is
// given (« réservation », « téléphone »), and for an address that nobody is given.
var occasions = wordSet(`reservation reservations reserver reserve inscription inscriptions inscrit inscrits inscrites demande
	confirmation telephone mail email courriel sms appel appelant communiquee confidentielle confidentiel secrete
	booking bookings registration request phone confidential undisclosed`)

// aroundOccasions are the other words of clauses that withhold an address.
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
