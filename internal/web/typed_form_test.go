package web

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jema/internal/jema"
)

// typedInto selects the fields in which somebody types or chooses a file.
const typedInto = `textarea:not([readonly]), input:not([type="hidden"]):not([type="checkbox"]):not([type="radio"])`

// severalForms are the pages on which more than one form has a field to type
// into, and why that loses nothing.
var severalForms = map[string]string{}

// What is typed in one form is dropped when a button of another form on the page
// is pressed: no page has two forms in which somebody types.
func TestNoPageHasTwoFormsToTypeInto(t *testing.T) {
	s := newTestSite(t)
	owner := s.Account("artisan@example.org", jema.RoleArtisan)
	personas := s.personas(owner)
	objects := fullWorld(s)
	pages, needed := 0, map[string]bool{}
	for line, who := range policy {
		method, path, _ := strings.Cut(line, " ")
		for placeholder, value := range objects {
			path = strings.ReplaceAll(path, placeholder, value)
		}
		if method != http.MethodGet || strings.Contains(path, ":") {
			continue
		}
		pages++
		var actions []string
		personas[who].get(path).page.Find(`form[method="post"]`).Each(func(_ int, form *goquery.Selection) {
			if form.Find(typedInto).Length() > 0 {
				actions = append(actions, form.AttrOr("action", ""))
			}
		})
		if needed[line] = len(actions) > 1; needed[line] && severalForms[line] == "" {
			t.Errorf("%s: one types into %d forms: %s", line, len(actions), strings.Join(actions, ", "))
		}
	}
	if pages < 40 {
		t.Errorf("only %d pages were looked at", pages)
	}
	for line := range severalForms {
		if !needed[line] {
			t.Errorf("%s is no exception", line)
		}
	}
}
