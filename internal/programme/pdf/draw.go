// Package pdf writes documents laid out as PDF.
package pdf

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"io"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// Write draws the pages and writes the file.
func Write(w io.Writer, d *paper.Document) error {
	dr := newDrawing(d)
	for i := range d.Pages {
		dr.page(&d.Pages[i])
	}
	var raw bytes.Buffer
	if err := dr.pdf.Output(&raw); err != nil {
		return fmt.Errorf("writing the objects of the programme: %w", err)
	}
	out, err := finish(raw.Bytes(), d)
	if err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// drawing turns items into the operators of page streams. The object writer
// makes pages, fonts, images, links and bookmarks.
type drawing struct {
	pdf     *gofpdf.Fpdf
	doc     *paper.Document
	height  int // of the page
	face    typeset.Face
	size    int
	ink     marquetry.Ink
	photos  map[string]string // JPEG data by name
	anchors map[string]int
}

func newDrawing(d *paper.Document) *drawing {
	first := d.Pages[0]
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: points(first.Width), Ht: points(first.Height)}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(d.AsOf)
	pdf.SetModificationDate(d.AsOf)
	pdf.SetTitle(d.Title, true)
	pdf.SetSubject(d.Subject, true)
	pdf.SetAuthor(d.Author, true)
	pdf.SetProducer("jema", true)
	dr := &drawing{pdf: pdf, doc: d, face: -1, photos: map[string]string{}, anchors: map[string]int{}}
	for _, f := range faces(d) {
		// The writer changes the bytes it is given.
		pdf.AddUTF8FontFromBytes(f.Family(), f.Style(), bytes.Clone(f.Data()))
	}
	for _, p := range d.Pages {
		for _, item := range p.Items {
			if a, ok := item.(paper.Anchor); ok && dr.anchors[a.Name] == 0 {
				dr.anchors[a.Name] = pdf.AddLink()
			}
		}
	}
	return dr
}

// faces returns the faces that the pages use.
func faces(d *paper.Document) []typeset.Face {
	var used [typeset.Faces]bool
	used[typeset.Sans] = true // the outline wants one
	for _, p := range d.Pages {
		for _, item := range p.Items {
			if t, ok := item.(paper.Text); ok {
				used[t.Face] = true
			}
		}
	}
	var out []typeset.Face
	for f := range typeset.Faces {
		if used[f] {
			out = append(out, f)
		}
	}
	return out
}

func points(v int) float64 { return float64(v) / 1000 }

func (dr *drawing) page(p *paper.Page) {
	dr.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: points(p.Width), Ht: points(p.Height)})
	dr.height, dr.face = p.Height, -1
	dr.font(typeset.Sans, 10*paper.Pt)
	dr.ink = marquetry.Ink{}
	dr.pdf.SetTextColor(0, 0, 0)
	for _, item := range p.Items {
		switch i := item.(type) {
		case paper.Text:
			dr.text(i)
		case paper.Shape:
			dr.shape(i)
		case paper.Mosaic:
			dr.mosaic(i)
		case paper.Code:
			dr.code(i)
		case paper.Picture:
			dr.picture(i)
		case paper.Link:
			dr.link(i)
		case paper.Anchor:
			dr.anchor(i)
		}
	}
}

func (dr *drawing) font(f typeset.Face, size int) {
	if f == dr.face && size == dr.size {
		return
	}
	dr.face, dr.size = f, size
	dr.pdf.SetFont(f.Family(), f.Style(), points(size))
}

func (dr *drawing) text(t paper.Text) {
	dr.font(t.Face, t.Size)
	if t.Ink != dr.ink {
		dr.ink = t.Ink
		dr.pdf.SetTextColor(t.Ink.Screen.R, t.Ink.Screen.G, t.Ink.Screen.B)
	}
	dr.pdf.Text(points(t.X), points(t.Y), t.String)
}

func (dr *drawing) link(l paper.Link) {
	x, y, w, h := points(l.X), points(l.Y), points(l.Width), points(l.Height)
	if l.URL != "" {
		dr.pdf.LinkString(x, y, w, h, l.URL)
	} else if id := dr.anchors[l.Anchor]; id != 0 {
		dr.pdf.Link(x, y, w, h, id)
	}
}

func (dr *drawing) anchor(a paper.Anchor) {
	y := points(max(a.Y-6*paper.MM, 0))
	dr.pdf.SetLink(dr.anchors[a.Name], y, -1)
	if a.Bookmark != "" {
		dr.pdf.Bookmark(a.Bookmark, a.Level, y)
	}
}

// picture embeds a photo once, however often it is shown.
func (dr *drawing) picture(p paper.Picture) {
	name, known := dr.photos[string(p.JPEG)]
	if !known {
		name = "photo" + strconv.Itoa(len(dr.photos))
		info := dr.pdf.RegisterImageOptionsReader(name, gofpdf.ImageOptions{ImageType: "JPG"}, bytes.NewReader(p.JPEG))
		if dr.pdf.Err() {
			return
		}
		if err := rank(info, len(dr.photos)); err != nil {
			dr.pdf.SetError(err)
			return
		}
		dr.photos[string(p.JPEG)] = name
	}
	dr.pdf.ImageOptions(name, points(p.X), points(p.Y), points(p.Width), points(p.Height), false, gofpdf.ImageOptions{ImageType: "JPG"}, 0, "")
}

// rank gives an image its place among the others. The object writer orders
// images by their width and leaves those of one width in an order of chance;
// a millionth of a pixel per image decides it. The width it writes is whole.
func rank(info *gofpdf.ImageInfoType, n int) error {
	packed, err := info.GobEncode()
	if err != nil {
		return err
	}
	var (
		data, mask, palette []byte
		number, bits        int
		w, h, scale, dpi    float64
		space, filter, parm string
		trns                []int
	)
	in := gob.NewDecoder(bytes.NewReader(packed))
	fields := []any{&data, &mask, &number, &w, &h, &space, &palette, &bits, &filter, &parm, &trns, &scale, &dpi}
	for _, f := range fields {
		if err := in.Decode(f); err != nil {
			return err
		}
	}
	w += float64(n) / 1e6
	var again bytes.Buffer
	out := gob.NewEncoder(&again)
	for _, f := range fields {
		if err := out.Encode(f); err != nil {
			return err
		}
	}
	return info.GobDecode(again.Bytes())
}
