package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"golang.org/x/image/webp"
)

// stripes is a JPEG, red to the left and blue to the right, with a green first row.
func stripes(t *testing.T, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 20, 20, 255}
			switch {
			case y < h/4:
				c = color.RGBA{20, 200, 20, 255}
			case x >= w/2:
				c = color.RGBA{20, 20, 200, 255}
			}
			m.Set(x, y, c)
		}
	}
	file, err := encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func isRed(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r > 2*g && r > 2*b
}

func TestSizes(t *testing.T) {
	sizes, err := Sizes(stripes(t, 400, 800), []int{100, 400}) // a portrait: its width counts
	if err != nil || len(sizes) != 4 {
		t.Fatalf("%d sizes, %v", len(sizes), err)
	}
	for _, size := range sizes {
		decode := jpeg.Decode
		if size.Format == "webp" {
			decode = webp.Decode
		}
		m, err := decode(bytes.NewReader(size.Data))
		if err != nil || m.Bounds().Dx() != size.Width || m.Bounds().Dy() != 2*size.Width {
			t.Fatalf("%d as %s: %v", size.Width, size.Format, err)
		}
		if !isRed(m.At(size.Width/4, size.Width)) {
			t.Errorf("%d as %s has other colours", size.Width, size.Format)
		}
	}
}

func TestEdit(t *testing.T) {
	whole := stripes(t, 200, 100)
	p, err := Edit{Turns: 1, Left: 25, Bottom: 50}.Apply(whole)
	if err != nil || p.Width != 75 || p.Height != 100 {
		t.Fatalf("%d × %d, %v", p.Width, p.Height, err)
	}
	m, err := jpeg.Decode(bytes.NewReader(p.Large))
	if err != nil || m.Bounds().Dx() != 75 || !isRed(m.At(10, 50)) {
		t.Errorf("turned to the right, left is above: %v, %v", m.Bounds(), err)
	}
	if _, err := (Edit{}).Apply([]byte("no picture")); err == nil {
		t.Error("what is no picture is edited")
	}
	if !(Edit{Turns: 4}).IsNone() || (Edit{Top: 5}).IsNone() {
		t.Error("four quarter turns change nothing, a cut does")
	}
}
