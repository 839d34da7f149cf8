package formats

import (
	"fmt"

	"jema/internal/programme/content"
	"jema/internal/programme/layout"
	"jema/internal/programme/logo"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
)

// Supplied is a piece that somebody else made: PDF, or SVG for a logo. Name is
// the description of its content for a screen reader.
type Supplied struct {
	Name, Media string
	Data        []byte
}

// supplied is what somebody else made for the programme, ready to be placed.
type supplied struct {
	cover, back, inserts []insert
	logos                []emblem
}

// insert is a page of a supplied PDF.
type insert struct {
	pdf           []byte
	page          int
	width, height paper.Length
}

// emblem is a logo: fit places it in a box.
type emblem struct {
	name          string
	width, height paper.Length // of any unit
	fit           func(w, h paper.Length, in *paper.Element) []paper.Item
}

// readSupplied reads what is supplied; what cannot be taken in is refused.
func readSupplied(spec Setting) (s supplied, err error) {
	if s.cover, err = insertsOf(spec.Cover); err != nil {
		return s, err
	}
	if s.back, err = insertsOf(spec.BackCover); err != nil {
		return s, err
	}
	for _, data := range spec.Inserts {
		pages, err := insertsOf(data)
		if err != nil {
			return s, err
		}
		s.inserts = append(s.inserts, pages...)
	}
	for _, l := range spec.Logos {
		e, err := emblemOf(l)
		if err != nil {
			return s, err
		}
		s.logos = append(s.logos, e)
	}
	return s, nil
}

func insertsOf(data []byte) ([]insert, error) {
	if len(data) == 0 {
		return nil, nil
	}
	n, err := pdf.CheckInsert(data)
	if err != nil {
		return nil, err
	}
	out := make([]insert, n)
	for i := range out {
		w, h, err := pdf.InsertSize(data, i+1)
		if err != nil {
			return nil, err
		}
		out[i] = insert{data, i + 1, w, h}
	}
	return out, nil
}

func emblemOf(l Supplied) (emblem, error) {
	if l.Media == "image/svg+xml" {
		d, err := logo.SVG(l.Data)
		if err != nil {
			return emblem{}, err
		}
		return emblem{l.Name, paper.Length(d.Width * 1000), paper.Length(d.Height * 1000), d.Fit}, nil
	}
	pages, err := insertsOf(l.Data)
	if err != nil {
		return emblem{}, err
	}
	first := pages[0]
	return emblem{l.Name, first.width, first.height, func(w, h paper.Length, in *paper.Element) []paper.Item {
		return []paper.Item{paper.Insert{PDF: first.pdf, Page: first.page, Width: w, Height: h, In: in}}
	}}, nil
}

// pagesOf makes pages of supplied ones. One that is larger than the page brings
// its own bleed.
func (c coverPages) pagesOf(list []insert) []paper.Page {
	out := make([]paper.Page, len(list))
	for i, in := range list {
		p := paper.Page{Width: c.page.Width, Height: c.page.Height}
		figure := &paper.Element{Role: paper.Figure, Alt: fmt.Sprintf(c.Words.Supplied, in.page)}
		item := paper.Insert{PDF: in.pdf, Page: in.page, Width: c.page.Width, Height: c.page.Height, In: figure}
		if in.width > c.page.Width+2*paper.MM && in.height > c.page.Height+2*paper.MM &&
			in.width <= c.page.Width+2*paper.Bleed+paper.MM {
			edge := (in.width - c.page.Width) / 2
			item.X, item.Y, item.Width, item.Height = -edge, -edge, in.width, in.height
		}
		p.Add(item)
		out[i] = p
	}
	return out
}

// into lays the cover, ours or a supplied one, and the supplied pages
// behind it.
func (c coverPages) into(d *paper.Document) {
	if len(c.given.cover) == 0 {
		d.Pages = append(d.Pages, c.front())
	} else {
		d.Pages = append(d.Pages, c.pagesOf(c.given.cover)...)
		d.Pages[0].Items = append([]paper.Item{paper.Anchor{Name: "cover", Bookmark: content.Plain(c.Title())}},
			d.Pages[0].Items...)
	}
	d.Pages = append(d.Pages, c.pagesOf(c.given.inserts)...)
}

// logoRows sets the partners' logos beside each other, in boxes of one height.
func (c coverPages) logoRows(measure, height paper.Length, in *paper.Element) []layout.Row {
	gap := height / 2
	var rows []layout.Row
	x := paper.Length(0)
	for _, l := range c.given.logos {
		w := height
		if l.height > 0 {
			w = min(max(height*l.width/l.height, height/2), height*7/2)
		}
		if len(rows) == 0 || x+w > measure {
			rows, x = append(rows, layout.Row{Height: height + gap/2}), 0
		}
		figure := &paper.Element{Role: paper.Figure, Parent: in, Alt: l.name}
		last := &rows[len(rows)-1]
		for _, i := range l.fit(w, height, figure) {
			last.Items = append(last.Items, i.Moved(x, 0))
		}
		x += w + gap
	}
	return rows
}
