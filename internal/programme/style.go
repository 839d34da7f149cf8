package programme

import "jema/internal/marquetry"

// style is a face at a size on a line, in an ink.
type style struct {
	face Face
	size int
	lead int
	ink  marquetry.RGB
	role Role
}

var (
	black = marquetry.RGB{R: 0, G: 0, B: 0}
	grey  = marquetry.RGB{R: 0x59, G: 0x53, B: 0x4c}
	white = marquetry.PaperWhite
	pale  = marquetry.RGB{R: 0xb9, G: 0xb2, B: 0xa8} // of rules
)

// The type scale of A5, ratio 1.25 about a text of 9.6 pt. The hour is the
// largest thing after the name.
var (
	styleSmall   = style{Sans, 7200, 9200, grey, Paragraph}
	styleFact    = style{Sans, 8700, 11600, black, Paragraph}
	styleLabel   = style{SansBold, 8700, 11600, black, Paragraph}
	styleText    = style{Serif, 9600, 13000, black, Paragraph}
	styleHour    = style{SansBold, 12000, 15000, black, Paragraph}
	styleTitle   = style{SerifBold, 15000, 17600, black, Heading3}
	styleDay     = style{SerifBold, 15000, 19000, black, Heading2}
	styleSection = style{SerifBold, 24000, 28000, black, Heading1}
	styleNumber  = style{SerifBold, 24000, 24000, black, Paragraph}
	styleFoot    = style{Sans, 7200, 9200, grey, Decoration}
)

func (s style) in(ink marquetry.RGB) style { s.ink = ink; return s }
func (s style) as(r Role) style            { s.role = r; return s }

// times enlarges a style, in per cent.
func (s style) times(percent int) style {
	s.size, s.lead = s.size*percent/100, s.lead*percent/100
	return s
}

// baseline is how far below the top of its line a text stands.
func (s style) baseline() int { return (s.lead-s.size)/2 + s.size*76/100 }

func inkOf(domain string) marquetry.RGB { return marquetry.InkOf(domain).Screen }
