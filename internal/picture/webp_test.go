package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	encoder "github.com/gen2brain/webp"
)

// webpOf is a picture as a WebP photograph, by an encoder that is not ours.
func webpOf(t testing.TB, m image.Image, options encoder.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encoder.Encode(&b, m, options); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// extended puts chunks around the frame of a WebP photograph of 80 by 40.
func extended(file []byte, flags byte, before, after []string) []byte {
	head := "VP8X" + string([]byte{flags, 0, 0, 0, 79, 0, 0, 39, 0, 0})
	frame := "VP8 " + string(webpChunk(file, "VP8 "))
	return riff(append(append(append([]string{head}, before...), frame), after...)...)
}

func TestWebPIsReadInItsColours(t *testing.T) {
	for _, c := range []color.RGBA{{255, 255, 255, 255}, {0, 0, 0, 255}, {200, 30, 30, 255}, {30, 120, 200, 255}} {
		m := image.NewRGBA(image.Rect(0, 0, 80, 40))
		draw.Draw(m, m.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
		p, err := Read(webpOf(t, m, encoder.Options{Quality: 95}))
		if err != nil {
			t.Fatal(err)
		}
		got := color.RGBAModel.Convert(decoded(t, p.Large).At(40, 20)).(color.RGBA)
		for i, pair := range [3][2]uint8{{got.R, c.R}, {got.G, c.G}, {got.B, c.B}} {
			if d := int(pair[0]) - int(pair[1]); d < -6 || d > 6 {
				t.Errorf("%v became %v (channel %d)", c, got, i)
			}
		}
	}
}

func TestWebPIsTurnedAndConverted(t *testing.T) {
	plain := webpOf(t, quarters(80, 40), encoder.Options{Quality: 95})
	tiff := string(exif(6)[6:])
	for name, after := range map[string]string{"bare": "EXIF" + tiff, "as in a JPEG": "EXIFExif\x00\x00" + tiff} {
		p, err := Read(extended(plain, 1<<3, nil, []string{after}))
		if err != nil {
			t.Fatal(err)
		}
		if p.Width != 40 || p.Height != 80 {
			t.Errorf("%s: %d by %d, not turned", name, p.Width, p.Height)
		}
	}
	m := image.NewRGBA(image.Rect(0, 0, 80, 40))
	draw.Draw(m, m.Bounds(), image.NewUniform(color.RGBA{200, 100, 80, 255}), image.Point{}, draw.Src)
	p, err := Read(extended(webpOf(t, m, encoder.Options{Quality: 95}), 1<<5, []string{"ICCP" + string(displayP3())}, nil))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := decoded(t, p.Large).At(30, 30).RGBA(); r>>8 < 208 {
		t.Errorf("red %d: the profile is not applied", r>>8)
	}
}

// TestWebPThatIsNoPhotograph is refused with its own reason, before anything is
// decoded, wherever its chunks are.
func TestWebPThatIsNoPhotograph(t *testing.T) {
	plain := webpOf(t, quarters(80, 40), encoder.Options{Quality: 80})
	clear := image.NewNRGBA(image.Rect(0, 0, 80, 40))
	for name, file := range map[string][]byte{
		"lossless":              webpOf(t, quarters(80, 40), encoder.Options{Lossless: true}),
		"transparent":           webpOf(t, clear, encoder.Options{Quality: 80}),
		"animated":              extended(plain, 1<<1, []string{"ANIM" + strings.Repeat("\x00", 6)}, nil),
		"alpha not announced":   extended(plain, 0, []string{"ALPH\x01\x00"}, nil),
		"lossless before photo": extended(plain, 0, []string{"VP8L\x2f\xff\xff\xff\xff"}, nil),
	} {
		if err := Inspect(file); !errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, file := range map[string][]byte{
		"cut": plain[:len(plain)/2], "head": plain[:16], "sizes differ": riff("VP8X"+strings.Repeat("\x00", 10),
			"VP8 "+string(webpChunk(plain, "VP8 "))),
	} {
		if _, err := Read(file); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
