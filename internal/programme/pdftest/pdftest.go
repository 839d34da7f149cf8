// Package pdftest is what the tests of printing share: the tools that look at
// a finished file, and the territory's communes.
package pdftest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"jema/internal/jema"
)

// Tool runs a PDF tool on a file, which its arguments call FILE, and returns
// what it said; its absence fails the test.
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

// Communes reads the territory's communes, with their boundaries, from a file
// of the tests.
func Communes(path string) ([]jema.Commune, error) {
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
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &file)
	}
	var out []jema.Commune
	for _, f := range file.Features {
		out = append(out, jema.NameCommune(jema.Commune{INSEE: f.Properties.INSEE, Name: f.Properties.Name,
			PostalCodes: f.Properties.PostalCodes, Boundary: f.Geometry}))
	}
	return out, err
}
