package jema

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Commune is one of the territory's communes, known by its INSEE code; several
// communes may share a postal code. SortName is the name without its article
// (« Baume-d’Hostun »); AtName and OfName say where and whose (« à La
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

func elide(name string) string {
	first, _ := utf8.DecodeRuneInString(name)
	if strings.ContainsRune("AEIOUYÀÂÉÈÊËÎÏÔÙÛÜŒÆ", first) && !strings.HasPrefix(name, "Y") {
		return "d’" + name
	}
	return "de " + name
}

// IndexName is how an index prints the name: « Baume-d’Hostun (La) ».
func (c Commune) IndexName() string {
	if article, found := strings.CutSuffix(c.Name, c.SortName); found && article != "" {
		return c.SortName + " (" + strings.TrimSpace(article) + ")"
	}
	return c.Name
}
