package picture

import (
	"bytes"
	"image"
	"image/jpeg"
)

// Cut returns a part of a JPEG that we made, in pixels, scaled down to a width
// and written anew. The same file, part and width make the same bytes.
func Cut(file []byte, part image.Rectangle, width int) ([]byte, error) {
	whole, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, ErrBroken
	}
	shown, ok := whole.(interface {
		SubImage(image.Rectangle) image.Image
	})
	part = part.Add(whole.Bounds().Min).Intersect(whole.Bounds())
	if !ok || part.Empty() {
		return nil, ErrBroken
	}
	width = min(max(width, 1), part.Dx())
	return encode(scaled(shown.SubImage(part), max(width, width*part.Dy()/part.Dx())))
}
