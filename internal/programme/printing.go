package programme

import (
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/pdf"
)

// conditions are the printing conditions of what an edition may be printed on.
var conditions = map[string]*pdf.Condition{"coated": &pdf.Coated, "uncoated": &pdf.Uncoated}

// HasPaper reports whether a paper has a printing condition.
func HasPaper(paper string) bool { return conditions[paper] != nil }

// SpecOf is how a programme is made from what was set for its edition, with the
// supplied pieces and their bytes.
func SpecOf(set jema.Printing, parts []jema.PrintPart) Spec {
	spec := Spec{Format: Format(set.Format), Language: set.Language, Order: Order(set.Order), Opening: set.OpeningText,
		Pages: set.Pages,
		Bleed: set.Bleed, Printing: conditions[set.Paper]}
	if set.Others != "" {
		spec.Others = strings.Split(set.Others, ",")
	}
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
