package reference

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestEveryFileIsCredited(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("data")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d files (%v)", len(files), err)
	}
	for _, f := range files {
		if !strings.Contains(string(readme), "| `data/"+f.Name()+"` |") {
			t.Errorf("README.md does not say where %s comes from", f.Name())
		}
	}
}

func TestTheDataIsThereAndCannotBeChanged(t *testing.T) {
	for name, read := range map[string]func() []byte{"communes": Communes, "boundaries": Boundaries, "outline": Outline,
		"crafts": Crafts, "openings": Openings} {
		first := read()
		clear(first)
		if bytes.Equal(first, read()) || len(first) < 1000 {
			t.Errorf("%s: %d bytes, and a caller can change them", name, len(first))
		}
	}
	for _, geojson := range [][]byte{Boundaries(), Outline()} {
		if !json.Valid(geojson) {
			t.Error("a GeoJSON file is not JSON")
		}
	}
}
