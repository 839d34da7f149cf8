package search

import (
	"strings"

	"jema/internal/text"
)

// matched is how well the openings fit some words. Its slices come from the index's
// pool: release gives them back.
type matched struct {
	score     []float32 // by number of the opening; 0 does not fit
	fits      []uint8   // how many of the words it has
	part      []float32 // the score of those that have the first words alone
	once      []float32 // of the word at hand
	touched   []int32   // the openings that have some word
	any       bool      // there were words to match
	corrected string    // the words with slips mended, "" where there were none
	required  []string  // the words that an opening must have
	without   []string  // words that were left out, since no opening has all of them
}

// match scores all openings for some words. An opening fits if it has every word, or a
// synonym of it; where none has, words that name nothing are left out. Soft words add to
// the score, and are required only in a query without other words.
func (x *Index) match(words string, alone bool) *matched {
	m, _ := x.matches.Get().(*matched)
	if m == nil {
		m = &matched{score: make([]float32, len(x.docs)), fits: make([]uint8, len(x.docs)),
			part: make([]float32, len(x.docs)), once: make([]float32, len(x.docs))}
	}
	hard, soft := split(words)
	if len(hard) == 0 && alone {
		hard, soft = soft, nil
	}
	m.any = len(hard) > 0 || words != "" && len(tokens(words)) == 0
	asked := x.understand(x.apart(hard))
	m.corrected = corrected(asked)
	if !m.require(asked) {
		if required, rest := x.lessen(asked); len(rest) > 0 {
			m.clear()
			m.require(required)
			m.without, soft = rest, append(rest, soft...)
		}
	}
	x.prefer(soft, m)
	return m
}

// require scores the openings that have every word, and reports whether there are any.
func (m *matched) require(words []typedWord) (found bool) {
	m.required = m.required[:0]
	for i, w := range words {
		m.required = append(m.required, w.word)
		m.word(w, i)
	}
	for _, n := range m.touched {
		if int(m.fits[n]) < len(words) {
			m.score[n], m.part[n] = 0, m.score[n]
		} else {
			found = true
		}
	}
	return found
}

// corrected returns the words with slips mended, "" where there are none.
func corrected(words []typedWord) string {
	var list []string
	slips := false
	for _, w := range words {
		meant := w.word
		if len(w.meanings) > 0 && w.meanings[0].trust < trustBegun {
			meant, slips = w.meanings[0].word, true
		}
		list = append(list, meant)
	}
	if !slips {
		return ""
	}
	return strings.Join(list, " ")
}

// word adds the score of the word at a place among those that are required.
func (m *matched) word(w typedWord, place int) {
	for _, meant := range w.meanings {
		for _, p := range meant.postings {
			if place == 0 && m.fits[p.doc] == 0 && m.once[p.doc] == 0 {
				m.touched = append(m.touched, p.doc)
			}
			m.once[p.doc] = max(m.once[p.doc], float32(p.weight)*meant.trust*meant.rarity)
		}
	}
	for _, meant := range w.meanings {
		for _, p := range meant.postings {
			if m.once[p.doc] > 0 && int(m.fits[p.doc]) == place { // what has all words has the first: it is touched
				m.fits[p.doc]++
				m.score[p.doc] += m.once[p.doc]
			}
			m.once[p.doc] = 0
		}
	}
}

// clear forgets what was touched.
func (m *matched) clear() {
	for _, n := range m.touched {
		m.score[n], m.part[n], m.fits[n] = 0, 0, 0
	}
	m.touched = m.touched[:0]
}

// release clears what was touched and gives the slices back.
func (m *matched) release(x *Index) {
	m.clear()
	m.any, m.corrected, m.without = false, "", nil
	x.matches.Put(m)
}

// preferWeight is how much a soft word counts beside one that is required.
const preferWeight = 0.25

// prefer raises the score of openings that have soft words.
func (x *Index) prefer(soft []string, m *matched) {
	for _, w := range soft {
		t := x.words.stems[stem(w)]
		if t == nil {
			continue
		}
		for _, p := range t.postings {
			if !m.any || m.score[p.doc] > 0 {
				if m.score[p.doc] == 0 {
					m.touched = append(m.touched, p.doc)
				}
				m.score[p.doc] += preferWeight * float32(p.weight) * t.rarity
			}
		}
	}
}

// split returns the words that an opening must have, and those that only make it fit
// better.
func split(words string) (hard, soft []string) {
	for w := range strings.FieldsSeq(strings.Join(tokens(words), " ")) {
		switch {
		case len(w) < 2 || stopWords[w]:
		case softWords[stem(w)]:
			soft = append(soft, w)
		default:
			hard = append(hard, w)
		}
	}
	return hard, soft
}

// Mended reports whether a correction differs from what was typed by more than its
// accents.
func Mended(typed, corrected string) bool {
	return corrected != "" && text.Fold(typed) != text.Fold(corrected)
}
