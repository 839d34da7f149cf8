package formats

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// depthOf is how far down a page its content reaches, feet left out.
func depthOf(p *paper.Page, foot paper.Length) (depth paper.Length) {
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
					t.Errorf("%d events, density %d: page %d ends at %d of %d mm", n, i, page, int(depth/paper.MM),
						int((frame.Y+frame.Height)/paper.MM))
				}
			}
		}
	}
}

// TestRunningLinesEndInWords: points between facts are within lines only, and each kind
// of access has its pictogram there, too.
func TestRunningLinesEndInWords(t *testing.T) {
	c := composerOf(t, content.CollectBook(invented.Book(pdftest.Communes(), 30), content.French, nil))
	drawn, said := 0, 0
	for _, e := range c.Entries {
		b := c.densest(e)
		for _, row := range b.Rows {
			last := ""
			for _, item := range row.Items {
				switch i := item.(type) {
				case paper.Text:
					last = strings.TrimSpace(i.String)
				case paper.Shape:
					drawn++
				}
			}
			if strings.HasSuffix(last, "·") {
				t.Errorf("%s: a line ends %q", e.Title, last)
			}
		}
		said += len(e.Open)
	}
	if drawn < said || said == 0 {
		t.Errorf("%d strokes of pictograms for %d kinds", drawn, said)
	}
}

func (c *composer) densest(e content.Entry) layout.Block {
	f := bookFormat{c}
	return f.entry(e, f.shape(layout.A5Sheet.Frame.Width, densities[len(densities)-1]))
}

// TestPagesThatFoldingLeavesShowPhotos: two different ones on each, above what they are of.
func TestPagesThatFoldingLeavesShowPhotos(t *testing.T) {
	c := composerOf(t, content.CollectBook(invented.Book(pdftest.Communes(), 61), content.French, nil))
	chosen := ""
	for i := range c.Entries { // what its organiser gave half a page comes first
		if p := c.Entries[i].Photo; p != nil && p.Sharp(layout.A5Sheet.Frame.Width) && !p.Upright() {
			c.Entries[i].Weight, chosen = jema.WeightHalf, c.Entries[i].Anchor
			break
		}
	}
	f := layout.NewFlow(&paper.Document{}, c.page.Width, c.page.Height, c.page.Frame)
	f.NewPage()
	if n := len(sparePages{c}.picturePages(f)); n > 0 {
		t.Errorf("%d pages of photos of events that are on no page", n)
	}
	for _, e := range c.Entries {
		f.Current().Add(paper.Anchor{Name: e.Anchor})
	}
	pages := sparePages{c}.picturePages(f)
	if len(pages) == 0 {
		t.Fatal("no page of photos")
	}
	for i, lay := range pages {
		lay(f)
		var of []string
		for _, item := range f.Current().Items {
			if p, ok := item.(paper.Picture); ok {
				of = append(of, p.Of)
				if bottom := p.Y + p.Height; p.Width != c.page.Frame.Width || bottom > f.Bottom() {
					t.Errorf("a photo is %d wide and ends at %d", p.Width, bottom)
				}
			}
		}
		if len(of) != 2 || of[0] == of[1] || i == 0 && of[0] != chosen {
			t.Errorf("a page shows %v", of)
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
