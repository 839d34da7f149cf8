package programme

import (
	"bytes"
	"image"
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
	size := sizeOf(p)
	if size.X < 1 || size.Y < 1 {
		s.repair(WarningPhoto, "", "photo")
		return nil
	}
	return &photo{p.Large, size.X, size.Y, s.line(p.Alt), s.line(p.Credit)}
}

// sizes remembers what photos' headers say.
var sizes = recall[photoKey, image.Point]{most: 4096}

type photoKey struct {
	sum    [32]byte
	length int
}

// sizeOf reads a photo's size, none where it is not one that can be embedded.
func sizeOf(p *jema.Photo) image.Point {
	read := func(photoKey) image.Point {
		config, err := jpeg.DecodeConfig(bytes.NewReader(p.Large))
		if err != nil || config.ColorModel != color.YCbCrModel && config.ColorModel != color.GrayModel {
			return image.Point{}
		}
		return image.Pt(config.Width, config.Height)
	}
	key := photoKey{p.SHA256, len(p.Large)}
	if p.SHA256 == ([32]byte{}) { // unnamed
		return read(key)
	}
	return sizes.of(key, read)
}

// within returns the size of the photo in a box, whole and undistorted.
func (p *photo) within(w, h int) (int, int) {
	if p.width*h > p.height*w {
		return w, w * p.height / p.width
	}
	return h * p.width / p.height, h
}
