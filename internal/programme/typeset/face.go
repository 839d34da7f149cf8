// Package typeset knows the faces: what they can draw, how long a text is in
// them, and where its lines break. Lengths are integers in thousandths of a
// point.
package typeset

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"jema/internal/programme/typeset/fonts"
)

// Face is one of the five faces: serif for voices and texts, sans for facts.
type Face int

// The faces.
const (
	Serif Face = iota
	SerifItalic
	SerifBold
	Sans
	SansBold
	Faces // how many there are
)

// Family and Style are what the object writer calls the face.
func (f Face) Family() string { return [...]string{"serif", "serif", "serif", "sans", "sans"}[f] }
func (f Face) Style() string  { return [...]string{"", "I", "B", "", "B"}[f] }

// Data is the TrueType file, not to be changed.
func (f Face) Data() []byte {
	return [...][]byte{fonts.Serif, fonts.SerifItalic, fonts.SerifBold, fonts.Sans, fonts.SansBold}[f]
}

// tableEnd bounds the characters that are looked up in the faces: beyond it
// they have none.
const tableEnd = 0x3000

// metrics holds each face's advances in thousandths of the size, -1 where
// there is no glyph; read once per process.
var metrics = sync.OnceValue(func() [Faces][tableEnd]int16 {
	var out [Faces][tableEnd]int16
	for f := range Faces {
		out[f] = advances(f.Data())
	}
	return out
})

func advances(data []byte) (out [tableEnd]int16) {
	parsed, err := sfnt.Parse(data)
	if err != nil {
		panic(err) // the faces are part of the program and were tested
	}
	var buffer sfnt.Buffer
	for r := range rune(tableEnd) {
		out[r] = -1
		glyph, err := parsed.GlyphIndex(&buffer, r)
		if err != nil || glyph == 0 || r < ' ' {
			continue
		}
		if a, err := parsed.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone); err == nil {
			out[r] = int16(a.Round())
		}
	}
	return out
}

var table = sync.OnceValue(func() *[Faces][tableEnd]int16 { m := metrics(); return &m })

// Has tells whether every face can draw a character.
func Has(r rune) bool {
	if r < 0 || r >= tableEnd {
		return false
	}
	for f := range Faces {
		if table()[f][r] < 0 {
			return false
		}
	}
	return true
}

// Width returns how long a text is in a face at a size.
func Width(s string, f Face, size int) int {
	row, sum := &table()[f], 0
	for _, r := range s {
		if r < tableEnd && row[r] > 0 {
			sum += int(row[r])
		}
	}
	return (sum*size + 500) / 1000
}
