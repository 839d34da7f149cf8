package catalogue

import (
	"encoding/csv"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"jema/internal/jema"
	"jema/internal/reference"
	"jema/internal/text"
)

// onlyFrench are the files of what is French by its nature: an import reads French
// spreadsheets on the command line, and its report quotes them.
var onlyFrench = map[string]bool{"import.toml": true}

// crafts is the file of the crafts' names, which French lacks: its names are those of
// the territory's own list.
const crafts = "craft_name.toml"

func TestEveryCraftHasANameInEveryLanguage(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(string(reference.Crafts()))).ReadAll()
	if err != nil || len(rows) < 200 {
		t.Fatalf("%d crafts, %v", len(rows), err)
	}
	for _, language := range Languages[1:] {
		v := In(language)
		for _, row := range rows[1:] {
			domain := jema.CraftDomain{Slug: text.Slug(row[0]), Name: row[0]}
			craft := jema.Craft{Slug: text.Slug(row[1]), Name: row[1]}
			if !v.HasCraft(craft) || !v.Has("domain_name."+domain.Slug) {
				t.Errorf("%s has no name for %s, %s", language, row[0], row[1])
			}
		}
	}
	unlisted := jema.Craft{Slug: "souffleur-de-nuages", Name: "Souffleur de nuages"}
	if got := In("en").Craft(unlisted); got != unlisted.Name || In("en").HasCraft(unlisted) {
		t.Errorf("a craft without a name is %q", got)
	}
}

// sentencesOf returns the sentences of a language's file by their keys; a counted
// sentence has one for each of its forms.
func sentencesOf(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := files.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	all := map[string]string{}
	var walk func(key string, node map[string]any)
	walk = func(key string, node map[string]any) {
		for name, value := range node {
			switch value := value.(type) {
			case map[string]any:
				walk(key+name+".", value)
			case string:
				all[key+name] = value
			}
		}
	}
	walk("", tree)
	return all
}

// fileNames returns the names of a language's files.
func fileNames(t *testing.T, language string) (names []string) {
	t.Helper()
	entries, err := files.ReadDir(language)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

var parameter = regexp.MustCompile(`\.[a-z_]+`)

// parametersOf returns the parameters that a sentence uses, but n, which a form for one
// may write out in words.
func parametersOf(sentence string) []string {
	used := map[string]bool{}
	for _, action := range regexp.MustCompile(`\{\{[^}]*\}\}`).FindAllString(sentence, -1) {
		for _, p := range parameter.FindAllString(action, -1) {
			used[p] = p != ".n"
		}
	}
	maps.DeleteFunc(used, func(_ string, shown bool) bool { return !shown })
	return slices.Sorted(maps.Keys(used))
}

func TestEveryLanguageHasEverySentence(t *testing.T) {
	for _, language := range Languages[1:] {
		for _, name := range fileNames(t, Languages[0]) {
			if onlyFrench[name] {
				continue
			}
			french := sentencesOf(t, path.Join(Languages[0], name))
			if !slices.Contains(fileNames(t, language), name) {
				t.Errorf("%s has no %s", language, name)
				continue
			}
			other := sentencesOf(t, path.Join(language, name))
			for key, sentence := range french {
				translated, there := other[key]
				switch {
				case !there:
					t.Errorf("%s/%s lacks %s: %s", language, name, key, sentence)
				case !slices.Equal(parametersOf(sentence), parametersOf(translated)):
					t.Errorf("%s/%s %s uses %v, French uses %v", language, name, key, parametersOf(translated),
						parametersOf(sentence))
				}
			}
			for key := range other {
				if _, there := french[key]; !there {
					t.Errorf("%s/%s has %s, which French lacks", language, name, key)
				}
			}
		}
		for _, name := range fileNames(t, language) {
			if name != crafts && !slices.Contains(fileNames(t, Languages[0]), name) {
				t.Errorf("%s has %s, which French lacks", language, name)
			}
		}
	}
}

// labels are the sentences that a field or a value completes: they are beside a
// form's field, or before a booking's value, never in running text.
var labels = map[string]bool{
	"mailbox.from": true, "mailbox.to": true, "message.to": true, "myopening.choose_from": true,
	"myopening.choose_to":    true,
	"myopening.choose_every": true, "myopening.field.audience": true, "myopening.note": true, "pass.for": true,
	"slot_page.bookable_from": true, "slot_page.bookable_until": true, "visit.search.from": true,
	"visit.search.near": true, "visit.search.kind": true, "visit.booking.name": true, "visit.list.understood": true,
	"school.fact.answer_by": true,
}

// hanging are the words that no sentence of a language ends with.
var hanging = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(`(?i)(^|\s)(de|du|des|à|au|aux|le|la|les|et|ou|par|pour|avec|un|une)$`),
	"en": regexp.MustCompile(`(?i)(^|\s)(the|a|an|of|and|or|to|by|for|with|at)$`),
}

func TestNoSentenceIsGluedFromPieces(t *testing.T) {
	for _, language := range Languages {
		for _, name := range fileNames(t, language) {
			for key, sentence := range sentencesOf(t, path.Join(language, name)) {
				whole := strings.Trim(sentence, " \u00a0\u202f")
				ends := hanging[language] != nil && hanging[language].MatchString(whole)
				if !labels[key] && (whole != sentence || ends) {
					t.Errorf("%s/%s: %s is a piece of a sentence: %q", language, name, key, sentence)
				}
			}
		}
	}
}
