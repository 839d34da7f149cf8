package french

import (
	"strings"

	"jema/internal/schedule/plan"
)

// foreign leaves hours of something else than the opening as a doubt where the phrase has
// other hours: « samedi 14h-18h, vide-grenier 6h-12h », « vendredi 14h-18h ménage, samedi
// 10h-18h », « Ancien horaire : samedi 9h-12h. Nouveau : … ».
func foreign(r row, i int, f plan.Frame) int {
	if f.Kind != plan.Free || !r.is(i, unknown, other, letter, number, label) {
		return i
	}
	c := r.clauseAt(i)
	if !c.has(clock) || !c.besideOthers() {
		return i
	}
	switch word := r.at(i).text; {
	case otherWords[word] && !c.has(occasion), r.at(i-1).text == "en" && elsewhereWords[word],
		c.outdated(i, f), c.reserved(i), callWords[word], c.leads(i) && lineWords[word],
		c.leads(i) && r.is(i, unknown) && c.namesRange(i) && c.foreignHead():
		r[i].kind = doubtful
	}
	return i
}

// otherWords are what takes place in a workshop that is closed, or elsewhere.
var otherWords = wordSet(`montage demontage installation desinstallation preparation preparatifs rangement menage
	nettoyage nettoie nettoyons range rangeons prepare preparons repetition
	repetitions reunion livraison livraisons
	brocante grenier greniers boulangerie boucherie pharmacie benevoles visio visioconference hebdomadaire
	hebdomadaires sav mariage bapteme demenagement inventaire formation montent demontent`)

// elsewhereWords follow « en ».
var elsewhereWords = wordSet("ligne deplacement visio distanciel")

// lineWords lead to the hours of a telephone or of an office.
var lineWords = wordSet("tel telephone appel appels standard sav office mairie poste secretariat hotline pot")

// wordSet is the words of a list.
func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// clause is the part of a statement between two commas, brackets or slashes, with the days
// that a comma lists.
type clause struct {
	row
	from, to int
}

// clauseAt returns the clause that holds lexeme i.
func (r row) clauseAt(i int) clause {
	c := clause{r, i, i + 1}
	for c.from > 0 && !r.parts(c.from-1) && i-c.from < longestClause {
		c.from--
	}
	for c.to < len(r) && !r.parts(c.to) && c.to-i < longestClause {
		c.to++
	}
	return c
}

// parts reports whether the lexeme at i separates two clauses: a comma between hours, or
// between two days, does not.
func (r row) parts(i int) bool {
	switch {
	case r.is(i, strong, open, shut):
		return true
	case r.is(i, comma, slash):
		between := r.is(i-1, clock) && r.is(i+1, clock) || r.is(i-1, weekday, number, month) && r.is(i+1, weekday, number)
		return !between
	}
	return false
}

func (c clause) has(kinds ...kind) bool {
	for i := c.from; i < c.to; i++ {
		if c.is(i, kinds...) {
			return true
		}
	}
	return false
}

// besideOthers reports whether the phrase has hours outside the clause.
func (c clause) besideOthers() bool {
	for i := range c.row {
		if c.is(i, clock) && (i < c.from || i >= c.to) {
			return true
		}
	}
	return false
}

// leads reports whether nothing but little words is before i in the clause.
func (c clause) leads(i int) bool {
	return c.back(i-1, article, picture, of, elided, ofThe) < c.from
}

// outdated reports whether the word at i means hours that no longer hold.
func (c clause) outdated(i int, f plan.Frame) bool {
	n := c.at(i)
	year := n.kind == number && n.width == 4 && n.value >= 1990 && n.value <= 2100 && n.value != f.From.Year
	return year && c.at(i-1).text == "en" || c.is(i, unknown) && c.leads(i) && oldWords[n.text]
}

// reserved reports whether the word at i means others than the public: « 18h-20h clients
// fidèles », « sur carton d'invitation ».
func (c clause) reserved(i int) bool {
	word := c.at(i).text
	if word == "invitation" || word == "invitations" {
		return c.is(i-1, of, elided, over)
	}
	return c.is(i-1, clock) && (groupWords[word] || schoolWords[word] || schools[word])
}

var schools = wordSet("college lycee ecole")

var oldWords = wordSet("ancien ancienne anciens anciennes prevu prevus initial initialement auparavant")

// namesRange reports whether the noun at i leads to a range of hours without days: with days
// of its own it may be what opens then, « samedi 10h-18h, cuisson raku dimanche 15h-17h ».
func (c clause) namesRange(i int) bool {
	if suspicious(c.at(i).text) || len(c.at(i).text) < 3 || ownWords[c.at(i).text] ||
		c.at(i).text == "dont" || c.has(dayKinds...) {
		return false
	}
	j := c.skip(i, unknown, other, of, elided, ofThe, article, over, dash, title, people, unit, atThe)
	for c.is(j-1, of, ofThe, article, dash) && j > i {
		j--
	}
	j = c.skip(j, article, ofThe, of, colon)
	return c.is(j, clock) && c.is(j+1, dash, at, slash, until) && c.is(j+2, clock) && j+2 < c.to
}

// foreignHead reports whether hours that no noun leads to are in a clause before this one.
func (c clause) foreignHead() bool {
	if c.from == 0 {
		return false
	}
	for i := 0; i < c.from; i++ {
		if !c.is(i, clock) {
			continue
		}
		o := c.clauseAt(i)
		first := o.skip(o.from, article, picture, of, elided, ofThe)
		return !o.is(first, unknown, other, event, occasion)
	}
	return false
}
