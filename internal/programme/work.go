package programme

import (
	"io"

	"jema/internal/jema"
	"jema/internal/programme/paper"
)

// Work is what can be printed: the programme of a Commune, the book of a
// Territory, or one of the papers beside them.
type Work interface {
	// Compose lays the work out and returns the warnings for the organiser.
	// Callers outside of this package use Jobs.
	Compose() (*paper.Document, []Warning, error)
}

// Archive is what is handed over as a ZIP: a Kit or a Designer's data.
type Archive interface {
	// Write writes the ZIP. Callers outside of this package use Jobs.
	Write(to io.Writer) error
}

// Commune is the programme of one commune.
type Commune struct {
	Programme jema.Programme
	Spec      Spec
}

// Territory is the book of all communes.
type Territory struct {
	Book jema.Book
	Spec Spec
}

// Printed is a paper beside the programmes as a Spec has it printed: a poster for the
// press, with its bleed.
type Printed struct {
	Work
	Spec Spec
}

// specFor returns how a work is printed; papers are for the screen unless they are
// Printed.
func specFor(w Work) Spec {
	switch w := w.(type) {
	case Commune:
		return w.Spec
	case Territory:
		return w.Spec
	case DaySheet:
		return w.Spec
	case Wall:
		return w.Spec
	case Bookmark:
		return w.Spec
	case Printed:
		return Spec{Variant: w.Spec.Variant, Standard: w.Spec.Standard, Bleed: w.Spec.Bleed, Slug: w.Spec.Slug,
			Printing: w.Spec.Printing}
	}
	return Spec{}
}
