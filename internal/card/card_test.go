package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"jema/internal/marquetry"
)

func aCard() Card {
	return Card{Seed: "26281", Kicker: "Céramiste, initiation", Title: "Tourner l’argile",
		Foot: "Romans-sur-Isère, samedi 10 avril", Shares: []marquetry.Share{{Domain: "ceramique", Weight: 3},
			{Domain: "cuir", Weight: 2}, {Domain: "textile", Weight: 1}}}
}

func drawnCard(t *testing.T, c Card) image.Image {
	t.Helper()
	data, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil || picture.Bounds() != image.Rect(0, 0, Width, Height) {
		t.Fatalf("the card is %v, %v", picture.Bounds(), err)
	}
	return picture
}

// inkIn counts the pixels of a part of a picture that are not paper.
func inkIn(picture image.Image, part image.Rectangle) (n int) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if picture.At(x, y) != color.Color(opaque(marquetry.PaperScreen)) {
				n++
			}
		}
	}
	return n
}

// A card has its marquetry above and its words below, within the margins, however long
// they are; and none of its words where there are none.
func TestCardsHoldTheirWords(t *testing.T) {
	const below = bandHeight + 20
	words := image.Rect(margin-2, below, Width-margin+2, Height)
	long := aCard()
	long.Kicker, long.Title, long.Foot = strings.Repeat("Kicker ", 40), strings.Repeat("Un titre sans fin ", 20),
		strings.Repeat("M", 200)
	for name, c := range map[string]Card{"short": aCard(), "long": long, "bare": {Seed: "x"}} {
		picture := drawnCard(t, c)
		if n := inkIn(picture, image.Rect(0, 0, Width, bandHeight)); n < Width*bandHeight/5 {
			t.Errorf("%s: %d pixels of marquetry", name, n)
		}
		inside, all := inkIn(picture, words), inkIn(picture, image.Rect(0, below, Width, Height))
		if inside != all || (inside == 0) != (name == "bare") {
			t.Errorf("%s: %d pixels of words, %d of them within the margins", name, all, inside)
		}
	}
}

// The marquetry has the colours of what opens, in the proportions in which it does.
func TestCardsHaveTheColoursOfTheirCrafts(t *testing.T) {
	c := Card{Shares: []marquetry.Share{{Domain: "ceramique", Weight: 1}}}
	picture, n := drawnCard(t, c), 0
	want := opaque(marquetry.InkOf("ceramique").Screen)
	for y := range bandHeight {
		for x := range Width {
			if picture.At(x, y) == color.Color(want) {
				n++
			}
		}
	}
	if share := float64(n) / (Width * bandHeight); share < 0.6 || share > 0.95 { // the rings are paper
		t.Errorf("%.2f of a sheet of ceramics has its colour", share)
	}
}

// The tag is the same for the same card, and another when anything is.
func TestTagsFollowTheCard(t *testing.T) {
	tag := aCard().Tag()
	if aCard().Tag() != tag {
		t.Error("the same card has two tags")
	}
	for i := range reflect.TypeFor[Card]().NumField() {
		c := aCard()
		if f := reflect.ValueOf(&c).Elem().Field(i); f.Kind() == reflect.String {
			f.SetString("other")
		} else {
			f.SetLen(1)
		}
		if c.Tag() == tag {
			t.Errorf("another %s has the same tag", reflect.TypeFor[Card]().Field(i).Name)
		}
	}
}

// covered sums up what a shape covers, in pixels.
func covered(s shape) float64 {
	mask := image.NewAlpha(image.Rect(0, 0, 100, 100))
	s.cover(mask, image.Opaque)
	sum := 0.0
	for _, a := range mask.Pix {
		sum += float64(a) / 255
	}
	return sum
}

func TestStrokesCoverWhatTheirPenDoes(t *testing.T) {
	straight := []marquetry.Segment{{Step: marquetry.Move, To: marquetry.Point{X: 10000, Y: 50000}},
		{Step: marquetry.Line, To: marquetry.Point{X: 90000, Y: 50000}}}
	circle := []marquetry.Segment{{Step: marquetry.Arc, To: marquetry.Point{X: 50000, Y: 50000},
		Radius: 30000, Sweep: 360}}
	for name, c := range map[string]struct {
		mark marquetry.Mark
		area float64
	}{
		"a line":       {marquetry.Mark{Segments: straight, Width: 4000}, 320},
		"round ends":   {marquetry.Mark{Segments: straight, Width: 4000, Round: true}, 320 + math.Pi*4},
		"dashes":       {marquetry.Mark{Segments: straight, Width: 4000, Dash: 6000, Gap: 4000}, 192},
		"later dashes": {marquetry.Mark{Segments: straight, Width: 4000, Dash: 30000, Gap: 30000, Phase: 30000}, 120},
		"a circle":     {marquetry.Mark{Segments: circle, Width: 4000}, math.Pi * (32*32 - 28*28)},
		"a disc":       {marquetry.Mark{Segments: circle}, math.Pi * 900},
	} {
		if got := covered(drawn(c.mark)); math.Abs(got-c.area) > c.area/100+0.5 {
			t.Errorf("%s covers %.1f pixels, want %.1f", name, got, c.area)
		}
	}
}

// The icons have the corners of the drawing that browsers take where they can.
func TestIconsAreTheDrawing(t *testing.T) {
	svg, err := os.ReadFile("../../static/img/icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range icon {
		if colour := marquetry.InkOf(piece.domain).Screen.String(); !bytes.Contains(svg, []byte(colour)) {
			t.Errorf("icon.svg has no %s", colour)
		}
	}
	data, err := Icon(512)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range []image.Point{{40, 40}, {470, 40}, {40, 470}, {470, 470}} {
		if want := color.Color(opaque(marquetry.InkOf(icon[i].domain).Screen)); picture.At(at.X, at.Y) != want {
			t.Errorf("at %v the icon is %v, want %v", at, picture.At(at.X, at.Y), want)
		}
	}
	if _, err := Icon(33); err == nil {
		t.Error("an icon of a size that there is none of")
	}
}

// An album draws a card once, and forgets the oldest.
func TestAnAlbumDrawsOnce(t *testing.T) {
	a := NewAlbum()
	first, err := a.Picture(aCard())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := a.Picture(aCard()); err != nil || &again[0] != &first[0] {
		t.Errorf("the card was drawn again: %v", err)
	}
	for i := range albumSize {
		a.drawn.Add(strings.Repeat("x", i), nil)
	}
	if _, isThere := a.drawn.Get(aCard().Tag()); isThere || a.drawn.Len() != albumSize {
		t.Errorf("the album has %d pictures", a.drawn.Len())
	}
}
