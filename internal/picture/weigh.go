package picture

import (
	"bytes"
	"encoding/binary"
)

// A decoder allocates the whole picture at once, so the memory it needs follows
// from the head of the file. These functions and webpFormat count what the
// decoders allocate.

// format is how a picture is stored, as far as its memory depends on it.
type format struct {
	memory      int64 // bytes that decoding takes
	deep        bool  // 16 bits for each colour
	interlaced  bool  // a PNG in seven passes
	progressive bool  // a JPEG in several scans
	foreign     bool  // a WebP that is no photograph
}

// formatOf reads the head of a file; ok is false where there is none.
func formatOf(file []byte) (f format, ok bool) {
	switch {
	case bytes.HasPrefix(file, []byte("\x89PNG")):
		return pngFormat(file)
	case isWebP(file):
		return webpFormat(file)
	}
	return jpegFormat(file)
}

// pngFormat counts bytes by depth and kind of colour. Reading in passes makes
// every pass a picture of its own, together as large as the whole.
func pngFormat(file []byte) (f format, ok bool) {
	if len(file) < 33 || string(file[12:16]) != "IHDR" {
		return f, false
	}
	area := int64(binary.BigEndian.Uint32(file[16:])) * int64(binary.BigEndian.Uint32(file[20:]))
	depth, colour := file[24], file[25]
	f.deep, f.interlaced = depth == 16, file[28] != 0
	f.memory = area * 4
	if colour == 3 || colour == 0 && !hasTransparency(file) { // a palette, or greys alone
		f.memory = area
	}
	if f.deep {
		f.memory *= 2
	}
	if f.interlaced {
		f.memory *= 2
	}
	return f, true
}

// hasTransparency reports whether a PNG names a transparent colour.
func hasTransparency(file []byte) bool {
	for rest := file[8:]; len(rest) >= 12; {
		size := int64(binary.BigEndian.Uint32(rest))
		switch kind := string(rest[4:8]); {
		case kind == "tRNS":
			return true
		case kind == "IDAT", size > int64(len(rest))-12:
			return false
		}
		rest = rest[size+12:]
	}
	return false
}

// jpegFormat counts one byte a sample, four more where the coefficients of all
// blocks are held until the last scan, and four a pixel where inks or RGB are
// converted.
func jpegFormat(file []byte) (f format, ok bool) {
	converted := false
	var pixels, samples int64
	segments(file, func(marker byte, data []byte) bool {
		if marker == 0xee && bytes.HasPrefix(data, []byte("Adobe")) {
			converted = converted || len(data) >= 12 && data[11] == 0
		}
		if ok || marker < 0xc0 || marker > 0xc2 {
			return true
		}
		f.progressive = marker == 0xc2
		var inks bool
		pixels, samples, inks = frame(data)
		converted, ok = converted || inks, samples > 0
		return true
	})
	f.memory = samples
	if f.progressive {
		f.memory += 4 * samples
	}
	if converted {
		f.memory += 4 * pixels
	}
	return f, ok
}

// frame counts the pixels and, in whole blocks, the samples of a JPEG frame;
// inks is true if its components are not luminance and two colours. What the
// decoder would refuse has no samples.
func frame(data []byte) (pixels, samples int64, inks bool) {
	if len(data) < 6 || len(data) != 6+3*int(data[5]) || data[5] == 0 {
		return 0, 0, false
	}
	height, width := int64(binary.BigEndian.Uint16(data[1:])), int64(binary.BigEndian.Uint16(data[3:]))
	var across, down, blocks int64
	ids := make([]byte, 0, 4)
	for c := range int(data[5]) {
		part := data[6+3*c:]
		h, v := int64(part[1]>>4), int64(part[1]&15)
		if data[5] == 1 {
			h, v = 1, 1
		}
		across, down, blocks = max(across, h), max(down, v), blocks+h*v
		ids = append(ids, part[0])
	}
	if across == 0 || down == 0 {
		return 0, 0, false
	}
	units := ((width + 8*across - 1) / (8 * across)) * ((height + 8*down - 1) / (8 * down))
	return width * height, 64 * units * blocks, len(ids) == 4 || string(ids) == "RGB"
}
