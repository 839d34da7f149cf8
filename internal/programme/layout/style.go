package layout

import (
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// A point and a millimetre, in short.
const (
	pt = paper.Pt
	mm = paper.MM
)

// Style is a face at a size on a line, in an ink.
type Style struct {
	Face typeset.Face
	Size paper.Length
	Lead paper.Length
	Ink  marquetry.Ink
	Role paper.Role
}

// The inks besides those of the crafts. Black is the key alone, and prints over
// what lies below it.
var (
	Black = marquetry.Ink{Press: marquetry.CMYK{K: 100}}
	Grey  = marquetry.Ink{Screen: marquetry.RGB{R: 0x59, G: 0x53, B: 0x4c}, Press: marquetry.CMYK{K: 76}}
	White = marquetry.Ink{Screen: marquetry.PaperWhite}
	Pale  = marquetry.Ink{Screen: marquetry.RGB{R: 0xb9, G: 0xb2, B: 0xa8}, Press: marquetry.CMYK{K: 32}} // of rules
	Water = marquetry.Ink{Screen: marquetry.RGB{R: 0x2a, G: 0x68, B: 0x98}, Press: marquetry.CMYK{C: 85, M: 45}}
)

// The type scale of A5 about a text of 10.5 pt, which is read at seventy without
// a lamp. The hour is the largest thing after the name.
var (
	StyleSmall   = Style{typeset.Sans, 7600, 9800, Black, paper.Paragraph}
	StyleFact    = Style{typeset.Sans, 9500, 12300, Black, paper.Paragraph}
	StyleLabel   = Style{typeset.SansBold, 9500, 12300, Black, paper.Paragraph}
	StyleText    = Style{typeset.Serif, 10500, 13800, Black, paper.Paragraph}
	StyleHour    = Style{typeset.SansBold, 12600, 15600, Black, paper.Paragraph}
	StyleTitle   = Style{typeset.SerifBold, 15500, 18000, Black, paper.Heading3}
	StyleDay     = Style{typeset.SerifBold, 15500, 19500, Black, paper.Heading3}
	StyleSection = Style{typeset.SerifBold, 24000, 28000, Black, paper.Heading2}
	StyleColumn  = Style{typeset.SansBold, 9000, 12000, Grey, paper.Paragraph} // of a table's heads
	StyleFoot    = Style{typeset.Sans, 7600, 9800, Grey, paper.Decoration}
)

// In returns the style in another ink.
func (s Style) In(ink marquetry.Ink) Style { s.Ink = ink; return s }

// As returns the style for a text of another role.
func (s Style) As(r paper.Role) Style { s.Role = r; return s }

// Times enlarges a style, in per cent.
func (s Style) Times(percent int) Style {
	s.Size, s.Lead = s.Size*paper.Length(percent)/100, s.Lead*paper.Length(percent)/100
	return s
}

// Baseline is how far a text's baseline is below the top of its line.
func (s Style) Baseline() paper.Length { return (s.Lead-s.Size)/2 + s.Size*76/100 }

// InkOf returns the ink of a domain of crafts.
func InkOf(domain string) marquetry.Ink { return marquetry.InkOf(domain) }

// Manner is what a format makes of the type scale.
type Manner struct {
	Scale   int          // in per cent
	Least   paper.Length // no text is smaller
	Lead    int          // of lines, in per cent of the scale's; 0 is 100
	Airy    bool         // no line is closer than five quarters of its type
	Justify bool         // running text is justified and hyphenated
}

// the looks of A5 and A4, and of large print.
var (
	LookScreen = Manner{Scale: 100, Least: 7000}
	LookPress  = Manner{Scale: 100, Least: 7000, Justify: true}
	LookLarge  = Manner{Scale: 153, Least: 16000, Airy: true}
)

// Of sets a style as the format wants it, further enlarged by some per cents.
func (l Manner) Of(s Style, percents ...int) Style {
	s = s.Times(l.Scale)
	for _, p := range percents {
		s = s.Times(p)
	}
	if s.Size < l.Least {
		s.Lead, s.Size = s.Lead*l.Least/max(s.Size, 1), l.Least
	}
	if l.Lead > 0 {
		s.Lead = max(s.Lead*paper.Length(l.Lead)/100, s.Size*116/100)
	}
	if l.Airy {
		s.Lead = max(s.Lead, s.Size*5/4)
	}
	return s
}

// Length scales a distance with the type.
func (l Manner) Length(v paper.Length) paper.Length { return v * paper.Length(l.Scale) / 100 }
