package reading

import (
	"regexp"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// accessWords are the words by which a clause concerns a kind of disability.
var accessWords = map[string]func() *regexp.Regexp{
	"hi": lazily(`\bsourd|\bmalentend|\bauditi|\bboucle magnetique|\bboucle a induction|\blsf\b|langue des ` +
		`signes|\baudition`),
	"vi": lazily(`\baveugle|\bmal-?voyant|\bnon-?voyant|\bvisuel|\bbraille|\baudio-?descri|chien guide|\bcecite`),
	"mi": lazily(`\bpmr\b|\bfauteuil|\bmoteur|\bmotrice|mobilite reduite|\bplain[ ` +
		`-]pied|\brampe|\bascenseur|\bmarches?\b|\bescalier|\betage|\broulant`),
	"ii": lazily(`\bmental|\bintellect|\bfalc\b|facile a lire`),
	"pi": lazily(`\bpsychi|\bpsycholog`),
}

var (
	clauses   = lazily(`[,;.\n()]|\bet\b|\bmais\b| [-–/] `)
	negative  = lazily(`\bnon\b|\bpas\b|\bsans\b|\binaccessible|\bimpossible|\baucun|\bno\b|\bdifficile`)
	steps     = lazily(`\bmarches?\b|\bescalier|\betage`)
	noSteps   = lazily(`\b(?:sans|aucune?|pas (?:de|d'))\s*(?:marches?|escaliers?|etages?)|\brez-de-chaussee`)
	noLift    = lazily(`\b(?:sans|pas d'|aucun) ?ascenseur`)
	undecided = lazily(`\bpartiel|\ba confirmer|\bsur demande|\bavec aide|\?|\bprevenir|\ben partie|\ba voir|\bse ` +
		`renseigner|\bnous (?:contacter|consulter)|\b(?:sai[st]|savons) pas\b|\bnsp\b|\ba ` +
		`(?:verifier|definir|preciser)|\bpas sure?\b|\baucune idee|\bpeut-etre`)
	everyKind = lazily(`\btous (?:les )?(?:types? de )?handicaps?|\btous handicaps`)
	plainYes  = lazily(`^(?:oui|yes|x|o|ok|vrai|accessible|total(?:e|ement)?|acces(?:sible)? (?:a ` +
		`tous|facile)|totalement accessible|entierement accessible)$`)
	bareAccess = lazily(`^(?:oui|non|yes|no|x|o|n|ok|accessible|non accessible|(?:acces(?:sible)? )?(?:aux )?pmr)$`)
	plainNo    = lazily(`^(?:non|no|n|faux|aucun(?:e)?|inaccessible|non accessible|pas accessible)\b`)
)

// Access reads for which disabilities a workshop is fit. « oui » and « non »
// alone are about wheelchairs, as are steps, lifts and ramps. Where the words
// contradict each other, or set a condition, the answer stays open.
func Access(words string) (a jema.Access) {
	folded := strings.TrimRight(text.Fold(strings.ReplaceAll(words, "\n", " ; ")), " .!")
	if unsaid(folded) {
		return a
	}
	if everyKind().MatchString(folded) && !negative().MatchString(folded) && !undecided().MatchString(folded) {
		return jema.Access{HI: jema.Yes, VI: jema.Yes, MI: jema.Yes, II: jema.Yes, PI: jema.Yes}
	}
	seen := map[string]map[jema.Answer]bool{}
	for _, clause := range clauses().Split(folded, -1) {
		readClause(strings.TrimSpace(clause), seen)
	}
	for kind, answers := range seen {
		if len(answers) == 1 {
			for answer := range answers {
				a = a.With(kind, answer)
			}
		}
	}
	return a
}

// BareAccess reports whether words for access hold nothing but an answer: « oui »,
// « accès PMR ».
func BareAccess(words string) bool {
	return bareAccess().MatchString(strings.TrimRight(text.Fold(words), " .!"))
}

func readClause(clause string, seen map[string]map[jema.Answer]bool) {
	note := func(kind string, answer jema.Answer) {
		if seen[kind] == nil {
			seen[kind] = map[jema.Answer]bool{}
		}
		seen[kind][answer] = true
	}
	switch {
	case undecided().MatchString(clause):
	case plainYes().MatchString(clause):
		note("mi", jema.Yes)
	case plainNo().MatchString(clause) && !concerns(clause):
		note("mi", jema.No)
	}
	for kind, about := range accessWords {
		if about().MatchString(clause) {
			note(kind, clauseAnswer(kind, clause))
		}
	}
}

func concerns(clause string) bool {
	for _, about := range accessWords {
		if about().MatchString(clause) {
			return true
		}
	}
	return false
}

// clauseAnswer returns the answer of a clause that concerns a kind, "" when it
// leaves it open.
func clauseAnswer(kind, clause string) jema.Answer {
	switch {
	case undecided().MatchString(clause):
		return ""
	case kind == "mi" && noSteps().MatchString(clause):
		return jema.Yes
	case kind == "mi" && (noLift().MatchString(clause) || steps().MatchString(clause)):
		return jema.No
	case negative().MatchString(clause):
		return jema.No
	}
	return jema.Yes
}
