// Package card draws the pictures by which the site is recognised elsewhere: the card
// that a shared page is shown with, and the icons of a browser. They are cut from the
// same marquetry as the pages, and set in the same faces.
package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"jema/internal/marquetry"
)

// The size of a card in pixels, which is what networks show without cropping.
const (
	Width  = 1200
	Height = 630
)

const (
	bandHeight = 268 // of the marquetry above the words
	margin     = 72
	measure    = Width - 2*margin
)

// Card is what a picture shows: the marquetry of Shares, cut by Seed, and below it
// three texts. Whoever makes one leaves out what is not published.
type Card struct {
	Seed   string
	Shares []marquetry.Share
	Kicker string // above the title: a craft, a place
	Title  string
	Foot   string // below it: where, when
}

// drawing is the version of how cards are drawn: a card of another one has another tag.
const drawing = 1

// Tag returns a short name of the picture: the same for the same card, another for any
// other.
func (c Card) Tag() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %#v", drawing, c))
	return hex.EncodeToString(sum[:8])
}

// PNG draws the card.
func (c Card) PNG() ([]byte, error) {
	sheet := image.NewRGBA(image.Rect(0, 0, Width, Height))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(opaque(marquetry.PaperScreen)), image.Point{}, draw.Src)
	const w, h = Width * marquetry.Pt, bandHeight * marquetry.Pt
	paint{sheet}.panels(marquetry.Cut(c.Seed, w, h, c.Shares))
	if err := c.words(sheet); err != nil {
		return nil, err
	}
	return encode(sheet)
}

func encode(picture image.Image) ([]byte, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("writing a picture: %w", err)
	}
	return out.Bytes(), nil
}

func opaque(c marquetry.RGB) color.RGBA { return color.RGBA{c.R, c.G, c.B, 0xff} }
