package formats

import (
	"testing"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// depthOf is how far down a page its content reaches, feet left out.
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
		c := composerOf(t, content.CollectBook(invented.Book(pdftest.Communes(), n), content.French, nil))
		for i, how := range densities {
			d := bookFormat{c}.lay(how)
			at := &layout.Flow{Doc: d, Page: len(d.Pages) - 1}
			first, index := 0, at.PageOf("index")
			for _, ch := range c.Chapters {
				if page := at.PageOf(ch.Anchor()); page > 0 && first == 0 {
					first = page
				}
			}
			if first == 0 || index <= first+1 {
				t.Fatalf("%d events, density %d: chapters from page %d, index on %d", n, i, first, index)
			}
			frame := layout.A5Sheet.Frame
			for page := first; page < index-1; page++ {
				if depth := depthOf(&d.Pages[page-1], frame.Y+frame.Height); depth < frame.Y+frame.Height*11/20 {
					t.Errorf("%d events, density %d: page %d ends at %d of %d mm", n, i, page, depth/paper.MM,
						(frame.Y+frame.Height)/paper.MM)
				}
			}
		}
	}
}

// TestNothingOpensIsSaidBelowTheMap: it never has a page of its own.
func TestNothingOpensIsSaidBelowTheMap(t *testing.T) {
	c := composerOf(t, content.CollectBook(invented.Book(pdftest.Communes(), 30), content.French, nil))
	note := bookFormat{c}.emptyNote(layout.A5Sheet.Frame.Width)
	d := bookFormat{c}.lay(densities[0])
	at := &layout.Flow{Doc: d, Page: len(d.Pages) - 1}
	want := note.Rows[0].Items[0].(paper.Text).String
	for _, item := range d.Pages[at.PageOf("map")-1].Items {
		if text, ok := item.(paper.Text); ok && text.String == want {
			return
		}
	}
	t.Errorf("%q does not stand on the map's page", want)
}

func composerOf(t *testing.T, c *content.Programme) *composer {
	t.Helper()
	out, err := newComposer(c, Setting{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
