package programme

import (
	"bytes"
	"image/color"
	"image/jpeg"

	"jema/internal/jema"
)

// photo is a picture that can be printed.
type photo struct {
	data          []byte
	width, height int
	alt, credit   string
}

// readPhoto looks at a photo before it is laid out; one that the object writer
// could not embed is left out and recorded.
func readPhoto(s *setter, p *jema.Photo) *photo {
	if p == nil {
		return nil
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(p.Large))
	if err != nil || config.Width < 1 || config.Height < 1 {
		s.repair(WarningPhoto, "", "photo")
		return nil
	}
	if config.ColorModel != color.YCbCrModel && config.ColorModel != color.GrayModel {
		s.repair(WarningPhoto, "", "photo")
		return nil
	}
	return &photo{p.Large, config.Width, config.Height, s.line(p.Alt), s.line(p.Credit)}
}

// within returns the size of the photo in a box, whole and undistorted.
func (p *photo) within(w, h int) (int, int) {
	if p.width*h > p.height*w {
		return w, w * p.height / p.width
	}
	return h * p.width / p.height, h
}
