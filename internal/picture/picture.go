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
	_ "image/png" // read as well
	"runtime/debug"

	"golang.org/x/image/webp"
)

// What a file may be, and what is made of it.
const (
	MaxBytes  = 15 << 20
	MaxPixels = 60_000_000 // a telephone of today takes 50
	maxMemory = 97 << 20   // bytes that decoding may take: 50 million pixels at two samples each
	largeSide = 2400
	smallSide = 800
	quality   = 84
)

// The refusals of a file. The last five are of pictures that take more memory
// than others of their size, and a person can do something about each.
var (
	ErrEmpty       = errors.New("picture: no bytes")
	ErrTooHeavy    = errors.New("picture: more than 15 MB")
	ErrHEIC        = errors.New("picture: HEIC or AVIF")
	ErrFormat      = errors.New("picture: neither JPEG nor PNG nor WebP")
	ErrTooLarge    = errors.New("picture: more than 60 million pixels")
	ErrBroken      = errors.New("picture: damaged file")
	ErrProgressive = errors.New("picture: too large for a progressive JPEG")
	ErrDeep        = errors.New("picture: too large for a PNG of 16 bits a colour")
	ErrInterlaced  = errors.New("picture: too large for an interlaced PNG")
	ErrForeign     = errors.New("picture: an animated, transparent or lossless WebP")
	ErrDense       = errors.New("picture: too much memory for its kind")
)

// Picture is a photograph ready to be shown, as two JPEG files in sRGB.
type Picture struct {
	Large, Small  []byte
	Width, Height int // of Large, in pixels
}

// Inspect refuses, at little cost, a file that Read would refuse: by its
// weight, its first bytes, the size it announces and the memory it would take.
func Inspect(file []byte) error {
	switch {
	case len(file) == 0:
		return ErrEmpty
	case len(file) > MaxBytes:
		return ErrTooHeavy
	case isHEIC(file):
		return ErrHEIC
	case !bytes.HasPrefix(file, []byte("\xff\xd8\xff")) && !bytes.HasPrefix(file, []byte("\x89PNG\r\n\x1a\n")) &&
		!isWebP(file):
		return ErrFormat
	}
	config, err := configOf(file)
	if err != nil {
		return ErrBroken
	}
	if config.Width < 1 || config.Height < 1 || config.Width > MaxPixels/config.Height {
		return ErrTooLarge
	}
	f, ok := formatOf(file)
	if !ok {
		return ErrBroken
	}
	return f.refusal()
}

// configOf reads the size that a file announces. The program's encoder of WebP
// registers a decoder of its own with image, which no file of others may reach.
func configOf(file []byte) (image.Config, error) {
	if isWebP(file) {
		return webp.DecodeConfig(bytes.NewReader(file))
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	return config, err
}

// refusal names what makes a picture take too much memory.
func (f format) refusal() error {
	switch {
	case f.foreign:
		return ErrForeign
	case f.memory <= maxMemory:
		return nil
	case f.progressive:
		return ErrProgressive
	case f.deep:
		return ErrDeep
	case f.interlaced:
		return ErrInterlaced
	}
	return ErrDense
}

// isHEIC recognises the container that telephones write HEIC and AVIF in.
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

// Read decodes a JPEG, PNG or WebP file and makes the two pictures of it. The largest
// takes 150 MB of memory, the file's bytes included: let one run at a time.
func Read(file []byte) (Picture, error) {
	if err := Inspect(file); err != nil {
		return Picture{}, err
	}
	large, err := decode(file)
	if err != nil {
		return Picture{}, err
	}
	if p, ok := parseProfile(profileOf(file)); ok {
		p.toSRGB(large)
	}
	large = upright(large, orientationOf(file))
	p := Picture{Width: large.Bounds().Dx(), Height: large.Bounds().Dy()}
	if p.Large, err = encode(large); err != nil {
		return Picture{}, err
	}
	p.Small, err = encode(scaled(large, smallSide))
	return p, err
}

// decode reads the picture scaled down. The collector runs before and after a
// decoding that takes much memory: otherwise garbage of the same size would
// stay beside it.
func decode(file []byte) (*image.RGBA, error) {
	if f, _ := formatOf(file); f.memory > 16<<20 {
		debug.FreeOSMemory()
		defer debug.FreeOSMemory()
	}
	source, err := decodeWhole(file)
	if err != nil {
		return nil, ErrBroken
	}
	return scaled(source, largeSide), nil
}

func decodeWhole(file []byte) (image.Image, error) {
	if isWebP(file) {
		return decodeWebP(file)
	}
	m, _, err := image.Decode(bytes.NewReader(file))
	return m, err
}

func encode(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("writing a picture: %w", err)
	}
	return b.Bytes(), nil
}
