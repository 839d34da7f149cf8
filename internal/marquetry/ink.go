package marquetry

import "fmt"

// Tone is how much of its ink a mark shows, in per cent: 0 is the bare sheet.
type Tone int

// The tones of the patterns.
const (
	Paper Tone = 0
	Tint  Tone = 16
	Half  Tone = 50
	Full  Tone = 100
)

// RGB is a colour of the screen, 0 to 255.
type RGB struct{ R, G, B uint8 }

// String returns the colour as SVG and CSS write it, #8e5c2d.
func (c RGB) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// CMYK is a colour of the press in per cent of each ink, under 300 in all.
type CMYK struct{ C, M, Y, K uint8 }

// Sum is how much ink a colour puts on the sheet.
func (c CMYK) Sum() int { return int(c.C) + int(c.M) + int(c.Y) + int(c.K) }

// Ink is a domain's colour, chosen by hand for screen and for press.
type Ink struct {
	Screen RGB
	Press  CMYK
}

// Sheets on which a tone is mixed: the screen's paper, and a white page.
var (
	PaperScreen = RGB{0xfa, 0xf6, 0xee}
	PaperWhite  = RGB{0xff, 0xff, 0xff}
)

// On returns the tone of the ink as it looks on a sheet.
func (i Ink) On(sheet RGB, t Tone) RGB {
	//nolint:gosec // a mean of two bytes; tones are 0 to 100
	mix := func(ink, paper uint8) uint8 { return uint8((int(ink)*int(t) + int(paper)*(100-int(t)) + 50) / 100) }
	return RGB{mix(i.Screen.R, sheet.R), mix(i.Screen.G, sheet.G), mix(i.Screen.B, sheet.B)}
}

// inks look on coated paper (FOGRA39) as on the screen: within 1 ΔE 76 where they
// are three, within 10 where two come near enough, which fine lines want; gold and
// violet lie beyond what offset can print.
var inks = map[string]Ink{
	"ameublement-et-decoration":                      {RGB{0x8e, 0x5c, 0x2d}, CMYK{0, 50, 84, 54}},
	"architecture-et-jardins":                        {RGB{0x5d, 0x6a, 0x33}, CMYK{36, 0, 82, 65}},
	"bijouterie-joaillerie-orfevrerie-et-horlogerie": {RGB{0x7f, 0x66, 0x04}, CMYK{0, 24, 100, 60}},
	"ceramique":                          {RGB{0xa5, 0x49, 0x2b}, CMYK{0, 76, 87, 39}},
	"cuir":                               {RGB{0x79, 0x42, 0x20}, CMYK{0, 65, 94, 63}},
	"facture-instrumentale":              {RGB{0x93, 0x34, 0x2c}, CMYK{0, 89, 79, 48}},
	"jeux-jouets-et-ouvrages-mecaniques": {RGB{0x35, 0x73, 0x39}, CMYK{73, 0, 90, 48}},
	"luminaire":                          {RGB{0x96, 0x67, 0x00}, CMYK{0, 41, 100, 46}},
	"metal":                              {RGB{0x44, 0x57, 0x6b}, CMYK{47, 0, 0, 74}},
	"mode-et-accessoires":                {RGB{0x9e, 0x36, 0x6f}, CMYK{0, 88, 0, 41}},
	"papier-graphisme-et-impression":     {RGB{0x39, 0x59, 0xa6}, CMYK{89, 70, 0, 0}},
	"restauration":                       {RGB{0x2f, 0x6a, 0x57}, CMYK{70, 0, 53, 57}},
	"spectacle":                          {RGB{0xa4, 0x28, 0x3a}, CMYK{0, 97, 60, 38}},
	"tabletterie":                        {RGB{0x69, 0x47, 0x81}, CMYK{66, 78, 0, 0}},
	"textile":                            {RGB{0x55, 0x4b, 0xa5}, CMYK{86, 86, 0, 0}},
	"verre-et-cristal":                   {RGB{0x00, 0x70, 0x83}, CMYK{73, 0, 0, 56}},
	Other:                                {RGB{0x63, 0x5a, 0x50}, CMYK{0, 0, 23, 80}},
}

// InkOf returns the colour of a domain, the neutral one for an unknown slug.
func InkOf(domain string) Ink {
	if ink, ok := inks[domain]; ok {
		return ink
	}
	return inks[Other]
}

// Fine returns the ink for type that is too small for three plates to meet in: the
// two of its inks that carry it. On a screen it stays as it is.
func (i Ink) Fine() Ink {
	plates := []*uint8{&i.Press.C, &i.Press.M, &i.Press.Y, &i.Press.K}
	for {
		used, least := 0, (*uint8)(nil)
		for k, p := range plates {
			if *p == 0 {
				continue
			}
			used++
			// Black holds the letters, and yellow alone is not read.
			if k != 3 && (least == nil || k == 2 || *p < *least && least != plates[2]) {
				least = p
			}
		}
		if used <= 2 {
			return i
		}
		*least = 0
	}
}

// Toned returns the ink at a tone on a white sheet.
func (i Ink) Toned(t Tone) Ink {
	//nolint:gosec // a share of a byte; tones are 0 to 100
	part := func(ink uint8) uint8 { return uint8((int(ink)*int(t) + 50) / 100) }
	return Ink{i.On(PaperWhite, t), CMYK{part(i.Press.C), part(i.Press.M), part(i.Press.Y), part(i.Press.K)}}
}
