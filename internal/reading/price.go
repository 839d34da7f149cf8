package reading

import (
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

var (
	amount = lazily(`(\d{1,4})(?:\s?€\s?(\d{2})\b|[.,](\d{1,2})\s*(?:€|euros?\b|eur\b)?` +
		`|\s*(?:€|euros?\b|eur\b|e\b))?`)
	notAmount = lazily(`^\s*(?:ans?\b|mois\b|min|mn\b|h\b|heures?\b|%|pers|places?\b|enfants?\b|adultes?\b` +
		`|m\b|km\b|cm\b|/\d)`)
	bareAmount = lazily(`^\d{1,4}(?:[.,]\d{1,2})?$`)
	freeWords  = lazily(`\b(?:gratuit(?:e|s|es|ement)?|free|entree libre|acces libre|libre acces` +
		`|sans frais|offert(?:e|s|es)?)\b`)
	notFree = lazily(`\b(?:non|pas|sauf|hors)\b`)
	onSite  = lazily(`\b(?:payant(?:e|s|es)?|(?:regl\w+|pai?e\w*|payer|reglement) sur place|sur place|prix ` +
		`libre|participation libre|libre participation|au chapeau)\b`)
	openEnded = lazily(`\b(?:a partir de|des|minimum|mini)\s*$`)
	linking   = lazily(`\b(?:de|a|et|entre|ou|tarif|prix|entree|euros?|eur|par ` +
		`personne|la|visite|l'|le|pers\.?)\b|[-–/,.:;€()'’!]`)
)

// Price reads what a visit costs: « gratuit », « 18 € », « de 5 à 10 € »,
// « 8 € le sac », « payant ». exact is true when the words hold nothing that
// the value does not. Words that cannot be read are PriceUnknown.
func Price(words string) (price jema.Price, exact bool) {
	folded := text.Fold(words)
	cents, rest, opened := amounts(folded)
	free := freeWords().MatchString(folded)
	switch {
	case unsaid(folded):
		return jema.Price{Kind: jema.PriceUnknown}, true
	case len(cents) == 0 && free && !notFree().MatchString(folded):
		return jema.Price{Kind: jema.PriceFree}, nothingElse(freeWords().ReplaceAllString(folded, ""))
	case len(cents) == 0 && onSite().MatchString(folded) && !notFree().MatchString(folded):
		return jema.Price{Kind: jema.PriceOnSite}, nothingElse(onSite().ReplaceAllString(folded, ""))
	case len(cents) == 0:
		return jema.Price{Kind: jema.PriceUnknown}, false
	}
	low, high := slices.Min(cents), slices.Max(cents)
	if free {
		low, rest = 0, rest+"gratuit"
	}
	price = jema.Price{Kind: jema.PriceRange, From: low, To: high}
	switch {
	case high == 0:
		price = jema.Price{Kind: jema.PriceFree}
	case low == high && opened:
		price.To = 0
	case low == high:
		price = jema.Price{Kind: jema.PriceAmount, From: low}
	}
	if !price.Check() {
		return jema.Price{Kind: jema.PriceUnknown}, false
	}
	return price, nothingElse(rest) && len(cents) <= 2
}

// amounts finds the amounts of money in cents, and returns what is left of the
// words; opened is true if the words contain « à partir de ».
func amounts(folded string) (cents []int, rest string, opened bool) {
	bare := bareAmount().MatchString(folded)
	money := strings.ContainsAny(folded, "€") || strings.Contains(folded, "eur") || bare
	last := 0
	for _, m := range amount().FindAllStringSubmatchIndex(folded, -1) {
		signed := strings.ContainsAny(folded[m[0]:m[1]], "€e")
		if !money || !signed && notAmount().MatchString(folded[m[1]:]) || insideWord(folded, m[0], m[1]) {
			continue
		}
		before := folded[last:m[0]]
		if openEnded().MatchString(before) {
			before, opened = openEnded().ReplaceAllString(before, ""), true
		}
		rest += before + " "
		last = m[1]
		cents = append(cents, centsOf(folded, m))
	}
	return cents, rest + folded[last:], opened
}

func centsOf(s string, m []int) int {
	whole, err := strconv.Atoi(s[m[2]:m[3]])
	if err != nil {
		return 0
	}
	for _, g := range [][2]int{{m[4], m[5]}, {m[6], m[7]}} {
		if g[0] >= 0 {
			part := (s[g[0]:g[1]] + "0")[:2]
			n, _ := strconv.Atoi(part) // two digits
			return whole*100 + n
		}
	}
	return whole * 100
}

func insideWord(s string, from, to int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }
	return from > 0 && letter(s[from-1]) || to < len(s) && letter(s[to]) && letter(s[to-1])
}

// nothingElse reports whether only linking words are left.
func nothingElse(rest string) bool {
	return strings.TrimSpace(linking().ReplaceAllString(rest, " ")) == ""
}

// Unsaid reports whether words leave their question open: « je ne sais pas », «
// à voir », « NSP », « ? », or nothing.
func Unsaid(words string) bool { return unsaid(text.Fold(words)) }

// unsaid reports whether words declare that something is not decided yet.
func unsaid(folded string) bool {
	switch strings.Trim(folded, " .!?") {
	case "", "-", "/", "nc", "n/c", "n.c", "a preciser", "a definir", "a confirmer", "a voir", "inconnu", "inconnue",
		"ne sait pas", "ne sais pas",
		"je ne sais pas", "on ne sait pas", "nous ne savons pas", "je sais pas", "sais pas", "nsp",
		"ne se prononce pas", "pas sur", "pas sure",
		"aucune idee", "a verifier", "non renseigne", "peut-etre":
		return true
	}
	return false
}
