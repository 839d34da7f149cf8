package exchange

import (
	_ "embed" // the words are data
	"slices"
	"strings"
	"sync"
	"unicode"

	"jema/internal/jema"
	"jema/internal/text"
)

//go:embed data/kinds.txt
var kindText string

// kindWords are the words for what a visitor will find, folded, in the order in
// which they count.
type kindWords struct {
	kind  jema.OpeningKind
	words []string
}

var kinds = sync.OnceValue(func() (list []kindWords) {
	for line := range strings.Lines(kindText) {
		name, words, found := strings.Cut(strings.TrimSpace(line), ": ")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		k := kindWords{kind: jema.OpeningKind(name)}
		for w := range strings.SplitSeq(words, ",") {
			k.words = append(k.words, kindKey(w))
		}
		list = append(list, k)
	}
	return list
})

// kindKey reduces a text to words between single spaces: « Portes-ouvertes + expo ! »
// becomes "portes ouvertes expo"; a star stays.
func kindKey(s string) string {
	words := strings.FieldsFunc(text.Fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) &&
			!unicode.IsDigit(r) && r != '*'
	})
	return strings.Join(words, " ")
}

// holds reports whether the words of a text hold a word of the list, in the
// singular or the plural.
func holds(padded, word, many string) bool {
	if stem, open := strings.CutSuffix(word, "*"); open {
		return strings.Contains(padded, " "+stem)
	}
	return strings.Contains(padded, " "+word+" ") || strings.Contains(padded, " "+many+" ")
}

// plural writes every word with an s: « visite guidee » becomes « visites guidees ».
func plural(words string) string {
	list := strings.Fields(words)
	for i, w := range list {
		if !strings.HasSuffix(w, "s") && len(w) > 3 {
			list[i] = w + "s"
		}
	}
	return strings.Join(list, " ")
}

// readKind returns the kind that a cell names; sure is true when the cell holds
// nothing else.
func readKind(s string) (kind jema.OpeningKind, sure bool) {
	found := readKinds(s)
	if len(found) == 0 {
		return "", false
	}
	key := kindKey(s)
	for _, k := range kinds() {
		for _, w := range k.words {
			w = strings.TrimSuffix(w, "*")
			if k.kind == found[0] && (key == w || key == plural(w)) {
				return found[0], true
			}
		}
	}
	return found[0], false
}

// readKinds returns every kind that a text names, the one that counts first. A
// word inside the longer words of another kind names nothing: « visite libre »
// is no guided visit.
func readKinds(s string) (found []jema.OpeningKind) {
	found, _ = splitKinds(s)
	return found
}

// beginsWithKind reports whether the first two words of a text name a kind: « circuit à
// pied entre cinq ateliers ».
func beginsWithKind(s string) bool {
	words := strings.Fields(s)
	return len(words) > 0 && len(readKinds(strings.Join(words[:min(len(words), 2)], " "))) > 0
}

// onlyKind reports whether a text names kinds and nothing else: « PO », « portes
// ouvertes + démonstration ».
func onlyKind(s string) bool {
	found, rest := splitKinds(s)
	return len(found) > 0 && !slices.ContainsFunc(strings.Fields(rest), func(w string) bool { return !betweenKinds[w] })
}

var betweenKinds = wordSet(`~ et ou avec de d des du l la le les un une a en au puis plus ainsi que sur reservation ` +
	`inscription gratuit gratuite`)

// splitKinds returns the kinds that a text names, the one that counts first, and
// what is left of it with a sign for each.
func splitKinds(s string) (found []jema.OpeningKind, rest string) {
	padded := " " + kindKey(s) + " "
	type hit struct {
		kind  jema.OpeningKind
		order int
	}
	var hits []hit
	for _, word := range byLength() {
		if !holds(padded, word.word, word.plural) {
			continue
		}
		hits = append(hits, hit{word.kind, word.order})
		padded = strings.NewReplacer(" "+strings.TrimSuffix(word.word, "*")+" ", " ~ ", " "+word.plural+" ",
			" ~ ").Replace(padded)
		if stem, open := strings.CutSuffix(word.word, "*"); open {
			padded = withoutStem(padded, stem)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.order - b.order })
	for _, h := range hits {
		if !slices.Contains(found, h.kind) {
			found = append(found, h.kind)
		}
	}
	return found, padded
}

// withoutStem puts the sign for a kind in place of every word that begins with a
// stem.
func withoutStem(padded, stem string) string {
	words := strings.Fields(padded)
	for i, w := range words {
		if strings.HasPrefix(w, stem) {
			words[i] = "~"
		}
	}
	return " " + strings.Join(words, " ") + " "
}

type orderedWord struct {
	word, plural string
	kind         jema.OpeningKind
	order        int
}

// byLength are all words for kinds, the longest first.
var byLength = sync.OnceValue(func() (list []orderedWord) {
	for order, k := range kinds() {
		for _, w := range k.words {
			list = append(list, orderedWord{w, plural(strings.TrimSuffix(w, "*")), k.kind, order})
		}
	}
	slices.SortStableFunc(list, func(a, b orderedWord) int { return len(b.word) - len(a.word) })
	return list
})
