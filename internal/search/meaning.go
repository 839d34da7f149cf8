package search

import "slices"

// typedWord is a word of a query with the terms that it may mean.
type typedWord struct {
	word     string
	meanings []meaning
}

// understand looks the words up that an opening must have.
func (x *Index) understand(words []string) []typedWord {
	list := make([]typedWord, len(words))
	for i, w := range words {
		list[i] = typedWord{w, x.meanings(w)}
	}
	return list
}

// meanings lists the terms that a word may mean: those of the vocabulary and, unless it
// names something there, the names of its crafts in texts, since a collective may show
// what is no opening's craft.
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

// lessen returns the words that must be there where no opening has all of them, and those
// that need not: beside a word that names something, what names nothing. A trade and a
// town of elsewhere, which nobody shows, stay: what is not there is not passed off.
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
