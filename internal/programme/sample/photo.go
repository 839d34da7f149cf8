package sample

import (
	"bytes"
	"crypto/sha256"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"sync"

	"jema/internal/jema"
)

// pictures are as many photos as a programme of 25 has: drawing one takes
// longer than printing it.
const pictures = 12

var (
	drawn   [pictures][]byte
	drawing [pictures]sync.Once
)

// photo is an invented picture, upright for one workshop in four.
func photo(id int64, seed int, alt string) *jema.Photo {
	k := seed % pictures
	w, h := 900, 600
	switch k % 4 {
	case 1: // sharp enough across a page
		w, h = 1200, 800
	case 3:
		w, h = 600, 800
	}
	drawing[k].Do(func() { drawn[k] = picture(w, h, k) })
	return &jema.Photo{ID: jema.PhotoID(id), Alt: "Image de démonstration : " + alt, Credit: credits[seed%len(credits)],
		Width: w, Height: h,
		SHA256: sha256.Sum256(drawn[k]), Large: drawn[k]}
}

// picture draws rings and shavings in the colours of a workshop.
func picture(w, h, seed int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	x0, y0 := float64(w)*(0.3+0.05*float64(seed%8)), float64(h)*(0.2+0.06*float64(seed%9))
	for y := range h {
		for x := range w {
			d := math.Hypot(float64(x)-x0, 1.3*(float64(y)-y0))
			v := 0.5 + 0.5*math.Sin(d/(9+float64(seed))+math.Sin(float64(x+y)/70)*2)
			light := 1 - 0.6*d/math.Hypot(float64(w), float64(h))
			r, g, b := 120+90*v, 85+70*v, 55+float64(seed*9%60)*v
			img.SetRGBA(x, y, color.RGBA{uint8(r * light), uint8(g * light), uint8(b * light), 255})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 78}); err != nil {
		return nil // a buffer takes everything
	}
	return out.Bytes()
}
