package object

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/zlib"
)

// largest is how many bytes a stream may unfold to.
const largest = 64 << 20

// Decode returns a stream's bytes without its filters: deflated ones with the
// predictors of tables, and plain ones. Others are ErrBroken.
func (s *Stream) Decode() ([]byte, error) {
	filter, parms := Of(s.Dict.Get("Filter")), Of(s.Dict.Get("DecodeParms"))
	if many, ok := filter.(Array); ok {
		if len(many) > 1 {
			return nil, ErrBroken
		}
		filter = nil
		if len(many) == 1 {
			filter = Of(many[0])
		}
		if p, ok := parms.(Array); ok && len(p) > 0 {
			parms = Of(p[0])
		}
	}
	switch filter {
	case nil:
		return s.Data, nil
	case Name("FlateDecode"):
		data, err := inflate(s.Data)
		if err != nil {
			return nil, err
		}
		d, _ := parms.(Dict)
		return unpredict(data, d)
	}
	return nil, ErrBroken
}

func inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, ErrBroken
	}
	out, err := io.ReadAll(io.LimitReader(r, largest+1))
	if len(out) > largest || err != nil && len(out) == 0 {
		return nil, ErrBroken
	}
	return out, nil
}

// unpredict undoes the predictors of PNG.
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
	if predictor < 10 || bits < 1 || bits > 16 || colours < 1 || colours > 32 || columns < 1 || columns > 1<<20 {
		return nil, ErrBroken
	}
	pixel, row := (bits*colours+7)/8, (bits*colours*columns+7)/8
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
			line[i] += byte((int(left) + int(above[i])) / 2)
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
