package exchange

import (
	"strings"

	"jema/internal/catalogue"
	facts "jema/internal/reading"
	"jema/internal/text"
)

var (
	priceOf     = lazily(`^(?:tarifs?|prix|participation(?: aux frais)?|entree|visite|cout|atelier|paf)\b[ :=]*(?:de )?`)
	ageWords    = lazily(`\bans\b|\btous? publics?\b`)
	accessAlone = lazily(`\bpmr\b|\bplain[ -]pied\b|\bfauteuils?\b|\bmobilite ` +
		`reduite\b|\b(?:in)?accessibles?\b|\bascenseur\b`)
	spokenWith = lazily(`\b(?:on|nous|je|il|elle|y|parl\w*|visites?|commentaires?|possibles?|aussi|egalement|en|langues?|couramment)\b`)
)

// fact takes a price, an age, languages or access out of a few words, where the row gives
// nothing else of it, and reports whether the words are taken.
func (r factReader) fact(words, key string) bool {
	words = strings.Trim(text.Line(words), " .,;:–-")
	folded := text.Fold(words)
	field, value := "", words
	switch {
	case folded == "" || text.Length(words) > 70:
	case isPriceAlone(folded):
		field = "price"
	case isAgeAlone(folded):
		field = "minimum_age"
	case spoken(folded) != "":
		field, value = "languages", spoken(folded)
	case accessAlone().MatchString(folded) && facts.Access(words).MI != "":
		field = "access"
	}
	if field == "" {
		return false
	}
	now := r.row.Fields[field]
	switch {
	case now == "":
	case text.Fold(now) == text.Fold(value):
		return true
	case field == "languages" && r.inWords[field]:
		value = now + ", " + value
	default:
		return false
	}
	r.inWords[field] = true
	r.set(field, value)
	r.note(field, Doubtful, key, "text", words)
	return true
}

func isPriceAlone(folded string) bool {
	price, exact := facts.Price(folded)
	if !exact || !price.Known() { // « tarif : 5 € »
		price, exact = facts.Price(priceOf().ReplaceAllString(folded, ""))
	}
	return exact && price.Known() && moneyAt().MatchString(folded)
}

func isAgeAlone(folded string) bool {
	age, exact := facts.Age(folded)
	return exact && age.Known && ageWords().MatchString(folded)
}

// spoken returns the languages that words name and nothing else: « parle anglais et
// italien », « visite possible en anglais ».
func spoken(folded string) string {
	bare := strings.Join(strings.Fields(spokenWith().ReplaceAllString(folded, " ")), " ")
	codes, exact := facts.Languages(bare)
	if !exact || codes == "" || len(bare) < 5 {
		return ""
	}
	return catalogue.In("fr").Spoken(codes)
}
