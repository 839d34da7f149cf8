package exchange

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"jema/internal/text"
)

// vocabulary lists the words by which the columns of a kind of file are headed.
type vocabulary struct {
	headers  map[string]string // normal header → field
	examples string            // to show to somebody whose headers say nothing
	hinted   bool              // headers are recognised by hints too
	memo     map[string]string // what wordsFor found, for the reading of one file
}

// vocabularyOf reads lines such as "phone: téléphone, tél, portable", when it is
// first used.
func vocabularyOf(examples, lines string) func() vocabulary {
	return sync.OnceValue(func() vocabulary { return readVocabulary(examples, lines) })
}

// hintedVocabulary is vocabularyOf for files whose headers are worded in many
// ways: hints count as well.
func hintedVocabulary(examples, lines string) func() vocabulary {
	return sync.OnceValue(func() vocabulary {
		v := readVocabulary(examples, lines)
		v.hinted = true
		return v
	})
}

func readVocabulary(examples, lines string) vocabulary {
	v := vocabulary{headers: map[string]string{}, examples: examples}
	for line := range strings.Lines(lines) {
		field, words, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found {
			continue
		}
		for header := range strings.SplitSeq(words, ",") {
			if normal := headerKey(header); normal != "" {
				v.headers[normal] = field
			}
		}
	}
	return v
}

// smallWords mean nothing in a header.
var smallWords = map[string]bool{
	"le": true, "la": true, "les": true, "l": true, "de": true, "du": true, "des": true, "d": true, "un": true,
	"une": true, "votre": true, "vos": true, "a": true, "au": true, "en": true, "par": true, "sur": true, "et": true,
	"ou": true, "obligatoire": true, "facultatif": true, "si": true, "possible": true, "svp": true,
}

var numbered = strings.NewReplacer("n°", "numero ", "N°", "numero ")

// normalHeader reduces a header to its significant words: « Nb. max (par créneau) * »
// becomes "nb max creneau".
func normalHeader(s string) string {
	s = numbered.Replace(s)
	words := strings.FieldsFunc(text.Fold(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	words = slices.DeleteFunc(words, func(w string) bool { return smallWords[w] })
	for i, w := range words {
		if len(w) > 3 { // singular and plural are the same column
			words[i] = strings.TrimSuffix(w, "s")
		}
	}
	return strings.Join(words, " ")
}

// match is a column recognised as holding a field; words is how much of the
// header was recognised, exact that nothing was left over.
type match struct {
	field  string
	words  int
	exact  bool
	column int
}

// headerKey is what a header is looked up by: its words that mean something, or all of
// one that has no other, such as « De » or « € ».
func headerKey(header string) string { return cmp.Or(normalHeader(header), text.Fold(header)) }

func (v vocabulary) match(header string) (m match, found bool) {
	normal := headerKey(header)
	if normal == "" || len(normal) > 120 {
		return match{}, false
	}
	if field, known := v.headers[normal]; known {
		return match{field: field, words: len(normal), exact: true}, true
	}
	for words, field := range v.headers {
		inside := strings.Contains(" "+normal+" ", " "+words+" ")
		if inside && (len(words) > m.words || len(words) == m.words && field < m.field) {
			m, found = match{field: field, words: len(words)}, true
		}
	}
	return m, found
}

// columns finds the columns of each field, best first: those whose header is
// exactly a listed one, then from left to right.
func (v vocabulary) columns(header []string) map[string][]int {
	var all []match
	for i, h := range header {
		if m, found := v.match(h); found {
			m.column = i
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b match) int {
		if a.exact != b.exact {
			if a.exact {
				return -1
			}
			return 1
		}
		return a.column - b.column
	})
	columns := map[string][]int{}
	for _, m := range all {
		if m.exact || !slices.ContainsFunc(all, func(o match) bool { return o.exact && o.field == m.field }) {
			columns[m.field] = append(columns[m.field], m.column)
		}
	}
	return columns
}
