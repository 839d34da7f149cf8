package pdf

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/object"
)

// objects has gofpdf make the pages around our streams, their boxes,
// links and bookmarks, and the information.
func (b *book) objects(w io.Writer) error {
	first := b.doc.Pages[0]
	m := 2 * b.options.margin()
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: points(first.Width + m),
		Ht: points(first.Height + m)}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCompression(false) // the streams are
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(b.doc.AsOf)
	pdf.SetModificationDate(b.doc.AsOf)
	// Its own UTF-16 panics on what is no UTF-8 and has no characters of two
	// units, so texts come to it ready.
	pdf.SetTitle(string(object.String(b.doc.Title)), false)
	pdf.SetSubject(string(object.String(b.doc.Subject)), false)
	pdf.SetAuthor(string(object.String(b.doc.Author)), false)
	pdf.SetProducer("jema", false)
	leads := b.options.Variant == Screen
	if leads {
		b.anchorsOf(pdf)
	}
	for n := range b.doc.Pages {
		p := &b.doc.Pages[n]
		pdf.AddPageFormat("P", gofpdf.SizeType{Wd: points(p.Width + m), Ht: points(p.Height + m)})
		b.boxes(pdf, p)
		pdf.RawWriteStr(placeholder(n))
		if leads {
			b.leads(pdf, p)
		}
	}
	return pdf.Output(w)
}

func points(v paper.Length) float64 { return float64(v) / 1000 }

func (b *book) anchorsOf(pdf *gofpdf.Fpdf) {
	b.anchors = map[string]int{}
	for _, p := range b.doc.Pages {
		for _, item := range p.Items {
			if a, ok := item.(paper.Anchor); ok && b.anchors[a.Name] == 0 {
				b.anchors[a.Name] = pdf.AddLink()
			}
		}
	}
}

// leads adds a page's links, in the order of the items, and bookmarks.
func (b *book) leads(pdf *gofpdf.Fpdf, p *paper.Page) {
	for _, item := range p.Items {
		switch i := item.(type) {
		case paper.Link:
			x, y, w, h := points(i.X), points(i.Y), points(i.Width), points(i.Height)
			if i.URL != "" {
				pdf.LinkString(x, y, w, h, i.URL)
			} else if i.Anchor != "" {
				pdf.Link(x, y, w, h, b.anchors[i.Anchor])
			}
		case paper.Anchor:
			y := points(max(i.Y-6*paper.MM, 0))
			pdf.SetLink(b.anchors[i.Name], y, -1)
			if i.Bookmark != "" {
				// The writer measures every bookmark from the top of the last page.
				last := b.doc.Pages[len(b.doc.Pages)-1].Height
				pdf.Bookmark(string(object.String(i.Bookmark)), i.Level, y+points(last-p.Height))
			}
		}
	}
}

// boxes sets where the page is trimmed and how far it bleeds.
func (b *book) boxes(pdf *gofpdf.Fpdf, p *paper.Page) {
	if b.options.Variant != Press {
		return
	}
	m, bleed := b.options.margin(), b.options.bleed()
	pdf.SetPageBox("trim", points(m), points(m), points(p.Width), points(p.Height))
	pdf.SetPageBox("bleed", points(m-bleed), points(m-bleed), points(p.Width+2*bleed), points(p.Height+2*bleed))
}

// refuse returns an error for links that a programme must not hold: to anything
// but the web, a mailbox or a telephone.
func refuse(d *paper.Document) error {
	if len(d.Pages) == 0 {
		return errors.New("a document without a page")
	}
	for n, p := range d.Pages {
		for _, item := range p.Items {
			if l, ok := item.(paper.Link); ok && l.URL != "" && !leadsOut(l.URL) {
				return fmt.Errorf("page %d: a link to %q is not drawn", n+1, l.URL)
			}
		}
	}
	return nil
}

// leading is the document without links to places that it does not have: of a
// programme whose cover is a file of its own, the contents lead to some.
func leading(d *paper.Document) *paper.Document {
	anchors := map[string]bool{"": true}
	for _, p := range d.Pages {
		for _, item := range p.Items {
			if a, ok := item.(paper.Anchor); ok {
				anchors[a.Name] = true
			}
		}
	}
	dead := func(item paper.Item) bool {
		l, ok := item.(paper.Link)
		return ok && l.URL == "" && !anchors[l.Anchor]
	}
	out := *d
	out.Pages = slices.Clone(d.Pages)
	for n, p := range out.Pages {
		if slices.ContainsFunc(p.Items, dead) {
			out.Pages[n].Items = slices.DeleteFunc(slices.Clone(p.Items), dead)
		}
	}
	return &out
}

func leadsOut(url string) bool {
	for _, scheme := range []string{"https://", "http://", "mailto:", "tel:"} {
		if len(url) > len(scheme) && strings.EqualFold(url[:len(scheme)], scheme) {
			return true
		}
	}
	return false
}
