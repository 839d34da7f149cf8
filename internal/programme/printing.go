package programme

import (
	"jema/internal/jema"
	"jema/internal/programme/pdf"
)

// SpecOf says how a programme is made from what was set for its edition, with
// the supplied pieces and their bytes.
func SpecOf(set jema.Printing, parts []jema.PrintPart) Spec {
	spec := Spec{Format: Format(set.Format), Language: set.Language, Order: Order(set.Order), Opening: set.OpeningText, Pages: set.Pages}
	for _, p := range parts {
		switch p.Kind {
		case jema.PartLogo:
			spec.Logos = append(spec.Logos, Supplied{Name: p.Name, Media: p.Media, Data: p.Data})
		case jema.PartCover:
			spec.Cover = p.Data
		case jema.PartBackCover:
			spec.BackCover = p.Data
		case jema.PartInsert:
			spec.Inserts = append(spec.Inserts, p.Data)
		case jema.PartProfile:
			spec.Printing = &pdf.Condition{Identifier: p.Name, Name: p.Name, Profile: p.Data}
		}
	}
	return spec
}

// Preflight names each thing for which a printer would send the press edition
// of a commune's programme back.
func Preflight(p jema.Programme, spec Spec) ([]pdf.Fault, error) {
	spec.Edition = Press
	d, _, err := Compose(p, spec)
	if err != nil {
		return nil, err
	}
	return pdf.Preflight(d, spec.options()), nil
}

// PreflightBook is Preflight for the book of a territory.
func PreflightBook(b jema.Book, spec Spec) ([]pdf.Fault, error) {
	spec.Edition = Press
	d, _, err := ComposeBook(b, spec)
	if err != nil {
		return nil, err
	}
	return pdf.Preflight(d, spec.options()), nil
}
