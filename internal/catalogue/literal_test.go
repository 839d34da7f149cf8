package catalogue

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Where a template may have letters: comments, actions, styles, tags, the kind of a file.
var (
	notShown = regexp.MustCompile(`(?s)\{\{-? ?/\*.*?\*/ ?-?\}\}|\{\{.*?\}\}|<style>.*?</style>`)
	tag      = regexp.MustCompile(`(?s)<[^>]*>`)
	fileKind = regexp.MustCompile(`\((PDF|ZIP)\)`)
	spoken   = regexp.MustCompile(`\s(?:alt|title|aria-label|placeholder)="[^"{]*\pL{2}`)
	letters  = regexp.MustCompile(`\pL{2}`)
	// What a template defines inside a tag: attributes, and names of classes.
	within = regexp.MustCompile(`[a-z-]+="[^"]*"|\b(required|done|wrong|attention)\b`)
)

func TestNoTemplateHasASentenceOfItsOwn(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../../templates", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		found++
		data, err := os.ReadFile(path)
		shown := notShown.ReplaceAllString(string(data), "")
		if attribute := spoken.FindString(shown); attribute != "" {
			t.Errorf("%s says %q by itself", path, attribute)
		}
		for line := range strings.Lines(fileKind.ReplaceAllString(tag.ReplaceAllString(shown, "\n"), "")) {
			if letters.MatchString(within.ReplaceAllString(line, "")) {
				t.Errorf("%s says %q by itself", path, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil || found < 40 {
		t.Fatalf("%d templates, %v", found, err)
	}
}

// accented is what French sentences have and English strings of the program have not:
// an accent, or an elision between letters.
var accented = regexp.MustCompile(`\pL’\pL|[àâçéèêëîïôûùœÀÉÈ]`)

// readsFrench are the packages that read what French people write or hold it as data, and
// those of the command line, which is French.
var readsFrench = []string{"schedule", "reading", "exchange", "text", "reference", "programme", "search", "catalogue",
	"bench", "torture", "jema", "pgembed", "command"}

// TestOnlyTheCatalogueHasSentences reads every string of the Go files that make pages,
// letters and statements; SQL is among them.
func TestOnlyTheCatalogueHasSentences(t *testing.T) {
	found := 0
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains(readsFrench, filepath.Base(path)) && filepath.Dir(path) == ".." || entry.Name() == "storetest" {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		found++
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.BasicLit); ok && s.Kind == token.STRING {
				words, _ := strconv.Unquote(s.Value)
				if len(strings.Fields(words)) >= 3 && accented.MatchString(words) && !strings.Contains(words, "SELECT") {
					t.Errorf("%s has a sentence of its own: %q", path, words)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || found < 200 {
		t.Fatalf("%d files, %v", found, err)
	}
}
