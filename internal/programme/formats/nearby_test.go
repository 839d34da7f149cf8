package formats

import (
	"strings"
	"testing"

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
		p.Nearby[i].Workshop.PublishAddress = i%2 == 0
	}
	c := content.Collect(p, content.French, nil)
	for i, e := range c.Nearby {
		said := pdftest.Words(&paper.Document{Pages: []paper.Page{{Items: blockItems(nearbyPages{composerOf(t, c)}.block(e,
			80*paper.MM))}}})
		if booked := strings.Contains(said, pdftest.Letters("sur réservation")); booked != (len(e.Booked) > 0) {
			t.Errorf("%s: « sur réservation » %t, slots %d: %s", e.Title, booked, len(e.Booked), said)
		}
		for _, l := range e.Free {
			if strings.Contains(said, pdftest.Letters(l.Hours)) != p.Nearby[i].Workshop.PublishAddress {
				t.Errorf("%s: hours %q, address published %t", e.Title, l.Hours, p.Nearby[i].Workshop.PublishAddress)
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
