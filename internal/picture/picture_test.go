package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// quarters is a picture whose four quarters have four colours, so that it can
// be seen how it is turned.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{A: 255}
			if x < w/2 {
				c.R = 220
			}
			if y < h/2 {
				c.G = 220
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func jpegOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment puts a marker segment behind the start of a JPEG file.
func segment(file []byte, marker byte, data []byte) []byte {
	out := []byte{0xff, 0xd8, 0xff, marker}
	out = binary.BigEndian.AppendUint16(out, uint16(len(data)+2))
	return append(append(out, data...), file[2:]...)
}

func exif(orientation uint16) []byte {
	b := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01")
	b = binary.BigEndian.AppendUint16(b, 0x0112)
	b = append(b, 0, 3, 0, 0, 0, 1)
	b = binary.BigEndian.AppendUint16(b, orientation)
	return append(b, 0, 0, 0, 0, 0, 0)
}

func decoded(t *testing.T, file []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// corner returns the colour near the corner at x, y of 0 or 1.
func corner(m image.Image, x, y int) string {
	b := m.Bounds()
	r, g, _, _ := m.At(b.Min.X+b.Dx()/4+x*b.Dx()/2, b.Min.Y+b.Dy()/4+y*b.Dy()/2).RGBA()
	return fmt.Sprintf("%t%t", r > 0x7fff, g > 0x7fff)
}

func TestUprightWhateverTheTelephone(t *testing.T) {
	up := quarters(80, 40)
	for orientation := 1; orientation <= 8; orientation++ {
		// A telephone held so stores what turns upright into up.
		stored := image.NewRGBA(image.Rect(0, 0, 80, 40))
		if orientation >= 5 {
			stored = image.NewRGBA(image.Rect(0, 0, 40, 80))
		}
		for y := range 40 {
			for x := range 80 {
				sx, sy := source(orientation, x, y, stored.Bounds().Dx(), stored.Bounds().Dy())
				stored.SetRGBA(sx, sy, up.RGBAAt(x, y))
			}
		}
		p, err := Read(segment(jpegOf(t, stored), 0xe1, exif(uint16(orientation))))
		if err != nil {
			t.Fatal(err)
		}
		m := decoded(t, p.Large)
		if p.Width != 80 || p.Height != 40 || corner(m, 0, 0) != "truetrue" || corner(m, 1, 0) != "falsetrue" ||
			corner(m, 0, 1) != "truefalse" {
			t.Errorf("orientation %d: %d × %d, %s %s %s", orientation, p.Width, p.Height, corner(m, 0, 0), corner(m, 1, 0),
				corner(m, 0, 1))
		}
	}
}

// TestOrientationAsTheStandardHasIt checks the table against the standard, not
// only against its inverse: 6 is a telephone held upright, whose sensor's left
// side is at the bottom…
func TestOrientationAsTheStandardHasIt(t *testing.T) {
	stored := image.NewRGBA(image.Rect(0, 0, 4, 2))
	stored.SetRGBA(0, 0, color.RGBA{255, 0, 0, 255}) // first row, first column of what is stored
	for orientation, want := range map[int]image.Point{1: {0, 0}, 2: {3, 0}, 3: {3, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0},
		7: {1, 3}, 8: {0, 3}} {
		if got := upright(stored, orientation).RGBAAt(want.X, want.Y); got.R != 255 {
			t.Errorf("orientation %d: the first pixel is not at %v", orientation, want)
		}
	}
}

func TestLargeIsScaledDownAndNothingElseIsKept(t *testing.T) {
	file := segment(jpegOf(t, quarters(3000, 1000)), 0xe1, append(exif(1), []byte("latitude 45.05")...))
	p, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if small := decoded(t, p.Small).Bounds(); p.Width != 2400 || p.Height != 800 || small.Dx() != 800 ||
		small.Dy() != 266 {
		t.Errorf("%d × %d, small %v", p.Width, p.Height, small)
	}
	if bytes.Contains(p.Large, []byte("Exif")) || bytes.Contains(p.Large, []byte("latitude")) {
		t.Error("something of the file survives")
	}
}

func TestTransparentIsWhite(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	p, err := Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if r, g, bl, _ := decoded(t, p.Large).At(10, 10).RGBA(); min(r, g, bl) < 0xfd00 {
		t.Errorf("is %x %x %x", r, g, bl)
	}
}

func TestRefusals(t *testing.T) {
	head := []byte("IHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x02\x00\x00\x00") // 65,536 by 65,536
	bomb := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), binary.BigEndian.AppendUint32(head,
		crc32.ChecksumIEEE(head))...)
	for name, x := range map[string]struct {
		file []byte
		want error
	}{
		"heavy": {make([]byte, MaxBytes+1), ErrTooHeavy}, "heic": {[]byte("\x00\x00\x00\x20ftypheix0000mif1"), ErrHEIC},
		"gif":   {[]byte("GIF89a"), ErrFormat},
		"empty": {nil, ErrEmpty}, "cut": {jpegOf(t, quarters(100, 100))[:300], ErrBroken}, "bomb": {bomb, ErrTooLarge},
		"head": {[]byte("\xff\xd8\xff"), ErrBroken},
	} {
		if _, err := Read(x.file); !errors.Is(err, x.want) {
			t.Errorf("%s: %v, want %v", name, err, x.want)
		}
	}
}

// displayP3 is the profile of a telephone: its primaries at D50, sRGB's curve.
func displayP3() []byte {
	number := func(f float64) []byte { return binary.BigEndian.AppendUint32(nil, uint32(int32(f*65536))) }
	xyz := func(x, y, z float64) []byte {
		return append(append(append([]byte("XYZ \x00\x00\x00\x00"), number(x)...), number(y)...), number(z)...)
	}
	curve := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, n := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		curve = append(curve, number(n)...)
	}
	tags := []struct {
		name string
		data []byte
	}{
		{"rXYZ", xyz(0.51512, 0.2412, -0.00105)}, {"gXYZ", xyz(0.29198, 0.69225, 0.04189)},
		{"bXYZ", xyz(0.1571, 0.06657, 0.78407)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	head := make([]byte, 128)
	copy(head[16:], "RGB XYZ ")
	icc := binary.BigEndian.AppendUint32(head, uint32(len(tags)))
	offset := len(icc) + 12*len(tags)
	var data []byte
	for _, tag := range tags {
		icc = append(icc, tag.name...)
		icc = binary.BigEndian.AppendUint32(icc, uint32(offset+len(data)))
		icc = binary.BigEndian.AppendUint32(icc, uint32(len(tag.data)))
		data = append(data, tag.data...)
	}
	return append(icc, data...)
}

func TestColoursBecomeSRGB(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := 0; i < len(m.Pix); i += 4 {
		copy(m.Pix[i:], []byte{200, 100, 80, 255})
	}
	file := jpegOf(t, m)
	tagged := segment(file, 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), displayP3()...))
	p, err := Read(tagged)
	if err != nil {
		t.Fatal(err)
	}
	r, g, b, _ := decoded(t, p.Large).At(30, 30).RGBA()
	// Display P3 (200, 100, 80) is sRGB (214, 95, 73), give or take JPEG's rounding.
	for _, x := range []struct{ got, want int }{{int(r >> 8), 214}, {int(g >> 8), 95}, {int(b >> 8), 73}} {
		if x.got < x.want-4 || x.got > x.want+4 {
			t.Errorf("became %d %d %d", r>>8, g>>8, b>>8)
			break
		}
	}
	plain, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := decoded(t, plain.Large).At(30, 30).RGBA(); r>>8 < 196 || r>>8 > 204 {
		t.Errorf("a picture without profile changed: red %d", r>>8)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, quarters(16, 8), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add(segment(b.Bytes(), 0xe1, exif(6)))
	f.Add(segment(b.Bytes(), 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), displayP3()...)))
	f.Fuzz(func(t *testing.T, file []byte) {
		orientationOf(file)
		parseProfile(profileOf(file))
		parseProfile(file)
	})
}
