package search

import (
	_ "embed" // words are data
	"strings"
	"sync"

	"jema/internal/jema"
	"jema/internal/text"
)

var (
	//go:embed data/crafts.txt
	craftText string
	//go:embed data/ordinary.txt
	ordinaryText string
	//go:embed data/stop.txt
	stopText string
	//go:embed data/soft.txt
	softText string
)

// craftWords are the words of crafts.txt by the folded name of the craft.
var craftWords = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(craftText) {
		name, words, found := strings.Cut(strings.TrimSpace(line), ": ")
		if found && !strings.HasPrefix(line, "#") {
			out[text.Fold(name)] = strings.Split(words, ", ")
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
}

func newLexicon(crafts []jema.Craft) lexicon {
	l := lexicon{map[string]jema.Craft{}, map[string][]jema.Craft{}, map[string]bool{}}
	for _, c := range crafts {
		l.bySlug[c.Slug], l.domain[c.Domain.Slug] = c, true
	}
	for _, c := range crafts {
		seen := map[string]bool{}
		for _, s := range append([]string{c.Name, c.Feminine}, l.words(c.Slug)...) {
			for _, w := range tokens(s) {
				if key := stem(w); len(w) > 2 && !stopWords[w] && !seen[key] {
					seen[key] = true
					l.stems[key] = append(l.stems[key], c)
				}
			}
		}
	}
	return l
}

// words returns the words by which a craft of the territory is looked for, beside its
// name: the territory's synonyms, and those of the list.
func (l lexicon) words(slug string) []string {
	c := l.bySlug[slug]
	return append(append([]string{}, c.Synonyms...), craftWords()[text.Fold(c.Name)]...)
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
