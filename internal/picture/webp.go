package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"iter"

	"golang.org/x/image/webp"
)

// isWebP recognises a WebP file by its first bytes.
func isWebP(file []byte) bool {
	return len(file) >= 16 && string(file[:4]) == "RIFF" && string(file[8:12]) == "WEBP"
}

// webpChunks are the chunks of a WebP file, by name, in their order.
func webpChunks(file []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for rest := file[12:]; len(rest) >= 8; {
			size := int64(binary.LittleEndian.Uint32(rest[4:]))
			if size > int64(len(rest))-8 || !yield(string(rest[:4]), rest[8:8+size]) {
				return
			}
			rest = rest[min(8+size+size&1, int64(len(rest))):]
		}
	}
}

// webpFormat counts what golang.org/x/image/webp allocates for a photograph: a
// byte and a half a pixel, in whole blocks of 16 by 16, and a copy of the file.
// Animations, transparency and pictures without loss are foreign: a hostile one
// could name 65,536 tables, which take 170 MB, in a file of any size.
func webpFormat(file []byte) (f format, ok bool) {
	for name, data := range webpChunks(file) {
		switch {
		case name == "VP8L" || name == "ALPH" || name == "ANIM" || name == "ANMF":
			return format{foreign: true}, true
		case name == "VP8X" && len(data) == 10:
			const animated, transparent = 1 << 1, 1 << 4
			f.foreign = f.foreign || data[0]&(animated|transparent) != 0
		case name == "VP8 " && len(data) >= 10:
			width := int64(binary.LittleEndian.Uint16(data[6:]) & 0x3fff)
			height := int64(binary.LittleEndian.Uint16(data[8:]) & 0x3fff)
			f.memory = 384*((width+15)/16)*((height+15)/16) + int64(len(data))
			return f, true
		}
	}
	return f, false
}

// webpChunk returns the first chunk of a name, nil where there is none.
func webpChunk(file []byte, wanted string) []byte {
	for name, data := range webpChunks(file) {
		if name == wanted {
			return data
		}
	}
	return nil
}

// webpOrientation is the position that the EXIF chunk of a WebP file names.
// Some programs begin it as in a JPEG file.
func webpOrientation(file []byte) int {
	return orientationTag(bytes.TrimPrefix(webpChunk(file, "EXIF"), []byte("Exif\x00\x00")))
}

// decodeWebP decodes a photograph. WebP's luminance extends from 16 to 235 and
// its colours from 16 to 240 (ITU-R BT.601), while image.YCbCr has all 256
// values: without stretching, white would be grey.
func decodeWebP(file []byte) (image.Image, error) {
	m, err := webp.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	frame, ok := m.(*image.YCbCr)
	if !ok {
		return nil, fmt.Errorf("a WebP photograph decodes to %T", m)
	}
	stretch(frame.Y, 16, 0, 219)
	stretch(frame.Cb, 128, 128, 224)
	stretch(frame.Cr, 128, 128, 224)
	return frame, nil
}

// stretch maps the samples of a plane, whose values extend over extent
// around from, to 255 around to.
func stretch(plane []byte, from, to, extent int) {
	var table [256]byte
	for v := range table {
		scaled := (2*255*(v-from) + extent*sign(v-from)) / (2 * extent)
		table[v] = byte(min(max(to+scaled, 0), 255)) //nolint:gosec // bounded
	}
	for i, v := range plane {
		plane[i] = table[v]
	}
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}
