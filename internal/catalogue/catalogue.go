// Package catalogue holds every sentence that the program shows or sends to a
// person, by language: one folder a language, one file a noun, keys such as
// "booking.slot_full". Every language has every key; beside its folder it has a file
// of rules (french.go) by which it writes days, times and numbers.
package catalogue

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"jema/internal/jema"
)

//go:embed */*.toml
var files embed.FS

// Languages are those the catalogue has a folder of, French first.
var Languages = languages()

func languages() []string {
	list := []string{"fr"}
	folders, err := files.ReadDir(".")
	if err != nil {
		panic(err) // embedded: a fault of the build, seen by every test
	}
	for _, folder := range folders {
		if folder.Name() != list[0] {
			list = append(list, folder.Name())
		}
	}
	return list
}

var load = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.French)
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	for _, lang := range Languages {
		entries, err := files.ReadDir(lang)
		if err != nil {
			panic(err) // embedded: a fault of the build, seen by every test
		}
		for _, entry := range entries {
			data, err := files.ReadFile(path.Join(lang, entry.Name()))
			if err != nil {
				panic(err)
			}
			noun := strings.TrimSuffix(entry.Name(), ".toml")
			if _, err := b.ParseMessageFileBytes(data, noun+"."+lang+".toml"); err != nil {
				panic(fmt.Errorf("catalogue %s/%s: %w", lang, entry.Name(), err))
			}
		}
	}
	return b
})

// Voice returns sentences in one language. It is safe for concurrent use.
type Voice struct {
	Language  string // "fr"
	rules     rules
	localizer *i18n.Localizer
	plain     *sync.Map // sentences without values, by key: they are on every page
}

// Prefix is what the addresses of the site's pages begin with in this language:
// "" in French, "/en" in English.
func (v *Voice) Prefix() string {
	if v.Language == Languages[0] {
		return ""
	}
	return "/" + v.Language
}

// In returns the voice for a language tag such as "fr" or "en-GB"; French when
// the catalogue has nothing nearer.
func In(tag string) *Voice {
	lang := Languages[0]
	if base, _, _ := strings.Cut(strings.ToLower(tag), "-"); slices.Contains(Languages, base) {
		lang = base
	}
	return voices()[lang]
}

// voices are made once: a voice has no state of the person it writes to.
var voices = sync.OnceValue(func() map[string]*Voice {
	all := map[string]*Voice{}
	for _, lang := range Languages {
		rules, there := rulesOf[lang]
		if !there {
			panic("catalogue: " + lang + " has sentences but no rules") // a fault of the build
		}
		all[lang] = &Voice{lang, rules, i18n.NewLocalizer(load(), lang, Languages[0]), &sync.Map{}}
	}
	return all
})

// Accepted returns the voice for an Accept-Language header.
func Accepted(header string) *Voice {
	if header == "" {
		return In("fr")
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return In("fr")
	}
	for _, tag := range tags {
		if base, _ := tag.Base(); slices.Contains(Languages, base.String()) {
			return In(base.String())
		}
	}
	return In("fr")
}

// Say returns the sentence of a key, typeset. Args are pairs of name and value;
// the value named n decides between singular and plural. A key that the
// catalogue lacks is returned unchanged; a test forbids that.
func (v *Voice) Say(key string, args ...any) string {
	if len(args) > 0 {
		s, _ := v.lookup(key, args)
		return s
	}
	if s, known := v.plain.Load(key); known {
		return s.(string) //nolint:forcetypeassert // stored below alone
	}
	s, there := v.lookup(key, nil)
	if there {
		v.plain.Store(key, s)
	}
	return s
}

// lookup returns the sentence of a key, typeset, and whether the catalogue has the key.
func (v *Voice) lookup(key string, args []any) (sentence string, there bool) {
	config := &i18n.LocalizeConfig{MessageID: key}
	if len(args) > 0 {
		data := make(map[string]any, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			name := fmt.Sprint(args[i])
			data[name] = args[i+1]
			if name == "n" {
				config.PluralCount = args[i+1]
			}
		}
		config.TemplateData = data
	}
	s, err := v.localizer.Localize(config)
	if err != nil && s == "" {
		return key, false
	}
	return v.rules.typeset(s), true
}

// Has reports whether the catalogue has a key.
func (v *Voice) Has(key string) bool {
	_, err := v.localizer.Localize(&i18n.LocalizeConfig{MessageID: key}) // a counted one has the form for many, too
	return err == nil
}

// Explain returns the sentence of a refusal.
func (v *Voice) Explain(e *jema.Error) string { return v.Say(e.Message, pairs(e.Args)...) }

// ExplainField returns the sentence of an error in one field.
func (v *Voice) ExplainField(f jema.FieldError) string { return v.Say(f.Message, pairs(f.Args)...) }

func pairs(args []string) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a
	}
	return out
}
