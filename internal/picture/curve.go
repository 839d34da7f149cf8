package picture

import (
	"encoding/binary"
	"math"
)

// iccCurve reads how a channel's values become light: a formula or a table.
func iccCurve(tag []byte) (func(float64) float64, bool) {
	if len(tag) < 12 {
		return nil, false
	}
	switch string(tag[:4]) {
	case "para":
		return parametric(tag)
	case "curv":
		return sampled(tag)
	}
	return nil, false
}

// parameters is how many numbers each of ICC's formulas has.
var parameters = []int{1, 3, 4, 5, 7}

func parametric(tag []byte) (func(float64) float64, bool) {
	kind := int(binary.BigEndian.Uint16(tag[8:]))
	if kind >= len(parameters) || len(tag) < 12+4*parameters[kind] {
		return nil, false
	}
	n := [7]float64{1, 1} // gamma, a, b, c, d, e, f
	for i := range parameters[kind] {
		n[i] = fixed(tag[12+4*i:])
	}
	g, a, b, c, d, e, f := n[0], n[1], n[2], n[3], n[4], n[5], n[6]
	switch kind {
	case 0:
		a, d = 1, -1
	case 1, 2: // the straight part is constant: c of the file is added to both
		e, f = c, c
		d, c = -b/a, 0
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(max(a*x+b, 0), g) + e
		}
		return c*x + f
	}, true
}

func sampled(tag []byte) (func(float64) float64, bool) {
	n := int64(binary.BigEndian.Uint32(tag[8:]))
	values := tag[12:]
	switch {
	case n == 0:
		return func(x float64) float64 { return x }, true
	case n > 65536 || int64(len(values)) < 2*n:
		return nil, false
	case n == 1:
		g := float64(binary.BigEndian.Uint16(values)) / 256
		return func(x float64) float64 { return math.Pow(x, g) }, true
	}
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(values[2*i:])) / 65535 }
	return func(x float64) float64 {
		place := x * float64(n-1)
		i := min(int(place), int(n)-2)
		return at(i) + (place-float64(i))*(at(i+1)-at(i))
	}, true
}
