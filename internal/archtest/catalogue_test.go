package archtest

import (
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"jema/internal/jema"
)

// sentences are the keys of a language's catalogue with their texts; a sentence
// that has a singular and a plural is one key.
func sentences(t *testing.T, language string) map[string]string {
	t.Helper()
	said := map[string]string{}
	files, err := filepath.Glob("../catalogue/" + language + "/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d catalogue files of %s, %v", len(files), language, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var tree map[string]any
		if err := toml.Unmarshal(data, &tree); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		flatten(tree, "", func(key, sentence string) {
			if was, twice := said[key]; twice && !strings.Contains(was, "\x00") {
				t.Errorf("%s: %s is said twice", file, key)
			}
			said[key] = sentence
		})
	}
	return said
}

func flatten(tree map[string]any, above string, found func(key, sentence string)) {
	if other, isPlural := tree["other"].(string); isPlural && above != "" {
		found(above, other)
		return
	}
	for name, value := range tree {
		key := strings.TrimPrefix(above+"."+name, ".")
		switch value := value.(type) {
		case string:
			found(key, value)
		case map[string]any:
			flatten(value, key, found)
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// named are the keys that French lacks: its names of crafts and of their families
// are those of the territory's list.
var named = []string{"craft_name.", "domain_name."}

// French is complete; another language has no further keys, and no further
// placeholders.
func TestFrenchIsComplete(t *testing.T) {
	french := sentences(t, "fr")
	for key, english := range sentences(t, "en") {
		if slices.ContainsFunc(named, func(prefix string) bool { return strings.HasPrefix(key, prefix) }) {
			continue
		}
		sentence, isThere := french[key]
		if !isThere {
			t.Errorf("%s is said in English only", key)
			continue
		}
		for _, name := range placeholder.FindAllString(english, -1) {
			if !strings.Contains(sentence, name) {
				t.Errorf("%s: the English has %s, the French does not", key, name)
			}
		}
	}
}

// keyForm is what a key looks like; one that ends in a dot or a low line is
// completed when the program runs.
var keyForm = regexp.MustCompile(`^[a-z_]+(\.[a-z0-9_-]+)+\.?$|^[a-z_]+\.$`)

func isBeginning(key string) bool { return strings.HasSuffix(key, ".") || strings.HasSuffix(key, "_") }

// Every key that the program or a page mentions is a sentence of the catalogue.
func TestEveryKeyIsASentence(t *testing.T) {
	french := sentences(t, "fr")
	mentioned := map[string][]string{}
	keysOfGo(t, french, mentioned)
	keysOfTemplates(t, french, mentioned)
	if len(mentioned) < 150 {
		t.Errorf("only %d keys are mentioned", len(mentioned))
	}
	for _, key := range slices.Sorted(maps.Keys(mentioned)) {
		if !isSaid(french, key) {
			t.Errorf("%s has no sentence (%s)", key, strings.Join(mentioned[key], ", "))
		}
	}
}

func isSaid(french map[string]string, key string) bool {
	if !isBeginning(key) {
		return french[key] != ""
	}
	for known := range french {
		if strings.HasPrefix(known, key) {
			return true
		}
	}
	return false
}

// sayers are the functions that take a key, and which of their arguments it is.
var sayers = map[string]int{"T": 0, "Say": 0, "Has": 0, "Invalid": 0, "NotFound": 0, "Conflict": 0, "Forbidden": 0,
	"Unavailable": 0, "Add": 1}

// keysOfGo finds the keys in calls of the catalogue, in Message fields, and
// wherever a text begins with a noun of the catalogue as keys do.
func keysOfGo(t *testing.T, french map[string]string, mentioned map[string][]string) {
	t.Helper()
	eachFile(t, func(name string, file *ast.File, set *token.FileSet) {
		note := func(e ast.Expr, only bool) {
			literal, ok := e.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return
			}
			key, err := strconv.Unquote(literal.Value)
			if err != nil || !keyForm.MatchString(key) || filepath.Ext(key) == ".html" || only && !nounOf(french, key) {
				return
			}
			at := set.Position(e.Pos())
			mentioned[key] = append(mentioned[key], name+":"+strconv.Itoa(at.Line))
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if at, says := sayers[calledName(n)]; says && at < len(n.Args) {
					note(n.Args[at], false)
				}
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && id.Name == "Message" {
					note(n.Value, false)
				}
			case *ast.BasicLit:
				note(n, true)
			}
			return true
		})
	})
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// nounOf reports whether a text begins like a key of the catalogue.
func nounOf(french map[string]string, key string) bool {
	noun, _, _ := strings.Cut(key, ".")
	return isSaid(french, noun+".")
}

// completed are the beginnings that the program completes with words of the
// domain: each of them is a sentence.
var completed = map[string][]string{
	"visit.kind.":       texts(jema.OpeningKinds),
	"import.kind.":      texts(jema.OpeningKinds),
	"myopening.state.":  texts(states),
	"myopening.next.":   texts(states),
	"moderation.state.": texts(states),
	"message.kind.":     jema.MessageKinds,
	"message.channel.":  texts(jema.Channels),
	"message.status.":   append(texts(jema.MessageStatuses), "by_phone"),
	"message.event.": {jema.ActionParked, jema.ActionRetried, jema.ActionResent, "sent_email",
		"sent_sms", "sent_call"},
	"mail.failed.":        {"address", "recipient", "refused", "account", "later", "slow", "away", "cut"},
	"myopening.audience.": {jema.AudiencePublic, jema.AudienceSchools},
	"visit.booking.":      texts([]jema.BookingStatus{jema.Confirmed, jema.Waiting, jema.BookingCancelled}),
}

var states = []jema.OpeningState{jema.Draft, jema.Incomplete, jema.Submitted, jema.ChangesRequested, jema.Approved,
	jema.Refused, jema.Cancelled}

func texts[T ~string](list []T) (texts []string) {
	for _, t := range list {
		texts = append(texts, string(t))
	}
	return texts
}

func TestEveryWordOfTheDomainIsSaid(t *testing.T) {
	french := sentences(t, "fr")
	for beginning, ends := range completed {
		for _, end := range ends {
			if !isSaid(french, beginning+end) {
				t.Errorf("%s has no sentence", beginning+end)
			}
		}
	}
}

var inTemplate = regexp.MustCompile(`"([^"\s]+)"`)

func keysOfTemplates(t *testing.T, french map[string]string, mentioned map[string][]string) {
	t.Helper()
	actions, comments := regexp.MustCompile(`\{\{.*?\}\}`), regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	err := filepath.WalkDir("../../templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) == ".go" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, action := range actions.FindAllString(comments.ReplaceAllString(string(data), ""), -1) {
			for _, found := range inTemplate.FindAllStringSubmatch(action, -1) {
				if key := found[1]; keyForm.MatchString(key) && (nounOf(french, key) || strings.Contains(action, ".T ")) &&
					filepath.Ext(key) != ".html" {
					mentioned[key] = append(mentioned[key], strings.TrimPrefix(name, "../../"))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
