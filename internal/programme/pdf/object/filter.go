package object

import (
	"bytes"
	"compress/lzw"
	"encoding/ascii85"
	"encoding/hex"
	"io"

	"github.com/klauspost/compress/zlib"
	early "golang.org/x/image/tiff/lzw" // codes grow a step earlier, as in TIFF
)

// largest is how many bytes a stream may unfold to.
const largest = 24 << 20

// Decode returns a stream's bytes without its filters, one after the other:
// deflated, LZW, run lengths, and what is written in letters. Those of images are
// ErrBroken.
func (s *Stream) Decode() ([]byte, error) {
	filters, parms := Row(s.Dict.Get("Filter")), Row(s.Dict.Get("DecodeParms"))
	data := s.Data
	for i, f := range filters {
		var d Dict
		if i < len(parms) {
			d = DictOf(parms[i])
		}
		name, _ := Of(f).(Name)
		unfold, known := unfolds[name]
		if !known {
			return nil, ErrBroken
		}
		var err error
		if data, err = unfold(data, d); err != nil {
			return nil, err
		}
		if !s.left.unfold(len(data) + costFilter) {
			return nil, ErrBroken
		}
	}
	return data, nil
}

// Row is the array of what may be one value or several: none for nil.
func Row(v any) Array {
	switch x := Of(v).(type) {
	case nil:
		return nil
	case Array:
		return x
	default:
		return Array{x}
	}
}

// unfolds undo filters.
var unfolds = map[Name]func([]byte, Dict) ([]byte, error){
	"FlateDecode": func(data []byte, d Dict) ([]byte, error) {
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, ErrBroken
		}
		return predicted(r, d)
	},
	"LZWDecode": func(data []byte, d Dict) ([]byte, error) {
		if change, ok := d.Get("EarlyChange").(int); ok && change == 0 {
			return predicted(lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8), d)
		}
		return predicted(early.NewReader(bytes.NewReader(data), early.MSB, 8), d)
	},
	"RunLengthDecode": func(data []byte, _ Dict) ([]byte, error) { return runs(data) },
	"ASCII85Decode": func(data []byte, _ Dict) ([]byte, error) {
		data, _, _ = bytes.Cut(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")), []byte("~>"))
		return bounded(ascii85.NewDecoder(bytes.NewReader(data)))
	},
	"ASCIIHexDecode": func(data []byte, _ Dict) ([]byte, error) {
		data, _, _ = bytes.Cut(data, []byte(">"))
		digits := make([]byte, 0, len(data)+1)
		for _, c := range data {
			if !isSpace(c) {
				digits = append(digits, c)
			}
		}
		if len(digits)%2 == 1 {
			digits = append(digits, '0')
		}
		return bounded(hex.NewDecoder(bytes.NewReader(digits)))
	},
}

// bounded reads no more than a stream may unfold to. What can be read of a
// damaged one counts.
func bounded(r io.Reader) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, largest+1))
	if len(out) > largest || err != nil && len(out) == 0 {
		return nil, ErrBroken
	}
	return out, nil
}

func predicted(r io.Reader, d Dict) ([]byte, error) {
	data, err := bounded(r)
	if err != nil {
		return nil, err
	}
	return unpredict(data, d)
}

// runs undoes run lengths: a length below 128 is followed by as many bytes and
// one, one above by a byte that is repeated 257 minus the length times.
func runs(data []byte) ([]byte, error) {
	var out []byte
	for len(data) > 1 && data[0] != 128 && len(out) <= largest {
		n := int(data[0])
		if n > 128 {
			out = append(out, bytes.Repeat(data[1:2], 257-n)...)
			data = data[2:]
			continue
		}
		if len(data) < n+2 {
			return nil, ErrBroken
		}
		out, data = append(out, data[1:n+2]...), data[n+2:]
	}
	if len(out) > largest {
		return nil, ErrBroken
	}
	return out, nil
}

// unpredict undoes the predictors of PNG, and that of TIFF for whole bytes.
func unpredict(data []byte, d Dict) ([]byte, error) {
	predictor, _ := d.Get("Predictor").(int)
	if predictor < 2 {
		return data, nil
	}
	whole := func(key Name, fallback int) int {
		if v, ok := d.Get(key).(int); ok {
			return v
		}
		return fallback
	}
	bits, colours, columns := whole("BitsPerComponent", 8), whole("Colors", 1), whole("Columns", 1)
	if predictor == 2 && bits == 8 && colours > 0 && colours <= 32 && columns > 0 && columns <= 1<<20 {
		return undifferenced(data, colours, columns*colours), nil
	}
	if predictor < 10 || bits < 1 || bits > 16 || colours < 1 || colours > 32 || columns < 1 || columns > 1<<20 {
		return nil, ErrBroken
	}
	pixel, row := (bits*colours+7)/8, (bits*colours*columns+7)/8
	if row >= len(data) { // not one row
		return nil, nil
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > row {
		kind, line := data[0], data[1:1+row]
		data = data[1+row:]
		from := len(out)
		out = append(out, line...)
		undo(kind, out[from:], above, pixel)
		above = out[from:]
	}
	return out, nil
}

// undifferenced adds to each byte of a row the one a pixel before it.
func undifferenced(data []byte, pixel, row int) []byte {
	out := bytes.Clone(data)
	for i := range out {
		if i%row >= pixel {
			out[i] += out[i-pixel]
		}
	}
	return out
}

func undo(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, corner byte
		if i >= pixel {
			left, corner = line[i-pixel], above[i-pixel]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += above[i]
		case 3:
			line[i] += byte((int(left) + int(above[i])) / 2) //nolint:gosec // a mean of two bytes
		case 4:
			line[i] += paeth(left, above[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	near := func(v byte) int { return max(p-int(v), int(v)-p) }
	switch {
	case near(a) <= near(b) && near(a) <= near(c):
		return a
	case near(b) <= near(c):
		return b
	}
	return c
}
