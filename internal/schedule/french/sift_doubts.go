package french

import "strings"

// doubts leaves as a doubt what takes hours back or makes them uncertain in words that mean
// something else elsewhere: « samedi 10h-18h, je vous redis », « dimanche : places épuisées ».
func doubts(r row, i int) int {
	word, ends := r.at(i).text, r.closes(i+1)
	switch {
	case r.is(i, number) && r.at(i).value == 0 && r.is(i+1, people, street): // « 0 place »
	case r.is(i, people) && r.is(i+1, only) && (r.at(i-1).text == "pour" || r.at(i-2).text == "pour"):
		// « pour la famille seulement »
	case !r.is(i, unknown, other, at, label, nothing):
		return i
	case r.is(i, unknown, other) && uncertain[word],
		ends && emptied[word] && r.is(i-1, clock, colon, comma, open, strong, people, weekday),
		word == "barre" && r.at(i).accented && r.is(i-1, clock, comma, weekday, month):
	case word == "je" && r.at(i+1).text == "travaille" && r.closes(i+2): // « samedi : je travaille »
	case !r.begins(i, doubtPhrases):
		return i
	}
	r[i].kind = doubtful
	return i
}

// uncertain are words that no certain hours bear.
var uncertain = wordSet(`idealement indicatif indicatifs indicative indicatives modifiable modifiables option options
	optionnel optionnelle hypothese hypotheses epuise epuisee epuises epuisees deprogramme deprogrammee deprogrammes
	deprogrammees redis redirai redirons abandonne abandonnee abandonnes abandonnees validation pressenti pressentis
	renonce renoncer renoncons renoncent renoncant`)

// emptied are words that close a day where nothing is behind them.
var emptied = wordSet("full plein pleins pleine oubliez oublie annulez")

// doubtPhrases are what somebody writes who is not sure.
var doubtPhrases = []string{"croise les doigts", "croisons les doigts", "vous redit",
	"en reparle", "en reparlera", "a revoir", "a voir avec", "attends confirmation", "attends la reponse",
	"attends une reponse", "attends le retour", "attends l accord", "attends la confirmation", "attendons confirmation",
	"attendons la reponse", "attendons une reponse", "attendons le retour", "je verifie", "a verifier", "dois verifier",
	"dois confirmer", "a la louche", "a peu de chose pres", "a quelque chose pres", "tant qu", "en deplacement",
	"laisse tomber", "laissez tomber", "sold out", "est en fait"}

// begins reports whether one of the phrases is at i.
func (r row) begins(i int, phrases []string) bool {
	for _, phrase := range phrases {
		k := i
		for word := range strings.SplitSeq(phrase, " ") {
			if r.at(k).text != word {
				k = -1
				break
			}
			k++
		}
		if k > i {
			return true
		}
	}
	return false
}
