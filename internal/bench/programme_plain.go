package bench

import (
	"bytes"
	"fmt"
	"io"

	"github.com/jung-kurt/gofpdf"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// plainPDF sets content with nothing but gofpdf, as its manual shows: faces
// embedded by it, its own line breaks and pages.
func plainPDF(w io.Writer, content []block) error {
	margin := points(pageMarginMM * paper.MM)
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: points(pageWidthMM * paper.MM),
		Ht: points(pageHeightMM * paper.MM)}})
	pdf.SetMargins(margin, margin, margin)
	pdf.SetAutoPageBreak(true, margin)
	for f := range typeset.Faces {
		pdf.AddUTF8FontFromBytes(f.Family(), f.Style(), bytes.Clone(f.Data())) // it changes what it is given
	}
	pdf.AddPage()
	seen := map[string]bool{}
	for _, b := range content {
		switch {
		case b.Photo != "":
			options := gofpdf.ImageOptions{ImageType: "JPG"}
			if !seen[b.Photo] {
				seen[b.Photo] = true
				pdf.RegisterImageOptionsReader(b.Photo, options, bytes.NewReader(b.jpeg))
			}
			pdf.ImageOptions(b.Photo, margin, pdf.GetY(), points(b.Width), 0, true, options, 0, "")
		case b.Code != nil:
			plainCode(pdf, b, margin)
		default:
			lead := 0.0
			for _, s := range b.Spans {
				lead = max(lead, points(s.Size)*1.35)
			}
			for _, s := range b.Spans {
				pdf.SetFont(s.Face.Family(), s.Face.Style(), points(s.Size))
				pdf.Write(lead, s.Text)
			}
			pdf.Ln(lead + 2)
		}
	}
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("gofpdf : %w", err)
	}
	return nil
}

func plainCode(pdf *gofpdf.Fpdf, b block, margin float64) {
	module := points(b.Width) / float64(b.Code.Side)
	if _, height := pdf.GetPageSize(); pdf.GetY()+points(b.Width) > height-margin {
		pdf.AddPage()
	}
	top := pdf.GetY()
	for _, s := range b.Code.Dark {
		pdf.Rect(margin+float64(s.X)*module, top+float64(s.Y)*module, float64(s.N)*module, module, "F")
	}
	pdf.SetY(top + points(b.Width) + 4)
}
