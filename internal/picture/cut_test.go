package picture

import (
	"bytes"
	"image"
	"testing"
)

// A cut is the part that was wanted, at its width; the same twice makes the same bytes.
func TestCut(t *testing.T) {
	file := jpegOf(t, quarters(400, 300))
	part := image.Rect(200, 0, 400, 150)
	got, err := Cut(file, part, 100)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Cut(file, part, 100)
	m := decoded(t, got)
	if b := m.Bounds(); b.Dx() != 100 || b.Dy() != 75 || !bytes.Equal(got, again) {
		t.Errorf("%v, alike %t", b, bytes.Equal(got, again))
	}
	if want, is := corner(decoded(t, file), 300, 75), corner(m, 50, 37); is != want {
		t.Errorf("the cut shows %s, want %s", is, want)
	}
	for name, bad := range map[string]func() ([]byte, error){
		"no picture": func() ([]byte, error) { return Cut([]byte("no"), part, 100) },
		"outside it": func() ([]byte, error) { return Cut(file, image.Rect(900, 900, 950, 950), 10) },
	} {
		if _, err := bad(); err == nil {
			t.Errorf("%s is cut", name)
		}
	}
}
