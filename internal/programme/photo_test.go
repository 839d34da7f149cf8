package programme

import (
	"bytes"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// cmyk is a JPEG of four inks, as a graphic designer sends it; the size and the
// components are what matters here.
var cmyk = append([]byte{0xff, 0xd8, 0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 2,
	0xff, 0xc0, 0, 20, 8, 0, 16, 0, 16, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0}, 0xff, 0xd9)

// TestPhotos: whatever its shape a photo is printed whole; one that cannot be
// is left out with a warning.
func TestPhotos(t *testing.T) {
	var grey bytes.Buffer
	if err := jpeg.Encode(&grey, image.NewGray(image.Rect(0, 0, 300, 200)), nil); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		warn string
	}{
		"upright": {picture(800, 1200, 1), ""}, "panorama": {picture(2400, 300, 2), ""}, "needle": {picture(60, 1600, 3), ""},
		"tiny": {picture(8, 6, 4), content.WarningCoarse}, "grey": {grey.Bytes(), content.WarningCoarse},
		"one pixel": {picture(1, 1, 5), content.WarningCoarse},
		"four inks": {cmyk, content.WarningPhoto}, "cut short": {picture(900, 600, 6)[:300], content.WarningPhoto},
		"no photo": {[]byte("GIF89a"), content.WarningPhoto}, "empty": {nil, content.WarningPhoto},
	} {
		for _, n := range []int{1, 3, 6} {
			p := invented.Programme(sampleCommunes, "26281", n)
			p.Entries[0].Photo = &jema.Photo{Alt: "Un établi", Credit: "Jeanne Montel", Large: c.data}
			_, warnings, err := compose(Commune{p, Spec{}})
			if err != nil {
				t.Fatal(err)
			}
			told := ""
			for _, w := range warnings {
				if w.OpeningID == p.Entries[0].Opening.ID && strings.HasPrefix(w.What, "photo") {
					told += w.What
				}
			}
			if told != c.warn && !(c.warn == content.WarningCoarse && n > 1 && told == "") {
				t.Errorf("%s of %d events: told %q, want %q", name, n, told, c.warn)
			}
			pdftest.Tool(t, pdfOf(t, p, Spec{}), "qpdf", "--check", "FILE")
		}
	}
}

// TestWarningsTell what is to be repaired, and where.
func TestWarningsTell(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 2)
	e := &p.Entries[0]
	e.Photo, e.Opening.PrintedTextProposed, e.Opening.Version, e.ProofApproved = nil, true, 3, 2
	e.Workshop.Address, p.Entries[1].Opening.Version, p.Entries[1].ProofApproved = "", 5, 5
	_, warnings, err := compose(Commune{p, Spec{}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{content.WarningNoPhoto: "photo", content.WarningProposed: "printed_text",
		content.WarningNoProof: "proof", content.WarningIncomplete: "address"}
	for _, w := range warnings {
		if w.OpeningID == p.Entries[1].Opening.ID && w.What == content.WarningNoProof {
			t.Error("an approved proof is warned about")
		}
		if w.OpeningID == e.Opening.ID {
			if want[w.What] != w.Field {
				t.Errorf("%+v is told", w)
			}
			delete(want, w.What)
		}
	}
	if len(want) > 0 {
		t.Errorf("not told: %v of %+v", want, warnings)
	}
	_, warnings, err = compose(Commune{invented.Programme(sampleCommunes, "26281", 0), Spec{}})
	if err != nil || len(warnings) != 2 || warnings[0].What != content.WarningEmpty || warnings[1].Field != "printer" {
		t.Errorf("nothing opens: %+v, %v", warnings, err)
	}
}

// TestOddEntries look as if meant: cancelled, a circuit, no text at all.
func TestOddEntries(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 6)
	p.Entries[0].Opening.State = jema.Cancelled
	p.Entries[1].Opening.Kind, p.Entries[1].Opening.Stops = jema.Circuit,
		"Atelier Malaval\nReliure du Jacquemart, 8 min à pied\nHalle aux Gestes"
	p.Entries[2].Opening.PrintedText, p.Entries[2].Slots, p.Entries[2].Hours = "", nil, nil
	d, _, err := compose(Commune{p, Spec{}})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	treeOf(d).print(&b, 0)
	for _, want := range []string{"Annulé.", "Les étapes", "Lbl 2", "LBody Reliure du Jacquemart, "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in the programme", want)
		}
	}
	if c := content.Collect(p, content.French, nil); len(c.Days) > 0 {
		for _, day := range c.Days {
			for _, m := range append(day.Free, day.Booked...) {
				for _, i := range m.Entries {
					if c.Entries[i].Cancelled {
						t.Error("a cancelled event stands among the days")
					}
				}
			}
		}
	}
}

// TestPhotosAreAsFineAsPrint: at the size that they print, photos have 300 pixels to an
// inch and no more, so that a file of 25 can be sent by mail.
func TestPhotosAreAsFineAsPrint(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 25)
	for i := range p.Entries {
		w, h := 2400, 1600
		if i%3 == 0 {
			w, h = 1200, 1600
		}
		p.Entries[i].Photo = &jema.Photo{Alt: "Un établi", Large: noisy(w, h, i)}
	}
	d, _, err := compose(Commune{p, Spec{}})
	if err != nil {
		t.Fatal(err)
	}
	shown, across := 0, 0
	for _, page := range d.Pages {
		for _, item := range page.Items {
			photo, ok := item.(paper.Picture)
			if !ok {
				continue
			}
			size, err := jpeg.DecodeConfig(bytes.NewReader(photo.JPEG))
			if err != nil {
				t.Fatal(err)
			}
			if dpi := int(paper.Length(size.Width*72) * paper.Pt / photo.Width); dpi < 280 || dpi > 330 {
				t.Errorf("%s: %d dpi", photo.Of, dpi)
			}
			if shown++; photo.Width > 100*paper.MM {
				across++
			}
		}
	}
	if size := len(pdfOf(t, p, Spec{})); shown != 25 || across == 0 || size > 2_500_000 {
		t.Errorf("%d photos, %d across the page, %d bytes", shown, across, size)
	}
}

// noisy is a picture with as much to compress as a photograph has.
func noisy(w, h, seed int) []byte {
	m := image.NewGray(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		x, y := i%w, i/w
		m.Pix[i] = uint8((x*(seed+1)/7+y*seed/3)%200 + (x*31+y*17+x*y)%23) //nolint:gosec // below 256
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 82}); err != nil {
		return nil // a buffer takes everything
	}
	return out.Bytes()
}
