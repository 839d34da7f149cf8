package exchange

import (
	_ "embed" // the words are data
	"strings"
	"sync"

	"jema/internal/text"
)

//go:embed data/hints.txt
var hintText string

// hint is a set of words that a header about a field holds.
type hint struct {
	field         string
	words, absent []string
}

// unread is the field of columns that hold nothing of an opening.
const unread = "-"

var hints = sync.OnceValue(func() (list []hint) {
	for line := range strings.Lines(hintText) {
		field, all, found := strings.Cut(strings.TrimSpace(line), ": ")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		for words := range strings.SplitSeq(all, ",") {
			h := hint{field: field}
			for _, w := range strings.Fields(text.Fold(words)) {
				if absent, isAbsent := strings.CutPrefix(w, "-"); isAbsent {
					h.absent = append(h.absent, absent)
				} else {
					h.words = append(h.words, w)
				}
			}
			list = append(list, h)
		}
	}
	return list
})

// fits reports whether a header's words are those of the hint.
func (h hint) fits(words []string) bool {
	begins := func(stem string) bool {
		for _, w := range words {
			if strings.HasPrefix(w, stem) && (len(stem) > 3 || len(w) <= len(stem)+1) {
				return true
			}
		}
		return false
	}
	for _, stem := range h.words {
		if !begins(stem) {
			return false
		}
	}
	for _, stem := range h.absent {
		if begins(stem) {
			return false
		}
	}
	return true
}

// The scores of a header: exactScore for a listed name of a column, hintScore
// and more for one whose words are significant, at least.
const (
	exactScore = 10.0
	hintScore  = 4.0
)

// general are names of columns that mean nothing inside a longer header: « Nom de
// l'action » is no surname.
var general = map[string]bool{"nom": true, "debut": true, "fin": true, "date": true, "jour": true, "lieu": true,
	"public": true, "max": true,
	"temp": true, "numero": true, "ouverture": true, "type": true, "forme": true, "genre": true, "note": true,
	"texte": true, "voie": true}

// headerScores returns how well a header's words suit each field, 0 to 10.
func headerScores(v vocabulary, header string) map[string]float64 {
	scores := map[string]float64{}
	normal := headerKey(header)
	if normal == "" || len(normal) > 300 {
		return scores
	}
	if field, known := v.headers[normal]; known {
		scores[field] = exactScore
	}
	for known, field := range v.headers {
		if general[known] {
			continue
		}
		if strings.Contains(" "+normal+" ", " "+known+" ") {
			scores[field] = max(scores[field], 3+4*float64(len(known))/float64(len(normal)))
		}
	}
	words := headerWords(header)
	for _, h := range hints() {
		if h.fits(words) {
			scores[h.field] = max(scores[h.field], hintScore+1.2*float64(len(h.words)-1)+1/float64(len(words)))
		}
	}
	return scores
}

// headerWords are all words of a header, small ones too.
func headerWords(header string) []string {
	return strings.FieldsFunc(text.Fold(numbered.Replace(header)), func(r rune) bool {
		return (r < 'a' || r > 'z') &&
			(r < '0' || r > '9')
	})
}
