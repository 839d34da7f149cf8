package formats

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// TestPhotosHaveTheirWeight: half a page, the column down to the code, or the height of
// all others; a photo that is too coarse for half a page has the column.
func TestPhotosHaveTheirWeight(t *testing.T) {
	p := invented.Programme(pdftest.Communes(), "26281", 24)
	const fine, coarse = 1, 3
	p.Entries[fine].Photo, p.Entries[coarse].Photo = photoOf(t, 1200, 800), photoOf(t, 900, 600)
	measure := 122 * paper.MM
	common, column := 33*paper.MM*commonHeight/100, 33*paper.MM
	for _, c := range []struct {
		entry          int
		weight         jema.PhotoWeight
		width          paper.Length
		least, tallest paper.Length
	}{
		{fine, jema.WeightHalf, measure, 75 * paper.MM, 90 * paper.MM},
		{coarse, jema.WeightHalf, column, common, 2 * column},
		{fine, jema.WeightColumn, column, common + paper.MM, 2 * column},
		{fine, jema.WeightCommon, column, common - 2*paper.MM, common},
	} {
		raw := p
		raw.Entries = append([]jema.Entry(nil), p.Entries...)
		raw.Entries[c.entry].Opening.PhotoWeight = c.weight
		set := content.Collect(raw, content.French, nil)
		d, err := Brochure(set, Setting{})
		if err != nil {
			t.Fatal(err)
		}
		shown := pictureOf(d, content.AnchorOf(raw.Entries[c.entry].Opening.ID))
		if shown.Width != c.width || shown.Height < c.least || shown.Height > c.tallest {
			t.Errorf("weight %q: %d by %d mm", c.weight, int(shown.Width/paper.MM), int(shown.Height/paper.MM))
		}
	}
}

func photoOf(t *testing.T, width, height int) *jema.Photo {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return &jema.Photo{Alt: "Un établi", Credit: "Jeanne Montel", Width: width, Height: height, Large: b.Bytes()}
}

func pictureOf(d *paper.Document, anchor string) (shown paper.Picture) {
	for _, page := range d.Pages {
		for _, item := range page.Items {
			if p, ok := item.(paper.Picture); ok && p.Of == anchor {
				shown = p
			}
		}
	}
	return shown
}

// TestHalfAPageInEveryFormat: also a sheet, a leaflet and large print give half a page where
// it fits; a leaflet that it would make a brochure of gives the column.
func TestHalfAPageInEveryFormat(t *testing.T) {
	for _, c := range []struct {
		format         string
		lay            func(*content.Programme, Setting) (*paper.Document, error)
		events, pages  int
		width, tallest int // in millimetres
	}{
		{"sheet", Sheet, 1, 1, 176, 127}, {"leaflet of two", Folded, 2, 4, 122, 90},
		{"leaflet of four", Folded, 4, 4, 33, 66}, {"large", Large, 5, 0, 178, 130},
	} {
		p := invented.Programme(pdftest.Communes(), "26139", c.events)
		for i := range p.Entries {
			p.Entries[i].Opening.PrintedText = "Un texte bref."
		}
		p.Entries[0].Photo, p.Entries[0].Opening.PhotoWeight = photoOf(t, 1600, 1067), jema.WeightHalf
		d, err := c.lay(content.Collect(p, content.French, nil), Setting{})
		if err != nil {
			t.Fatal(err)
		}
		shown := pictureOf(d, content.AnchorOf(p.Entries[0].Opening.ID))
		if shown.Width != paper.Length(c.width)*paper.MM || shown.Height > paper.Length(c.tallest)*paper.MM ||
			c.pages > 0 && len(d.Pages) != c.pages {
			t.Errorf("%s: %d pages, %d by %d mm", c.format, len(d.Pages), int(shown.Width/paper.MM), int(shown.Height/paper.MM))
		}
	}
}

// TestFourEventsStayALeaflet where their words may have the width of an empty column.
func TestFourEventsStayALeaflet(t *testing.T) {
	p := invented.Programme(pdftest.Communes(), "26323", 4)
	for i := range p.Entries {
		p.Entries[i].Photo = nil
	}
	d, err := Folded(content.Collect(p, content.Languages["en"], nil), Setting{})
	if err != nil || len(d.Pages) != 4 {
		t.Errorf("%d pages, %v", len(d.Pages), err)
	}
}
