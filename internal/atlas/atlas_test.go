package atlas

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"jema/internal/geo"
	"jema/internal/jema"
)

// land is two communes side by side, ten kilometres wide, a river that is good for
// 1:100,000, a railway good for 1:300,000 and a station.
func land(t *testing.T) *Ground {
	t.Helper()
	square := func(west float64) json.RawMessage {
		x, y := strconv.FormatFloat(west, 'f', 3, 64), strconv.FormatFloat(west+.13, 'f', 3, 64)
		return json.RawMessage(`{"type":"Polygon","coordinates":[[[` + x + `,45],[` + y + `,45],[` + y + `,45.09],[` + x +
			`,45.09],[` + x + `,45]]]}`)
	}
	base, err := geo.ReadBasemap([]byte(`{"type": "FeatureCollection", "credit": "Fond inventé", "features": [
		{"properties": {"layer": "river", "largest_scale": 100000},
			"geometry": {"type": "LineString", "coordinates": [[4.9, 45.05], [5.3, 45.04]]}},
		{"properties": {"layer": "rail", "largest_scale": 300000},
			"geometry": {"type": "LineString", "coordinates": [[4.9, 45.02], [5.3, 45.02]]}},
		{"properties": {"layer": "station", "name": "Gare & Co", "largest_scale": 50000},
			"geometry": {"type": "Point", "coordinates": [5.05, 45.02]}},
		{"properties": {"layer": "place", "name": "Village Voisin", "insee": "07001", "largest_scale": 50000},
			"geometry": {"type": "Point", "coordinates": [5.06, 45.085]}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	g, err := NewGround([]jema.Commune{
		{INSEE: "26001", Name: "Ici <sur> Mer", Lat: 45.045, Lon: 5.065, Boundary: square(5)},
		{INSEE: "26002", Name: "Là", Lat: 45.045, Lon: 5.195, Boundary: square(5.13)}}, base)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func pin(n int, lon, lat float64) Pin {
	return Pin{Number: n, At: orb.Point{lon, lat}, Link: "#e-" + strconv.Itoa(n), Label: "Un <atelier>",
		Class: "veneer-cuir"}
}

// A map shows what is accurate enough at its scale, and nothing else.
func TestMapsShowWhatIsAccurateAtTheirScale(t *testing.T) {
	g := land(t)
	for _, c := range []struct {
		what        string
		pins        []Pin
		scale       int
		river, rail bool
	}{
		{"one address", []Pin{pin(1, 5.05, 45.04)}, 50_000, false, false},
		{"a commune's width", []Pin{pin(1, 5.0, 45.04), pin(2, 5.1, 45.04)}, 100_000, true, false},
		{"far apart", []Pin{pin(1, 4.8, 45.04), pin(2, 5.2, 45.04)}, 400_000, true, true},
	} {
		m, ok := g.Draw(Plan{Pins: c.pins, North: "N"})
		svg := string(m.SVG)
		if !ok || m.Scale != c.scale || strings.Contains(svg, `class="river"`) != c.river ||
			strings.Contains(svg, `class="rail"`) != c.rail {
			t.Errorf("%s: 1:%d, river %t, rail %t", c.what, m.Scale, strings.Contains(svg, `class="river"`),
				strings.Contains(svg, `class="rail"`))
		}
		if m.Credit != "Fond inventé" || !strings.Contains(svg, `class="bar"`) {
			t.Errorf("%s: no credit or no scale", c.what)
		}
	}
}

// Every pin is there with its number and leads to its entry, apart from the others;
// texts cannot leave their place.
func TestPinsLeadToTheirEntries(t *testing.T) {
	g := land(t)
	var pins []Pin
	for n := range 24 {
		pins = append(pins, pin(n+1, 5.05+float64(n%3)/2000, 45.05))
	}
	pins[3].Vague = true
	m, ok := g.Draw(Plan{Own: "26001", Pins: pins, Label: `La "carte"`, North: "N"})
	svg := string(m.SVG)
	if !ok || m.Pins != 24 || !m.Vague || !m.Stations {
		t.Fatalf("%t: %d pins", ok, m.Pins)
	}
	var at []spot
	for _, found := range regexp.MustCompile(`href="#e-(\d+)"[^>]*>(?:<path[^>]*><circle[^>]*>)?<circle cx="(\d+)" `+
		`cy="(\d+)"`).
		FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.Atoi(found[2])
		y, _ := strconv.Atoi(found[3])
		if found[1] != strconv.Itoa(len(at)+1) {
			t.Errorf("pin %s comes in place of %d", found[1], len(at)+1)
		}
		at = append(at, spot{x, y})
	}
	for i, a := range at {
		for _, b := range at[:i] {
			if far := (a.x-b.x)*(a.x-b.x) + (a.y-b.y)*(a.y-b.y); far < 4*reach*reach {
				t.Errorf("two numbers are %d apart", far)
			}
		}
	}
	if len(at) != 24 || strings.Contains(svg, "<atelier>") || strings.Contains(svg, "<sur>") ||
		!strings.Contains(svg, "Gare &amp; Co") || !strings.Contains(svg, ">Village Voisin<") {
		t.Errorf("%d pins in %s", len(at), svg)
	}
}

// The scale bar is as long as its label at the map's scale, and north is up.
func TestTheScaleBarIsTrue(t *testing.T) {
	g := land(t)
	m, _ := g.Draw(Plan{Pins: []Pin{pin(1, 5.0, 45.04), pin(2, 5.1, 45.04)}, North: "N"})
	found := regexp.MustCompile(`v50h(\d+)v-50"/><text[^>]*>(\d+)\x{a0}km<`).FindStringSubmatch(string(m.SVG))
	if found == nil {
		t.Fatal("no scale bar")
	}
	long, _ := strconv.ParseFloat(found[1], 64)
	km, _ := strconv.ParseFloat(found[2], 64)
	if onMap := long / units * pixel * float64(m.Scale); onMap < km*990 || onMap > km*1010 {
		t.Errorf("%g km are %g m on the map", km, onMap)
	}
	v := view{middle: orb.Point{5, 45}, scale: 100_000}
	if v.point(orb.Point{5, 45.01}).y >= v.point(orb.Point{5, 45}).y {
		t.Error("north is not up")
	}
}

// Without a place there is no map, and a commune without a boundary is none's fault.
func TestNothingToShowIsNoMap(t *testing.T) {
	g := land(t)
	if _, ok := g.Draw(Plan{Own: "26001"}); ok {
		t.Error("a map without pins")
	}
	bare, err := NewGround([]jema.Commune{{INSEE: "26009", Name: "Sans limites", Lat: 45, Lon: 5}}, geo.Basemap{})
	if err != nil {
		t.Fatal(err)
	}
	if m, ok := bare.Draw(Plan{Pins: []Pin{pin(1, 5, 45)}}); !ok || m.Credit != "" {
		t.Errorf("without boundaries: %t, %q", ok, m.Credit)
	}
	if _, known := bare.Anchor("26010"); known {
		t.Error("a commune that is none has a place")
	}
}
