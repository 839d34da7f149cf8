package geo

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"jema/internal/marquetry"
	"jema/internal/measure"
	"jema/internal/reference"
)

// boundaries are those of real communes.
func boundaries(t *testing.T) (list []json.RawMessage) {
	t.Helper()
	var file struct {
		Features []struct{ Geometry json.RawMessage }
	}
	if err := json.Unmarshal(reference.Boundaries(), &file); err != nil || len(file.Features) < 50 {
		t.Fatal(len(file.Features), err)
	}
	for _, f := range file.Features {
		list = append(list, f.Geometry)
	}
	return list
}

func TestRealBoundariesAreRead(t *testing.T) {
	for i, raw := range boundaries(t) {
		area, err := Read(raw)
		if err != nil || len(area.Outline()) < 10 || !slices.ContainsFunc(area.Rings(),
			func(r orb.Ring) bool { return len(r) == len(area.Outline()) }) {
			t.Errorf("boundary %d: %d polygons, %v", i, len(area), err)
		}
	}
}

// What is no area on the globe is refused, whatever it is: half of what a reader
// would make of it has been drawn before.
func TestWhatIsNoAreaIsRefused(t *testing.T) {
	deep := strings.Repeat("[", 9000) + strings.Repeat("]", 9000)
	polygon := func(coordinates string) string { return `{"type":"Polygon","coordinates":` + coordinates + `}` }
	for name, raw := range map[string]string{
		"not JSON": "<kml/>", "null": "null", "an array": "[1,2]", "a number for a type": `{"type":3}`,
		"another type":   `{"type":"Blob","coordinates":[]}`,
		"no coordinates": `{"type":"Polygon"}`, "null coordinates": polygon("null"), "no ring": polygon("[]"),
		"a null ring": polygon("[null]"), "an empty ring": polygon("[[]]"),
		"two places": polygon("[[[1,2],[2,3]]]"), "words": polygon(`[[["1","2"],["2","3"],["3","4"]]]`),
		"too far east": polygon("[[[181,2],[1,1],[2,2],[181,2]]]"), "too far north": polygon("[[[1,91],[1,1],[2,2],[1,91]]]"),
		"metres":         polygon("[[[650000,6860000],[650100,6860000],[650100,6860100],[650000,6860000]]]"),
		"beyond numbers": polygon("[[[1e400,2],[1,1],[2,2]]]"), "far beyond": polygon("[[[1e300,2],[1,1],[2,2]]]"),
		"too deep": polygon(deep), "one too deep": polygon("[[[[1,2],[2,3],[3,1],[1,2]]]]"),
		"a line": `{"type":"LineString","coordinates":[[1,2],[3,4]]}`, "a place": `{"type":"Point","coordinates":[1,2]}`,
		"a feature":    `{"type":"Feature","geometry":null}`,
		"a collection": `{"type":"GeometryCollection","geometries":[` + polygon("[[[1,2],[2,3],[3,1],[1,2]]]") + `]}`,
		"many collections": strings.Repeat(`{"type":"GeometryCollection","geometries":[`,
			5000) + strings.Repeat("]}", 5000),
		"more behind it":       polygon("[[[1,2],[2,3],[3,1],[1,2]]]") + " x",
		"a polygon of no ring": `{"type":"MultiPolygon","coordinates":[[[[1,2],[2,3],[3,1],[1,2]]],[]]}`,
	} {
		if area, err := Read(json.RawMessage(raw)); !errors.Is(err, ErrNoArea) {
			t.Errorf("%s: %v, %v", name, area, err)
		}
	}
	if area, err := Read(nil); area != nil || err != nil {
		t.Errorf("nothing: %v, %v", area, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"type":"Polygon","coordinates":[[[1,2],[2,3],[3,1],[1,2]]]}`))
	f.Add([]byte(`{"type":"MultiPolygon","coordinates":[[[[1,2],[2,3],[3,1],[1,2]]]]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		area, err := Read(raw)
		if (err != nil || len(raw) == 0) != (len(area) == 0) {
			t.Fatalf("%v, %v", area, err)
		}
		if p, ok := Fit([]Area{area}, 100*measure.Pt, 80*measure.Pt, 1); ok {
			for _, s := range p.Path(area) {
				if s.To.X < -measure.Pt || s.To.X > 101*measure.Pt || s.To.Y < -measure.Pt || s.To.Y > 81*measure.Pt {
					t.Fatalf("%v is off the map", s.To)
				}
			}
		}
		Place(raw, 7)
	})
}

// An area fills its map in one direction at least, north up and east to the right.
func TestFit(t *testing.T) {
	area, err := Read([]byte(`{"type":"Polygon","coordinates":[[[5,45],[5.2,45],[5.2,45.1],[5,45.1],[5,45]]]}`))
	if err != nil {
		t.Fatal(err)
	}
	p, ok := Fit([]Area{area, nil}, 60000, 90000, 1)
	if !ok || p.Width != 60000 || p.Height < 42000 || p.Height > 43000 {
		t.Fatalf("%+v, %t", p, ok)
	}
	if at := p.Point(orb.Point{5, 45.1}); at != (marquetry.Point{}) {
		t.Errorf("north-west is at %v", at)
	}
	if at := p.Point(orb.Point{5.2, 45}); at.X != 60000 || at.Y < 42000 {
		t.Errorf("south-east is at %v", at)
	}
	if _, ok := Fit([]Area{nil}, 60000, 90000, 1); ok {
		t.Error("nothing fits")
	}
}

// What lies in the frame stays, what lies without goes, and the edge between is
// drawn along the frame.
func TestClip(t *testing.T) {
	area, err := Read([]byte(`{"type":"Polygon","coordinates":[[[5,45],[5.2,45],[5.2,45.2],[5,45.2],[5,45]]]}`))
	if err != nil {
		t.Fatal(err)
	}
	p, _ := Fit([]Area{area}, 60000, 90000, 1)
	ring := area.Outline()
	for name, c := range map[string]struct {
		frame Frame
		some  bool
	}{"whole": {Frame{0, 0, p.Width, p.Height}, true}, "a corner": {Frame{-30000, -30000, 60000, 60000}, true},
		"beyond": {Frame{70000, 0, 60000, 60000}, false}} {
		points := p.In(ring, c.frame)
		if (len(points) >= 3) != c.some {
			t.Errorf("%s: %v", name, points)
		}
		for _, q := range points {
			if q.X < 0 || q.Y < 0 || q.X > c.frame.Width || q.Y > c.frame.Height {
				t.Errorf("%s: %v is outside", name, q)
			}
		}
	}
	if points := p.In(nil, Frame{0, 0, 10, 10}); len(points) > 0 {
		t.Errorf("no ring: %v", points)
	}
}

// A place lies in its commune, and the same number is the same place.
func TestPlace(t *testing.T) {
	list := boundaries(t)
	for i := 0; i < len(list); i += 9 {
		raw := list[i]
		area, err := Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for n := range 8 {
			lat, lon, ok := Place(raw, n*31)
			again, _, _ := Place(raw, n*31)
			if !ok || lat != again || !inside(area.Outline(), lon, lat, 0) || math.Abs(lat-45) > 1 {
				t.Errorf("commune %d: %f, %f, %t", i, lat, lon, ok)
			}
			seen[fmt.Sprint(lat, lon)] = true
		}
		if len(seen) < 7 {
			t.Errorf("commune %d: %d places", i, len(seen))
		}
	}
	if _, _, ok := Place([]byte(`{"type":"Polygon"}`), 1); ok {
		t.Error("a place in nothing")
	}
}

// A map has the scale that its scale bar has, is no larger than it may be, and shows of a
// line what lies in its frame.
func TestScaleAndLines(t *testing.T) {
	b := orb.Bound{Min: orb.Point{5, 45}, Max: orb.Point{5.1, 45.1}}
	p := FitBound(b, 100*measure.MM, 100*measure.MM, 1)
	if long := float64(p.Length(1000)) / float64(measure.MM); math.Abs(1e6/long-p.Scale()) > p.Scale()/100 {
		t.Errorf("a kilometre is %f mm at 1:%f", long, p.Scale())
	}
	if q := p.AtMost(500_000); q.Scale() != 500_000 || q.Width >= p.Width || p.AtMost(1000) != p {
		t.Errorf("1:%f, %d wide after %d", q.Scale(), q.Width, p.Width)
	}
	frame := Frame{Left: measure.MM, Top: measure.MM, Width: p.Width, Height: p.Height}
	shown := p.Bound(frame)
	pieces := p.Lines(orb.LineString{{4.9, 45.05}, {5.05, 45.05}, {5.05, 45.3}, {5.08, 45.3}, {5.08, 45.02}}, frame)
	if len(pieces) != 2 || len(pieces[0]) != 3 || len(pieces[1]) != 2 || pieces[0][0].X != 0 ||
		!shown.Contains(b.Center()) {
		t.Errorf("%v in %v", pieces, shown)
	}
	for _, at := range slices.Concat(pieces...) {
		if at.X < 0 || at.Y < 0 || at.X > frame.Width || at.Y > frame.Height {
			t.Errorf("%v is off the map", at)
		}
	}
}
