package search

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// Content is what an index is made of.
type Content struct {
	Edition  jema.Edition
	Entries  []jema.Entry // approved ones
	Communes []jema.Commune
	Crafts   []jema.Craft
}

// Index is what is public of one edition, ready to be searched. It is safe for
// concurrent use: only the places of slots change, each opening's at once.
type Index struct {
	Edition jema.Edition
	docs    []*doc
	byID    map[jema.OpeningID]*doc
	words   vocabulary
	places  gazetteer
	crafts  lexicon
	days    []jema.Date
	plane   plane
	passed  []passed // of docs, in their order
	readAt  *memo
	matches sync.Pool // of *matched
}

// passed is what a pass over all openings reads of one, side by side in memory.
type passed struct {
	at            spot
	domain, insee string
}

// New indexes an edition.
func New(c Content) *Index {
	x := &Index{Edition: c.Edition, byID: map[jema.OpeningID]*doc{}, days: c.Edition.Days(), readAt: newMemo()}
	x.crafts = newLexicon(c.Crafts)
	entries := slices.Clone(c.Entries)
	slices.SortStableFunc(entries, compareEntries)
	if len(entries) > 0 {
		x.plane = planeAt(Point{Lat: entries[0].Commune.Lat})
	}
	x.words = newVocabulary(len(entries), x.crafts.real)
	for i, e := range entries {
		d := newDoc(int32(i), e, c.Edition, x.plane) // far below 2³¹
		x.docs = append(x.docs, d)
		x.passed = append(x.passed, passed{d.at, d.domain, d.insee})
		x.byID[e.Opening.ID] = d
		x.addWords(d)
	}
	x.words.finish()
	x.places = newGazetteer(c.Communes, x.words)
	return x
}

// Openings returns how many openings there are.
func (x *Index) Openings() int { return len(x.docs) }

// Entries returns all openings in the order of communes, in their present state.
func (x *Index) Entries() []jema.Entry {
	list := make([]jema.Entry, len(x.docs))
	for i, d := range x.docs {
		list[i] = d.current()
	}
	return list
}

// compareEntries orders by commune, then by first moment, then by name.
func compareEntries(a, b jema.Entry) int {
	return cmp.Or(text.Compare(a.Commune.SortName, b.Commune.SortName), cmp.Compare(a.Commune.INSEE, b.Commune.INSEE),
		firstMoment(a).Compare(firstMoment(b)), text.Compare(a.Workshop.Name, b.Workshop.Name),
		cmp.Compare(a.Opening.ID, b.Opening.ID))
}

// firstMoment is when an opening begins; one without times comes last.
func firstMoment(e jema.Entry) time.Time {
	first := time.Unix(1<<40, 0)
	for _, h := range e.Hours {
		if h.Start.Before(first) {
			first = h.Start
		}
	}
	for _, s := range e.Slots {
		if s.Start.Before(first) {
			first = s.Start
		}
	}
	return first
}

// Update takes over the present state of slots. It returns false where one of them is
// not in the index, so that the index has to be made anew.
func (x *Index) Update(slots []jema.Slot) bool {
	for _, s := range slots {
		d, known := x.byID[s.OpeningID]
		if known && !d.update(s, x.Edition) {
			return false
		}
	}
	return true
}

// The weights of the fields: what an opening is comes before what its text mentions.
const (
	weightCraft   = 12
	weightOwn     = 11 // what a craft is called beside its name
	weightName    = 10 // of workshop and artisan
	weightTitle   = 9
	weightSynonym = 8
	weightDomain  = 6
	weightCommune = 5
	weightRelated = 5 // of the craft it is a specialty of
	weightKind    = 3
	weightText    = 2 // and of soft words everywhere
	weightFact    = 2
	strongestWeak = weightKind // what is heavier is taken for a name in corrections
)

// addWords puts what visitors may look for into the vocabulary.
func (x *Index) addWords(d *doc) {
	e := d.entry
	add := func(weight uint8, texts ...string) {
		for _, s := range texts {
			x.words.add(d.number, s, weight)
		}
	}
	add(weightName, e.Workshop.Name, e.Workshop.Artisan)
	add(weightTitle, e.Opening.Title)
	add(weightCommune, e.Commune.Name)
	add(weightCraft, e.Workshop.CraftOther)
	if e.Craft != nil {
		add(weightCraft, namesOf(*e.Craft)...)
		add(weightDomain, e.Craft.Domain.Name)
		add(weightOwn, x.crafts.own(e.Craft.Slug)...)
		add(weightSynonym, x.crafts.words(e.Craft.Slug)...)
		if parent := e.Craft.SpecialtyOf; parent != "" {
			add(weightRelated, x.crafts.name(parent))
			add(weightRelated, x.crafts.words(parent)...)
		}
	} else {
		add(weightSynonym, x.crafts.wordsOf(e.Workshop.CraftOther)...)
	}
	add(weightText, e.Opening.Description, e.Opening.PrintedText, e.Opening.Stops)
	add(weightFact, e.Opening.Access, e.Opening.Languages, e.Opening.Price, e.Place())
	add(weightKind, kindWords[e.Opening.Kind]...)
}

// Contains reports whether a word is one of some opening, craft or commune, or an ordinary
// one: it is then taken for itself.
func (x *Index) Contains(word string) bool {
	key := stem(word)
	return x.words.stems[key] != nil || x.crafts.real(key) || stopWords[word] || softWords[key]
}
