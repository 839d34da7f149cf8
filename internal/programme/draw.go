package programme

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"io"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"jema/internal/marquetry"
)

// WritePDF draws the pages and writes the file.
func (d *Document) WritePDF(w io.Writer) error {
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
	doc     *Document
	height  int // of the page
	face    Face
	size    int
	ink     marquetry.RGB
	photos  map[string]string // JPEG data by name
	anchors map[string]int
}

func newDrawing(d *Document) *drawing {
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
	for _, f := range d.faces() {
		// The writer changes the bytes it is given.
		pdf.AddUTF8FontFromBytes(f.family(), f.style(), bytes.Clone(f.data()))
	}
	for _, p := range d.Pages {
		for _, item := range p.Items {
			if a, ok := item.(Anchor); ok && dr.anchors[a.Name] == 0 {
				dr.anchors[a.Name] = pdf.AddLink()
			}
		}
	}
	return dr
}

// faces returns the faces that the pages use.
func (d *Document) faces() []Face {
	var used [faces]bool
	used[Sans] = true // the outline wants one
	for _, p := range d.Pages {
		for _, item := range p.Items {
			if t, ok := item.(Text); ok {
				used[t.Face] = true
			}
		}
	}
	var out []Face
	for f := range faces {
		if used[f] {
			out = append(out, f)
		}
	}
	return out
}

func points(v int) float64 { return float64(v) / 1000 }

func (dr *drawing) page(p *Page) {
	dr.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: points(p.Width), Ht: points(p.Height)})
	dr.height, dr.face = p.Height, -1
	dr.font(Sans, 10*pt)
	dr.ink = black
	dr.pdf.SetTextColor(0, 0, 0)
	for _, item := range p.Items {
		switch i := item.(type) {
		case Text:
			dr.text(i)
		case Shape:
			dr.shape(i)
		case Mosaic:
			dr.mosaic(i)
		case Code:
			dr.code(i)
		case Picture:
			dr.picture(i)
		case Link:
			dr.link(i)
		case Anchor:
			dr.anchor(i)
		}
	}
}

func (dr *drawing) font(f Face, size int) {
	if f == dr.face && size == dr.size {
		return
	}
	dr.face, dr.size = f, size
	dr.pdf.SetFont(f.family(), f.style(), points(size))
}

func (dr *drawing) text(t Text) {
	dr.font(t.Face, t.Size)
	if t.Ink != dr.ink {
		dr.ink = t.Ink
		dr.pdf.SetTextColor(t.Ink.R, t.Ink.G, t.Ink.B)
	}
	dr.pdf.Text(points(t.X), points(t.Y), t.String)
}

func (dr *drawing) link(l Link) {
	x, y, w, h := points(l.X), points(l.Y), points(l.Width), points(l.Height)
	if l.URL != "" {
		dr.pdf.LinkString(x, y, w, h, l.URL)
	} else if id := dr.anchors[l.Anchor]; id != 0 {
		dr.pdf.Link(x, y, w, h, id)
	}
}

func (dr *drawing) anchor(a Anchor) {
	y := points(max(a.Y-6*mm, 0))
	dr.pdf.SetLink(dr.anchors[a.Name], y, -1)
	if a.Bookmark != "" {
		dr.pdf.Bookmark(a.Bookmark, a.Level, y)
	}
}

// picture embeds a photo once, however often it is shown.
func (dr *drawing) picture(p Picture) {
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
