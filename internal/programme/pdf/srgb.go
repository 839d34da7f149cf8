package pdf

import (
	"encoding/binary"
	"math"
)

// sRGB makes the ICC profile of the screens' and cameras' colours, IEC
// 61966-2-1: a matrix for D50 and the curve in its four parts. It is made here,
// so nobody's licence is on it.
func sRGB() []byte {
	curve := profileTag("para", 3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", description("sRGB")}, {"cprt", description("CC0")},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)}, {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"chad", adaptation()}, {"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	out := make([]byte, 128)
	out = binary.BigEndian.AppendUint32(out, uint32(len(tags))) //nolint:gosec // a profile of three kilobytes, made here
	at := len(out) + 12*len(tags)
	var body []byte
	for _, t := range tags {
		out = append(out, t.name...)
		//nolint:gosec // a profile of three kilobytes, made here
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		//nolint:gosec // a profile of three kilobytes, made here
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 > 0 {
			body = append(body, 0)
		}
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out, uint32(len(out))) //nolint:gosec // a profile of three kilobytes, made here
	copy(out[8:], "\x04\x00\x00\x00mntrRGB XYZ \x07\xea\x00\x01\x00\x01")
	copy(out[36:], "acsp")
	copy(out[68:], xyz(0.9642, 1, 0.8249)[8:])
	return out
}

func fixed(b []byte, v float64) []byte {
	//nolint:gosec // a profile of three kilobytes, made here
	return binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
}

func xyz(x, y, z float64) []byte { return fixed(fixed(fixed([]byte("XYZ \x00\x00\x00\x00"), x), y), z) }

// adaptation is Bradford's, from the light of the screens to that of the press.
func adaptation() []byte {
	b := []byte("sf32\x00\x00\x00\x00")
	for _, v := range []float64{1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168} {
		b = fixed(b, v)
	}
	return b
}

func profileTag(name string, kind byte, values ...float64) []byte {
	b := append([]byte(name), 0, 0, 0, 0, 0, kind, 0, 0)
	for _, v := range values {
		b = fixed(b, v)
	}
	return b
}

// description is a text of a profile in English.
func description(s string) []byte {
	//nolint:gosec // names made here, of some twenty letters
	b := append([]byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS"), 0, 0, 0, byte(2*len(s)), 0, 0, 0, 28)
	for _, c := range []byte(s) {
		b = append(b, 0, c)
	}
	return b
}
