package svg

import (
	"strconv"

	"jema/internal/marquetry"
	"jema/internal/measure"
)

// ops is a piece of a drawing.
type ops []byte

func (o *ops) text(s string) *ops { *o = append(*o, s...); return o }

// length writes thousandths of a point as points with at most two decimals,
// finer than any screen.
func (o *ops) length(v measure.Length) *ops {
	if v < 0 {
		v = -v
		if v >= 5 {
			*o = append(*o, '-')
		}
	}
	v = (v + 5) / 10
	if v/100 > 0 || v == 0 {
		*o = strconv.AppendInt(*o, int64(v/100), 10)
	}
	if f := v % 100; f > 0 {
		*o = append(*o, '.', byte('0'+f/10))
		if f%10 > 0 {
			*o = append(*o, byte('0'+f%10))
		}
	}
	return o
}

func (o *ops) number(v int) *ops { *o = strconv.AppendInt(*o, int64(v), 10); return o }

func (o *ops) attribute(name string, v measure.Length) *ops {
	return o.text(" " + name + `="`).length(v).text(`"`)
}

// move places what follows, an attribute of its element.
func (o *ops) move(x, y measure.Length) *ops {
	if x == 0 && y == 0 {
		return o
	}
	return o.text(` transform="translate(`).length(x).text(" ").length(y).text(`)"`)
}

func colour(c marquetry.RGB) string {
	s := c.String()
	if s[1] == s[2] && s[3] == s[4] && s[5] == s[6] {
		return string([]byte{'#', s[1], s[3], s[5]})
	}
	return s
}
