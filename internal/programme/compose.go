package programme

import (
	"cmp"
	"slices"
	"sync"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
)

// Ready has what the first programme of a process needs made beside what the
// caller goes on with, such as reading what is to be printed. Nobody has to call
// it.
var Ready = sync.OnceFunc(pdf.Ready)

// options are those of the writer.
func (s Spec) options() pdf.Options {
	switch s.Variant {
	case Press:
		return pdf.Options{Variant: pdf.Press, Marks: true, Bleed: s.Bleed * mm, Printing: s.Printing}
	case Booklet:
		return pdf.Options{Variant: pdf.Booklet}
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
	c := collect(p.Programme, words, arrangements[spec.Order])
	format := Format(cmp.Or(string(spec.Format), string(Auto))).of(len(c.entries))
	lay := map[Format]func(*content, setting) (*paper.Document, error){Sheet: sheetOf, Folded: foldedOf, Brochure: brochureOf, Large: largeOf}[format]
	if lay == nil {
		return nil, nil, jema.Invalid("programme.format.unknown", "format", string(spec.Format))
	}
	d, err := lay(c, spec.setting())
	if err != nil {
		return nil, nil, err
	}
	c.coarse(d)
	return d, c.warnings, nil
}

// arrangements are the orders as entries are compared; none is by workshop.
var arrangements = map[Order]arrangement{"": nil, ByWorkshop: nil, ByCraft: byCraft, ByDay: byDay}

// setting is what the spec tells the layout.
func (s Spec) setting() setting {
	return setting{Opening: s.Opening, Justify: s.Variant == Press, Pages: s.Pages, Logos: s.Logos, Cover: s.Cover, BackCover: s.BackCover, Inserts: s.Inserts}
}

// extent returns the pages that the spec asks for.
func (s Spec) extent(d *paper.Document) *paper.Document {
	last := len(d.Pages) - 1
	if last < 2 || s.Extent == Whole {
		return d
	}
	part := *d
	if part.Pages = d.Pages[1:last]; s.Extent == CoverOnly {
		part.Pages = []paper.Page{d.Pages[0], d.Pages[last]}
	}
	return &part
}

// check refuses what is not known, and finds the words of the language.
func (s Spec) check() (*words, error) {
	if s.Variant != "" && !slices.Contains(Variants, s.Variant) {
		return nil, jema.Invalid("programme.variant.unknown", "variant", string(s.Variant))
	}
	if _, known := arrangements[s.Order]; !known {
		return nil, jema.Invalid("programme.order.unknown", "order", string(s.Order))
	}
	words, ok := languages[cmp.Or(s.Language, "fr")]
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
