// Package picture turns a photograph that somebody sends into two that can be
// shown: turned upright, in sRGB, no larger than needed, written anew. Nothing
// of the file that was sent survives: no EXIF, no place, no thumbnail.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png" // the other format that is read

	"golang.org/x/image/draw"
)

// What a file may be, and what is made of it.
const (
	MaxBytes  = 15 << 20
	MaxPixels = 60_000_000 // a telephone of today takes 50
	largeSide = 2400
	smallSide = 800
	quality   = 84
)

// The refusals of a file.
var (
	ErrTooHeavy = errors.New("picture: more than 15 MB")
	ErrHEIC     = errors.New("picture: HEIC or AVIF")
	ErrFormat   = errors.New("picture: neither JPEG nor PNG")
	ErrTooLarge = errors.New("picture: more than 60 million pixels")
	ErrBroken   = errors.New("picture: damaged file")
)

// Picture is a photograph ready to be shown, as two JPEG files in sRGB.
type Picture struct {
	Large, Small  []byte
	Width, Height int // of Large, in pixels
}

// Inspect refuses, at little cost, a file that Read would refuse: by its
// weight, its first bytes and the size it announces.
func Inspect(file []byte) error {
	switch {
	case len(file) > MaxBytes:
		return ErrTooHeavy
	case isHEIC(file):
		return ErrHEIC
	case !bytes.HasPrefix(file, []byte("\xff\xd8\xff")) && !bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")):
		return ErrFormat
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return ErrBroken
	}
	if config.Width < 1 || config.Height < 1 || config.Width > MaxPixels/config.Height {
		return ErrTooLarge
	}
	return nil
}

// isHEIC knows the container that telephones write HEIC and AVIF in.
func isHEIC(file []byte) bool {
	if len(file) < 12 || string(file[4:8]) != "ftyp" {
		return false
	}
	switch string(file[8:12]) {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis":
		return true
	}
	return false
}

// Read decodes a JPEG or PNG file and makes the two pictures of it. It needs
// some 300 MB of memory for the largest: bound how many run at once.
func Read(file []byte) (Picture, error) {
	if err := Inspect(file); err != nil {
		return Picture{}, err
	}
	source, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return Picture{}, ErrBroken
	}
	large := onWhite(shrunk(source, largeSide), largeSide)
	if p, ok := parseProfile(profileOf(file)); ok {
		p.toSRGB(large)
	}
	large = upright(large, orientationOf(file))
	small := onWhite(large, smallSide)
	p := Picture{Width: large.Bounds().Dx(), Height: large.Bounds().Dy()}
	if p.Large, err = encode(large); err != nil {
		return Picture{}, err
	}
	p.Small, err = encode(small)
	return p, err
}

// onWhite scales a picture down so that neither side is longer than side; what
// is transparent becomes white. A smaller one keeps its size.
func onWhite(source image.Image, side int) *image.RGBA {
	b := source.Bounds()
	w, h := fit(b.Dx(), b.Dy(), side)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	scaler := draw.Scaler(draw.CatmullRom)
	if w == b.Dx() && h == b.Dy() {
		scaler = draw.NearestNeighbor
	}
	scaler.Scale(out, out.Bounds(), source, b, draw.Over, nil)
	return out
}

// shrunk averages squares of whole pixels, as long as no side becomes shorter
// than side: the fine scaler alone would need 32 bytes for each pixel of its
// way, half a gigabyte for a telephone's picture.
func shrunk(source image.Image, side int) image.Image {
	b := source.Bounds()
	n := max(b.Dx(), b.Dy()) / side
	w, h := b.Dx()/max(n, 1), b.Dy()/max(n, 1)
	if n < 2 || w == 0 || h == 0 {
		return source
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	band := image.NewRGBA(image.Rect(0, 0, w*n, n))
	for y := range h {
		draw.Draw(band, band.Bounds(), source, image.Pt(b.Min.X, b.Min.Y+y*n), draw.Src)
		for x := range w {
			average(band, x*n, n, out.Pix[out.PixOffset(x, y):][:4])
		}
	}
	return out
}

// average puts the mean colour of the square of n pixels at x into to.
func average(band *image.RGBA, x, n int, to []uint8) {
	var sum [4]int
	for y := range n {
		row := band.Pix[band.PixOffset(x, y):][:4*n]
		for i, v := range row {
			sum[i&3] += int(v)
		}
	}
	for i, v := range sum {
		to[i] = uint8((v + n*n/2) / (n * n))
	}
}

func fit(w, h, side int) (int, int) {
	if w <= side && h <= side {
		return w, h
	}
	if w >= h {
		return side, max(1, h*side/w)
	}
	return max(1, w*side/h), side
}

func encode(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("writing a picture: %w", err)
	}
	return b.Bytes(), nil
}
