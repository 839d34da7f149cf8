package search

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/golang-lru/v2"

	"jema/internal/jema"
	"jema/internal/text"
)

// question is a query while it is parsed: the words that are left, and the
// filters that were read from the others.
type question struct {
	typed string
	rest  string // folded, words separated by one space, a space at both ends
	query Query
	index *Index
	now   time.Time // in the edition's zone
	soft  []string  // words taken out that also make an opening fit better
}

// Read returns the conditions of a question: days, hours, places, people, age, price,
// access, language and kind become filters; Words is what is left to be matched.
func (x *Index) Read(typed string, now time.Time) Query {
	now = now.In(x.Edition.Zone)
	key := now.Format(time.DateOnly) + typed
	if nowWords().MatchString(plainText(typed)) {
		key += now.Format("15:04")
	}
	if q, known := x.readAt.Get(key); known {
		return q
	}
	r := &question{typed: typed, rest: plainText(typed), index: x, now: now}
	begins, digits := beginnings(r.rest)
	for _, g := range rules() {
		if g.mayMatch(begins, digits) {
			r.apply(g.rule)
		}
	}
	r.readPlaces()
	if r.query.Words = r.words(); len(tokens(typed)) == 0 {
		r.query.Words = typed // punctuation alone, which nothing fits
	}
	x.readAt.Add(key, r.query)
	return r.query
}

// memo remembers questions that were read.
type memo = lru.Cache[string, Query]

const memoSize = 4096

func newMemo() *memo {
	m, _ := lru.New[string, Query](memoSize) // fails for sizes below 1 only
	return m
}

// plainText folds a question and leaves letters, digits and what numbers need, with
// one space between words and at both ends.
func plainText(s string) string {
	folded := strings.ReplaceAll(text.Fold(s), "€", " euros ")
	var b strings.Builder
	b.WriteByte(' ')
	for i := range len(folded) {
		c := folded[i]
		keep := c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
		inNumber := (c == ',' || c == '.' || c == ':' || c == '/') && i > 0 && i+1 < len(folded) && isDigit(folded[i-1]) &&
			isDigit(folded[i+1])
		if keep || inNumber {
			b.WriteByte(c)
		} else if s := b.String(); s[len(s)-1] != ' ' {
			b.WriteByte(' ')
		}
	}
	return strings.TrimRight(b.String(), " ") + " "
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// apply takes what a rule understands out of the rest. A rule that declines leaves the
// words where they are.
func (r *question) apply(rule rule) {
	for from := 0; from < len(r.rest); {
		m := rule.pattern().FindStringSubmatchIndex(r.rest[from:])
		if m == nil {
			return
		}
		groups := make([]string, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = strings.TrimSpace(r.rest[from+m[2*i] : from+m[2*i+1]])
			}
		}
		if rule.take(r, groups) {
			r.rest = r.rest[:from+m[0]] + " " + r.rest[from+m[1]:]
			r.rest = strings.ReplaceAll(r.rest, "  ", " ")
			continue
		}
		from += m[0] + 1
	}
}

// words returns what is left to be matched, as it was typed, and the words that make an
// opening fit better.
func (r *question) words() string {
	left := map[string]bool{}
	for _, w := range strings.Fields(r.rest) {
		left[w] = !stopWords[w] && len(w) > 1
	}
	var kept []string
	for _, w := range strings.FieldsFunc(r.typed, notOfWords) {
		if folded := text.Fold(w); left[folded] {
			left[folded] = false
			kept = append(kept, strings.ToLower(w))
		}
	}
	return strings.Join(append(kept, r.soft...), " ")
}

func notOfWords(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
}

// placeBefore are the words after which a place is named; nearBefore those that mean
// its surroundings.
var (
	placeBefore = map[string]bool{"a": true, "sur": true, "de": true, "d": true, "in": true, "vers": true, "au": true,
		"aux": true, "en": true, "pour": true, "dans": true, "at": true}
	nearBefore = []string{" pres de ", " pres d ", " pres du ", " pres des ", " proche de ", " proches de ", " proche d ",
		" proche du ", " autour de ", " autour d ",
		" autour du ", " aux alentours de ", " alentours de ", " a cote de ", " a cote d ", " a cote du ", " vers ",
		" dans le coin de ", " coin de ", " environs de ", " environs d ", " near ", " around ", " close to ",
		" secteur de ", " region de ", " non loin de ", " loin de "}
)

// readPlaces takes the communes out of the rest. After « près de » a place is looked
// around; else an opening is in it.
func (r *question) readPlaces() {
	words := strings.Fields(r.rest)
	for i := 0; i < len(words); i++ {
		f := r.placeAt(words, i)
		if f.words == 0 {
			continue
		}
		before := " " + strings.Join(words[:i], " ") + " "
		near := slices.ContainsFunc(nearBefore, func(p string) bool { return strings.HasSuffix(before, p) }) ||
			r.query.Radius > 0
		r.name(f, near, strings.Join(words[i:i+f.words], " "))
		words = slices.Delete(words, i, i+f.words)
		i--
	}
	r.rest = " " + strings.Join(words, " ") + " "
}

// placeAt returns the place that the words from i on name. The beginning of a name
// that texts use for something else counts only where a place is expected.
func (r *question) placeAt(words []string, i int) found {
	if linking[words[i]] && !articleOf(r.index.places, words[i:]) {
		return found{}
	}
	expected := i > 0 && placeBefore[words[i-1]] || len(words) == 1
	f := r.index.places.at(words[i:])
	switch {
	case f.words > 0 && (f.whole || expected || f.words > 1 || !r.index.places.vague[words[i]]):
		return f
	case f.words > 0 || stopWords[words[i]] || softWords[stem(words[i])]:
		return found{}
	}
	if t := r.index.words.stems[stem(words[i])]; t != nil || len(r.index.crafts.stems[stem(words[i])]) > 0 {
		return found{}
	}
	return r.misspeltAt(words, i, expected)
}

// articleOf reports whether an article begins the name of a commune: « la baume ».
func articleOf(g gazetteer, words []string) bool {
	return len(words) > 1 && (words[0] == "la" || words[0] == "le") && g.at(words[1:]).words > 0
}

// misspeltAt returns the place of which a word is a slip, unless a name or a craft is
// as near.
func (r *question) misspeltAt(words []string, i int, expected bool) found {
	list, slips := r.index.places.misspelt(words[i])
	if slips > 2 {
		return found{}
	}
	best := 9
	for _, m := range r.index.words.meanings(words[i]) {
		if m.term.weight > weightCommune {
			switch m.trust {
			case trustSlip, trustSound:
				best = min(best, 1)
			case trustSlips:
				best = min(best, 2)
			default:
				best = 0
			}
		}
	}
	if slips < best || slips == best && expected {
		n := 1
		// « romant sur isère »
		for i+n < len(words) && linking[words[i+n]] && i+n+1 < len(words) && r.belongs(words[i+n+1], list) {
			n += 2
		}
		return found{list, n, true}
	}
	return found{}
}

// belongs reports whether a word is one of the name of some communes.
func (r *question) belongs(word string, communes []int) bool {
	return slices.ContainsFunc(communes, func(c int) bool {
		return slices.ContainsFunc(r.index.places.known[r.index.places.communes[c].INSEE], func(known string) bool {
			return text.Slips(word, known, 1) <= 1
		})
	})
}

// name notes a place. A name that begins several communes' means the first of them
// where that is the whole name, else all of them.
func (r *question) name(f found, near bool, said string) {
	if near {
		r.query.Near = strings.TrimSpace(said)
		for _, i := range f.communes {
			c := r.index.places.communes[i]
			r.query.Around = append(r.query.Around, Point{c.Lat, c.Lon})
		}
		if len(f.communes) == 1 {
			r.query.Near = r.index.places.communes[f.communes[0]].Name
		}
		return
	}
	for _, i := range f.communes {
		if code := r.index.places.communes[i].INSEE; !slices.Contains(r.query.Communes, code) {
			r.query.Communes = append(r.query.Communes, code)
		}
	}
}

// addDays adds a day.
func (r *question) addDays(days ...jema.Date) {
	for _, d := range days {
		if !slices.Contains(r.query.Days, d) {
			r.query.Days = append(r.query.Days, d)
		}
	}
}
