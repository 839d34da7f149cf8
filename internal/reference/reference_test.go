package reference

import (
	"bytes"
	"encoding/json"
	"image/jpeg"
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
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files (%v)", len(files), err)
	}
	for _, f := range files {
		if !strings.Contains(string(readme), "| `data/"+f.Name()+"` |") {
			t.Errorf("README.md does not say where %s comes from", f.Name())
		}
	}
}

func TestStillLifesAreOfTheirSize(t *testing.T) {
	all, err := Stills()
	if err != nil || len(all) != 8 {
		t.Fatalf("%d still lifes, %v", len(all), err)
	}
	for _, s := range all {
		large, err := jpeg.DecodeConfig(bytes.NewReader(s.Large))
		small, smallErr := jpeg.DecodeConfig(bytes.NewReader(s.Small))
		if err != nil || smallErr != nil || large.Width != StillWidth || large.Height != StillHeight || small.Width != 800 {
			t.Errorf("%s: %+v, %+v, %v, %v", s.Domain, large, small, err, smallErr)
		}
		if s.Alt == "" || len(s.Large) > 1<<20 {
			t.Errorf("%s: %q, %d bytes", s.Domain, s.Alt, len(s.Large))
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
