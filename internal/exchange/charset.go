package exchange

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode turns the bytes of a text file into UTF-8, whichever of the encodings
// that spreadsheets write it is in: UTF-8 with or without a mark, UTF-16 of
// either order with or without a mark, Windows-1252. What cannot be decoded
// becomes U+FFFD.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(data[3:]), "\ufffd"), nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return convert(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), data[2:])
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return convert(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), data[2:])
	}
	switch even, odd := zeros(data); {
	case odd > 4*even && odd > len(data)/8:
		return convert(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), data)
	case even > 4*odd && even > len(data)/8:
		return convert(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), data)
	case mostlyUTF8(data):
		return strings.ToValidUTF8(string(data), "\ufffd"), nil
	}
	return convert(charmap.Windows1252, data)
}

func convert(e encoding.Encoding, data []byte) (string, error) {
	b, err := e.NewDecoder().Bytes(data)
	return strings.ToValidUTF8(string(b), "\ufffd"), err
}

// zeros counts the NUL bytes at even and at odd places: half of UTF-16 French.
func zeros(data []byte) (even, odd int) {
	for i, b := range data {
		if b == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	return even, odd
}

// mostlyUTF8 distinguishes UTF-8 with a broken byte or two from Windows-1252: a run of
// bytes that happens to be a UTF-8 letter is rare in the other.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return bad == 0 || good > bad
}
