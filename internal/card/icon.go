package card

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"sync"

	"jema/internal/marquetry"
)

// iconSide is the side of the drawing of the icon, as static/img/icon.svg has it.
const iconSide = 32

// icon is the mark of the site: four pieces of veneer without their patterns, which
// would not be seen so small. static/img/icon.svg has the same corners.
var icon = []struct {
	domain  string
	outline line
}{
	{"mode-et-accessoires", line{{0, 0}, {18, 0}, {14, 14}, {0, 14}}},
	{"restauration", line{{18, 0}, {32, 0}, {32, 18}, {14, 14}}},
	{"ameublement-et-decoration", line{{0, 14}, {14, 14}, {12, 32}, {0, 32}}},
	{"papier-graphisme-et-impression", line{{14, 14}, {32, 18}, {32, 32}, {12, 32}}},
}

var iconJoints = shape{{{18, 0}, {14, 14}, {0, 14}}, {{14, 14}, {32, 18}}, {{14, 14}, {12, 32}}}

// IconSizes are the sides in pixels in which the icon can be had.
var IconSizes = []int{32, 180, 192, 512}

var icons = map[int]func() ([]byte, error){}

func init() {
	for _, side := range IconSizes {
		icons[side] = sync.OnceValues(func() ([]byte, error) { return drawIcon(side) })
	}
}

// Icon returns the site's icon as a PNG of one of the IconSizes. The bytes are shared:
// nobody changes them.
func Icon(side int) ([]byte, error) {
	draw, isThere := icons[side]
	if !isThere {
		return nil, fmt.Errorf("no icon of %d pixels", side)
	}
	return draw()
}

func drawIcon(side int) ([]byte, error) {
	p := paint{image.NewRGBA(image.Rect(0, 0, side, side))}
	scale := float64(side) / iconSide
	for _, piece := range icon {
		p.fill(shape{scaled(piece.outline, scale)}, opaque(marquetry.InkOf(piece.domain).Screen))
	}
	for _, l := range iconJoints {
		p.fill(outlined(scaled(l, scale), 1.4*scale, false), opaque(marquetry.PaperScreen))
	}
	return encode(p.on)
}

func scaled(l line, by float64) (out line) {
	for _, q := range l {
		out = append(out, place{q.x * by, q.y * by})
	}
	return out
}

// ICO returns the icon in the format that browsers request unasked: one picture of 32
// pixels, which is a PNG within.
func ICO() ([]byte, error) {
	picture, err := Icon(iconSide)
	if err != nil {
		return nil, err
	}
	const header = 6 + 16
	var out bytes.Buffer
	for _, field := range []any{
		uint16(0), uint16(1), uint16(1), // reserved; an icon; one picture
		uint8(iconSide), uint8(iconSide), uint8(0), uint8(0), uint16(1), uint16(32), // no palette; 32 bits
		uint32(len(picture)), uint32(header), //nolint:gosec // a kilobyte
	} {
		if err := binary.Write(&out, binary.LittleEndian, field); err != nil {
			return nil, err
		}
	}
	out.Write(picture)
	return out.Bytes(), nil
}
