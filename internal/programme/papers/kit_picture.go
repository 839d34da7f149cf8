package papers

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"jema/internal/card"
	"jema/internal/programme/content"
)

// pictureWidth is how many pixels the commune's picture has: enough for a column of a
// printed bulletin, and for any site.
const pictureWidth = 1600

// pictures stores the commune's marquetry for programs that read no SVG, and what to
// post on a network: a square and a story.
func (a *archive) pictures(c *content.Programme, name string) error {
	work := card.Card{Seed: c.Raw.Commune.INSEE, Shares: c.Shares, Kicker: c.Edition, Title: c.Commune.Name,
		Foot: content.Capital(c.Dates)}
	alone := work.Artwork(pictureWidth, pictureWidth/2)
	square, err := work.Draw(card.Square)
	if err != nil {
		return err
	}
	story, err := work.Draw(card.Story)
	if err != nil {
		return err
	}
	return errors.Join(a.picture("image-"+name, alone), a.picture("carre-"+name, square), a.picture("story-"+name, story))
}

// picture stores a picture as PNG and as JPEG.
func (a *archive) picture(name string, picture image.Image) error {
	var b bytes.Buffer
	quick := png.Encoder{CompressionLevel: png.BestSpeed} // flat colours: hardly larger
	if err := quick.Encode(&b, picture); err != nil {
		return fmt.Errorf("writing a picture: %w", err)
	}
	a.store(name+".png", bytes.Clone(b.Bytes()))
	b.Reset()
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 85}); err != nil {
		return fmt.Errorf("writing a picture: %w", err)
	}
	a.store(name+".jpg", b.Bytes())
	return nil
}
