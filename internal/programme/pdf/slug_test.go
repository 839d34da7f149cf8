package pdf

import (
	"strings"
	"testing"

	"jema/internal/programme/pdftest"
)

// With a slug each page bears its name beyond the trim, and the bar shows each ink of
// the press; without one there is neither.
func TestSlug(t *testing.T) {
	d := rich(t)
	for _, slug := range []bool{false, true} {
		file := made(t, d, Options{Variant: Press, Marks: true, Slug: slug, Printing: &Uncoated})
		words := pdftest.Tool(t, file, "pdftotext", "-layout", "FILE", "-")
		if named := strings.Count(words, "FOGRA29"); (named == len(d.Pages)) != slug {
			t.Errorf("slug %t: %d of %d pages are named", slug, named, len(d.Pages))
		}
		if !slug {
			continue
		}
		drawn := pdftest.Tool(t, file, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
		for _, ink := range []string{"1 0 0 0 k", "0 1 0 0 k", "0 0 1 0 k", ".5 .4 .4 0 k"} {
			if strings.Count(drawn, ink) < len(d.Pages) {
				t.Errorf("%s is not in every bar", ink)
			}
		}
	}
}
