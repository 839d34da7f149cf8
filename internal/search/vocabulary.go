package search

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jema/internal/text"
)

// vocabulary maps words to the openings that have them. Words meet by their stem;
// beside it are stored the spellings that were met, with which slips are compared.
type vocabulary struct {
	size      int
	real      func(stem string) bool // words that are never taken for a slip
	stems     map[string]*term
	spellings []spelling
	spelt     map[string]int32   // folded word → its place in spellings
	sounds    map[string][]int32 // what words sound like → spellings
	roots     map[string][]int32 // what verbs and nouns of one family begin with → spellings
	sorted    []int32            // spellings in the order of the alphabet
	outlines  []outline          // of the spellings, in their order
}

// outline is what rules most spellings out before their letters are compared.
type outline struct {
	set    uint64 // of letters
	length uint8
	weight uint8 // of its term
}

// term is a stem with the openings that have it, by number.
type term struct {
	postings []posting
	weight   uint8 // of its heaviest field
	common   bool  // some text has it in small letters: it is not a name alone
	rarity   float32
}

type posting struct {
	doc    int32
	weight uint8
}

// spelling is a word as it was met.
type spelling struct {
	word    string // folded
	display string // as it was written
	term    *term
}

func newVocabulary(size int, real func(stem string) bool) vocabulary {
	return vocabulary{size: size, real: real, stems: map[string]*term{}, spelt: map[string]int32{},
		sounds: map[string][]int32{}, roots: map[string][]int32{}}
}

// add notes the words of a text of an opening. Openings are added in the order of
// their numbers.
func (v *vocabulary) add(doc int32, s string, weight uint8) {
	if s == "" {
		return
	}
	for _, part := range strings.FieldsFunc(s, isSpace) {
		words := tokens(part)
		for _, w := range words {
			v.note(doc, w, part, weight)
		}
		if len(words) == 2 && strings.ContainsAny(part, "-‑") { // « porte-cartes » is also « portecartes »
			v.note(doc, words[0]+words[1], part, weight)
		}
	}
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\u00a0' || r == '\u202f'
}

func (v *vocabulary) note(doc int32, word, written string, weight uint8) {
	if len(word) < 2 || stopWords[word] {
		return
	}
	key := stem(word)
	if softWords[key] && weight > weightKind {
		weight = weightText
	}
	t := v.stems[key]
	if t == nil {
		t = &term{}
		v.stems[key] = t
	}
	if n := len(t.postings); n > 0 && t.postings[n-1].doc == doc {
		t.postings[n-1].weight = max(t.postings[n-1].weight, weight)
	} else {
		t.postings = append(t.postings, posting{doc, weight})
	}
	t.weight = max(t.weight, weight)
	if _, known := v.spelt[word]; t.common && known || len(word) > wordMost {
		return
	}
	display := displayOf(word, written)
	first, _ := utf8.DecodeRuneInString(display)
	t.common = t.common || unicode.IsLower(first)
	if _, known := v.spelt[word]; !known {
		v.spelt[word] = int32(len(v.spellings)) //nolint:gosec // far below 2³¹
		v.spellings = append(v.spellings, spelling{word, strings.ToLower(display), t})
	}
}

// displayOf returns the word as it was written.
func displayOf(word, written string) string {
	for _, part := range strings.FieldsFunc(written,
		func(r rune) bool { return strings.ContainsRune("'’-‑–.,;:!?()«»\"…/", r) }) {
		if text.Fold(part) == word {
			return part
		}
	}
	return word
}

// finish prepares what is looked up, once all openings are added.
func (v *vocabulary) finish() {
	for _, t := range v.stems {
		t.rarity = float32(math.Log(1 + float64(v.size)/float64(len(t.postings))))
	}
	v.sorted, v.outlines = make([]int32, len(v.spellings)), make([]outline, len(v.spellings))
	for i, s := range v.spellings {
		v.sorted[i] = int32(i)                                                      // far below 2³¹
		v.outlines[i] = outline{letters(s.word), uint8(len(s.word)), s.term.weight} //nolint:gosec // at most wordMost
		if key := sound(s.word); len(s.word) >= lettersLeast {
			v.sounds[key] = append(v.sounds[key], v.sorted[i])
		}
		if key := root(s.word); key != "" {
			v.roots[key] = append(v.roots[key], v.sorted[i])
		}
	}
	slices.SortFunc(v.sorted, func(a, b int32) int { return strings.Compare(v.spellings[a].word, v.spellings[b].word) })
}

// meaning is a term that a typed word may mean.
type meaning struct {
	*term
	trust float32 // 1 is the word itself
	word  string  // how it is spelt where the typed word is taken for a slip
}

// How far a term is trusted to be what was meant.
const (
	trustExact   = 1
	trustBegun   = 0.7
	trustSound   = 0.6
	trustSlip    = 0.5
	trustSlips   = 0.3
	begunLeast   = 5 // letters of a word that may be the beginning of another
	weakSlip     = 6 // letters of a word that may be a slip of one that only texts have
	lettersLeast = 4 // letters of a word that may lack one
	soundSlips   = 3 // letters that differ at most in words that sound alike
	crowdedMost  = 8 // spellings that a slip is taken for
)

// meanings lists the terms that a typed word may mean, the likeliest first: the
// word itself; unless it names something, words that begin with it, sound like it, or
// differ by a slip.
func (v *vocabulary) meanings(word string) (list []meaning) {
	exact := v.stems[stem(word)]
	if exact != nil {
		list = append(list, meaning{exact, trustExact, ""})
		if exact.weight > strongestWeak {
			return list
		}
	}
	list = v.related(word, v.begun(word, list))
	if len(list) > 0 && exact == nil {
		return list
	}
	if v.real(stem(word)) {
		return list
	}
	return v.slips(word, exact != nil, list)
}

// related adds the terms of verbs and nouns of the family of a word: « moulage » for « je
// moule ». Names, and everyday words, are of no family.
func (v *vocabulary) related(word string, list []meaning) []meaning {
	if key := root(word); key != "" && !ordinary()[stem(word)] {
		for _, i := range v.roots[key] {
			if s := v.spellings[i]; (s.term.common || s.term.weight == weightTitle) && stem(s.word) != stem(word) {
				list = append(list, meaning{s.term, trustBegun, ""})
			}
		}
	}
	return list
}

// begun adds the terms of words that begin with one.
func (v *vocabulary) begun(word string, list []meaning) []meaning {
	if len(word) < begunLeast {
		return list
	}
	at, _ := slices.BinarySearchFunc(v.sorted, word,
		func(i int32, w string) int { return strings.Compare(v.spellings[i].word, w) })
	for ; at < len(v.sorted); at++ {
		s := v.spellings[v.sorted[at]]
		if !strings.HasPrefix(s.word, word) {
			break
		}
		list = append(list, meaning{s.term, trustBegun, ""})
	}
	return list
}

// slips adds the terms of words that sound alike or differ by a slip. Beside a word
// that texts have only names count.
func (v *vocabulary) slips(word string, known bool, list []meaning) []meaning {
	least := uint8(strongestWeak + 1)
	if !known && len(word) >= weakSlip {
		least = 0
	}
	for _, i := range v.sounds[sound(word)] {
		s := v.spellings[i]
		if s.term.weight >= least && len(word) >= lettersLeast && text.Slips(word, s.word, soundSlips) <= soundSlips {
			list = append(list, meaning{s.term, trustSound, s.display})
		}
	}
	limit, shorter := slack(word), len(word) == lettersLeast
	if shorter { // « orge » for « orgue »
		limit = 1
	}
	if known {
		limit = min(limit, 1)
	}
	set := letters(word)
	begin := len(list)
	for i := range v.outlines {
		o := &v.outlines[i]
		if o.weight < least || bits.OnesCount64(o.set^set) > 2*limit || shorter && o.length <= lettersLeast {
			continue
		}
		s := &v.spellings[i]
		switch d := text.Slips(word, s.word, limit); {
		case d == 1 || d == 0:
			list = append(list, meaning{s.term, trustSlip, s.display})
		case d == 2 && limit == 2 && s.term.weight > strongestWeak && firstSpoken(s.word) == firstSpoken(word):
			list = append(list, meaning{s.term, trustSlips, s.display})
		}
	}
	slices.SortStableFunc(list[begin:], func(a, b meaning) int { return int(b.trust*10) - int(a.trust*10) })
	return list[:min(len(list), begin+crowdedMost)]
}
