package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
)

// Edit is how a picture is turned and then cropped.
type Edit struct {
	Turns                    int // quarter turns to the right
	Left, Right, Top, Bottom int // per cent of a side that is cut off
}

// CropMost is how much of a side may be cut off at either end, in per cent.
const CropMost = 40

// IsNone reports whether an edit changes nothing.
func (e Edit) IsNone() bool { e.Turns &= 3; return e == Edit{} }

// turned are EXIF's orientations of a picture after 0 to 3 quarter turns to the right.
var turned = [4]int{1, 6, 3, 8}

// Apply makes a picture anew of its Large, turned and cropped.
func (e Edit) Apply(large []byte) (p Picture, err error) {
	source, err := jpeg.Decode(bytes.NewReader(large))
	if err != nil {
		return p, fmt.Errorf("reading a picture to edit it: %w", err)
	}
	m := upright(scaled(source, largeSide), turned[e.Turns&3])
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	part := image.Rect(w*e.Left/100, h*e.Top/100, w-w*e.Right/100, h-h*e.Bottom/100)
	m, _ = m.SubImage(part).(*image.RGBA)
	p = Picture{Width: part.Dx(), Height: part.Dy()}
	if p.Large, err = encode(m); err != nil {
		return p, err
	}
	p.Small, err = encode(scaled(m, smallSide))
	return p, err
}
