package programme

import (
	"cmp"
	"slices"
	"strconv"
	"sync"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/papers"
	"jema/internal/programme/pdf"
)

// Compose lays out the book: communes as chapters, contents, indexes by craft
// and by day. The text is set as densely as Spec.Pages requires. Where that is
// not possible, it is set as densely as can be read and a warning gives the
// number of pages that takes.
func (t Territory) Compose() (*paper.Document, []Warning, error) {
	spec := t.Spec
	words, err := spec.check()
	if err != nil {
		return nil, nil, err
	}
	if spec.Format != "" && spec.Format != Book && spec.Format != Auto {
		return nil, nil, jema.Invalid("programme.format.unknown", "format", string(spec.Format))
	}
	c := content.CollectBook(t.Book, words, arrangements[spec.Order])
	d, err := formats.Book(c, spec.setting())
	if err != nil {
		return nil, nil, err
	}
	c.Coarse(d)
	c.Bound(len(d.Pages))
	return d, c.Warnings, nil
}

// Ready has what the first programme of a process needs made beside what the
// caller goes on with, such as reading what is to be printed. Nobody has to call
// it.
var Ready = sync.OnceFunc(pdf.Ready)

// options are those of the writer.
func (s Spec) options() pdf.Options {
	switch s.Variant {
	case Press:
		return pdf.Options{Variant: pdf.Press, Marks: true, Slug: s.Slug, Bleed: paper.Length(s.Bleed) * paper.MM,
			Printing: s.Printing}
	case Booklet:
		return pdf.Options{Variant: pdf.Booklet}
	}
	if s.Standard == UA2 {
		return pdf.Options{Standard: pdf.UA2}
	}
	return pdf.Options{}
}

// Compose sets and lays out the programme.
func (p Commune) Compose() (*paper.Document, []Warning, error) {
	spec := p.Spec
	words, err := spec.check()
	if err != nil {
		return nil, nil, err
	}
	c := content.Collect(p.Programme, words, arrangements[spec.Order])
	format := Format(cmp.Or(string(spec.Format), string(Auto))).of(len(c.Entries))
	lay := map[Format]func(*content.Programme, formats.Setting) (*paper.Document, error){Sheet: formats.Sheet,
		Folded: formats.Folded, Brochure: formats.Brochure, Large: formats.Large}[format]
	if lay == nil {
		return nil, nil, jema.Invalid("programme.format.unknown", "format", string(spec.Format))
	}
	d, err := lay(c, spec.setting())
	if err != nil {
		return nil, nil, err
	}
	c.Coarse(d)
	c.Bound(len(d.Pages))
	return d, c.Warnings, nil
}

// arrangements are the orders as entries are compared; none is by workshop.
var arrangements = map[Order]content.Arrangement{"": nil, ByWorkshop: nil, ByCraft: content.ByCraft,
	ByDay: content.ByDay}

// setting is the part of the spec that the layout uses.
func (s Spec) setting() formats.Setting {
	return formats.Setting{Opening: s.Opening, ByDay: s.Order == ByDay, Justify: s.Variant == Press, Pages: s.Pages,
		Logos: s.Logos, Cover: s.Cover,
		BackCover: s.BackCover, Inserts: s.Inserts, Others: s.Others}
}

// extent returns the pages that the spec selects. The cover is the outermost sheet
// of what is folded: four pages, so that the inside is a multiple of four too.
func (s Spec) extent(d *paper.Document) *paper.Document {
	n := len(d.Pages)
	if n < 8 || n%4 != 0 || s.Extent == Whole {
		return d
	}
	part := *d
	if part.Pages = d.Pages[2 : n-2]; s.Extent == CoverOnly {
		part.Pages = []paper.Page{d.Pages[0], d.Pages[1], d.Pages[n-2], d.Pages[n-1]}
		if s.Spine > 0 {
			part.Pages = spreads(part.Pages, paper.Length(s.Spine)*paper.MM/10)
		}
	}
	return &part
}

// spreads sets a cover as the printer's sheet: back, spine and front beside each
// other, and behind them the two inner pages.
func spreads(cover []paper.Page, spine paper.Length) []paper.Page {
	pair := func(left, right paper.Page) paper.Page {
		out := paper.Page{Width: left.Width + spine + right.Width, Height: left.Height}
		out.Put(0, 0, within(left, left.Width+spine/2)...)
		out.Put(left.Width+spine, 0, within(right, -spine/2)...)
		return out
	}
	return []paper.Page{pair(cover[3], cover[0]), pair(cover[1], cover[2])}
}

// within cuts what bleeds over the fold at x.
func within(p paper.Page, x paper.Length) []paper.Item {
	left, right := -paper.Bleed, x
	if x <= 0 {
		left, right = x, p.Width+paper.Bleed
	}
	out := make([]paper.Item, len(p.Items))
	for i, item := range p.Items {
		if m, ok := item.(paper.Mosaic); ok && m.Clip == nil {
			at := func(px, py paper.Length) marquetry.Point { return marquetry.Point{X: px - m.X, Y: py - m.Y} }
			m.Clip = layout.SegmentsTo(at(left, -paper.Bleed), at(right, -paper.Bleed),
				at(right, p.Height+paper.Bleed), at(left, p.Height+paper.Bleed))
			item = m
		}
		out[i] = item
	}
	return out
}

// check refuses unknown values, and returns the words of the language.
func (s Spec) check() (*content.Words, error) {
	if s.Spine < 0 || s.Spine > 500 || s.Spine > 0 && s.Extent != CoverOnly {
		return nil, jema.Invalid("printing.spine.unknown", "spine", strconv.Itoa(s.Spine))
	}
	if s.Variant != "" && !slices.Contains(Variants, s.Variant) {
		return nil, jema.Invalid("programme.variant.unknown", "variant", string(s.Variant))
	}
	if _, known := arrangements[s.Order]; !known {
		return nil, jema.Invalid("programme.order.unknown", "order", string(s.Order))
	}
	if err := papers.CheckLanguages(s.Others); err != nil {
		return nil, err
	}
	words, ok := content.Languages[cmp.Or(s.Language, "fr")]
	if !ok {
		return nil, jema.Invalid("programme.language.unknown", "language", s.Language)
	}
	return words, nil
}

// of settles what Auto means for a number of events.
func (f Format) of(events int) Format {
	switch {
	case f != Auto:
		return f
	case events <= 1:
		return Sheet
	case events <= 4:
		return Folded
	}
	return Brochure
}
