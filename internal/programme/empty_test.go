package programme

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/papers"
	invented "jema/internal/programme/sample"
)

// eachString visits every string of a value, in every struct and the first two
// elements of every slice, with its path.
func eachString(v reflect.Value, path string, visit func(path string, s reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() && v.String() != "" {
			visit(path, v)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			eachString(v.Elem(), path, visit)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() || v.Type() == reflect.TypeFor[time.Location]() {
			return
		}
		for i := range v.NumField() {
			eachString(v.Field(i), path+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Slice:
		for i := range min(v.Len(), 2) {
			eachString(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	}
}

// halfSaid finds what is left of a sentence whose name is missing: a space
// before a full stop, an empty pair of quotes or brackets, two commas, a
// missing argument.
var halfSaid = regexp.MustCompile(`[\p{L}\d][ \x{a0}]+[.,](?:[ ` +
	`\x{a0}]|$)|«[\s\x{a0}\x{202f}]*»|“\s*”|\(\s*\)|,\s*,|^\s*[,;]|%!|%s`)

// guarded are the fields that the database never holds empty, by the constraint
// that guards each.
var guarded = map[string]string{
	".Territory.Name": "territory_name_given", ".Edition.Name": "edition_name_given",
	".Workshop.Name": "workshop_name_given",
	".Commune.Name":  "commune_name_given", ".Commune.AtName": "commune_name_given",
	".Commune.OfName": "commune_name_given",
}

func isGuarded(field string) bool {
	for suffix := range guarded {
		if strings.HasSuffix(field, suffix) {
			return true
		}
	}
	return false
}

// Any field that may be empty is made so, one at a time, and every sentence of
// every paper is still whole.
func TestNoSentenceWithoutItsName(t *testing.T) {
	fields := map[string]bool{}
	whole := invented.Programme(ownCommunes(), "26281", 5)
	eachString(reflect.ValueOf(&whole), "", func(path string, _ reflect.Value) { fields[path] = !isGuarded(path) })
	fields["nothing is empty"] = true
	for field, mayBeEmpty := range fields {
		if !mayBeEmpty {
			continue
		}
		p := invented.Programme(ownCommunes(), "26281", 5)
		eachString(reflect.ValueOf(&p), "", func(path string, s reflect.Value) {
			if path == field {
				s.SetString("")
			}
		})
		for _, language := range []string{"fr", "en"} {
			for name, d := range sentences(t, p, language) {
				for _, line := range d {
					if halfSaid.MatchString(line) {
						t.Errorf("%s empty, %s, %s: %q", field, name, language, line)
					}
				}
			}
		}
	}
}

// ownCommunes are the sample's communes for one test to change.
func ownCommunes() []jema.Commune {
	own := slices.Clone(sampleCommunes)
	for i := range own {
		own[i].PostalCodes, own[i].FormerNames = slices.Clone(own[i].PostalCodes), slices.Clone(own[i].FormerNames)
	}
	return own
}

// sentences returns the text of each document, one line at a time.
func sentences(t *testing.T, p jema.Programme, language string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, format := range []Format{Sheet, Folded, Brochure} {
		d, _, err := compose(Commune{p, Spec{Format: format, Language: language}})
		if err != nil {
			t.Fatal(err)
		}
		out[string(format)] = linesOf(d)
	}
	book := jema.Book{Territory: p.Territory, Edition: p.Edition, Programmes: []jema.Programme{p}, AsOf: p.AsOf}
	d, _, err := compose(Territory{book, Spec{Format: Book, Language: language}})
	if err != nil {
		t.Fatal(err)
	}
	out["book"] = linesOf(d)
	d, _, err = compose(Poster{Programme: p, Opening: p.Entries[0].Opening.ID})
	if err != nil {
		t.Fatal(err)
	}
	out["poster"] = linesOf(d)
	out["kit"] = strings.Split(kitText(t, p, language), "\n")
	return out
}

// linesOf returns the texts of a document, one for each element of its
// structure, with the alternative texts of its figures.
func linesOf(d *paper.Document) (lines []string) {
	of := map[*paper.Element]*strings.Builder{}
	var order []*paper.Element
	for _, page := range d.Pages {
		for _, item := range page.Items {
			run, ok := item.(paper.Text)
			if !ok || run.In == nil {
				continue
			}
			if of[run.In] == nil {
				of[run.In] = &strings.Builder{}
				order = append(order, run.In)
			}
			of[run.In].WriteString(run.String)
		}
	}
	for _, in := range order {
		lines = append(lines, of[in].String(), in.Alt)
	}
	return append(lines, d.Title, d.Subject)
}

func kitText(t *testing.T, p jema.Programme, language string) string {
	t.Helper()
	text, err := papers.Bulletin(p, language)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
