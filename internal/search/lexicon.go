package search

import (
	_ "embed" // words are data
	"slices"
	"strings"
	"sync"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/text"
)

var (
	//go:embed data/crafts.txt
	craftText string
	//go:embed data/crafts_en.txt
	craftEnglishText string
	//go:embed data/ordinary.txt
	ordinaryText string
	//go:embed data/stop.txt
	stopText string
	//go:embed data/soft.txt
	softText string
)

// craftWords are the words of crafts.txt and crafts_en.txt by the folded name of the craft.
var craftWords = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(craftText + craftEnglishText) {
		name, words, found := strings.Cut(strings.TrimSpace(line), ": ")
		if found && !strings.HasPrefix(line, "#") {
			key := text.Fold(name)
			out[key] = append(out[key], strings.Split(words, ", ")...)
		}
	}
	return out
})

// stopWords look for nothing; softWords are not required; ordinary are stems of words
// that are never taken for a slip.
var (
	stopWords = wordList(stopText, plainWord)
	softWords = wordList(softText, stem)
	ordinary  = sync.OnceValue(func() map[string]bool { return wordList(ordinaryText, stem) })
)

func plainWord(word string) string { return word }

// wordList reads a list of words, lines that begin with # left out.
func wordList(list string, form func(string) string) map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range tokens(line) {
			words[form(w)] = true
		}
	}
	return words
}

// lexicon is what a territory calls its crafts, those that nobody shows too.
type lexicon struct {
	bySlug map[string]jema.Craft
	stems  map[string][]jema.Craft // by the stems of a craft's name and words
	domain map[string]bool         // slugs of domains
	sounds map[string][]string     // what words sound like → folded words
	begins map[string]int          // stems → how many crafts' names begin with them
}

func newLexicon(crafts []jema.Craft) lexicon {
	l := lexicon{map[string]jema.Craft{}, map[string][]jema.Craft{}, map[string]bool{}, map[string][]string{},
		map[string]int{}}
	for _, c := range crafts {
		l.bySlug[c.Slug], l.domain[c.Domain.Slug] = c, true
	}
	for _, c := range crafts {
		seen := map[string]bool{}
		for _, s := range append(namesOf(c), l.words(c.Slug)...) {
			for _, w := range tokens(s) {
				if key := stem(w); len(w) > 2 && !stopWords[w] && !seen[key] {
					seen[key] = true
					l.stems[key] = append(l.stems[key], c)
					l.sounds[sound(w)] = append(l.sounds[sound(w)], w)
				}
			}
		}
		l.begins[firstStem(c)]++
	}
	return l
}

// firstStem is that of the first word of a craft's name.
func firstStem(c jema.Craft) string {
	if words := tokens(c.Name); len(words) > 0 {
		return stem(words[0])
	}
	return ""
}

// ownBeginning is how many crafts' names begin with a word at most that names a craft by
// itself: « ferronnier » does, « fabricant » does not.
const ownBeginning = 2

// names returns the stems of the words that name, by themselves, the crafts that a word
// may mean.
func (l lexicon) names(word string) (list []string) {
	for _, c := range l.stems[stem(word)] {
		if first := firstStem(c); l.begins[first] <= ownBeginning && !slices.Contains(list, first) {
			list = append(list, first)
		}
	}
	return list
}

// mend returns the word of some craft that a word sounds like, which is none itself.
func (l lexicon) mend(word string) (string, bool) {
	if len(word) < weakSlip || l.real(stem(word)) {
		return "", false
	}
	for _, w := range l.sounds[sound(word)] {
		if text.Slips(word, w, soundSlips) <= soundSlips {
			return w, true
		}
	}
	return "", false
}

// words returns the words by which a craft of the territory is looked for, beside its
// name: the territory's synonyms, and those of the list.
func (l lexicon) words(slug string) []string {
	c := l.bySlug[slug]
	return append(append([]string{}, c.Synonyms...), craftWords()[text.Fold(c.Name)]...)
}

// namesOf returns what a craft is called: in French, and in the other languages of the site.
func namesOf(c jema.Craft) []string {
	list := []string{c.Name, c.Feminine}
	for _, language := range catalogue.Languages[1:] {
		if voice := catalogue.In(language); voice.HasCraft(c) {
			list = append(list, voice.Craft(c))
		}
	}
	return list
}

// real reports whether a stem is that of a word of some craft, shown or not, or of an
// ordinary word.
func (l lexicon) real(stem string) bool { return len(l.stems[stem]) > 0 || ordinary()[stem] }

// ownWords is how many words of a craft's line are its own activity or main product.
const ownWords = 2

// own returns the words of a craft that are no other's first.
func (l lexicon) own(slug string) []string {
	words := craftWords()[text.Fold(l.bySlug[slug].Name)]
	return words[:min(len(words), ownWords)]
}

// wordsOf returns the words of a craft that the territory's list does not have.
func (l lexicon) wordsOf(name string) []string { return craftWords()[text.Fold(name)] }

// name returns what a craft is called, "" where there is none.
func (l lexicon) name(slug string) string { return l.bySlug[slug].Name }

// domains returns the domains of the crafts that a word may mean.
func (l lexicon) domains(word string) []jema.CraftDomain {
	if mended, found := l.mend(word); found {
		word = mended
	}
	var list []jema.CraftDomain
	seen := map[string]bool{}
	for _, c := range l.stems[stem(word)] {
		if !seen[c.Domain.Slug] {
			seen[c.Domain.Slug] = true
			list = append(list, c.Domain)
		}
	}
	return list
}

// kindWords are the words for the kinds of openings.
var kindWords = map[jema.OpeningKind][]string{
	jema.OpenDoors:     {"portes ouvertes", "open doors"},
	jema.Demonstration: {"démonstration"},
	jema.Initiation:    {"initiation", "stage", "cours", "atelier"},
	jema.Exhibition:    {"exposition", "expo", "exhibition"},
	jema.GuidedVisit:   {"visite guidée", "guided tour"},
	jema.Talk:          {"conférence", "talk"},
	jema.Circuit:       {"circuit", "parcours", "balade"},
	jema.Exceptional:   {"rendez-vous d’exception", "exceptionnel"},
	jema.Collective:    {"manifestation collective", "collectif", "marché"},
	jema.SchoolKind:    {"scolaires", "école", "établissement de formation"},
}
