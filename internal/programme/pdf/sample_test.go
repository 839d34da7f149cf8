package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
	"time"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

var ink = marquetry.Ink{Press: marquetry.CMYK{K: 100}}

// say returns a text in an element.
func say(x, y, size int, f typeset.Face, in *paper.Element, s string) paper.Text {
	return paper.Text{X: paper.Length(x) * paper.Pt, Y: paper.Length(y) * paper.Pt, Size: paper.Length(size) * paper.Pt,
		Face: f, Ink: ink, In: in, String: s}
}

func jpegOf(t testing.TB, w, h int, grey bool) []byte {
	t.Helper()
	var img image.Image
	rgb, one := image.NewRGBA(image.Rect(0, 0, w, h)), image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			rgb.Set(x, y, color.RGBA{uint8(x), uint8(y), 90, 255})
			one.Set(x, y, color.Gray{uint8(x + y)})
		}
	}
	if img = rgb; grey {
		img = one
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rich is a document with one of everything, over two pages of A5.
func rich(t testing.TB) *paper.Document {
	colour, grey := jpegOf(t, 400, 300, false), jpegOf(t, 400, 300, true)
	d := &paper.Document{Title: "Journées – Alixan", Subject: "Du 6 au 11 avril", Author: "Valence Romans Agglo",
		Language: "fr-FR", AsOf: time.Date(2027, 2, 3, 10, 0, 0, 0, time.UTC)}
	title := &paper.Element{Role: paper.Heading1}
	text := &paper.Element{Role: paper.Paragraph}
	var one, two paper.Page
	one.Width, one.Height, two.Width, two.Height = 419580, 595350, 419580, 595350
	one.Add(paper.Mosaic{X: -paper.Bleed, Y: -paper.Bleed, Panels: []marquetry.Panel{
		marquetry.Rectangle("cuir", marquetry.Box{Max: marquetry.Point{X: 300000, Y: 100000}}, 20000),
		marquetry.Rectangle("textile", marquetry.Box{Min: marquetry.Point{X: 300000}, Max: marquetry.Point{X: 449580,
			Y: 100000}}, 20000)}})
	one.Add(paper.Anchor{Y: 120 * paper.Pt, Name: "top", Bookmark: "Alixan, l’été"},
		say(40, 120, 24, typeset.SerifBold, title, "Alixan"),
		say(40, 150, 10, typeset.Serif, text, "Étienne fabrique des souliers d’excep"))
	hyphen := say(40, 164, 10, typeset.Serif, text, "dix-huit n° 3 anticonsti")
	hyphen.Hyphen, hyphen.String = true, hyphen.String+"-"
	one.Items[len(one.Items)-1] = paper.Text{X: 40000, Y: 150000, Size: 10000, Face: typeset.Serif, Ink: ink, In: text,
		String: "Étienne coud au 1er étage", Space: 1500}
	one.Add(hyphen, say(40, 178, 10, typeset.Serif, text, "tutionnellement."),
		say(40, 200, 10, typeset.SerifItalic, &paper.Element{Role: paper.Paragraph, Language: "en-GB"}, "Welcome"))
	address := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Paragraph}}
	one.Add(say(40, 220, 9, typeset.Sans, address, "jema.example.org/o/1"),
		paper.Link{X: 40000, Y: 212000, Width: 90000, Height: 11000, URL: "https://jema.example.org/o/1", In: address})
	contents := &paper.Element{Role: paper.Contents}
	entry := &paper.Element{Role: paper.LinkRole, Parent: &paper.Element{Role: paper.Reference,
		Parent: &paper.Element{Role: paper.ContentsIt, Parent: contents}}}
	one.Add(say(40, 240, 9, typeset.Sans, entry, "Le cuir"), say(200, 240, 9, typeset.Sans, entry, "2"),
		paper.Link{X: 40000, Y: 232000, Width: 200000, Height: 11000, Anchor: "leather", In: entry})
	figure := &paper.Element{Role: paper.Figure, Alt: "Un établi"}
	one.Add(paper.Picture{X: 40000, Y: 260000, Width: 120000, Height: 90000, JPEG: colour, In: figure},
		say(40, 360, 8, typeset.Sans, &paper.Element{Role: paper.Caption, Parent: figure}, "Photo : Jeanne Montel"))
	one.Add(paper.Picture{X: 200000, Y: 260000, Width: 60000, Height: 45000, JPEG: grey,
		In: &paper.Element{Role: paper.Figure, Alt: "Une forme"}},
		paper.Code{X: 300000, Y: 260000, Size: 60000, Modules: &paper.Modules{Side: 2, Dark: []paper.Stretch{{N: 1},
			{X: 1, Y: 1, N: 1}}}, In: &paper.Element{Role: paper.Figure, Alt: "Code pour réserver"}},
		say(200, 580, 8, typeset.Sans, nil, "1"))
	two.Add(paper.Anchor{Y: 40 * paper.Pt, Name: "leather", Bookmark: "Le cuir", Level: 1},
		say(40, 40, 15, typeset.SerifBold, &paper.Element{Role: paper.Heading3}, "Le cuir"))
	table := &paper.Element{Role: paper.Table}
	for i, row := range [][2]string{{"Jour", "Heures"}, {"Samedi", "10 h – 12 h"}} {
		tr := &paper.Element{Role: paper.TableRow, Parent: table}
		for j, s := range row {
			cell := &paper.Element{Role: paper.DataCell, Parent: tr}
			if i == 0 || j == 0 {
				cell.Role, cell.Scope = paper.HeaderCell, []string{"Column", "Row"}[min(i, 1)]
			}
			two.Add(say(40+100*j, 60+14*i, 9, typeset.Sans, cell, s))
		}
	}
	list := &paper.Element{Role: paper.List}
	for i, s := range []string{"Sonner", "Entrer"} {
		li := &paper.Element{Role: paper.ListItem, Parent: list}
		two.Add(say(40, 120+14*i, 9, typeset.Sans, &paper.Element{Role: paper.Label, Parent: li}, []string{"1", "2"}[i]),
			say(60, 120+14*i, 9, typeset.Sans, &paper.Element{Role: paper.ListBody, Parent: li}, s))
	}
	two.Add(paper.Picture{X: 40000, Y: 260000, Width: 120000, Height: 90000, JPEG: bytes.Clone(colour),
		In: &paper.Element{Role: paper.Figure, Alt: "Le même établi"}})
	d.Pages = []paper.Page{one, two}
	return d
}

// made writes an variant and fails the test if that fails.
func made(t testing.TB, d *paper.Document, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
