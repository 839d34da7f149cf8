package formats

import (
	"testing"

	"jema/internal/geo"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// TestNumbersNeverMeet on the map, however many workshops crowd.
func TestNumbersNeverMeet(t *testing.T) {
	for _, n := range []int{2, 25, 60} {
		p := invented.Programme(pdftest.Communes(), "26281", n)
		for i := range p.Entries { // half of them in one street
			p.Entries[i].Workshop.PublishAddress = true
			if i%2 == 0 {
				p.Entries[i].Workshop.Lat, p.Entries[i].Workshop.Lon = 45.0455+float64(i)/1e5, 5.0510
			}
		}
		c := content.Collect(p, content.French, nil)
		m := &chart{c: composerOf(t, c), frame: geo.Frame{Width: 120 * paper.MM, Height: 110 * paper.MM}}
		m.projection, _ = geo.Fit([]geo.Area{c.Own}, m.frame.Width-14*paper.MM, m.frame.Height-14*paper.MM, grain)
		pins := m.room().Spread(m.pins())
		if len(pins) != n {
			t.Errorf("%d of %d numbers are on the map", len(pins), n)
		}
		for i, a := range pins {
			for _, b := range pins[:i] {
				if least := 2 * m.radius(); distance(a, b) < least*least {
					t.Errorf("%d workshops: %d and %d meet", n, a.Of, b.Of)
				}
			}
		}
	}
}

func distance(a, b geo.Pin) paper.Length {
	x, y := a.Label.X-b.Label.X, a.Label.Y-b.Label.Y
	return x*x + y*y
}
