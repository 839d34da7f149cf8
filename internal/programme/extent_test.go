package programme

import (
	"bytes"
	"strings"
	"testing"

	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
	invented "jema/internal/programme/sample"
)

// TestExtent: the cover and the rest may be two files, which make the whole.
func TestExtent(t *testing.T) {
	p := invented.Programme(sampleCommunes, "26281", 9)
	count := func(e Extent) int {
		d, err := NewJobs(1, 0).Compose(t.Context(), Commune{p, Spec{Variant: Press, Extent: e}})
		if err != nil {
			t.Fatal(err)
		}
		return d.Pages()
	}
	if whole, cover, inside := count(Whole), count(CoverOnly), count(InsideOnly); cover != 2 || cover+inside != whole {
		t.Errorf("%d pages in all, %d of the cover, %d inside", whole, cover, inside)
	}
}

// TestSuppliedCover: who cannot see a supplied cover still reads the name
// first, as the only heading of its level.
func TestSuppliedCover(t *testing.T) {
	var leaf bytes.Buffer
	page := paper.Page{Width: layout.A5Width, Height: layout.A5Height}
	page.Add(paper.Shape{Segments: layout.LevelLine(50 * paper.MM), Stroke: &layout.Black, Width: paper.Pt,
		X: 10 * paper.MM, Y: 10 * paper.MM})
	if err := pdf.Write(&leaf, &paper.Document{Title: "Page", Language: "fr-FR", Pages: []paper.Page{page}},
		pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{3, 9} {
		d, _, err := compose(Commune{invented.Programme(sampleCommunes, "26281", n), Spec{Cover: leaf.Bytes()}})
		if err != nil {
			t.Fatal(err)
		}
		root := treeOf(d)
		var b strings.Builder
		root.print(&b, 0)
		levels := root.headings(nil)
		if len(d.Pages)%4 != 0 || levels[0] != 1 || strings.Count(b.String(), "H1 Romans-sur-Isère") != 1 {
			t.Errorf("%d events: %d pages, headings %v", n, len(d.Pages), levels)
		}
	}
}
