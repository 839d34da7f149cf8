package search

import (
	"strings"

	"jema/internal/text"
)

// matched is how well the openings fit some words.
type matched struct {
	score     []float32 // by number of the opening; 0 does not fit
	any       bool      // there were words to match
	corrected string    // the words with slips mended, "" where there were none
	unknown   []string  // words that no opening has
}

// match scores all openings for some words. An opening fits if it has every word, or
// what one may stand for; soft words add to the score, and are required where they are
// all that is asked.
func (x *Index) match(words string, alone bool) matched {
	m := matched{}
	hard, soft := split(words)
	if len(hard) == 0 && alone {
		hard, soft = soft, nil
	}
	if len(hard) == 0 && len(soft) == 0 {
		if words != "" && len(tokens(words)) == 0 {
			m.any, m.score = true, make([]float32, len(x.docs))
		}
		return m
	}
	m.any = len(hard) > 0
	m.score = make([]float32, len(x.docs))
	once := make([]float32, len(x.docs))
	fits := make([]uint8, len(x.docs))
	var mended []string
	for i, w := range hard {
		meanings := x.words.meanings(w)
		display := w
		if len(meanings) == 0 {
			m.unknown = append(m.unknown, w)
		} else if meanings[0].trust < trustBegun {
			display = meanings[0].word
			m.corrected = display
		}
		mended = append(mended, display)
		clear(once)
		for _, meant := range meanings {
			for _, p := range meant.postings {
				once[p.doc] = max(once[p.doc], float32(p.weight)*meant.trust*meant.rarity)
			}
		}
		for doc, s := range once {
			if s > 0 && int(fits[doc]) == i {
				fits[doc]++
				m.score[doc] += s
			}
		}
	}
	for doc := range m.score {
		if int(fits[doc]) < len(hard) {
			m.score[doc] = 0
		}
	}
	x.prefer(soft, &m)
	if m.corrected != "" {
		m.corrected = strings.Join(mended, " ")
	}
	return m
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

// Mended tells whether a correction differs from what was typed by more than its
// accents.
func Mended(typed, corrected string) bool {
	return corrected != "" && text.Fold(typed) != text.Fold(corrected)
}
