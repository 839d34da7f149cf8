package jema

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Commune is one of the territory's communes, identified by its INSEE code;
// several communes may share a postal code. SortName is the name without its
// article (« Baume-d’Hostun »); AtName and OfName give where and whose (« à La
// Baume-d’Hostun », « du Chalon »).
type Commune struct {
	INSEE       string
	Name        string
	SortName    string
	AtName      string
	OfName      string
	PostalCodes []string
	FormerNames []string
	Lat, Lon    float64         // of the polygon's centroid: right for a label, wrong for a distance
	Population  int             // municipal population, INSEE
	Boundary    json.RawMessage // GeoJSON Polygon or MultiPolygon, WGS 84; nil when unknown
}

// articles are the French articles a commune's name may begin with, with what
// they become after « à » and « de ».
var articles = []struct{ article, at, of string }{
	{"Les ", "aux ", "des "},
	{"Le ", "au ", "du "},
	{"La ", "à La ", "de La "},
	{"L’", "à L’", "de L’"},
}

// NameCommune fills the forms of a commune's name that French grammar derives
// from it. The name is printed with a typographic apostrophe.
func NameCommune(c Commune) Commune {
	c.Name = strings.ReplaceAll(strings.TrimSpace(c.Name), "'", "’")
	c.SortName, c.AtName, c.OfName = c.Name, "à "+c.Name, elide(c.Name)
	for _, a := range articles {
		if rest, found := strings.CutPrefix(c.Name, a.article); found {
			c.SortName, c.AtName, c.OfName = rest, a.at+rest, a.of+rest
			break
		}
	}
	return c
}

// silentH begins names whose h is not sounded. Spelling does not show it: it is
// silent in names of the South (La Baume-d’Hostun), sounded in « Haut… » and in
// Germanic names.
var silentH = []string{"Hostun", "Hé", "Hy"}

func elide(name string) string {
	if startsWithVowel(name) || slices.ContainsFunc(silentH, func(h string) bool { return strings.HasPrefix(name, h) }) {
		return "d’" + name
	}
	return "de " + name
}

// startsWithVowel reports whether a name is heard to begin with a vowel: a y is
// one before a consonant (d’Yzeure, de Yenne).
func startsWithVowel(name string) bool {
	const vowels = "AEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ"
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	return strings.ContainsRune(vowels, first) ||
		first == 'Y' && unicode.IsLetter(second) && !strings.ContainsRune(vowels, unicode.ToUpper(second))
}

// IndexName is how an index prints the name: « Baume-d’Hostun (La) ».
func (c Commune) IndexName() string {
	if article, found := strings.CutSuffix(c.Name, c.SortName); found && article != "" {
		return c.SortName + " (" + strings.TrimSpace(article) + ")"
	}
	return c.Name
}
