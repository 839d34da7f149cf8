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
	"jema/internal/measure"
)

// The size of a card in pixels, which is what networks show without cropping.
const (
	Width  = 1200
	Height = 630
)

const (
	bandHeight = 268 // of the marquetry above the words
	margin     = 72
)

// Format is the size of a picture in pixels, and where its words are.
type Format struct {
	Width, Height int
	Band          int // height of the marquetry above the words
	Foot          int // from the last line of words to the lower edge; 0 puts it under the title
	Lines         int // of the title, at most
	Scale         int // of the type, in per cent
}

// The formats: what networks show of a shared page without cropping, and what people
// post themselves. The lowest part of a story is under a network's own keys.
var (
	Shared = Format{Width: Width, Height: Height, Band: bandHeight, Foot: 52, Lines: 2, Scale: 100}
	Square = Format{Width: 1080, Height: 1080, Band: 640, Lines: 2, Scale: 120}
	Story  = Format{Width: 1080, Height: 1920, Band: 1100, Lines: 3, Scale: 150}
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

// PNG draws the card as a shared page shows it.
func (c Card) PNG() ([]byte, error) {
	sheet, err := c.Draw(Shared)
	if err != nil {
		return nil, err
	}
	return encode(sheet)
}

// Draw draws the card in a format.
func (c Card) Draw(f Format) (image.Image, error) {
	sheet := c.sheet(f.Width, f.Height, f.Band)
	return sheet, c.words(sheet, f)
}

// Artwork draws the marquetry alone.
func (c Card) Artwork(width, height int) image.Image { return c.sheet(width, height, height) }

// sheet is a sheet of paper with marquetry in its upper part.
func (c Card) sheet(width, height, band int) *image.RGBA {
	sheet := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(opaque(marquetry.PaperScreen)), image.Point{}, draw.Src)
	paint{sheet}.panels(marquetry.Cut(c.Seed, measure.Length(width)*measure.Pt, measure.Length(band)*measure.Pt, c.Shares))
	return sheet
}

func encode(picture image.Image) ([]byte, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("writing a picture: %w", err)
	}
	return out.Bytes(), nil
}

func opaque(c marquetry.RGB) color.RGBA { return color.RGBA{c.R, c.G, c.B, 0xff} }
