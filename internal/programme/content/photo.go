package content

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"

	"jema/internal/jema"
)

// Photo is a picture that can be printed.
type Photo struct {
	Data          []byte
	width, height int
	Alt, Credit   string
}

// readPhoto looks at a photo before it is laid out; one that gofpdf
// could not embed is left out and recorded.
func readPhoto(s *Setter, p *jema.Photo) *Photo {
	if p == nil {
		return nil
	}
	size := sizeOf(p)
	if size.X < 1 || size.Y < 1 {
		s.repair(WarningPhoto, "", "photo")
		return nil
	}
	return &Photo{p.Large, size.X, size.Y, s.Line(p.Alt), s.Line(p.Credit)}
}

// sizeOf reads a photo's size, none where it is not one that can be embedded.
func sizeOf(p *jema.Photo) image.Point {
	config, err := jpeg.DecodeConfig(bytes.NewReader(p.Large))
	if err != nil || config.ColorModel != color.YCbCrModel && config.ColorModel != color.GrayModel {
		return image.Point{}
	}
	return image.Pt(config.Width, config.Height)
}

// Within returns the size of the photo in a box, whole and undistorted.
func (p *Photo) Within(w, h int) (int, int) {
	if p.width*h > p.height*w {
		return w, w * p.height / p.width
	}
	return h * p.width / p.height, h
}
