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
		vague: map[string]bool{}, known: map[string][]string{}}
	for i, c := range communes {
		for _, code := range c.PostalCodes {
			g.byCode[code] = append(g.byCode[code], i)
		}
		for _, name := range append([]string{c.Name}, c.FormerNames...) {
			parts := nameWords(name)
			g.most = max(g.most, len(parts))
			whole := strings.Join(parts, " ")
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
	for first := range g.begun {
		t := words.stems[stem(first)]
		g.vague[first] = t != nil && t.common
	}
	return g
}

// found is a place that words name.
type found struct {
	communes []int
	words    int  // of the query that name it
	whole    bool // the whole name, or a postal code
}

// at returns the communes that the words from the first on name, the longest name
// that fits.
func (g gazetteer) at(words []string) (f found) {
	if len(words) > 0 && len(g.byCode[words[0]]) > 0 {
		return found{g.byCode[words[0]], 1, true}
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
			f = found{list, i + 1, true}
		} else if list := g.begun[key]; len(list) > 0 {
			f = found{list, i + 1, false}
		} else if len(name) > 1 && f.words == 0 {
			break
		}
	}
	return f
}

// misspelt returns the communes whose name, or its first word, differs from a word by
// a slip, with the number of slips; 9 where there are none.
func (g gazetteer) misspelt(word string) (list []int, slips int) {
	slips = 9
	if limit := slack(word); limit > 0 && !ordinary()[stem(word)] {
		for _, names := range []map[string][]int{g.byName, g.begun} {
			for name, communes := range names {
				key := strings.ReplaceAll(name, " ", "")
				d := text.Slips(word, key, limit)
				if d <= limit && sound(word) == sound(key) {
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
