package formats

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// Among the neighbours, what must be booked has its word, and hours to walk in
// are those of a door one can find.
func TestNeighboursAreThoseOneMayVisit(t *testing.T) {
	p := invented.Programme(pdftest.Communes(), "26281", 6)
	p.Nearby, p.Entries = p.Entries, p.Entries[:1]
	for i := range p.Nearby {
		e := &p.Nearby[i]
		e.Workshop.PublishAddress, e.Opening.Price = i%2 == 0, fmt.Sprintf("%d €", 5+i)
		e.Workshop.Lat, e.Workshop.Lon = 45+float64(6-i)/50, 5.0
	}
	p.Entries[0].Workshop.PublishAddress = true
	p.Entries[0].Workshop.Lat, p.Entries[0].Workshop.Lon = 45, 5
	c := content.Collect(p, content.French, nil)
	raw := map[string]jema.Entry{}
	for _, e := range p.Nearby {
		raw[content.AnchorOf(e.Opening.ID)] = e
	}
	for i, away := range []string{"à moins d’un kilomètre", "à 4,4\u00a0km", "à 8,9\u00a0km", ""} {
		if got := c.Nearby[i].Away; got != away {
			t.Errorf("the neighbour %d is %q away, not %q", i, got, away)
		}
	}
	for _, e := range c.Nearby {
		items := blockItems(nearbyPages{composerOf(t, c)}.block(e, 80*paper.MM))
		said := pdftest.Words(&paper.Document{Pages: []paper.Page{{Items: items}}})
		public := raw[e.Anchor].Workshop.PublishAddress
		if !strings.Contains(said, pdftest.Letters(raw[e.Anchor].Opening.Price)) {
			t.Errorf("%s: no price: %s", e.Title, said)
		}
		if strings.Contains(said, pdftest.Letters("km")) != public && strings.Contains(said, "kilom") != public {
			t.Errorf("%s: a distance, address published %t: %s", e.Title, public, said)
		}
		coded := slices.ContainsFunc(items, func(i paper.Item) bool { _, is := i.(paper.Code); return is })
		if coded != (len(e.Booked) > 0) {
			t.Errorf("%s: a code %t, slots %d", e.Title, coded, len(e.Booked))
		}
		if booked := strings.Contains(said, pdftest.Letters("sur réservation")); booked != (len(e.Booked) > 0) {
			t.Errorf("%s: « sur réservation » %t, slots %d: %s", e.Title, booked, len(e.Booked), said)
		}
		for _, l := range e.Free {
			if strings.Contains(said, pdftest.Letters(l.Hours)) != public {
				t.Errorf("%s: hours %q, address published %t", e.Title, l.Hours, public)
			}
		}
	}
}

func blockItems(b layout.Block) (items []paper.Item) {
	for _, r := range b.Rows {
		items = append(items, r.Items...)
	}
	return append(items, b.Aside...)
}
