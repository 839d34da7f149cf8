// Package pdftest is what the tests of printing share: the tools that look at
// a finished file, and the territory's communes.
package pdftest

import (
	_ "embed" // of the communes
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/paper"
)

// Tool runs a PDF tool on a file, which its arguments call FILE, and returns
// its output; its absence fails the test.
func Tool(t testing.TB, pdf []byte, name string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "programme.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.Replace(a, "FILE", file, 1)
	}
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

//go:embed communes.geojson
var communes []byte

// Communes returns the territory's communes, with their boundaries.
func Communes() []jema.Commune {
	var file struct {
		Features []struct {
			Properties struct {
				INSEE       string   `json:"insee"`
				Name        string   `json:"name"`
				PostalCodes []string `json:"postal_codes"`
			} `json:"properties"`
			Geometry json.RawMessage `json:"geometry"`
		} `json:"features"`
	}
	if err := json.Unmarshal(communes, &file); err != nil {
		panic(err)
	}
	var out []jema.Commune
	for _, f := range file.Features {
		out = append(out, jema.NameCommune(jema.Commune{INSEE: f.Properties.INSEE, Name: f.Properties.Name,
			PostalCodes: f.Properties.PostalCodes, Boundary: f.Geometry}))
	}
	return out
}

// Words returns every string that a document holds, in one line without
// spaces.
func Words(d *paper.Document) string {
	var b strings.Builder
	seen := map[uintptr]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			b.WriteString(v.String())
		case reflect.Pointer:
			if !v.IsNil() && !seen[v.Pointer()] {
				seen[v.Pointer()] = true
				walk(v.Elem())
			}
		case reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				if v.Type().Elem().Kind() == reflect.Uint8 {
					return
				}
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(d))
	return Letters(b.String())
}

// Letters makes what was extracted comparable: soft hyphens and all spaces
// are the layout's.
func Letters(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\u00ad", "", "\u00a0", " ", "\u202f", " ", "\u200b",
		"").Replace(s)), "")
}
