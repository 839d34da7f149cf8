package programme

import (
	"encoding/base64"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
)

// Document is a work laid out, of which nothing is drawn yet. It is never
// changed.
type Document struct {
	Warnings []Warning // for the organiser to check before printing
	pages    *paper.Document
	options  pdf.Options
}

// Fault is one thing for which a printer would send a file back: its What is one
// of the names of package pdf, Page is counted from 1.
type Fault = pdf.Fault

var errNoPage = jema.NotFound("error.not_found")

func newDocument(w Work, made composition) *Document {
	spec := specFor(w)
	return &Document{Warnings: made.warnings, pages: spec.extent(made.pages), options: spec.options()}
}

// Pages returns how many pages the document has.
func (d *Document) Pages() int { return len(d.pages.Pages) }

// Faults returns each thing for which a printer would send the document back.
func (d *Document) Faults() []Fault { return pdf.Preflight(d.pages, d.options) }

// inline is a photo within the picture that shows it: a picture may load
// nothing.
func inline(jpeg []byte) string {
	return "data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(jpeg)
}
