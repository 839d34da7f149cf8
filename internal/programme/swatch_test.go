package programme

import (
	"bytes"
	"image"
	"image/png"
	"os/exec"
	"testing"
	"time"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
)

// TestSwatchesInBlackAndWhite prints every veneer at 8 mm as an office copier
// would and compares them: a pattern must be seen, and no two may look alike.
func TestSwatchesInBlackAndWhite(t *testing.T) {
	const side = 8 * paper.MM
	d := &paper.Document{Title: "Placages", Language: "fr-FR", AsOf: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, domain := range marquetry.Domains() {
		p := paper.Page{Width: side, Height: side}
		p.Add(paper.Mosaic{Panels: []marquetry.Panel{marquetry.Swatch(domain, side)}})
		d.Pages = append(d.Pages, p)
	}
	var out bytes.Buffer
	if err := pdf.Write(&out, d, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	drawn := rasterise(t, out.Bytes(), len(d.Pages))
	for i, domain := range marquetry.Domains() {
		if share := float64(dark(drawn[i])) / float64(len(drawn[i].Pix)); share < 0.06 || share > 0.94 {
			t.Errorf("%s: %.2f of the swatch is dark", domain, share)
		}
		for k := range i {
			if a := alike(drawn[i], drawn[k]); a > 0.86 {
				t.Errorf("%s and %s are alike at %.2f of the places", domain, marquetry.Domains()[k], a)
			}
		}
	}
}

const threshold = 140

func dark(g *image.Gray) int {
	n := 0
	for _, v := range g.Pix {
		if v < threshold {
			n++
		}
	}
	return n
}

// alike returns the share of places where both are dark or both are light.
func alike(a, b *image.Gray) float64 {
	same := 0
	for i := range a.Pix {
		if (a.Pix[i] < threshold) == (b.Pix[i] < threshold) {
			same++
		}
	}
	return float64(same) / float64(len(a.Pix))
}

// rasterise draws pages in grey, 96 pixels wide.
func rasterise(t *testing.T, pdf []byte, n int) []*image.Gray {
	t.Helper()
	// The pages come as PNG files, one behind the other.
	cmd := exec.Command("pdftoppm", "-gray", "-png", "-scale-to", "96", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("pdftoppm: %v", err)
	}
	in := bytes.NewReader(out)
	var drawn []*image.Gray
	for range n {
		picture, err := png.Decode(in)
		if err != nil {
			t.Fatalf("page %d: %v", len(drawn)+1, err)
		}
		grey := image.NewGray(image.Rect(0, 0, 96, 96))
		for i := range grey.Pix {
			grey.Set(i%96, i/96, picture.At(i%96, i/96))
		}
		drawn = append(drawn, grey)
	}
	return drawn
}
