package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// segments calls visit with each marker segment of a JPEG file until visit
// returns false. It finds them as image/jpeg does, those after image data too:
// what is not a marker is skipped, restart markers have no length. Otherwise a
// hostile file could show one size here and another to the decoder.
func segments(file []byte, visit func(marker byte, data []byte) bool) {
	if !bytes.HasPrefix(file, []byte{0xff, 0xd8}) {
		return
	}
	for rest := file[2:]; ; {
		at := bytes.IndexByte(rest, 0xff)
		if at < 0 || len(rest) < at+4 {
			return
		}
		rest = rest[at:]
		marker := rest[1]
		switch {
		case marker == 0xff: // a fill byte
			rest = rest[1:]
			continue
		case marker == 0 || marker >= 0xd0 && marker <= 0xd7:
			rest = rest[2:]
			continue
		}
		size := int(binary.BigEndian.Uint16(rest[2:4]))
		if marker == 0xd9 || size < 2 || len(rest) < 2+size || !visit(marker, rest[4:2+size]) {
			return
		}
		rest = rest[2+size:]
	}
}

// orientationOf reads how a telephone was held, 1 to 8 as EXIF counts; 1 is
// upright, and what everything unreadable is taken for.
func orientationOf(file []byte) int {
	if isWebP(file) {
		return webpOrientation(file)
	}
	orientation := 1
	segments(file, func(marker byte, data []byte) bool {
		tiff, found := bytes.CutPrefix(data, []byte("Exif\x00\x00"))
		if marker != 0xe1 || !found {
			return true
		}
		orientation = orientationTag(tiff)
		return false
	})
	return orientation
}

// orientationTag looks for tag 0x0112 in the first directory of a TIFF block.
func orientationTag(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	start := int64(order.Uint32(tiff[4:8]))
	if start+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[start+2:]
	for range order.Uint16(tiff[start : start+2]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries[:2]) == 0x0112 {
			if v := int(order.Uint16(entries[8:10])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// upright turns a picture taken in one of EXIF's eight positions.
func upright(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			sx, sy := source(orientation, x, y, w, h)
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(sx, sy):][:4])
		}
	}
	return out
}

// source returns which pixel of the picture as it was taken, w by h, belongs at
// x, y of the upright one.
func source(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}
