package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/gen2brain/webp"
)

// webpQuality looks like a JPEG of quality, at two thirds of its bytes.
const webpQuality = 76

// Size is a picture as it is sent to a browser.
type Size struct {
	Width  int
	Format string // jpeg or webp
	Data   []byte
}

// Sizes makes of a picture's Large what is sent to browsers: each of the widths, as
// JPEG and as WebP. Let one run at a time: it takes some 130 MB of memory.
func Sizes(large []byte, widths []int) ([]Size, error) {
	source, err := jpeg.Decode(bytes.NewReader(large))
	if err != nil {
		return nil, fmt.Errorf("reading a picture to make its widths: %w", err)
	}
	var sizes []Size
	for _, width := range widths {
		b := source.Bounds()
		m := scaled(source, max(width, (width*b.Dy()+b.Dx()/2)/b.Dx()))
		asJPEG, err := encode(m)
		if err != nil {
			return nil, err
		}
		asWebP, err := encodeWebP(m)
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, Size{Width: width, Format: "webp", Data: asWebP},
			Size{Width: width, Format: "jpeg", Data: asJPEG})
	}
	return sizes, nil
}

// previewQuality is that of a picture that is replaced in a moment.
const previewQuality = 70

// Preview makes of a picture's Small a JPEG of a width, for as long as its Sizes are not
// made: some 15 ms, and 4 MB of memory.
func Preview(small []byte, width int) ([]byte, error) {
	source, err := jpeg.Decode(bytes.NewReader(small))
	if err != nil {
		return nil, fmt.Errorf("reading a picture to preview it: %w", err)
	}
	b := source.Bounds()
	var out bytes.Buffer
	err = jpeg.Encode(&out, scaled(source, max(width, (width*b.Dy()+b.Dx()/2)/b.Dx())),
		&jpeg.Options{Quality: previewQuality})
	if err != nil {
		return nil, fmt.Errorf("writing a preview: %w", err)
	}
	return out.Bytes(), nil
}

func encodeWebP(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := webp.Encode(&b, m, webp.Options{Quality: webpQuality, Method: 4}); err != nil {
		return nil, fmt.Errorf("writing a picture as WebP: %w", err)
	}
	return b.Bytes(), nil
}
