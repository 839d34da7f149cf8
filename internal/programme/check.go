package programme

import (
	"bytes"
	"context"

	"jema/internal/jema"
	"jema/internal/programme/logo"
	"jema/internal/programme/pdf"
)

// CheckSupplied reads the file of a PrintPart and returns the part with its Media
// and Pages. It returns a *jema.Error if the file cannot be printed unchanged; its
// message is printing.part_profile, part_svg, part_pdf or part_one_page.
func (j *Jobs) CheckSupplied(ctx context.Context, part jema.PrintPart) (jema.PrintPart, error) {
	err := j.run(ctx, func() (err error) {
		part.Media, part.Pages, err = readPart(part.Kind, part.Data)
		return err
	})
	return part, err
}

func readPart(kind jema.PartKind, data []byte) (media string, pages int, err error) {
	switch {
	case kind == jema.PartProfile:
		if pdf.CheckProfile(data) != nil {
			err = jema.Invalid("printing.part_profile")
		}
		return "application/vnd.iccprofile", 1, err
	case kind == jema.PartLogo && !bytes.HasPrefix(data, []byte("%PDF-")):
		if _, failed := logo.SVG(data); failed != nil {
			err = jema.Invalid("printing.part_svg")
		}
		return "image/svg+xml", 1, err
	}
	const portable = "application/pdf"
	pages, err = pdf.CheckInsert(data)
	switch {
	case err != nil:
		return portable, pages, jema.Invalid("printing.part_pdf")
	case pages > 1 && kind != jema.PartInsert:
		return portable, pages, jema.Invalid("printing.part_one_page")
	}
	return portable, pages, nil
}
