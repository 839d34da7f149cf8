package search

import (
	"slices"
	"strings"
)

// typedWord is a word of a query with the terms that it may mean.
type typedWord struct {
	word     string
	meanings []meaning
}

// understand looks up the words that an opening must have.
func (x *Index) understand(words []string) []typedWord {
	list := make([]typedWord, len(words))
	for i, w := range words {
		list[i] = typedWord{w, x.meanings(w)}
	}
	return list
}

// endingsOfCompounds are the second halves of English trades written as one word.
var endingsOfCompounds = []string{"making", "makers", "maker", "working", "workers", "worker", "work", "turning",
	"turner", "blowing", "blower", "carving", "carver", "weaving", "weaver", "binding", "binder", "painting", "printing",
	"craft", "smith"}

// apart splits words like « woodturning », which nothing has, where something has their
// first half.
func (x *Index) apart(words []string) (list []string) {
	for _, w := range words {
		first := w
		for _, ending := range endingsOfCompounds {
			if rest, found := strings.CutSuffix(w, ending); found && x.words.stems[stem(w)] == nil &&
				x.words.stems[stem(rest)] != nil {
				first = rest
				break
			}
		}
		list = append(list, first)
	}
	return list
}

// meanings lists the terms that a word may mean: those of the vocabulary and, unless one
// of them is exact, the names of crafts in texts. A text may name a craft that no opening
// has as its own: a collective shows several.
func (x *Index) meanings(word string) []meaning {
	list := x.words.meanings(word)
	if len(list) > 0 && list[0].trust == trustExact && list[0].weight > strongestWeak {
		return list
	}
	meant, trust := word, float32(trustBegun)
	if mended, found := x.crafts.mend(word); found && len(list) == 0 {
		meant, trust = mended, trustSlip
	}
	for _, name := range x.crafts.names(meant) {
		if t := x.words.stems[name]; t != nil {
			list = append(list, meaning{t, trust, meant})
		}
	}
	return list
}

// names reports whether the word names a craft, its work, an artisan or an opening.
func (w typedWord) names() bool {
	return len(w.meanings) > 0 && w.meanings[0].trust >= trustSound && w.meanings[0].weight >= weightDomain
}

// lessen divides the words of a query that no opening meets as a whole. Where some word
// names something, the words that name nothing are optional. A craft, or a town
// elsewhere, that nobody shows stays required, so that no result passes for it.
func (x *Index) lessen(words []typedWord) (required []typedWord, rest []string) {
	if !slices.ContainsFunc(words, typedWord.names) {
		return words, nil
	}
	for _, w := range words {
		if w.names() || x.crafts.real(stem(w.word)) {
			required = append(required, w)
		} else {
			rest = append(rest, w.word)
		}
	}
	return required, rest
}
