package atlas

import (
	"encoding/json"
	"strings"
	"testing"

	"jema/internal/exchange"
	"jema/internal/reference"
)

func TestTheTerritoryIsDrawnWhole(t *testing.T) {
	communes, err := exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
	if err != nil {
		t.Fatal(err)
	}
	m, err := Draw(communes)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Areas) != 54 || m.Width != 1000 || m.Height < 1200 || m.Height > 1800 {
		t.Fatalf("%d communes on %d × %d", len(m.Areas), m.Width, m.Height)
	}
	size := 0
	for _, a := range m.Areas {
		size += len(a.Path)
		if a.X < a.Left || a.X > a.Left+a.Size || a.Y < a.Top || a.Y > a.Top+a.Size ||
			!strings.HasSuffix(string(a.Path), "z") {
			t.Errorf("%s: label at %d %d, box %d %d %d", a.Name, a.X, a.Y, a.Left, a.Top, a.Size)
		}
	}
	if size > 40_000 {
		t.Errorf("the outlines weigh %d bytes", size)
	}
}

func TestAMapOfSeveralPolygonsOrNone(t *testing.T) {
	communes, err := exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
	if err != nil {
		t.Fatal(err)
	}
	communes = communes[:2]
	communes[0].Boundary = json.RawMessage(
		`{"type":"MultiPolygon","coordinates":[[[[5,45],[5.1,45],[5.1,45.1],[5,45]]],` +
			`[[[5.2,45],[5.3,45],[5.3,45.1],[5.2,45]]]]}`)
	communes[1].Boundary = nil
	m, err := Draw(communes)
	if err != nil || len(m.Areas) != 1 || strings.Count(string(m.Areas[0].Path), "M") != 2 {
		t.Errorf("%+v, %v", m, err)
	}
	communes[0].Boundary = nil
	if m, err = Draw(communes); err != nil || len(m.Areas) != 0 {
		t.Errorf("a map of nothing: %+v, %v", m, err)
	}
	communes[0].Boundary = json.RawMessage(`{"type":"Polygon","coordinates":"x"}`)
	if _, err = Draw(communes); err == nil {
		t.Error("a broken boundary is drawn")
	}
}
