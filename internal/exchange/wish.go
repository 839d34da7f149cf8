package exchange

import (
	"regexp"
	"strings"

	"jema/internal/text"
)

// What an organiser or an artisan writes in the remarks can forbid what the other
// columns or the command line allow; the remark wins. A wish that is read where there
// is none costs a telephone number on the site, one that is missed publishes it: so
// every clause that denies and names a contact withholds it.
var (
	waitBefore = lazily(`\bavant (?:toute |la |de )?(?:publication|publier|parution|diffusion)|\bne pas ` +
		`(?:publier|diffuser) (?:avant|pour l'instant|encore)|\ba ne pas publier\b`)
	mailAddress = lazily(`adresse (?:e-?)?mail|adresse electronique|adresse de messagerie`)
	shortened   = lazily(`\b(tel|num|adr|mob|port)\.`)
	sentenceEnd = lazily(`[!?;]+|\.(?:\s|$)`) // behind shortened, whose stops end nothing
	turn        = lazily(`,|\bmais\b|\bpar contre\b|\ben revanche\b`)
	affirms     = lazily(`\b(?:oui|ok|d'accord|peu[tx]|peuvent|pouvez|possible|autoris\w*|publiez|affichez|diffusez|mettez|` +
		`indiquez|publiables?|sans (?:probleme|souci)s?|pas de (?:probleme|souci)s?)\b`)
	noDenial = lazily(`\b(?:sans (?:problemes?|soucis?|hesite[rz]?|reservation|inscription|rdv|rendez-vous)|pas de ` +
		`(?:problemes?|soucis?)|n'hesitez pas)\b`)
	shows = lazily(`\b(?:re)?(?:publi|diffus|affich|communiqu|divulgu|imprim|montr|parai|appar|figur|indiqu|mentionn|donn|` +
		`met|visible|public|en ligne|site|internet|programme|brochure)`)
	denies = lazily(`\b(?:ne|n|non|pas|ni|sans|jamais|aucun|aucune|nulle part|surtout pas|refus|refuse|evite[rz]?|sauf|` +
		`ote[rz]?|retire[rz]?|enleve[rz]?|supprime[rz]?|cache[rz]?|masque[rz]?)\b`)
	secret = lazily(`\bconfidentiel|\bprive(?:e|s|es)?\b|\bliste rouge\b|\binterne\b|\bpour vous (?:seul|uniquement)|` +
		`\breste(?:r|nt)? entre nous\b`)
	onlyOne = lazily(`\b(?:ne |n')\S+ que\b|\buniquement\b|\bseulement\b`)
)

// contactWords name what a wish is about.
var contactWords = map[string]func() *regexp.Regexp{
	"address": lazily(`\badresses?\b|\brue\b|\bou j'habite\b|\bdomicile\b`),
	"phone":   lazily(`\b(?:telephones?|tels?|numeros?|portables?|mobiles?|fixe|06|07)\b`),
	"email":   lazily(`\b(?:(?:e-?)?mails?|mels?|courriels?|messagerie)\b`),
}

// allContacts name every way to reach somebody at once.
var allContacts = lazily(`\bcoordonnees\b|\bcontacts?\b|\bmes infos\b|\b(?:donnees|informations) personnelles\b`)

// withheldBy returns what a remark forbids to publish: the names of contacts among
// address, phone and email.
func withheldBy(remark string) map[string]bool {
	withheld := map[string]bool{}
	remark = strings.ReplaceAll(remark, "\n", " ") // a sentence may go on in the next line of a cell
	folded := shortened().ReplaceAllString(mailAddress().ReplaceAllString(text.Fold(remark), "mail"), "$1")
	for _, sentence := range sentenceEnd().Split(folded, -1) {
		public := shows().MatchString(sentence)
		clauses := turn().Split(sentence, -1)
		for i, denied := range denials(clauses, public) {
			contacts := named(clauses[i])
			only := public && len(contacts) > 0 && onlyOne().MatchString(clauses[i])
			for contact := range contactWords { // « ne publier que le courriel » forbids the others
				if denied && contacts[contact] || only && !contacts[contact] {
					withheld[contact] = true
				}
			}
		}
	}
	return withheld
}

// denials returns for each clause of a sentence whether it forbids to publish what it
// names. public is true where the sentence is about publishing. A clause that neither
// denies nor affirms belongs to the one before it, at the beginning to the one after it:
// « mon mail, mon numéro : ne rien publier ».
func denials(clauses []string, public bool) []bool {
	denied := make([]bool, len(clauses))
	first, last := true, false
	for i, clause := range clauses {
		plain := onlyOne().ReplaceAllString(noDenial().ReplaceAllString(clause, ""), "")
		switch {
		case public && denies().MatchString(plain) || secret().MatchString(plain):
			last = true
		case !affirms().MatchString(clause) && !onlyOne().MatchString(clause):
			denied[i] = last
			continue
		default:
			last = false
		}
		denied[i] = last
		for before := 0; first && before < i; before++ {
			denied[before] = last
		}
		first = false
	}
	return denied
}

// named returns the contacts that a clause names.
func named(clause string) map[string]bool {
	found := map[string]bool{}
	for contact, words := range contactWords {
		if words().MatchString(clause) || allContacts().MatchString(clause) {
			found[contact] = true
		}
	}
	return found
}
