package geo

import (
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestReadBasemap(t *testing.T) {
	raw, err := os.ReadFile("../reference/data/basemap.geojson")
	if err != nil {
		t.Fatal(err)
	}
	b, err := ReadBasemap(raw)
	if err != nil || len(b.Features) != 321 {
		t.Fatalf("%d features, %v", len(b.Features), err)
	}
	station, metres, ok := b.Nearest(Station, orb.Point{5.0536, 45.0446})
	if !ok || !strings.HasPrefix(station.Name, "Romans") || metres > 2000 {
		t.Errorf("the nearest station of Romans is %q, %.0f m away", station.Name, metres)
	}
	if _, _, ok := (Basemap{}).Nearest(Station, orb.Point{}); ok {
		t.Error("a station of nowhere")
	}
}

func TestWhatIsNoBasemap(t *testing.T) {
	const good = `{"properties": {"layer": "river", "largest_scale": 50000},
		"geometry": {"type": "LineString", "coordinates": [[5, 45], [5.1, 45]]}}`
	for raw, want := range map[string]BasemapError{
		`nonsense`: {0, "form"},
		`{"type": "FeatureCollection", "features": []}`:                              {0, "form"},
		`{"type": "Feature", "features": [` + good + `]}`:                            {0, "form"},
		collection(good, strings.Replace(good, "river", "lake", 1)):                  {2, "layer"},
		collection(strings.Replace(good, "50000", "0", 1)):                           {1, "scale"},
		collection(strings.Replace(good, "5.1", "500", 1)):                           {1, "geometry"},
		collection(strings.Replace(good, "LineString", "Point", 1)):                  {1, "geometry"},
		collection(strings.Replace(good, "[[5, 45], [5.1, 45]]", "[[5, 45]]", 1)):    {1, "geometry"},
		collection(good, good, strings.Replace(good, `"river"`, `"station"`, 1)):     {3, "name"},
		collection(strings.Replace(good, `"river"`, `"station", "name": "Gare"`, 1)): {1, "geometry"},
	} {
		_, err := ReadBasemap([]byte(raw))
		if got, isIt := errors.AsType[BasemapError](err); !isIt || got != want {
			t.Errorf("%s: %v, want %v", raw, err, want)
		}
	}
}

func collection(features ...string) string {
	return `{"type": "FeatureCollection", "features": [` + strings.Join(features, ",") + `]}`
}

func TestMetres(t *testing.T) {
	valence, romans := orb.Point{4.8924, 44.9334}, orb.Point{5.0521, 45.0447}
	if m := Metres(valence, romans); math.Abs(m-17_650) > 150 {
		t.Errorf("from Valence to Romans %.0f m", m)
	}
}
