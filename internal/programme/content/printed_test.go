package content_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// TestPhotosArePrintedOnce: a brochure sets its entries several times, and scales each
// photo once, at the size that it has in the end.
func TestPhotosArePrintedOnce(t *testing.T) {
	const photos = 14
	p := invented.Programme(pdftest.Communes(), "26281", photos)
	for i := range p.Entries {
		p.Entries[i].Photo = &jema.Photo{Alt: "Un établi", Large: plain(t, uint8(10*i))} //nolint:gosec // below 256
	}
	before := content.CachedPrints()
	d, err := formats.Brochure(content.Collect(p, content.French, nil), formats.Setting{})
	if err != nil {
		t.Fatal(err)
	}
	if n := content.CachedPrints() - before; n != photos {
		t.Errorf("%d scaled photos of %d", n, photos)
	}
	shown := 0
	for _, page := range d.Pages {
		for _, item := range page.Items {
			photo, ok := item.(paper.Picture)
			if !ok {
				continue
			}
			shown++
			size, err := jpeg.DecodeConfig(bytes.NewReader(photo.JPEG))
			if err != nil || size.Width > int(photo.Width*330/(72*paper.Pt)) {
				t.Errorf("%s: %d pixels over %d millipoints, %v", photo.Of, size.Width, photo.Width, err)
			}
		}
	}
	if shown != photos {
		t.Errorf("%d photos shown of %d", shown, photos)
	}
}

// plain is a photo of one grey, sharp enough across a page.
func plain(t *testing.T, grey uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 1800, 1200))
	for i := range m.Pix {
		m.Pix[i] = grey
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
