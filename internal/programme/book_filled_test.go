package programme

import (
	"testing"

	"jema/internal/programme/paper"
	invented "jema/internal/programme/sample"
)

// depthOf is how far down a page something stands, feet left out.
func depthOf(p *paper.Page, foot int) (depth int) {
	for _, item := range p.Items {
		switch i := item.(type) {
		case paper.Text:
			if i.Y < foot {
				depth = max(depth, i.Y)
			}
		case paper.Mosaic:
			for _, panel := range i.Panels {
				depth = max(depth, i.Y+panel.Bounds().Max.Y)
			}
		}
	}
	return depth
}

// TestBookPagesAreFilled: between the map and the indexes no page is left half
// empty, at any density; the last may be.
func TestBookPagesAreFilled(t *testing.T) {
	for _, n := range []int{30, 61} {
		c := composerOf(t, collectBook(invented.Book(sampleCommunes, n), french, nil), setting{})
		for i, how := range densities {
			d := c.layoutBook(how)
			at := &flow{doc: d, page: len(d.Pages) - 1}
			first, index := 0, at.pageOf("index")
			for _, ch := range c.chapters {
				if page := at.pageOf(ch.anchor()); page > 0 && first == 0 {
					first = page
				}
			}
			if first == 0 || index <= first+1 {
				t.Fatalf("%d events, density %d: chapters from page %d, index on %d", n, i, first, index)
			}
			frame := a5Sheet.frame
			for page := first; page < index-1; page++ {
				if depth := depthOf(&d.Pages[page-1], frame.y+frame.height); depth < frame.y+frame.height*11/20 {
					t.Errorf("%d events, density %d: page %d ends at %d of %d mm", n, i, page, depth/mm, (frame.y+frame.height)/mm)
				}
			}
		}
	}
}

// TestNothingOpensIsSaidBelowTheMap: it never has a page of its own.
func TestNothingOpensIsSaidBelowTheMap(t *testing.T) {
	c := composerOf(t, collectBook(invented.Book(sampleCommunes, 30), french, nil), setting{})
	note := c.emptyNote(a5Sheet.frame.width)
	d := c.layoutBook(densities[0])
	at := &flow{doc: d, page: len(d.Pages) - 1}
	want := note.rows[0].items[0].(paper.Text).String
	for _, item := range d.Pages[at.pageOf("map")-1].Items {
		if text, ok := item.(paper.Text); ok && text.String == want {
			return
		}
	}
	t.Errorf("%q does not stand on the map's page", want)
}

func composerOf(t *testing.T, c *content, s setting) *composer {
	t.Helper()
	out, err := newComposer(c, s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
