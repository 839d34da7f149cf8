package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
)

// profileMax bounds the colour profile that is read; those of cameras have a
// few kilobytes.
const profileMax = 1 << 20

// profileOf returns the ICC profile of a file, nil when it has none.
func profileOf(file []byte) []byte {
	if bytes.HasPrefix(file, []byte("\x89PNG")) {
		return pngProfile(file)
	}
	if isWebP(file) {
		return webpChunk(file, "ICCP")
	}
	var profile []byte
	segments(file, func(marker byte, data []byte) bool {
		if part, found := bytes.CutPrefix(data, []byte("ICC_PROFILE\x00")); marker == 0xe2 && found && len(part) > 2 {
			profile = append(profile, part[2:]...) // after the part's number and the count of parts
		}
		return len(profile) < profileMax
	})
	return profile
}

func pngProfile(file []byte) []byte {
	for rest := file[8:]; len(rest) >= 12; {
		size := int64(binary.BigEndian.Uint32(rest))
		if size+12 > int64(len(rest)) || string(rest[4:8]) == "IDAT" {
			return nil
		}
		data := rest[8 : 8+size]
		if string(rest[4:8]) == "iCCP" {
			_, packed, found := bytes.Cut(data, []byte{0})
			if !found || len(packed) < 1 {
				return nil
			}
			r, err := zlib.NewReader(bytes.NewReader(packed[1:]))
			if err != nil {
				return nil
			}
			profile, err := io.ReadAll(io.LimitReader(r, profileMax))
			if err != nil {
				return nil
			}
			return profile
		}
		rest = rest[size+12:]
	}
	return nil
}

// profile is a colour space made of three primaries and their curves, which
// is what cameras and telephones write (Display P3, Adobe RGB).
type profile struct {
	matrix [3][3]float64 // linear device colour → linear sRGB
	curves [3][256]float64
}

// parseProfile reads an RGB profile; anything else is left as it is, which is
// what a picture without profile is: sRGB.
func parseProfile(icc []byte) (p profile, ok bool) {
	if len(icc) < 132 || string(icc[16:20]) != "RGB " || string(icc[20:24]) != "XYZ " {
		return p, false
	}
	var toXYZ [3][3]float64
	for i, channel := range []string{"r", "g", "b"} {
		xyz, curve := iccTag(icc, channel+"XYZ"), iccTag(icc, channel+"TRC")
		if len(xyz) < 20 || string(xyz[:4]) != "XYZ " {
			return p, false
		}
		for row := range 3 {
			toXYZ[row][i] = fixed(xyz[8+4*row:])
		}
		f, found := iccCurve(curve)
		if !found {
			return p, false
		}
		for v := range p.curves[i] {
			light := f(float64(v) / 255)
			if math.IsNaN(light) || math.IsInf(light, 0) {
				return p, false
			}
			p.curves[i][v] = light
		}
	}
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				p.matrix[i][j] += xyzToSRGB[i][k] * toXYZ[k][j]
			}
		}
	}
	return p, true
}

// xyzToSRGB leads from the profiles' connection space (XYZ at D50) to linear
// sRGB, by Bradford's adaptation.
var xyzToSRGB = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

func iccTag(icc []byte, name string) []byte {
	count := int64(binary.BigEndian.Uint32(icc[128:]))
	for i := range min(count, 100) {
		entry := 132 + 12*i
		if entry+12 > int64(len(icc)) {
			return nil
		}
		start, size := int64(binary.BigEndian.Uint32(icc[entry+4:])), int64(binary.BigEndian.Uint32(icc[entry+8:]))
		if string(icc[entry:entry+4]) == name && start+size <= int64(len(icc)) {
			return icc[start : start+size]
		}
	}
	return nil
}

// fixed reads a number of 16 bits before and 16 after the point.
//
//nolint:gosec // the same 32 bits, with their sign
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// toSRGB changes the colours of a picture in place.
func (p profile) toSRGB(m *image.RGBA) {
	for i := 0; i+3 < len(m.Pix); i += 4 {
		px := m.Pix[i : i+3 : i+3]
		r, g, b := p.curves[0][px[0]], p.curves[1][px[1]], p.curves[2][px[2]]
		for c := range 3 {
			px[c] = gammaOf(p.matrix[c][0]*r + p.matrix[c][1]*g + p.matrix[c][2]*b)
		}
	}
}

// gamma is sRGB's curve at 4,096 points.
var gamma = func() (table [4096]uint8) {
	for i := range table {
		v := float64(i) / (float64(len(table)) - 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		table[i] = uint8(math.Round(v * 255))
	}
	return table
}()

func gammaOf(linear float64) uint8 {
	return gamma[int(math.Round(min(max(linear, 0), 1)*float64(len(gamma)-1)))]
}
