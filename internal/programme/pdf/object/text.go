package object

import (
	"encoding/hex"
	"strconv"
	"unicode/utf16"
)

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// literal reads a string in brackets.
func (p *parser) literal() (Text, error) {
	out, open := Text{}, 0
	for ; p.at < len(p.data); p.at++ {
		switch c := p.data[p.at]; c {
		case '(':
			if open++; open > 1 {
				out = append(out, c)
			}
		case ')':
			if open--; open == 0 {
				p.at++
				return out, nil
			}
			out = append(out, c)
		case '\\':
			out = p.escape(out)
		default:
			out = append(out, c)
		}
	}
	return nil, ErrBroken
}

// escape reads what follows a stroke; it ends on its last byte.
func (p *parser) escape(out Text) Text {
	p.at++
	if p.at >= len(p.data) {
		return out
	}
	c := p.data[p.at]
	if v, ok := escapes[c]; ok {
		return append(out, v)
	}
	if c == '\r' || c == '\n' { // a line of the file that goes on
		if c == '\r' && p.at+1 < len(p.data) && p.data[p.at+1] == '\n' {
			p.at++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := 0
	for n := 0; n < 3 && p.at < len(p.data) && p.data[p.at] >= '0' && p.data[p.at] <= '7'; n++ {
		v = v*8 + int(p.data[p.at]-'0')
		p.at++
	}
	p.at--
	return append(out, byte(v)) //nolint:gosec // of what is above 255 the standard drops the rest
}

func (p *parser) hex() (Text, error) {
	var digits []byte
	for p.at++; p.at < len(p.data) && p.data[p.at] != '>'; p.at++ {
		if !isSpace(p.data[p.at]) {
			digits = append(digits, p.data[p.at])
		}
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make(Text, len(digits)/2)
	if _, err := hex.Decode(out, digits); err != nil || p.at >= len(p.data) {
		return nil, ErrBroken
	}
	p.at++
	return out, nil
}

// String makes a text for people: as it is where it is plain, else UTF-16.
func String(s string) Text {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= ' ' && s[i] < 0x7f
	}
	if plain {
		return Text(s)
	}
	out := Text{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u)) //nolint:gosec // the two bytes of u
	}
	return out
}

// AppendString writes a string in brackets.
func AppendString(b []byte, s []byte) []byte {
	b = append(b, '(')
	for _, c := range s {
		switch c {
		case '(', ')', '\\':
			b = append(b, '\\', c)
		case '\r':
			b = append(b, '\\', 'r')
		default:
			b = append(b, c)
		}
	}
	return append(b, ')')
}

// AppendReal writes v divided by ten so many times, without a trailing zero.
func AppendReal(b []byte, v, decimals int) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	unit := 1
	for range decimals {
		unit *= 10
	}
	b = strconv.AppendInt(b, int64(v/unit), 10)
	if v %= unit; v > 0 {
		b = append(b, '.')
	}
	for ; v > 0; v %= unit {
		unit /= 10
		b = append(b, byte('0'+v/unit)) //nolint:gosec // a digit: v is below ten units
	}
	return b
}
