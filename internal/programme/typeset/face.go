// Package typeset reads the faces: what they can draw, how their glyphs follow
// each other, how long a text is in them, where its lines break, and what a
// file needs of them to be read anywhere. Lengths are integers in thousandths
// of a point, those within a glyph in thousandths of its size.
package typeset

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"jema/internal/programme/typeset/fonts"
	"jema/internal/work"
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

// Family returns what gofpdf calls the face’s family.
func (f Face) Family() string { return [...]string{"serif", "serif", "serif", "sans", "sans"}[f] }

// Style returns what gofpdf calls its style: "", "I" or "B".
func (f Face) Style() string { return [...]string{"", "I", "B", "", "B"}[f] }

// Data is the TrueType file, not to be changed.
func (f Face) Data() []byte {
	return [...][]byte{fonts.Serif, fonts.SerifItalic, fonts.SerifBold, fonts.Sans, fonts.SansBold}[f]
}

// PostScript is the face's name among fonts.
func (f Face) PostScript() string {
	return [...]string{
		"SourceSerif4-Regular", "SourceSerif4-Italic", "SourceSerif4-SemiBold",
		"SourceSans3-Regular", "SourceSans3-SemiBold",
	}[f]
}

// tableEnd bounds the characters that are looked up in the faces: no page needs
// a character beyond it, and the bound limits the size of the tables.
const tableEnd = 0x3000

// drawn are the characters that every face has. A mark that combines is none:
// with its letter it is one character, and alone it is nothing to see.
var drawn = sync.OnceValue(func() *[tableEnd]bool {
	var ready work.Group
	for f := range Faces { // the first caller has all faces made, concurrently
		ready.Go(func() { shaperOf(f) })
	}
	ready.Wait()
	var out [tableEnd]bool
	for r := range rune(tableEnd) {
		out[r] = r >= ' '
		for f := range Faces {
			out[r] = out[r] && shaperOf(f).glyphOf[r] != 0
		}
		out[r] = out[r] && !unicode.Is(unicode.Mn, r)
	}
	out[[]rune(Missing)[0]] = true
	for r := range rune(tableEnd) {
		if !out[r] {
			continue
		}
		for _, c := range norm.NFC.String(string(r)) { // what is drawn is the composed form
			out[r] = out[r] && c < tableEnd && out[c]
		}
	}
	return &out
})

// Ready starts making the faces, and what a file needs of them, while the
// caller goes on. A caller that needs them earlier waits.
func Ready() {
	for f := range Faces {
		work.Go(func() error { Program(f, nil); return nil })
	}
	work.Go(func() error { drawn(); return nil })
}

// Has reports whether every face can draw a character.
func Has(r rune) bool { return r >= 0 && r < tableEnd && drawn()[r] }
