package formats

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
	"jema/internal/programme/typeset"
	"jema/internal/reference"
)

var baseMap = jema.Basemap{Content: reference.Basemap(), Credit: reference.BasemapCredit}

// mapped is the composer of a commune with n workshops, on the reference basemap.
func mapped(t *testing.T, insee string, n int) *composer {
	t.Helper()
	p := invented.Programme(pdftest.Communes(), insee, n)
	p.Basemap = baseMap
	for i := range p.Entries {
		p.Entries[i].Workshop.PublishAddress = true
	}
	return composerOf(t, content.Collect(p, content.French, nil))
}

// names are the words on a map, without numbers, with their boxes.
func names(items []paper.Item) map[string]marquetry.Box {
	out := map[string]marquetry.Box{}
	for _, item := range items {
		text, ok := item.(paper.Text)
		if !ok || strings.Trim(text.String, "0123456789 ") == "" {
			continue
		}
		said := strings.TrimSpace(text.String)
		out[said] = marquetry.Box{Min: marquetry.Point{X: text.X, Y: text.Y - text.Size*7/10},
			Max: marquetry.Point{X: text.X + typeset.Width(said, text.Face, text.Size), Y: text.Y + text.Size/5}}
	}
	return out
}

// touching are the pairs of names whose letters touch.
func touching(named map[string]marquetry.Box) (pairs []string) {
	for a, box := range named {
		for b, other := range named {
			if a < b && geo.Meets(box, []marquetry.Box{other}) {
				pairs = append(pairs, a+" × "+b)
			}
		}
	}
	return pairs
}

// strokes are the lines in an ink, as their points.
func strokes(items []paper.Item, ink marquetry.Ink, width paper.Length) (lines [][]marquetry.Point) {
	for _, item := range items {
		s, ok := item.(paper.Shape)
		if !ok || s.Stroke == nil || *s.Stroke != ink || s.Width != width || s.Fill != nil {
			continue
		}
		for _, step := range s.Segments {
			if step.Step == marquetry.Move {
				lines = append(lines, nil)
			}
			if step.Step != marquetry.Close {
				at := marquetry.Point{X: s.X + step.To.X, Y: s.Y + step.To.Y}
				lines[len(lines)-1] = append(lines[len(lines)-1], at)
			}
		}
	}
	return lines
}

// Names on the map of each commune lie on it, touch no other and no river, and a river is
// drawn where it is accurate: railways are not, at the scale of a commune.
func TestNamesOnMapsTouchNothing(t *testing.T) {
	w, h := 122*paper.MM, 90*paper.MM
	rivers, stations := 0, 0
	for _, commune := range pdftest.Communes() {
		c := mapped(t, commune.INSEE, 5)
		items, ok := mapPages{c}.chart(w, h)
		named := names(items)
		if !ok || len(named) < 4 { // with the scale and the north
			t.Fatalf("%s: %v", commune.Name, named)
		}
		for _, pair := range touching(named) {
			t.Errorf("%s: %s", commune.Name, pair)
		}
		water := strokes(items, layout.Water, paper.Pt*7/5)
		rivers += len(water)
		for name, box := range named {
			if box.Min.X < 0 || box.Min.Y < 0 || box.Max.X > w || box.Max.Y > h {
				t.Errorf("%s: %q leaves the map: %v", commune.Name, name, box)
			}
			for _, line := range water {
				if name != "A" && !strings.HasSuffix(name, "m") && runsThrough(line, box) {
					t.Errorf("%s: a river runs through %q", commune.Name, name)
				}
			}
		}
		if _, isNamed := named["gare"]; isNamed {
			stations++
		}
		if _, isNamed := named["voie ferrée"]; isNamed {
			t.Errorf("%s: a railway that is good for 1:300,000 alone", commune.Name)
		}
	}
	if rivers < 10 || stations < 3 {
		t.Errorf("%d rivers, %d maps with stations", rivers, stations)
	}
}

// Every commune of the territory's map is named, touches no other name, and no line to a
// name crosses another or a name.
func TestTheTerritoryIsNamed(t *testing.T) {
	b := invented.Book(pdftest.Communes(), 80)
	b.Basemap = baseMap
	c := bookFormat{composerOf(t, content.CollectBook(b, content.French, nil))}
	d := &paper.Document{}
	f := layout.NewFlow(d, layout.A5Width, layout.A5Height, layout.A5Frame)
	c.mapInto(f, layout.Block{})
	items := slices.DeleteFunc(slices.Concat(d.Pages[0].Items), func(i paper.Item) bool {
		text, isText := i.(paper.Text)
		return isText && (text.In == nil || text.In.Role != paper.Figure)
	})
	named := names(items)
	for _, n := range c.Others {
		if _, isNamed := named[n.Name]; !isNamed && c.opened()[n.Name] > 0 {
			t.Errorf("%s is not named", n.Name)
		}
	}
	for _, pair := range touching(named) {
		t.Error(pair)
	}
	leaders := strokes(items, layout.Black, paper.Pt*3/4)
	leaders = slices.DeleteFunc(leaders, func(l []marquetry.Point) bool { return len(l) != 2 })
	for i, a := range leaders {
		for _, b := range leaders[:i] {
			if geo.Cross(a[0], a[1], b[0], b[1]) {
				t.Errorf("lines cross: %v and %v", a, b)
			}
		}
		crossed := 0
		for _, box := range named {
			if runsThrough(a, box) {
				crossed++
			}
		}
		if crossed > 1 {
			t.Errorf("a line runs through %d names", crossed)
		}
	}
	for _, want := range []string{"gare", "voie ferrée", "Livron", "Le Rhône"} {
		if _, isNamed := named[want]; !isNamed {
			t.Errorf("%q is not on the map: %v", want, named)
		}
	}
	if !strings.Contains(imprintOf(c.composer), "OpenStreetMap") {
		t.Error("the basemap has no credit")
	}
}

func imprintOf(c *composer) string {
	c.newSect()
	imprint := backPages{c}.imprint(layout.A5Frame.Width)
	return pdftest.Words(&paper.Document{Pages: []paper.Page{{Items: imprint.Items()}}})
}

// Where workshops crowd, an inset shows them apart, each workshop is once on the map or in
// the inset, and no line to a number crosses another.
func TestCrowdedWorkshopsHaveAnInset(t *testing.T) {
	for _, crowd := range []int{0, 6, 14} {
		c := mapped(t, "26281", 20)
		for i := range crowd {
			c.Entries[i].Lat, c.Entries[i].Lon = 45.0455+float64(i%4)*8e-4, 5.0510+float64(i/4)*1e-3
		}
		items, _ := mapPages{c}.chart(122*paper.MM, 100*paper.MM)
		_, hasInset := names(items)["A"]
		if hasInset != (crowd > 0) {
			t.Errorf("%d crowd: inset %t", crowd, hasInset)
		}
		var numbers []string
		for _, item := range items {
			if text, ok := item.(paper.Text); ok && text.Ink == layout.White && !strings.HasPrefix(text.String, "A") {
				numbers = append(numbers, text.String)
			}
		}
		slices.Sort(numbers)
		if len(numbers) != 20 || len(slices.Compact(numbers)) != 20 {
			t.Errorf("%d crowd: numbers %v", crowd, numbers)
		}
	}
}

// Lines to numbers never cross and never touch another workshop's place.
func TestLeadersCannotBeConfused(t *testing.T) {
	for n := 5; n <= 40; n += 7 {
		c := mapped(t, "26281", n)
		for i := range n / 2 {
			c.Entries[i].Lat, c.Entries[i].Lon = 45.0455+float64(i*i%7)*6e-4, 5.0510+float64(i)*3e-4
		}
		items, _ := mapPages{c}.chart(122*paper.MM, 100*paper.MM)
		var leaders [][]marquetry.Point
		for _, e := range c.Entries {
			for _, line := range strokes(items, layout.InkOf(e.Domain).Fine(), paper.Pt*3/4) {
				if !slices.ContainsFunc(leaders, func(l []marquetry.Point) bool { return slices.Equal(l, line) }) {
					leaders = append(leaders, line)
				}
			}
		}
		if len(leaders) < n/4 {
			t.Errorf("%d workshops: %d lines", n, len(leaders))
		}
		for i, a := range leaders {
			for _, b := range leaders[:i] {
				if geo.Cross(a[0], a[1], b[0], b[1]) {
					t.Errorf("%d workshops: lines cross", n)
				}
				if a[0] != b[0] && (runsThrough(a, around(b[0], paper.Pt)) || runsThrough(b, around(a[0], paper.Pt))) {
					t.Errorf("%d workshops: a line touches another's place", n)
				}
			}
		}
	}
}

// A territory's own basemap is drawn at the scales that it is accurate for; roads too.
func TestATerritoryHasItsOwnBasemap(t *testing.T) {
	for scale, want := range map[int]bool{1_000: true, 2_000_000: false} {
		c := mapped(t, "26281", 2)
		p := c.Raw
		p.Basemap = jema.Basemap{Credit: "Voies : essai", Content: fmt.Appendf(nil, `{"type": "FeatureCollection",
			"features": [{"properties": {"layer": "road", "largest_scale": %d}, "geometry": {"type": "LineString",
			"coordinates": [[4.9, 45.05], [5.2, 45.05]]}}]}`, scale)}
		c = composerOf(t, content.Collect(p, content.French, nil))
		items, _ := mapPages{c}.chart(122*paper.MM, 60*paper.MM)
		if roads := strokes(items, layout.Grey, paper.Pt*3/4); len(roads) > 0 != want {
			t.Errorf("good for 1:%d: %d roads", scale, len(roads))
		}
		if !strings.Contains(imprintOf(c), "Voies") {
			t.Error("no credit")
		}
	}
}

// A leaflet's map names the workshops that have no place on it: it has no list.
func TestALeafletNamesWhatIsOffItsMap(t *testing.T) {
	p := invented.Programme(pdftest.Communes(), "26139", 3)
	p.Entries[0].Workshop.PublishAddress = false
	c := composerOf(t, content.Collect(p, content.French, nil))
	said := pdftest.Words(layoutFolded(c))
	if want := pdftest.Letters("Hors de la carte, faute d’adresse publiée"); !strings.Contains(said, want) {
		t.Errorf("%q is not in the leaflet", want)
	}
}
