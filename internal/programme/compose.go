package programme

import (
	"io"
	"slices"
	"sync"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
	"jema/internal/work"
)

// Write makes the programme of a commune and writes it as PDF. The same data
// make the same bytes. An unknown format, edition, order or language is
// refused.
func Write(w io.Writer, p jema.Programme, spec Spec) error {
	d, _, err := Compose(p, spec)
	if err != nil {
		return err
	}
	return Print(w, d, spec)
}

// Ready has what the first programme of a process needs made beside what the
// caller goes on with, such as reading what is to be printed. Nobody has to call
// it.
var Ready = sync.OnceFunc(pdf.Ready)

// options are those of the writer.
func (s Spec) options() pdf.Options {
	switch s.Edition {
	case Press:
		return pdf.Options{Edition: pdf.Press, Marks: true, Bleed: s.Bleed * mm, Printing: s.Printing}
	case Booklet:
		return pdf.Options{Edition: pdf.Booklet}
	}
	return pdf.Options{}
}

// Compose sets and lays out the programme without drawing it, and tells what
// the organiser should know before printing.
func Compose(p jema.Programme, spec Spec) (d *paper.Document, list []Warning, err error) {
	defer work.Recover(&err)
	words, err := spec.check()
	if err != nil {
		return nil, nil, err
	}
	given, err := readSupplied(spec)
	if err != nil {
		return nil, nil, err
	}
	c := collectFor(p, words, spec)
	c.given = given
	format := Format(orDefault(string(spec.Format), string(Auto))).of(len(c.entries))
	layout := map[Format]func(*content) *paper.Document{Sheet: layoutSheet, Folded: layoutFolded, Brochure: layoutBrochure, Large: layoutLarge}[format]
	if layout == nil {
		return nil, nil, jema.Invalid("programme.format.unknown", "format", string(spec.Format))
	}
	d = layout(c)
	c.coarse(d)
	return c.extent(d), c.warnings, nil
}

// extent keeps of the pages what the spec asks for.
func (c *content) extent(d *paper.Document) *paper.Document {
	last := len(d.Pages) - 1
	switch {
	case last < 2:
	case c.spec.Extent == CoverOnly:
		d.Pages = []paper.Page{d.Pages[0], d.Pages[last]}
	case c.spec.Extent == InsideOnly:
		d.Pages = d.Pages[1:last]
	}
	return d
}

// check refuses what is not known, and finds the words of the language.
func (s Spec) check() (*words, error) {
	if s.Edition != "" && !slices.Contains(Editions, s.Edition) {
		return nil, jema.Invalid("programme.edition.unknown", "edition", string(s.Edition))
	}
	if s.Order != "" && !slices.Contains(Orders, s.Order) {
		return nil, jema.Invalid("programme.order.unknown", "order", string(s.Order))
	}
	words, ok := languages[orDefault(s.Language, "fr")]
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

func orDefault(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
