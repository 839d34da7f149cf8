package programme

import (
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Lengths in thousandths of a point.
const (
	pt = paper.Pt
	mm = paper.MM
)

// style is a face at a size on a line, in an ink.
type style struct {
	face typeset.Face
	size int
	lead int
	ink  marquetry.Ink
	role paper.Role
}

// The inks besides those of the crafts. Black is the key alone, and prints over
// what lies below it.
var (
	black = marquetry.Ink{Press: marquetry.CMYK{K: 100}}
	grey  = marquetry.Ink{Screen: marquetry.RGB{R: 0x59, G: 0x53, B: 0x4c}, Press: marquetry.CMYK{K: 76}}
	white = marquetry.Ink{Screen: marquetry.PaperWhite}
	pale  = marquetry.Ink{Screen: marquetry.RGB{R: 0xb9, G: 0xb2, B: 0xa8}, Press: marquetry.CMYK{K: 32}} // of rules
)

// The type scale of A5, ratio 1.25 about a text of 9.6 pt. The hour is the
// largest thing after the name.
var (
	styleSmall   = style{typeset.Sans, 7200, 9200, grey, paper.Paragraph}
	styleFact    = style{typeset.Sans, 8700, 11600, black, paper.Paragraph}
	styleLabel   = style{typeset.SansBold, 8700, 11600, black, paper.Paragraph}
	styleText    = style{typeset.Serif, 9600, 13000, black, paper.Paragraph}
	styleHour    = style{typeset.SansBold, 12000, 15000, black, paper.Paragraph}
	styleTitle   = style{typeset.SerifBold, 15000, 17600, black, paper.Heading3}
	styleDay     = style{typeset.SerifBold, 15000, 19000, black, paper.Heading3}
	styleSection = style{typeset.SerifBold, 24000, 28000, black, paper.Heading2}
	styleNumber  = style{typeset.SerifBold, 24000, 24000, black, paper.Paragraph}
	styleFoot    = style{typeset.Sans, 7200, 9200, grey, paper.Decoration}
)

func (s style) in(ink marquetry.Ink) style { s.ink = ink; return s }
func (s style) as(r paper.Role) style      { s.role = r; return s }

// times enlarges a style, in per cent.
func (s style) times(percent int) style {
	s.size, s.lead = s.size*percent/100, s.lead*percent/100
	return s
}

// baseline is how far below the top of its line a text stands.
func (s style) baseline() int { return (s.lead-s.size)/2 + s.size*76/100 }

func inkOf(domain string) marquetry.Ink { return marquetry.InkOf(domain) }

// manner is what a format makes of the type scale.
type manner struct {
	scale   int  // in per cent
	least   int  // no text is smaller
	airy    bool // no line is closer than five quarters of its type
	justify bool // running text is justified and hyphenated
}

// the looks of A5 and A4, and of large print.
var (
	lookScreen = manner{scale: 100, least: 7000}
	lookPress  = manner{scale: 100, least: 7000, justify: true}
	lookLarge  = manner{scale: 168, least: 16000, airy: true}
)

// of sets a style as the format wants it, further enlarged by some per cents.
func (l manner) of(s style, percents ...int) style {
	s = s.times(l.scale)
	for _, p := range percents {
		s = s.times(p)
	}
	if s.size < l.least {
		s.lead, s.size = s.lead*l.least/max(s.size, 1), l.least
	}
	if l.airy {
		s.lead = max(s.lead, s.size*128/100)
	}
	return s
}

// length scales a distance with the type.
func (l manner) length(v int) int { return v * l.scale / 100 }

// swatchOf is a piece of a domain's veneer, its pattern never finer than a press
// prints.
func swatchOf(domain string, size int) marquetry.Panel {
	box := marquetry.Box{Max: marquetry.Point{X: size, Y: size}}
	return marquetry.Rectangle(domain, box, max(size*10/34, 36*mm/10))
}
