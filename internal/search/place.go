package search

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// Point is a position in degrees, WGS 84.
type Point struct{ Lat, Lon float64 }

// earth is the radius of the Earth in kilometres.
const earth = 6371.0

// plane lays positions out in kilometres: a territory is small enough for a map
// stretched by the cosine of its latitude.
type plane struct{ cosine float64 }

// planeAt returns the plane of a territory of which one point is given.
func planeAt(p Point) plane { return plane{math.Cos(p.Lat * math.Pi / 180)} }

// spot is a position on the plane, in kilometres.
type spot struct{ x, y float64 }

func (p plane) spot(at Point) spot {
	const degree = earth * math.Pi / 180
	return spot{at.Lon * degree * p.cosine, at.Lat * degree}
}

// nearest returns the kilometres in a straight line to the nearest of some spots.
func nearest(from []spot, to spot) float64 {
	least := math.Inf(1)
	for _, s := range from {
		least = min(least, (s.x-to.x)*(s.x-to.x)+(s.y-to.y)*(s.y-to.y))
	}
	return math.Sqrt(least)
}

// gazetteer finds the communes that words name.
type gazetteer struct {
	communes []jema.Commune
	byCode   map[string][]int    // postal code → communes
	byName   map[string][]int    // whole name, its linking words left out → communes
	begun    map[string][]int    // its first words → communes
	vague    map[string]bool     // first words that texts use for something else
	most     int                 // words of the longest name
	known    map[string][]string // INSEE code → the words of its name
	joined   map[string][]int    // name without its spaces, all its words → communes
}

// linking are the words of communes' names that people leave out.
var linking = map[string]bool{"sur": true, "les": true, "le": true, "la": true, "l": true, "d": true, "de": true,
	"du": true, "des": true,
	"en": true, "et": true, "sous": true, "lez": true, "aux": true, "a": true}

// nameWords returns the words of a commune's name that count; « st » is « saint ».
func nameWords(name string) (words []string) {
	for _, w := range tokens(name) {
		switch w {
		case "st":
			w = "saint"
		case "ste":
			w = "sainte"
		}
		if !linking[w] {
			words = append(words, w)
		}
	}
	return words
}

func newGazetteer(communes []jema.Commune, words vocabulary) gazetteer {
	g := gazetteer{communes: communes, byCode: map[string][]int{}, byName: map[string][]int{}, begun: map[string][]int{},
		vague: map[string]bool{}, known: map[string][]string{},
		joined: map[string][]int{}}
	for i, c := range communes {
		for _, code := range c.PostalCodes {
			g.byCode[code] = append(g.byCode[code], i)
		}
		for _, name := range append([]string{c.Name}, c.FormerNames...) {
			parts := nameWords(name)
			g.most = max(g.most, len(parts))
			whole := strings.Join(parts, " ")
			g.join(name, i)
			if !slices.Contains(g.byName[whole], i) {
				g.byName[whole] = append(g.byName[whole], i)
			}
			for n := 1; n < len(parts); n++ {
				first := strings.Join(parts[:n], " ")
				if first != "saint" && first != "sainte" {
					g.begun[first] = append(g.begun[first], i)
				}
			}
		}
		g.known[c.INSEE] = nameWords(c.Name)
	}
	g.abbreviate(words)
	for first := range g.begun {
		t := words.stems[stem(first)]
		g.vague[first] = t != nil && t.common
	}
	return g
}

// join notes a name of several words as people type it without spaces.
func (g gazetteer) join(name string, commune int) {
	if parts := tokens(name); len(parts) > 1 {
		key := strings.Join(parts, "")
		g.joined[key] = append(g.joined[key], commune)
	}
}

// initialsLeast is how many letters initials have: « bdp », Bourg-de-Péage; initialsMost
// how many communes they may mean.
const (
	initialsLeast = 3
	initialsMost  = 3
)

// abbreviate adds the initials of communes, unless they are a word or many have them.
func (g gazetteer) abbreviate(words vocabulary) {
	initials := map[string][]int{}
	for i, c := range g.communes {
		short := ""
		for _, w := range tokens(c.Name) {
			short += w[:1]
		}
		initials[short] = append(initials[short], i)
	}
	for short, list := range initials {
		isWord := stopWords[short] || linking[short] || ordinary()[short] || words.stems[stem(short)] != nil
		if len(short) >= initialsLeast && len(list) <= initialsMost && len(g.byName[short]) == 0 && !isWord {
			g.byName[short] = list
		}
	}
}

// found is a place that words name.
type found struct {
	communes []int
	words    int  // of the query that name it
	whole    bool // the whole name, or a postal code
}

// at returns the communes that the words from the first on name: the longest name that
// fits, the rest of a name that is misspelt, or one that begins with an abbreviation.
func (g gazetteer) at(words []string) found {
	f, begun := g.exactly(words)
	switch {
	case begun > 0:
		return g.completed(f, words, begun)
	case f.words == 0:
		return g.shortened(words)
	}
	return f
}

// completed returns the one commune, of those whose name some words begin, that the words
// after them name with the fewest slips: « bourg les valance ». begun is how many words of
// the name there are already.
func (g gazetteer) completed(f found, words []string, begun int) found {
	best, fewest := f, 9
	for _, c := range f.communes {
		rest := g.known[g.communes[c].INSEE]
		if begun >= len(rest) {
			continue
		}
		taken, slips := follows(words[f.words:], rest[begun:])
		switch {
		case taken == 0 || slips > fewest:
		case slips == fewest:
			best = f // two are as near
		default:
			best, fewest = found{[]int{c}, f.words + taken, true}, slips
		}
	}
	return best
}

// follows returns how many words name what is left of a name, and with how many slips; no
// words where they do not. Linking words may be among them.
func follows(words, rest []string) (taken, slips int) {
	for taken < len(words) && len(rest) > 0 {
		w := words[taken]
		if taken++; linking[w] {
			continue
		}
		d := text.Slips(w, rest[0], slack(rest[0]))
		if d > slack(rest[0]) {
			return 0, 0
		}
		slips, rest = slips+d, rest[1:]
	}
	if len(rest) > 0 {
		return 0, 0
	}
	return taken, slips
}

// shortMost is how many letters an abbreviation has at most: « bg », « b. ».
const shortMost = 3

// shortened returns the communes whose name begins with a word that the first is short
// for, and goes on with those that follow: « bg les valence ».
func (g gazetteer) shortened(words []string) (f found) {
	if len(words) < 2 || len(words[0]) > shortMost || linking[words[0]] || stopWords[words[0]] {
		return f
	}
	for i, c := range g.communes {
		name := g.known[c.INSEE]
		if len(name) < 2 || !shortFor(words[0], name[0]) {
			continue
		}
		if taken, _ := follows(words[1:], name[1:]); taken > 0 {
			f = found{append(f.communes, i), taken + 1, true}
		}
	}
	return f
}

// shortFor reports whether a word begins as another and has some of its letters, in
// their order.
func shortFor(short, word string) bool {
	if short[0] != word[0] || len(short) >= len(word) {
		return false
	}
	for _, c := range []byte(short) {
		at := strings.IndexByte(word, c)
		if at < 0 {
			return false
		}
		word = word[at+1:]
	}
	return true
}

// exactly is at for names that are spelt as they are. begun is how many words of a name
// there are where it is not the whole name.
func (g gazetteer) exactly(words []string) (f found, begun int) {
	if len(words) > 0 && len(g.byCode[words[0]]) > 0 {
		return found{g.byCode[words[0]], 1, true}, 0
	}
	var name []string
	for i, w := range words {
		switch w {
		case "st":
			w = "saint"
		case "ste":
			w = "sainte"
		}
		if linking[w] {
			if len(name) == 0 && i > 0 {
				break
			}
			continue
		}
		if name = append(name, w); len(name) > g.most {
			break
		}
		key := strings.Join(name, " ")
		if list := g.byName[key]; len(list) > 0 {
			f, begun = found{list, i + 1, true}, 0
		} else if list := g.begun[key]; len(list) > 0 {
			f, begun = found{list, i + 1, false}, len(name)
		} else if len(name) > 1 && f.words == 0 {
			break
		}
	}
	return f, begun
}

// misspelt returns the communes whose name, or its first word, differs from a word by
// a slip, with the number of slips; 9 where there are none.
func (g gazetteer) misspelt(word string) (list []int, slips int) {
	slips = 9
	if limit := slack(word); limit > 0 && !ordinary()[stem(word)] {
		for _, names := range []map[string][]int{g.byName, g.begun, g.joined} {
			for name, communes := range names {
				key := strings.ReplaceAll(name, " ", "")
				d := text.Slips(word, key, soundSlips)
				if d <= soundSlips && sound(word) == sound(key) {
					d = min(d, 1)
				}
				if d <= limit && (d == 1 || key[0] == word[0]) && (d < slips || d == slips && len(communes) < len(list)) {
					list, slips = communes, d
				}
			}
		}
	}
	return list, slips
}

// Around reads a place: « 45.05,5.04 », a postal code, or the name of a commune. ok is
// false where there is no such place in the territory.
func (x *Index) Around(near string) (points []Point, ok bool) {
	if p, isPoint := pointOf(near); isPoint {
		return []Point{p}, true
	}
	words := tokens(near)
	f := x.places.at(words)
	if f.words < len(words) {
		f.communes = nil
		if list, slips := x.places.misspelt(strings.Join(nameWords(near), "")); slips < 3 {
			f.communes = list
		}
	}
	for _, i := range f.communes {
		c := x.places.communes[i]
		points = append(points, Point{c.Lat, c.Lon})
	}
	return points, len(points) > 0
}

// pointOf reads « 45.05,5.04 ».
func pointOf(s string) (p Point, ok bool) {
	lat, lon, found := strings.Cut(strings.ReplaceAll(s, " ", ""), ",")
	if !found {
		return p, false
	}
	var err, failed error
	p.Lat, err = strconv.ParseFloat(lat, 64)
	p.Lon, failed = strconv.ParseFloat(lon, 64)
	return p, err == nil && failed == nil && math.Abs(p.Lat) <= 90 && math.Abs(p.Lon) <= 180 // not NaN
}

// IsPosition reports whether a place is « 45.05,5.04 ».
func IsPosition(near string) bool {
	_, ok := pointOf(near)
	return ok
}

// CommuneNames returns the communes of some INSEE codes by name.
func (x *Index) CommuneNames(codes []string) (names []string) {
	for _, c := range x.places.communes {
		if slices.Contains(codes, c.INSEE) {
			names = append(names, c.Name)
		}
	}
	return names
}

// Communes returns the territory's communes.
func (x *Index) Communes() []jema.Commune { return x.places.communes }
